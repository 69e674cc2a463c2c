"""The helper's side, `python -m bot.helping`: does what comes in, one after another, and ends with whoever asks."""

from __future__ import annotations

import gc
import os
import pickle
import sys
from contextlib import suppress
from importlib import import_module


def main() -> None:
    """Answers until nobody can ask any more."""
    # What it loads stays: to look for garbage among all of it again and again would be a tenth of its work.
    gc.set_threshold(5_000, 1_000, 1_000)
    asked = sys.stdin.buffer
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # What a library prints is no answer.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    with suppress(EOFError):
        while True:
            pickle.dump(_answer(*pickle.load(asked)), answers)  # noqa: S301 - from the process that began this one
            answers.flush()


def _answer(module: str, function: str, arguments: tuple[object, ...]) -> tuple[bool, object]:
    try:
        return True, getattr(import_module(module), function)(*arguments)
    except Exception as error:
        return False, error


if __name__ == "__main__":
    main()
