"""What people type instead of tapping: words -> what they mean."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.calendar_week import CalendarWeek
from bot.domain.prompt import SnoozeFor
from bot.domain.slips import is_slip
from bot.domain.snooze import SnoozeAfter, SnoozeWish
from bot.domain.snoozetext import snooze_said, without_until
from bot.domain.timetext import TimeWords
from bot.words.gists import Gists
from bot.words.likeness import Likeness
from bot.words.phrases import Phrases
from bot.words.spellings import Shorthand
from bot.words.topics import Topics

LONGEST = 80
LONGEST_COURTESY = 3
SCORE = re.compile(r"(\D*?)\s*(10|[0-9])(?:\s*(/|\b\D+?\b)\s*10)?")
HELD = re.compile(r"([^\W\d_])\1{2,}")
NUMBER = re.compile(r"([0-9]{1,2})\s*(\D*)")
# A comma or a full stop behind a word; "3." and "7:30" keep theirs, and a question stays one.
PAUSE = re.compile(r"(?<=[^\W\d_])[,;:.!…]+(?= )")
# Signs that change the look of the one before, such as a skin tone, and the sign for an apostrophe.
SAME_WORD = str.maketrans("’", "'", "\ufe0e\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")
# How many are meant by "a couple of" and "a few".
SOME = {"couple": 2, "few": 3}
DAYS_OF = {"days": 1, "weeks": 7, "months": 30, "": 1}
MINUTES = {
    SnoozeAfter(10): SnoozeFor.TEN_MINUTES,
    SnoozeAfter(30): SnoozeFor.HALF_HOUR,
    SnoozeAfter(60): SnoozeFor.HOUR,
}


class Sign(StrEnum):
    """What is heard wherever it is said, the weightiest first; the values are the names of the lists of phrases."""

    EMERGENCY = "emergency"
    DESPAIR = "despair"
    # What a doctor should look at today.
    TODAY = "today"
    TOO_YOUNG = "too_young"
    # An age of 18 or over, which takes back one that was not meant.
    ADULT = "adult"
    # What a doctor should look at in the next days.
    SOON = "soon"
    # A condition for which there is nothing to tick.
    UNLISTED = "unlisted"
    DIZZY = "dizzy"
    TINGLING = "tingling"
    HURTS = "hurts"
    # What may be one of the first, where a text means nothing else.
    PERHAPS = "perhaps"
    # A change that somebody tells of, where it is no pain either.
    UNUSUAL = "unusual"
    # Any word about the body.
    BODY = "body"

    @property
    def is_feeling(self) -> bool:
        """Whether it is about the stretch; a question about it says nothing of how somebody is."""
        return self in {Sign.DIZZY, Sign.TINGLING, Sign.HURTS}


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words."""

    meanings: Mapping[str, str]
    # Courtesy before and behind what is meant.
    courtesy_before: Collection[str]
    courtesy_behind: Collection[str]
    time: TimeWords
    signs: Mapping[Sign, Phrases]
    # By the tag of each condition that can be said.
    conditions: Mapping[str, Phrases]
    gists: Gists
    likeness: Likeness
    topics: Topics
    # Every word of the meanings, by its first letter.
    known: Mapping[str, Collection[str]]
    shorthand: Shorthand

    def of(self, week: CalendarWeek) -> Words:
        """The words as people mean them who have this week."""
        time = self.time.of(week)
        return self if time is self.time else replace(self, time=time)

    def compile(self) -> None:
        """Makes the first text as quick to hear as all others."""
        for said in (*self.signs.values(), *self.conditions.values()):
            said.compile()
        self.gists.compile()

    def meaning(self, text: str) -> str | None:
        """What the whole text means, courtesy left out, such as "done", or None."""
        written = _short(text)
        # "Yes please" is a yes, not a please.
        ways = (written, " ".join(self._to_the_point(written.split())), self._plain(written))
        return next((self.meanings[way] for way in ways if way in self.meanings), None)

    def spelled_out(self, text: str) -> str:
        """The text with what is written short, or as it is said, written out; a very long one as it is."""
        return self.shorthand.spelled_out(text) if len(text) <= LONGEST else text

    def gists_of(self, text: str) -> Iterator[str]:
        """The names of all that a text asks or wishes, wherever in it that stands, the weightiest first."""
        yield from self.gists.of(text)
        plain = self._plain(written := _short(text))
        if plain != written:
            yield from self.gists.of(plain)

    def without_slips(self, text: str) -> str | None:
        """The text with what is a slip of the finger for just one known word as that word; None without any."""
        written = self._plain(_short(text)).split()
        meant = [self._meant(word) for word in written]
        return " ".join(meant) if meant != written else None

    def _meant(self, word: str) -> str:
        near = self.known.get(word[:1], ())
        # "Doneeee": a letter that is held down.
        if word not in near and (held := HELD.sub(r"\1", word)) in near:
            return held
        found = [] if word in near else [known for known in near if is_slip(word, known)]
        return found[0] if len(found) == 1 else word

    def hears(self, sign: Sign, text: str) -> bool:
        """Whether a text of any length speaks of a sign."""
        if sign is Sign.BODY:
            return self.signs[sign].mentioned_in(text)
        return self.signs[sign].found_in(text, in_questions=not sign.is_feeling)

    def condition(self, text: str) -> str | None:
        """The tag of the first condition that a text says somebody has, or None."""
        return next((tag for tag, said in self.conditions.items() if said.found_in(text)), None)

    def pain_score(self, text: str, *, is_asked: bool = False) -> int | None:
        """The score of "pain 6" or "it hurts 6 out of 10", where it is asked for also of "6/10", or None."""
        found = SCORE.fullmatch(self._plain(_short(text)))
        if found is None or not (found[3] in {None, "/"} or self.meanings.get(found[3]) == "out_of"):
            return None
        meant = self.meanings.get(normal(found[1])) if found[1] else "about"
        is_about_pain = meant == "hurts" or (is_asked and meant in {"about", "a"})
        return int(found[2]) if is_about_pain else None

    def snooze_choice(self, text: str) -> SnoozeWish | None:
        """What "snooze 45", "snooze 1 h", "snooze until 5pm" or "snooze tomorrow" chooses, or None."""
        choice = self.behind("snooze", text)
        return self.put_off(choice) if choice else None

    def put_off(self, text: str, *, is_asked: bool = True) -> SnoozeWish | None:
        """What "45", "1 h", "5pm" or "tomorrow" chooses, or None.

        Where it is not asked only what says so by itself: "in 45 min", "until 5pm".
        """
        if len(text) > LONGEST:
            return None
        behind = without_until(text, self.time)
        meant = self.meaning(behind)
        if meant in {"evening", "tomorrow"} and (is_asked or behind != text):
            return SnoozeFor(meant)
        said = snooze_said(text, self.time, is_asked=is_asked)
        return MINUTES.get(said, said) if isinstance(said, SnoozeAfter) else said

    def days(self, text: str) -> int | None:
        """The number of days in "3 days" or "a week", or None."""
        amount, unit = self._amount(text)
        return amount * DAYS_OF[unit] or None if unit in DAYS_OF else None

    def behind(self, meaning: str, text: str) -> str | None:
        """What stands behind words of this meaning ("10" of "session 10"), None where the text begins otherwise."""
        words = self._plain(_short(text)).split()
        for count in range(len(words), 0, -1):
            if self.meanings.get(" ".join(words[:count])) == meaning:
                return " ".join(words[count:]).rstrip(",;")
        return None

    def minutes(self, text: str) -> int | None:
        """The number of minutes in "10" or "10 min", or None."""
        amount, unit = self._amount(text)
        return amount if amount and unit in {"minutes", ""} else None

    def _amount(self, text: str) -> tuple[int, str | None]:
        """A number with the meaning of its unit, which is empty where none stands there; None is no amount."""
        written = self._plain(_short(text))
        amount = self.behind("for", written) or written
        for name, count in SOME.items():
            if unit := self.behind(name, amount):
                return count, self.meanings.get(unit)
        if found := NUMBER.fullmatch(amount):
            number, unit = int(found[1]), found[2].strip()
        else:
            word, _, unit = amount.partition(" ")
            number = self.time.numbers.get(word, 1 if self.meanings.get(word) == "a" else 0)
        return number, (self.meanings.get(unit) if unit else "") if number or found else None

    def _plain(self, written: str) -> str:
        """What is left of a text without the courtesy around it."""
        return " ".join(self._from_the_point(self._to_the_point(written.split())))

    def _from_the_point(self, words: list[str]) -> list[str]:
        while count := _courtesies(words, self.courtesy_before):
            words = words[count:]
        return words

    def _to_the_point(self, words: list[str]) -> list[str]:
        while count := _courtesies(words, self.courtesy_behind, from_end=True):
            words = words[:-count]
        return words


def _courtesies(words: list[str], among: Collection[str], *, from_end: bool = False) -> int:
    """How many words at the beginning, or at the end, are one courtesy; what is nothing else is none."""
    for count in range(min(LONGEST_COURTESY, len(words) - 1), 0, -1):
        if " ".join(words[-count:] if from_end else words[:count]) in among:
            return count
    return 0


def _short(text: str) -> str:
    """The text in its normal form, empty where it is too long to be a word for something."""
    return normal(text) if len(text) <= LONGEST else ""


def normal(text: str) -> str:
    """The text without case, doubled spaces, skin tones, and signs behind words; of signs alone the first."""
    bare = text.casefold().translate(SAME_WORD)
    words = PAUSE.sub("", " ".join(bare.split()))
    # Nearly every word: it has nothing at its ends to be taken off.
    if words[:1].isalnum() and words[-1:].isalnum():
        return words
    trimmed = words.strip("".join({char for char in words if _is_sign(char)}))
    return trimmed or words[:1]


def _is_sign(char: str) -> bool:
    # "+10" keeps its plus: it is half of the word.
    return char != "+" and unicodedata.category(char)[0] in "PSZC"
