"""Days gone by on which something was done, or was not, as it is said: "done mon and tue", "not done yesterday"."""

from __future__ import annotations

from datetime import date

from bot.chat.intents.base import Intent
from bot.chat.intents.history import ChangeRecord
from bot.chat.said import Said
from bot.domain.datetext import dates_gone
from bot.domain.days import DAY
from bot.domain.history import ClearDays, LogDays
from bot.domain.timewords import TimeWords
from bot.domain.tokens import without, words_of

# What is longer is a story, of which nothing is changed.
MOST_WORDS, LONGEST_DATE, MOST_DAYS = 14, 4, 7


def days_gone(said: Said) -> Intent | None:
    """The days that a text says were done, or were not; None where it says anything else as well, or asks."""
    if said.meaning == "done_yesterday":
        return ChangeRecord(LogDays((said.now.today - DAY,)))
    time = said.words.time
    written = words_of(said.text)
    if len(written) > MOST_WORDS or said.text.rstrip().endswith("?") or said.now.step is not None:
        return None
    affirmed = without(written, time.not_then)
    named = without(affirmed, time.done_then)
    is_not, says_done = len(affirmed) < len(written), len(named) < len(affirmed)
    if not (is_not or says_done):
        return None
    days = _days(without(named, time.around_done | time.and_), time, said.now.today)
    # "Daily" tells no days that were.
    if not 0 < len(days) <= MOST_DAYS or (is_not and not says_done and not _is_of_late(named, time)):
        return None
    return ChangeRecord(ClearDays(days) if is_not else LogDays(days))


def _is_of_late(named: list[str], time: TimeWords) -> bool:
    """Whether it names a day that is over whatever is meant: "not on Monday" may be a wish."""
    return without(named, time.yesterday | time.day_before) != named


def _days(left: list[str], time: TimeWords, today: date) -> tuple[date, ...]:
    """The days that these words name, none where one of them names no day that has been."""
    found: set[date] = set()
    while left:
        ways = (
            (count, dates_gone(" ".join(left[:count]), time, today))
            for count in range(min(LONGEST_DATE, len(left)), 0, -1)
        )
        count, days = next(((count, days) for count, days in ways if days), (0, ()))
        if not count:
            return ()
        found.update(days)
        left = left[count:]
    return tuple(sorted(found))
