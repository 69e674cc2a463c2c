"""Which function does what somebody means, whether it was typed, pressed or commanded."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias, TypeVar, overload

from bot.chat.intents.base import Detailed, Intent, Plain
from bot.chat.visit import Visit

Detail = TypeVar("Detail", bound=Detailed)
# What a handler returns is done next, in a message of its own; most return nothing.
Next: TypeAlias = Awaitable[Intent | None]
PlainHandler: TypeAlias = Callable[[Visit], Next]
DetailedHandler: TypeAlias = Callable[[Visit, Detail], Next]


class Handlers:
    """A table from intents to what is done about them; `@on(Skip)` and `@on(Plain.TODAY)` add to it."""

    def __init__(self, *parts: Handlers) -> None:
        """With what stands in other tables."""
        self._plain: dict[Plain, PlainHandler] = {}
        self._detailed: dict[type[Detailed], DetailedHandler[Any]] = {}
        for part in parts:
            self._plain |= part._plain
            self._detailed |= part._detailed

    @overload
    def __call__(self, intent: Plain) -> Callable[[PlainHandler], PlainHandler]: ...

    @overload
    def __call__(
        self, intent: type[Detail]
    ) -> Callable[[DetailedHandler[Detail]], DetailedHandler[Detail]]: ...

    def __call__(self, intent: Plain | type[Detailed]) -> Callable[[Any], Any]:
        """Names the function that does something about this intent."""

        def add(handler: Any) -> Any:
            if isinstance(intent, Plain):
                self._plain[intent] = handler
            else:
                self._detailed[intent] = handler
            return handler

        return add

    @property
    def handled(self) -> frozenset[Plain | type[Detailed]]:
        """The intents that have a handler."""
        return frozenset((*self._plain, *self._detailed))

    async def do(self, visit: Visit, intent: Intent) -> None:
        """Does what somebody means, and what that leads to."""
        if isinstance(intent, Plain):
            following = await self._plain[intent](visit)
        else:
            following = await self._detailed[type(intent)](visit, intent)
        if following is not None:
            await self.do(visit.afresh(), following)
