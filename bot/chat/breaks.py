"""Breaks as they are said: how long, until when, from when on, and a change of the one that is on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from bot.chat.intents.base import Intent, Plain
from bot.chat.intents.pages import ChangeBreak, Remark, Rest, WhichDate
from bot.domain.timetext import dates_meant
from bot.domain.tokens import DASHES, ends_with, windows
from bot.words.words import Words

FRIDAY = 4
# A span that begins so soon may as well begin at once.
SOON = timedelta(days=7)
# Of today and tomorrow too little is left for somebody to mind.
AT_ONCE = timedelta(days=1)
BEGINS_NOW = Remark("pause-begins-now")
# What is longer is a story, of which nothing is changed.
MOST_WORDS = 14
LONGEST_DATE, LONGEST_LENGTH, LONGEST_FILLER = 5, 3, 2
MARKS = ",;:!?"


def break_behind(asked: str, words: Words, today: date) -> Intent:
    """A break that was said behind a word or a command."""
    return break_said(asked, words, today) or Plain.REFUSE_DATE


def break_said(text: str, words: Words, today: date) -> Intent | None:
    """A break for some days, until a date, or until resumed; None where the text says none of these."""
    text = words.behind("pause", text) or words.behind("away", text) or text
    if (named := _named_end(text, words, today) or _span(text, words, today)) is not None:
        return named
    if (later := break_from(text, words, today)) is not None:
        return later
    days = words.days(text) or words.days(" ".join(_without(_words_of(text), words.time.rounded)))
    meant = () if days else dates_meant(text, words.time, today)
    if days is None and not meant and words.meaning(text) != "open" and not words.behind("open", text):
        return None
    if len(meant) > 1:
        return WhichDate(*meant)
    until = meant[0] if meant else None
    if until == today and not says_until(text, words):
        until = today + timedelta(days=1)
    return Plain.PAST_DATE if until is not None and until <= today else Rest(days, until)


def break_from(text: str, words: Words, today: date, *, is_sure: bool = True) -> Intent | None:
    """A break that begins on a day: where that is tomorrow at the latest it is taken, else none can be had yet.

    Unless it `is_sure` that a break is meant, the text must say its length and nothing else.
    """
    written = _words_of(text)
    for start, end in windows(written, LONGEST_DATE):
        meant = dates_meant(" ".join(written[start:end]), words.time, today)
        if not meant or not ends_with(written[:start], words.time.from_):
            continue
        begins_soon = meant[0] - today <= AT_ONCE
        if is_sure and not begins_soon:
            return BEGINS_NOW
        left = [*_without(written[:start], words.time.from_), *written[end:]]
        until = dates_meant(" ".join(left), words.time, meant[0])
        if len(until) == 1 and until[0] > meant[0]:
            return Rest(None, until[0]) if begins_soon else BEGINS_NOW
        length = next((at for at in windows(left, LONGEST_LENGTH) if _days(left[slice(*at)], words)), None)
        if length is not None and _is_filling([*left[: length[0]], *left[length[1] :]], words):
            until_day = meant[0] + timedelta(days=_days(left[slice(*length)], words) or 0)
            return Rest(None, until_day) if begins_soon else BEGINS_NOW
    return None


def change_said(text: str, words: Words, today: date) -> Intent | None:
    """How a break that is on is to change: some days more, or the day on which it ends; None where that is not said."""
    written = _words_of(text)
    is_asked = text.rstrip().endswith("?")
    if is_asked or len(written) > MOST_WORDS or _without(written, words.time.today) != written:
        return None
    return _more_days(written, words) or _other_end(written, words, today)


def _more_days(written: Sequence[str], words: Words) -> Intent | None:
    """So many days more: "two more days", "another week", "verlängere um 3 Tage"."""
    left = _without(written, words.time.further)
    if len(left) == len(written):
        return None
    one_more = _without(_without(written, words.time.another, instead="1"), words.time.further)
    for way in (left, one_more):
        for start, end in windows(way, LONGEST_LENGTH):
            days = _days(way[start:end], words)
            if days and _is_filling([*way[:start], *way[end:]], words):
                return ChangeBreak(days)
    return None


def _other_end(written: Sequence[str], words: Words, today: date) -> Intent | None:
    """The day on which it ends: "resume on Wednesday", "only until Friday", "ab Montag wieder"."""
    time = words.time
    ended = _without(written, time.back)
    for start, end in windows(ended, LONGEST_LENGTH) if len(ended) < len(written) else ():
        days = _days(ended[start:end], words)
        if (
            days
            and start
            and ended[start - 1] in time.in_
            and _is_filling([*ended[: start - 1], *ended[end:]], words)
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
        told = _without(left, time.further | time.back)
        is_all = start and not _without(left, time.from_)
        says_end = is_all or len(told) < len(left) or len(_without(written, time.until)) < len(written)
        if not says_end or not _is_filling(_without(told, time.from_ | time.until), words):
            return None
        if len(meant) > 1:
            return WhichDate(*meant)
        return ChangeBreak(until=meant[0]) if meant[0] > today else Plain.PAST_DATE
    return None


def says_until(text: str, words: Words) -> bool:
    """Whether "until" stands somewhere in a text."""
    written = _words_of(text)
    return len(_without(written, words.time.until)) < len(written)


def is_on_a_day(text: str, words: Words, today: date) -> bool:
    """Whether a text names a day and no end: "on Friday", "next week"."""
    return not says_until(text, words) and bool(dates_meant(text, words.time, today))


def _named_end(text: str, words: Words, today: date) -> Intent | None:
    """A break until a day that is named in other words: the one after tomorrow, a month's end, after a weekend."""
    match words.meaning(text):
        case "day_after_tomorrow":
            return Rest(None, today + timedelta(days=2))
        case "month_end":
            return Rest(None, (today.replace(day=28) + timedelta(days=4)).replace(day=1))
        case "just_today":
            return Rest(None, today + timedelta(days=1))
        case "weekend":
            monday = today + timedelta(days=7 - today.weekday())
            # A break begins at once: earlier in the week it would take the days before it too.
            return Rest(None, monday) if today.weekday() >= FRIDAY else BEGINS_NOW
    return None


def _span(text: str, words: Words, today: date) -> Intent | None:
    """A break until the end of a span of dates, "24.12. to 2.1.", where that begins soon."""
    said = text.split()
    for at in range(1, len(said) - 1):
        if said[at].casefold() not in words.time.through.union(DASHES):
            continue
        first = dates_meant(" ".join(said[:at]), words.time, today)
        last = dates_meant(" ".join(said[at + 1 :]), words.time, first[0]) if first else ()
        if last:
            begins_soon = first[0] - today <= SOON
            which = Rest(None, last[0]) if len(last) == 1 else WhichDate(*last)
            return which if begins_soon else BEGINS_NOW
    return None


def _words_of(text: str) -> list[str]:
    """The words of a text in small letters; the stop behind a number stays, for it makes it a day."""
    bare = (word.strip(MARKS) for word in text.casefold().split())
    return [word if word[-2:-1].isdigit() else word.rstrip(".…") for word in bare if word.rstrip(".…")]


def _days(written: Sequence[str], words: Words) -> int | None:
    """The number of days in these words; None for a number alone."""
    is_short = len(written) == 1 and not written[0][:1].isdecimal()
    has_unit = not (is_short or written[-1].isdecimal())
    return words.days(" ".join(written)) if has_unit else None


def _without(written: Sequence[str], phrases: Collection[str], *, instead: str = "") -> list[str]:
    """The words without all of these phrases, or with another word instead of each."""
    left: list[str] = []
    at = 0
    while at < len(written):
        count = next((n for n in (3, 2, 1) if " ".join(written[at : at + n]) in phrases), 0)
        if not count or instead:
            left.append(instead if count else written[at])
        at += count or 1
    return left


def _is_filling(written: Sequence[str], words: Words) -> bool:
    """Whether these words say nothing more of a break."""
    return not _without(written, words.time.around_a_break)
