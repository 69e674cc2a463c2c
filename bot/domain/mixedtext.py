"""Times and days that stand among other words where a time was asked for: "8 and again at 3 if that's possible"."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import time
from itertools import pairwise

from bot.domain.clockhalf import Half
from bot.domain.schedule import Wish
from bot.domain.timetext import Times, names_a_day, read_times
from bot.domain.timewords import SHORT_DAY, TimeWords
from bot.domain.tokens import MARKS, is_number, tokens

# What is longer is a story.
MOST_TOKENS = 40
_MORNING = {Half.AM, Half.MORNING}
# The hour from which on nobody has to be asked about the half of the day: behind it a smaller one is of the afternoon.
_EARLIEST = 6
# A smaller hour than this is only taken with its half of the day.
_SMALLEST = 5
_UNTOLD = "\"'()[]?!*„“”‚‘…"


def mixed_times(text: str, words: TimeWords) -> Times | None:
    """Times with days, or more than one time, once all other words are left out.

    None where a word says that one of the numbers is no time that is wished, or where days and times do not fit.
    """
    told = [token for token in (token.strip(_UNTOLD) for token in tokens(text)) if token]
    doubtful = (words.unread - words.rounded) | words.otherwise
    if len(told) > MOST_TOKENS or names_a_day(text, words) or any(token in doubtful for token in told):
        return None
    if any(token in words.no_days and len(token) > SHORT_DAY for token in told):
        return None
    if any(_is_no_wish(told, at, words) for at, token in enumerate(told) if _is_hour(token, words)):
        return None
    kept = _kept(told, words)
    if any(_is_hour(behind, words) for token, behind in pairwise(kept) if token in words.but_not):
        # "8, but 10 on sat": which of them the days are for is not sure.
        return None
    kept = _tidy(kept, words)
    found = read_times(" ".join(kept), words)
    if not isinstance(found, Times) or not (found.names_days or len(found.wishes) > 1):
        return None
    found = _in_order(found, kept, words)
    # "At 3" is seldom three in the morning.
    says_half = any(phrase in words.halves for phrase in kept) or any(token[:1] == "0" for token in kept)
    return found if says_half or all(wish.at.hour >= _SMALLEST for wish in found.wishes) else None


def half_meant(text: str, words: TimeWords) -> bool | None:
    """Whether "no, I meant pm" means the morning; None where it tells no part of the day, or two of them."""
    told = tokens(text)
    if any(is_number(token) for token in told):
        return None
    found = {
        half in _MORNING
        for phrase, half in words.halves.items()
        for at in range(len(told))
        if len(phrase) > 1
        and half.hour_alone is None
        and " ".join(told[at : at + len(phrase.split())]) == phrase
        and not _is_denied(told[:at], words)
    }
    return found.pop() if len(found) == 1 else None


def _is_denied(before: Sequence[str], words: TimeWords) -> bool:
    """Whether "not" stands before a part of the day: "not in the morning"."""
    around = {word for phrase in words.halves for word in phrase.split()} - words.halves.keys()
    left = list(before)
    while left and left[-1] in around:
        left.pop()
    return bool(left) and left[-1] in words.but_not


def _is_hour(token: str, words: TimeWords) -> bool:
    return is_number(token) or words.hours.get(token, 0) > 2


def _is_no_wish(told: Sequence[str], at: int, words: TimeWords) -> bool:
    """Whether the words around a number say that it is no time, or none that is wished."""
    before = {" ".join(told[max(0, at - count) : at]) for count in (1, 2, 3)}
    behind = {" ".join(told[at + 1 : at + 1 + count]) for count in (1, 2, 3)}
    # "Or else", "to sleep": "to" and "and" join what is read.
    joins = words.and_ | words.through | words.minutes_of.keys() | words.but_not
    return bool(
        before & (words.not_before - joins)
        or behind & (words.not_behind - joins)
        or before & words.now_before
        or behind & words.now_behind
    )


def _kept(told: Sequence[str], words: TimeWords) -> list[str]:
    """The phrases that say something of times or days; "1x" counts, "one at 7" too, and "so" is no Sunday."""
    known = _known(words)
    kept: list[str] = []
    at = 0
    while at < len(told):
        token, behind = told[at], told[at + 1 : at + 2]
        count = next(
            (n for n in (3, 2, 1) if " ".join(told[at : at + n]) in known and at + n <= len(told)), 0
        )
        is_letter = count == 1 and len(token) == 1 and not (at and is_number(told[at - 1]))
        counts = (is_number(token) and behind in (["x"], ["mal"], ["times"])) or (
            0 < words.hours.get(token, 0) <= 2 and (not behind or behind[0] in words.before_a_time)
        )
        if token in MARKS or (is_number(token) and not counts):
            kept.append(token)
        elif count and not counts and not is_letter and token not in words.no_days:
            kept.append(" ".join(told[at : at + count]))
        at += count or 1
    return kept


def _known(words: TimeWords) -> set[str]:
    """The phrases of times and days, and those that join them."""
    return {
        *words.days, *words.hours, *words.numbers, *words.halves, *words.o_clock, *words.hour_mark,
        *words.minute_mark, *words.before_an_hour, *words.half_of_either, *words.quarter_of_either,
        *words.minutes, *words.minutes_of, *words.and_, *words.through, *words.before_a_time, *words.but_not,
        *words.every, *words.day_unit,
    }  # fmt: skip


def _tidy(kept: list[str], words: TimeWords) -> list[str]:
    """The tokens without joining words and marks that join nothing any more; "but" before another time joins."""
    joins = {*words.and_, ",", ".", ";", "-", "–", "\n"}
    tidy: list[str] = []
    for at, token in enumerate(kept):
        has_more = any(_is_hour(later, words) for later in kept[at:])
        said = "," if token in words.but_not and has_more and tidy else token
        is_in_number = token in {".", ":"} and kept[at + 1 : at + 2] and is_number(kept[at + 1])
        if said in joins and not is_in_number and (not tidy or tidy[-1] in joins):
            continue
        if said in words.but_not and tidy and tidy[-1] in joins:
            tidy.pop()
        tidy.append(said)
    while tidy and tidy[-1] in joins:
        tidy.pop()
    return tidy


def _in_order(found: Times, kept: Sequence[str], words: TimeWords) -> Times:
    """Of "8 and again at 3" the second in the afternoon: whole hours in the order in which a day has them."""
    hours = [
        int(token) if is_number(token) else words.hours[token] for token in kept if _is_hour(token, words)
    ]
    says_half = any(token in words.halves for token in kept) or any(token == ":" for token in kept)
    if says_half or len(hours) != len(found.wishes) or len(hours) != 2:
        return found
    first, second = hours
    if not (_EARLIEST <= first <= 12 and second < first and second + 12 < 22):
        return found
    wishes = tuple(_later(wish) if wish.at == time(second) else wish for wish in found.wishes)
    return Times(tuple(sorted(wishes, key=lambda wish: wish.at)), found.names_days)


def _later(wish: Wish) -> Wish:
    return replace(wish, at=wish.at.replace(hour=wish.at.hour + 12))
