"""Runs `python -m bot` and kills it at a named point of its work: `python dying.py POINT NUMBER ...`.

Copied into the checkout of the program under test; what it wraps is the program's own, nothing of it is replaced.
"""

import functools
import itertools
import os
import signal
import sys
from collections.abc import Callable, Coroutine
from typing import Any

from bot import __main__ as program
from bot.chat.messenger import TelegramMessenger
from bot.services.broadcasts import Broadcasts
from bot.services.claiming import Claims
from bot.services.delivering import Deliveries
from bot.storage import migrating
from bot.telegram_api.application import LimberApplication
from bot.telegram_api.intake import Intake

Doing = Callable[..., Coroutine[Any, Any, Any]]


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def dying(doing: Doing, number: int, *, before: bool = False) -> Doing:
    """The same, but the process dies before or after it was done so many times."""
    times = itertools.count(1)

    @functools.wraps(doing)
    async def dies(*args: Any, **kwargs: Any) -> Any:
        is_time = next(times) == number
        if is_time and before:
            die()
        done = await doing(*args, **kwargs)
        if is_time:
            die()
        return done

    return dies


def upgrading_dies(connection: Any, revision: str = "head") -> None:
    """Dies with every table made and nothing committed."""
    upgrade(connection, revision)
    die()


upgrade = migrating.upgrade


def prepare(point: str, number: int) -> None:
    """Makes the program die at this point."""
    match point:
        case "claimed":
            Claims.claim = dying(Claims.claim, number)  # type: ignore[method-assign]
        case "marked":
            sending = dying(TelegramMessenger.send_prompt, number, before=True)
            TelegramMessenger.send_prompt = sending  # type: ignore[method-assign]
        case "accepted":
            sending = dying(TelegramMessenger.send_prompt, number)
            TelegramMessenger.send_prompt = sending  # type: ignore[method-assign]
        case "recording":
            Deliveries._turn_over = dying(Deliveries._turn_over, number, before=True)  # type: ignore[method-assign]
        case "recorded":
            Deliveries._turn_over = dying(Deliveries._turn_over, number)  # type: ignore[method-assign]
        case "migrating":
            migrating.upgrade = upgrading_dies
        case "kept":
            Intake.take = dying(Intake.take, number)  # type: ignore[method-assign]
        case "handling":
            handling = dying(LimberApplication.process_update, number, before=True)
            LimberApplication.process_update = handling  # type: ignore[method-assign]
        case "handled":
            handling = dying(LimberApplication.process_update, number)
            LimberApplication.process_update = handling  # type: ignore[method-assign]
        case "broadcasting":
            writing = dying(TelegramMessenger.send_broadcast, number)
            TelegramMessenger.send_broadcast = writing  # type: ignore[method-assign]
        case "broadcast-recorded":
            Broadcasts._turn_over = dying(Broadcasts._turn_over, number)  # type: ignore[method-assign]
        case _:
            raise SystemExit(f"there is no point {point}")


if __name__ == "__main__":
    prepare(sys.argv[1], int(sys.argv[2]))
    del sys.argv[1:3]
    sys.exit(program.main())
