"""What was said and how things stand, as hearing takes it; and what stands behind a word or a command."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.chat.intents.base import Intent, Plain
from bot.chat.intents.pages import Remark
from bot.chat.intents.stretching import Session
from bot.chat.intents.subscribing import GiveTimes
from bot.chat.intents.taking import ReadFile
from bot.domain.askedtext import asked_times, in_its_half, tells_the_time
from bot.domain.datetext import is_until
from bot.domain.dialogue import Dialogue, StartStep
from bot.domain.mixedtext import mixed_times
from bot.domain.own import OwnPicture
from bot.domain.session import LENGTHS
from bot.domain.timetext import (
    OtherDays,
    Refusal,
    Times,
    TimeWords,
    WhichHalf,
    names_a_day,
    read_times,
)
from bot.domain.tokens import ends_with, is_number, tokens, windows
from bot.words.topics import Topic
from bot.words.words import Sign, Words

# What somebody says who says a time too early is short.
MOST_WORDS = 24
MARKS = " .,;:!?-–"
# Shorter texts name a city or an hour, whatever else they may be about.
WORDS_OF_A_SENTENCE = 3


@dataclass(frozen=True, slots=True)
class Situation:
    """How things stand with somebody when they say something."""

    question: Dialogue | None = None
    # What of /start is still open.
    step: StartStep | None = None
    # Whether a timer runs or is paused.
    has_timer: bool = False
    # Whether they said where they live.
    has_zone: bool = True
    # Words that are not their own: a quote, or all of a text that was forwarded.
    foreign: str = ""
    # The photo or video that came with it, or alone.
    picture: OwnPicture | None = None
    # Whether a file came that may be a record or a list of exercises.
    file: ReadFile | None = None
    # Whether an age under 18 keeps everything back.
    is_too_young: bool = False
    ticked: Collection[str] = ()
    today: date = date.min
    # The first day of the break that they plan.
    away_on: date | None = None
    # The labels that stand on the open page, and those of the conditions with their tags, both as `normal` has them.
    labels: Mapping[str, Intent] = field(default_factory=dict)
    conditions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Said:
    """A text with how things stand; `meaning` is what all of it means in the person's language, empty where nothing.

    `text` has what is short written out; signs, conditions, places and labels are heard in what was `written`.
    """

    text: str
    meaning: str
    words: Words
    every_language: Sequence[Words]
    now: Situation
    written: str
    # The signs that were looked for, and whether the text speaks of them: several rules ask for the same.
    _signs: dict[Sign, bool] = field(default_factory=dict, compare=False, repr=False)
    # The gists that were found so far, and what looks for more; the likeness, once it was looked for.
    _gists: list[str] = field(default_factory=list, compare=False, repr=False)
    _looking: list[Iterator[str]] = field(default_factory=list, compare=False, repr=False)
    _likeness: list[float] = field(default_factory=list, compare=False, repr=False)
    _topics: dict[Topic, float] = field(default_factory=dict, compare=False, repr=False)

    def instead(self, text: str, meaning: str) -> Said:
        """Another text that was said in this situation, which means this."""
        return Said(text, meaning, self.words, self.every_language, self.now, written=text)

    def part(self, text: str, meaning: str) -> Said:
        """A part of the text, which means this; it speaks of no sign of which all of it does not."""
        silent = {sign: False for sign, is_there in self._signs.items() if not is_there}
        return Said(text, meaning, self.words, self.every_language, self.now, written=text, _signs=silent)

    def speaks_of(self, sign: Sign) -> bool:
        """Whether the text speaks of a sign, in whichever language."""
        if sign not in self._signs:
            self._signs[sign] = any(words.hears(sign, self.written) for words in self.every_language)
        return self._signs[sign]

    @property
    def gist(self) -> str:
        """The name of what the text asks or wishes, wherever in it that stands; empty where that is nothing known."""
        return next(self.gists(), "")

    def gists(self) -> Iterator[str]:
        """The names of all that the text asks or wishes, the weightiest first; each is looked for once."""
        if not self._looking:
            self._looking.append(self._all_gists())
        at = 0
        while at < len(self._gists) or self._has_found_another():
            yield self._gists[at]
            at += 1

    def _has_found_another(self) -> bool:
        found = next(self._looking[0], None)
        if found is not None:
            self._gists.append(found)
        return found is not None

    def _all_gists(self) -> Iterator[str]:
        yield from self.words.gists_of(self.text)
        if self.written != self.text:
            yield from self.words.gists_of(self.written)

    def is_elsewhere(self, gist: str) -> bool:
        """Whether the text asks or wishes this in another language than its own."""
        others = (words for words in self.every_language if words.gists is not self.words.gists)
        return any(words.gists.has(gist, self.written) for words in others)

    def clauses(self) -> list[str]:
        """The parts of the text between its signs and the words for "and"."""
        joined = "|".join(map(re.escape, sorted(self.words.time.and_ | {"&", "+"})))
        # The stop behind a number belongs to a date.
        ends = rf"(?:(?<!\d)\.|[,;:!?…\n])+\s+|\s(?:{joined})\s"
        parts = (part.strip(MARKS) for part in re.split(ends, self.written, flags=re.IGNORECASE))
        return [part for part in parts if part]

    @property
    def is_sentence(self) -> bool:
        """Whether it is a question, or more words than most names have."""
        return "?" in self.text or len(self.text.split()) >= WORDS_OF_A_SENTENCE

    @property
    def likeness(self) -> float:
        """How like it is to what people type about signs, from 0 to 1; a name that may be a city is none."""
        if not self._likeness:
            is_name = self.now.step is StartStep.PLACE and not self.is_sentence
            self._likeness.append(0.0 if is_name else self.words.likeness.of(self.written))
        return self._likeness[0]

    @property
    def topics(self) -> Mapping[Topic, float]:
        """How likely it is about each topic, from 0 to 1, the likeliest first; empty where nothing was learned."""
        if not self._topics:
            self._topics.update(self.words.topics.of(self.written))
        return self._topics

    @property
    def surest(self) -> float:
        """How likely it is about its likeliest topic, 0 where nothing was learned."""
        return max(self.topics.values(), default=0.0)

    @property
    def about(self) -> Topic | None:
        """Its likeliest topic, None where nothing was learned."""
        return next(iter(self.topics), None)

    def may_speak_of_a_sign(self) -> bool:
        """Whether the text may be about a sign, so that it is asked."""
        return self.speaks_of(Sign.PERHAPS) or self.speaks_of(Sign.UNUSUAL)


def times_behind(asked: str, words: Words) -> Intent:
    """Times behind a word or a command; the list of them where there are none."""
    return GiveTimes(read_times(asked, words.time)) if asked else Plain.ASK_TIMES


def times_within(text: str, words: TimeWords) -> tuple[Times | None, str]:
    """The times that a text says among other things, and what is left of it; no times where none are surely meant."""
    has_clock = any(is_number(token) or token in words.clocks for token in tokens(text))
    if not has_clock or tells_the_time(text, words):
        return None, text
    said = text.split()[:MOST_WORDS]
    in_small_letters = [word.casefold() for word in said]
    for start, end in windows(said, MOST_WORDS):
        part = " ".join(said[start:end]).strip(MARKS)
        # "Since 2019", "till 20.12." and "the 20th" name no time.
        is_end = ends_with(in_small_letters[:start], words.until)
        is_date = part.isdecimal() or names_a_day(part, words) or is_end
        times = None if is_date else read_times(part, words)
        if isinstance(times, Times):
            return times, " ".join([*said[:start], *said[end:]]).strip(MARKS)
    return None, text


def times_answered(said: Said) -> Times | OtherDays | WhichHalf | Refusal:
    """The times in an answer to the question for one; only such as are all of it where it may be about the body."""
    text = said.words.behind("set_time", said.text) or said.text
    # In their own language: German "After" is a part of the body, English "after" is not.
    is_of_the_body = said.may_speak_of_a_sign() or said.words.hears(Sign.BODY, said.written)
    if "?" in said.text or is_of_the_body:
        return read_times(text, said.words.time)
    found = in_its_half(text, asked_times(text, said.words.time), said.words.time)
    if found in {Refusal.NOT_A_TIME, Refusal.NOT_UNDERSTOOD}:
        introduced = _introduced(said)
        is_introduced = isinstance(introduced, Times)
        return introduced if is_introduced else mixed_times(text, said.words.time) or found
    return found


def _introduced(said: Said) -> Times | OtherDays | WhichHalf | Refusal:
    """The times behind a clause that only introduces them: "different on weekends, 7 on weekdays 10 on sat"."""
    first, *others = said.clauses() or [""]
    has_time = any(is_number(token) or token in said.words.time.clocks for token in tokens(first))
    return Refusal.NOT_A_TIME if has_time else read_times(" ".join(others), said.words.time)


def place_behind(text: str, words: Words) -> str:
    """The city in "I'm in Tokyo this week" or "in Tokyo till the 14th", else the whole text."""
    place = words.behind("lives_in", text)
    said = (place or text).split()
    if not place and said[:1] and words.meaning(said[0]) == "inside":
        # "In 20 minutes" is no place: it takes an end to be one.
        said = said[1:]
        return " ".join(said[: _for_now(said, words) or len(said)]) if _for_now(said, words) else text
    return " ".join(said[: _for_now(said, words) or len(said)]) if place else text


def _for_now(said: Sequence[str], words: Words) -> int | None:
    """Where it begins in these words for how long somebody is there: "this week", "until Friday", "for 3 weeks"."""
    for count in range(1, len(said)):
        rest = " ".join(said[count:])
        if words.meaning(rest) == "for_now" or is_until(rest, words.time) or words.days(rest):
            return count
    return None


def session_behind(asked: str, words: Words) -> Intent:
    """A session of a length that was said; the question where none was."""
    minutes = words.minutes(asked)
    return Session(minutes) if minutes in LENGTHS or not asked else Remark("session-lengths")
