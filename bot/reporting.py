"""Errors reported to Sentry, for those who want that: without the token, names, texts or the values of variables."""

from __future__ import annotations

import logging
from typing import Any

from bot.logs import TOKEN


def set_up(dsn: str | None) -> None:
    """Reports errors that are logged to this address from now on, if there is one."""
    if dsn is None:
        return
    # Loaded only where it is wanted.
    import sentry_sdk
    from sentry_sdk.integrations.logging import LoggingIntegration

    sentry_sdk.init(
        dsn,
        # The others would send whole requests along, with what people wrote in them.
        default_integrations=False,
        integrations=[LoggingIntegration(level=None, event_level=logging.ERROR)],
        include_local_variables=False,
        max_breadcrumbs=0,
        server_name="",
        before_send=report,
    )


def report(event: Any, hint: dict[str, Any]) -> Any:
    """What is reported of an event: the line that was logged and where it came from, and no words of an exception."""
    record = hint.get("log_record")
    if isinstance(record, logging.LogRecord) and isinstance(record.msg, dict):
        told = {name: value for name, value in record.msg.items() if name not in {"level", "timestamp"}}
        event["logentry"] = {"message": told.pop("event", "")}
        event["extra"] = told
        # The same line from the same place is the same trouble.
        event["fingerprint"] = [event["logentry"]["message"], str(told.get("exception", ""))]
    for error in event.get("exception", {}).get("values", []):
        error["value"] = ""
    return without_token(event)


def without_token(event: Any) -> Any:
    """The event with whatever looks like a token taken out, however deep it stands."""
    match event:
        case str():
            return TOKEN.sub("[token]", event)
        case dict():
            return {key: without_token(value) for key, value in event.items()}
        case list():
            return [without_token(value) for value in event]
    return event
