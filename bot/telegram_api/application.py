"""PTB's Application as Limber uses it."""

from __future__ import annotations

from typing import Any, NoReturn

from telegram.ext import Application

LimberBase = Application[Any, Any, Any, Any, Any, Any]


class LimberApplication(LimberBase):
    """An Application whose errors reach the intake, which knows what is to become of an update."""

    async def process_error(self, update: object, error: Exception, *args: Any, **kwargs: Any) -> NoReturn:
        """Raises the error: PTB's own way logs it and calls the update handled."""
        raise error
