"""Runs `python -m bot` on a machine whose clock is set while it runs: `python stepping.py FILE ...`.

FILE says how many seconds the machine's clock is ahead; it may change at any moment. What goes by the monotonic clock
goes on as ever. Copied into the checkout of the program under test.
"""

import sys
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Self

import apscheduler.schedulers.base

from bot import __main__ as program
from bot import clock


def prepare(ahead: Path) -> None:
    """Lets whoever asks for the time get the time of that clock."""

    class Stepped(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return super().now(tz) + timedelta(seconds=float(ahead.read_text()))

    for module in (clock, apscheduler.schedulers.base):
        module.__dict__["datetime"] = Stepped


if __name__ == "__main__":
    prepare(Path(sys.argv[1]))
    del sys.argv[1]
    sys.exit(program.main())
