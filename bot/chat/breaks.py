"""Breaks as they are said: how long, until when, from when on, and a change of one that is on or planned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from bot.chat.days_off import (
    DAY,
    LONGEST_DATE,
    LONGEST_LENGTH,
    DaysOff,
    Kind,
    days_in,
    days_off,
    weekend_of,
)
from bot.chat.intents.base import Intent, Plain
from bot.chat.intents.pages import ChangeBreak, OfferBreak, Remark, Rest, WhichDate
from bot.domain.timetext import dates_meant
from bot.domain.tokens import windows, without, words_of
from bot.words.words import Words

# Whether tomorrow alone is off, or the first day of more, is asked.
TOMORROW = timedelta(days=1)
FURTHEST = timedelta(days=366)
# Whose end would lie further off has it before its beginning, and only its year was added.
LONGEST_BREAK = timedelta(days=300)
# What is longer is a story, of which nothing is changed.
MOST_WORDS = 14
LONGEST_FILLER = 2
LONGEST_NAME = 2


def break_behind(asked: str, words: Words, today: date) -> Intent:
    """A break that was said behind a word or a command."""
    return break_said(asked, words, today) or Plain.REFUSE_DATE


def break_said(text: str, words: Words, today: date) -> Intent | None:
    """A break for some days, until a date, from a day on, or until resumed; None where the text says none of these."""
    behind = words.behind("pause", text) or words.behind("away", text) or text
    found = _named_end(behind, words, today) or planned(text, words, today, is_answer=True)
    return found or _length_or_end(behind, words, today)


def beside_a_break(clauses: Sequence[str], words: Words, today: date) -> Intent | None:
    """A break in clauses of which one says something else, "from friday, not now. 5 days": it is asked about."""
    for at in range(len(clauses)) if len(clauses) > 1 else ():
        taken = break_said(" ".join([*clauses[:at], *clauses[at + 1 :]]), words, today)
        if isinstance(taken, Rest):
            return OfferBreak((taken,))
    return None


def _length_or_end(text: str, words: Words, today: date) -> Intent | None:
    """A break at once, for so many days, until a date, or until resumed."""
    text, more = _inclusive(text, words)
    days = words.days(text) or words.days(" ".join(without(words_of(text), words.time.rounded)))
    meant = () if days else tuple(day + more for day in dates_meant(text, words.time, today))
    if days is None and not meant and words.meaning(text) != "open" and not words.behind("open", text):
        return None
    if len(meant) > 1:
        return WhichDate(*meant)
    until = meant[0] if meant else None
    if until == today and not says_until(text, words):
        until = today + DAY
    return Plain.PAST_DATE if until is not None and until <= today else Rest(days, until)


def _inclusive(text: str, words: Words) -> tuple[str, timedelta]:
    """A text without the words that say that the day of an end belongs to it, and what they add to that end."""
    time, written = words.time, words_of(text)
    until = without(written, time.until_the_end_of, instead=min(time.until))
    left = without(until, time.inclusive)
    return (text, timedelta(0)) if left == written else (" ".join(left), DAY)


def planned(
    text: str,
    words: Words,
    today: date,
    *,
    says_off: bool = False,
    is_answer: bool = False,
    is_likely: bool = False,
) -> Intent | None:
    """A break on days that a text names; None where it names none, or tells a story.

    What says a break and nothing else is one, also as an answer. What only `is_likely` to mean one is asked about.
    """
    says_mark = text.rstrip().endswith("?")
    text, _ = _inclusive(text, words)
    time, written = words.time, words_of(text)
    found = days_off(text, words, today)
    if found is None or without(written, time.been) != written:
        return None
    names_it = without(written, time.off) != written
    if found.kind is Kind.ONE_DAY and not _is_day_off(found, written, words, today, names_it=names_it):
        return None
    if is_answer and not names_it and dates_meant(text, time, today):
        # Asked for how long: "next week" and "Friday" say until when.
        return None
    is_break = names_it or says_off or is_answer
    is_trip = found.kind is Kind.FROM and any(back for _, back in found.meant)
    left = _without_destination(found.left, words) if is_trip else found.left
    says_all = _is_all(left, words) and len(written) <= MOST_WORDS
    may_be_other = says_mark or (found.is_habit and not is_answer)
    if is_break and says_all and not may_be_other:
        return _refused(found, today) or _wish(found, today, is_sure=True)
    begins = without(written, time.from_) != written and all(back for _, back in found.meant)
    is_likely |= says_all and (is_break or begins or len(left) < len(found.left))
    can_be = is_likely and found.kind is not Kind.ONE_DAY and _refused(found, today) is None
    return _wish(found, today, is_sure=False) if can_be else None


def _is_all(left: Sequence[str], words: Words) -> bool:
    """Whether these words say nothing more of days off."""
    time = words.time
    said = time.around_a_break | time.from_ | time.off | time.around
    return not without(left, said | time.around_a_name | time.within | time.towards)


def _is_day_off(found: DaysOff, written: Sequence[str], words: Words, today: date, *, names_it: bool) -> bool:
    """Whether a day alone is the one off; "pause 12 May" says until when, and of tomorrow it is asked for how long."""
    is_on = without(written, words.time.around_a_date) != written
    says_pause = words.behind("pause", " ".join(written)) is not None
    return found.meant[0][0] - today > TOMORROW and ((names_it and not says_pause) or is_on)


def _refused(found: DaysOff, today: date) -> Intent | None:
    """Why no break can be had on these days."""
    if not found.meant:
        return Remark("break-in-parts")
    first, back = found.meant[0]
    if back is not None and back <= today:
        return Plain.PAST_DATE
    if back is not None and back - first > LONGEST_BREAK:
        return Remark("break-ends-first")
    return Remark("break-too-far") if first - today > FURTHEST else None


def _wish(found: DaysOff, today: date, *, is_sure: bool) -> Intent:
    """The break on these days; the question which, or whether, where that is not sure."""
    breaks = [Rest(None, back, first if first > today else None) for first, back in found.meant]
    return breaks[0] if is_sure and len(breaks) == 1 else OfferBreak(tuple(breaks))


def _without_destination(left: Sequence[str], words: Words) -> Sequence[str]:
    """The words without where somebody goes: "to Tenerife"."""
    for at, word in enumerate(left[:-1]):
        end = at + 1
        while end <= at + LONGEST_NAME and end < len(left) and not _is_all(left[end : end + 1], words):
            end += 1
        if word in words.time.towards and end > at + 1:
            return [*left[:at], *left[end:]]
    return left


def change_said(text: str, words: Words, today: date) -> Intent | None:
    """How a break that is on is to change: some days more, or the day on which it ends; None where that is not said."""
    is_asked = text.rstrip().endswith("?")
    text, more = _inclusive(text, words)
    written = words_of(text)
    if is_asked or len(written) > MOST_WORDS or without(written, words.time.today) != written:
        return None
    match _more_days(written, words) or _other_end(written, words, today):
        case ChangeBreak(until=date() as until):
            return ChangeBreak(until=until + more)
        case WhichDate(first, second):
            return WhichDate(first + more, second + more)
        case change:
            return change


def _more_days(written: Sequence[str], words: Words) -> Intent | None:
    """So many days more: "two more days", "another week", "verlängere um 3 Tage"."""
    left = without(written, words.time.further)
    if len(left) == len(written):
        return None
    one_more = without(without(written, words.time.another, instead="1"), words.time.further)
    for way in (left, one_more):
        for start, end in windows(way, LONGEST_LENGTH):
            days = days_in(way[start:end], words)
            if days and is_filling([*way[:start], *way[end:]], words):
                return ChangeBreak(days)
    return None


def _other_end(written: Sequence[str], words: Words, today: date) -> Intent | None:
    """The day on which it ends: "resume on Wednesday", "only until Friday", "ab Montag wieder"."""
    time = words.time
    ended = without(written, time.back)
    for start, end in windows(ended, LONGEST_LENGTH) if len(ended) < len(written) else ():
        days = days_in(ended[start:end], words)
        if (
            days
            and start
            and ended[start - 1] in time.in_
            and is_filling([*ended[: start - 1], *ended[end:]], words)
        ):
            return ChangeBreak(until=today + timedelta(days=days))
    for start, end in windows(written, LONGEST_DATE):
        part = " ".join(written[start:end])
        named = _named_end(part, words, today)
        meant = (named.until,) if isinstance(named, Rest) and named.until else dates_meant(part, time, today)
        # "Weiter so" names no Sunday.
        if not meant or (part in time.no_days and len(part) <= LONGEST_FILLER):
            continue
        left = [*written[:start], *written[end:]]
        told = without(left, time.further | time.back)
        is_all = start and not without(left, time.from_)
        says_end = is_all or len(told) < len(left) or len(without(written, time.until)) < len(written)
        if not says_end or not is_filling(without(told, time.from_ | time.until), words):
            return None
        if len(meant) > 1:
            return WhichDate(*meant)
        return ChangeBreak(until=meant[0]) if meant[0] > today else Plain.PAST_DATE
    return None


def says_until(text: str, words: Words) -> bool:
    """Whether "until" stands somewhere in a text."""
    written = words_of(text)
    return len(without(written, words.time.until | words.time.until_the_end_of)) < len(written)


def is_on_a_day(text: str, words: Words, today: date) -> bool:
    """Whether a text names a day and no end: "on Friday", "next week"."""
    return not says_until(text, words) and bool(dates_meant(text, words.time, today))


def _named_end(text: str, words: Words, today: date) -> Rest | None:
    """A break until a day that is named in other words: the one after tomorrow, a month's end, after a weekend."""
    match words.meaning(text):
        case "day_after_tomorrow":
            return Rest(None, today + 2 * DAY)
        case "month_end":
            return Rest(None, (today.replace(day=28) + 4 * DAY).replace(day=1))
        case "just_today":
            return Rest(None, today + DAY)
        case "after_weekend":
            return Rest(None, weekend_of(today, words)[1])
    return None


def is_filling(written: Sequence[str], words: Words) -> bool:
    """Whether these words say nothing more of a break."""
    return not without(written, words.time.around_a_break | words.time.from_)
