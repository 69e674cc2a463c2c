"""The standing time moved by a length: "an hour later from now on", "eine halbe Stunde früher"."""

from collections.abc import Collection
from datetime import time

from bot.domain.snoozetext import LengthLine
from bot.domain.timewords import TimeWords
from bot.domain.tokens import tokens

MOST_TOKENS = 20
# What is further off is another time of day, and said as one.
MOST_MINUTES = 12 * 60
LEAST_APART = 60
_DAY = 24 * 60


def move_said(text: str, words: TimeWords) -> int | None:
    """By how many minutes the time is to come later for good, below 0 earlier; 0 where that is not said; else None."""
    count = len(tokens(text))
    if count > MOST_TOKENS or _says(text, words.not_moved, words):
        return None
    is_for_good = _says(text, words.always, words)
    for start in range(count):
        line = LengthLine(text, words)
        line.at = start
        minutes = line.length(may_be_bare=False)
        if minutes is None or not 0 < minutes < MOST_MINUTES:
            continue
        if line.take(words.earlier):
            return -minutes
        if line.take(words.moved_later) and is_for_good:
            return minutes
    is_moved = _says(text, words.earlier | words.moved_later, words)
    return 0 if is_for_good and is_moved else None


def is_compared(text: str, words: TimeWords) -> bool:
    """Whether a text says by how much the clocks differ from those elsewhere: "an hour ahead of Germany"."""
    for start in range(min(len(tokens(text)), MOST_TOKENS)):
        line = LengthLine(text, words)
        line.at = start
        minutes = line.length(may_be_bare=False)
        # "10 minutes behind the station" tells where it is.
        if minutes is not None and minutes >= LEAST_APART and line.take(words.ahead):
            return True
    return False


def moved(at: time, minutes: int) -> time | None:
    """The time so many minutes later; None where it is on another day."""
    whole = at.hour * 60 + at.minute + minutes
    return time(*divmod(whole, 60)) if 0 <= whole < _DAY else None


def _says(text: str, phrases: Collection[str], words: TimeWords) -> bool:
    line = LengthLine(text, words)
    for start in range(line.left):
        line.at = start
        if line.take(phrases):
            return True
    return False
