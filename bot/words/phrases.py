"""Phrases in free text: closed patterns, heard wherever they are said.

They are taken back by a negative in the same part of a sentence, by words about others, and by what says that it is
over.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice, product

from bot.domain.slips import is_slip
from bot.words.patterns import ONE_PIECE, PART, TEXT, Filled, all_of, any_of, combined
from bot.words.pieces import IN_A_PATTERN, Combination, Piece, Together
from bot.words.spellings import (
    DROPPED_G,
    LONG_ENOUGH_TO_SWALLOW,
    PERHAPS_SWALLOWED,
    SHORTENED,
    alike,
    ends_of,
    other_spellings,
    parted,
    swallowed,
)

# A negative further ahead is about something else: "not well I have chest pain".
NEAR = 3
# What is said together stands together: "legs" and "numb" at the two ends of a story are two matters.
TOGETHER = 75
# More ways to put the pieces of a combination together than anybody types.
MOST_WAYS = 64
# A "no" belongs to its own part: "no pain, but chest pain" is a sign all the same.
PARTS = re.compile(r"([.,;:!?\n]|\bbut\b|\baber\b)")
# "Bis 20.12.": day and month of a date are nobody's age.
DATE = re.compile(r"\b[0-9]{1,2}\.[0-9]{1,2}\.(?![0-9]{1,2}\b)")
# "8. klasse": a number, its stop, and the word behind, which says whether it is an ordinal or the end of a sentence.
ORDINAL = re.compile(r"(?<=\d)\. ?(?=([^\W_]+))")
COMMA, QUESTION = ",", "?"
# A telegram is said together: "Legs: numb. Both. Since noon".
LONGEST_TELEGRAM, STOPS_OF_A_TELEGRAM = 60, 2
# What these join is said together, "left leg and right leg numb"; neither a "no" nor a "years ago" goes beyond them.
AND = re.compile(f"(?<= )((?:and|und|{COMMA}) )")
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
# What takes phrases back, in every file of them.
ASIDE = ("negatives", "idioms", "others", "theirs", "cared_for", "own", "anybody", "over", "ended")
# Words alone: those before which a number is an ordinal, and those that end a compound.
ALONE = ("ordinal", "compounds")
TAKEN_OUT = "… "
BEHIND_A_SPACE = "(?<= )"
# In what takes a clause back: where the clause begins.
BEGINNING = " ^ "


class Read:
    """A text as it was read in parts, each with what ends it: what is said together, and what stands anywhere."""

    def __init__(self, read: Sequence[tuple[str, str]]) -> None:
        self.parts = tuple(part for part, _ in read)
        self.stated = tuple(part for part, end in read if end != QUESTION)
        # Every part alone, and those that commas join: "my legs, both of them, are numb".
        joined = (COMMA.join(part for part, _ in parts) for parts in _sentences(read) if len(parts) > 1)
        self.together = (*self.parts, *joined)
        self._whole = "".join(self.together)
        # Many combinations begin with the same piece, and most of them stand nowhere.
        self._found: dict[Piece, bool] = {}

    def has(self, piece: Piece) -> bool:
        """Whether a piece stands anywhere in the text; the patterns are kept, so each is the same object every time."""
        found = self._found.get(piece)
        if found is None:
            found = self._found[piece] = piece.search(self._whole) is not None
        return found


class Reading:
    """How the phrases of one file read a text: in parts, without what is said of others, of the past, or as an idiom.

    The text that was read last is kept: every sign of the file is looked for in it.
    """

    def __init__(
        self,
        lists: Mapping[str, Sequence[str]],
        same: Mapping[str, str],
        key_words: Sequence[str],
        known: Collection[str],
    ) -> None:
        """`lists` with every name filled in; `same` are other spellings, with the words that they stand for.

        `key_words` are heard also where they are mistyped; `known` are the words of the patterns.
        """
        self._idioms = Piece(lists["idioms"], before=BEHIND_A_SPACE)
        self._others = Piece(lists["others"], before=BEHIND_A_SPACE, up_to=lists["own"])
        self._over, self._theirs, self._anybody, self._cared_for = (
            all_of(lists[which]) for which in ("over", "theirs", "anybody", "cared_for")
        )
        self._ended = any_of(tuple(lists["ended"]))
        self._ordinal = frozenset(lists["ordinal"])
        self._compounds = tuple(lists["compounds"])
        self._same = same
        # By how a slip begins and how long it is: all slips of them would be a hundred times as many words.
        self._key_words = defaultdict(list)
        for word in reversed(key_words):
            for length in (len(word) - 1, len(word), len(word) + 1):
                self._key_words[word[0], length].append(word)
        self._known = known
        self._kept: tuple[str, Read] = ("", Read(()))

    def compile(self) -> None:
        """Makes the first text as quick to read as all others."""
        sets = (self._over, self._theirs, self._anybody, self._cared_for)
        taken = (piece for combinations in sets for one in combinations for piece in one.pieces)
        for piece in (self._idioms, self._others, self._ended, *taken):
            piece.compile()
        _ = self._swallowed

    def of(self, text: str) -> Read:
        """The parts of a text that may count."""
        if self._kept[0] != text:
            written = PARTS.split(ORDINAL.sub(self._as_ordinal, DATE.sub(TAKEN_OUT, alike(text))))
            is_telegram = len(text) <= LONGEST_TELEGRAM and text.count(".") >= STOPS_OF_A_TELEGRAM
            joins = {COMMA, ":", "."} if is_telegram else {COMMA, ":"}
            ends = [COMMA if end in joins else end for end in (*written[1::2], "")]
            parts = [(self.written(part), end) for part, end in zip(written[::2], ends, strict=True) if part]
            # "Long healed" is said of what comes before it.
            last = max((at for at, (part, _) in enumerate(parts) if self._ended.is_all_of(part)), default=-1)
            sentences = (self._sentence(sentence) for sentence in _sentences(parts[last + 1 :]))
            self._kept = (text, Read(list(chain.from_iterable(sentences))))
        return self._kept[1]

    def written(self, text: str) -> str:
        """The words as they were meant, a space before and behind each."""
        return " " + "".join(f"{self._meaning(word)} " for word in WORD.findall(text))

    def _as_ordinal(self, stop: re.Match[str]) -> str:
        return " " if stop[1] in self._ordinal else stop[0]

    @cached_property
    def _swallowed(self) -> Mapping[str, str]:
        """The known words by what is left of them; of two of which the same is left, the longer one."""
        left = ((swallowed(word), word) for word in sorted(self._known, key=len) if "e" in word)
        return {short: word for short, word in left if LONG_ENOUGH_TO_SWALLOW <= len(short) < len(word)}

    def _meaning(self, word: str) -> str:
        meant = self._meant(word)
        if meant is None and DROPPED_G.fullmatch(word) and f"{word}g" in self._known:
            return f"{word}g"
        if meant is not None or word in self._known:
            return meant or word
        short = SHORTENED.fullmatch(word) if "'" in word or word.endswith("ts") else None
        if short is not None:
            return self._meant(short[1]) or short[1]
        return parted(word, self._compounds, self._known)

    def _meant(self, word: str) -> str | None:
        """The word that another one stands for."""
        same = self._same.get(word)
        # A word of the file is no slip of the finger for another.
        if same is not None or word in self._known:
            return same
        slips_of = self._key_words.get((word[0], len(word)), ())
        meant = next((key for key in slips_of if is_slip(word, key)), None)
        if meant is None and PERHAPS_SWALLOWED.search(word):
            long = self._swallowed.get(swallowed(word), "")
            return long if len(long) > len(word) else None
        return meant

    def _sentence(self, parts: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
        """Parts that commas join; all of them are about somebody who is cared for, or each is read alone."""
        said = BEGINNING + "".join(part for part, _ in parts).lstrip()
        is_nobodys = len(parts) > 1 and any(one.stands_in(said) for one in self._cared_for)
        return [(f" {TAKEN_OUT}" if is_nobodys else self._read(part), end) for part, end in parts]

    def _read(self, part: str) -> str:
        clauses = AND.split(self._idioms.without(part, TAKEN_OUT).lstrip())
        left = _without_clauses(clauses, self._over)
        if any(one.stands_in(f" {''.join(left)}") for one in self._anybody):
            return f" {''.join(left)}"
        return self._others.without(f" {''.join(_without_clauses(left, self._theirs))}", TAKEN_OUT)


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of a sign, those made of pieces, what takes them back, and how a text is read for them."""

    phrases: Piece
    # They stand by a piece that many of them share: where it is said nowhere, none of them needs to be looked at.
    combined: Mapping[Piece, Sequence[Together]]
    negatives: Piece
    reading: Reading

    def compile(self) -> None:
        """Makes the first text as quick to hear as all others."""
        for piece in (self.phrases, self.negatives, *self.combined):
            piece.compile()
        self.reading.compile()

    def found_in(self, text: str, *, in_questions: bool = True) -> bool:
        """Whether a text says one of the phrases, as whole words; perhaps not where that part is a question."""
        read = self.reading.of(ends_of(text))
        if any(map(self._says_one, read.parts if in_questions else read.stated)):
            return True
        parts = read.together if in_questions else read.stated
        return any(
            all(any(self._says(one, part) for part in parts) for one in together.said)
            and not any(no.search(part) for no in together.without for part in parts)
            for shared, all_ in self.combined.items()
            if read.has(shared)
            for together in all_
            if all(map(read.has, together.pieces))
        )

    def mentioned_in(self, text: str) -> bool:
        """Whether a text has one of the phrases, taken back or not."""
        said = self.reading.written(alike(ends_of(text)))
        return self.phrases.search(said) is not None

    def _says_one(self, part: str) -> bool:
        found = self.phrases.search(part)
        while found is not None:
            if not self._is_negated(part, found.start() + 1):
                return True
            found = self.phrases.search(part, found.start() + 1)
        return False

    def _says(self, one: Combination, part: str) -> bool:
        """Whether a part has all pieces of a combination near each other, none of them negated from outside."""
        if not one.stands_in(part):
            return False
        ways = product(*(piece.spans(part) for piece in one.pieces))
        return any(
            max(end for _, end in way) - min(start for start, _ in way) <= TOGETHER
            and not any(self._is_negated(_without(part, way), start) for start, _ in way)
            for way in islice(ways, MOST_WAYS)
        )

    def _is_negated(self, part: str, start: int) -> bool:
        before = AND.split(part[:start])[-1].split()[-NEAR:]
        return self.negatives.search(f" {' '.join(before)} ") is not None


def phrases(lists: Mapping[str, Sequence[str]], names: Collection[str]) -> dict[str, Phrases]:
    """The phrases of these names, with all else that is said about hearing them.

    Raises ValueError where a pattern names a list that is not there.
    """
    same = other_spellings(lists["same"])
    filled_in = Filled(lists, same)
    common = {which: [filled_in(pattern) for pattern in lists[which]] for which in (*ASIDE, *ALONE)}
    filled = {name: [filled_in(pattern) for pattern in lists[name]] for name in names}
    # A word of the file is no slip of the finger for another.
    pieces = {
        piece
        for all_ in (*filled.values(), *common.values())
        for one in all_
        for piece in ONE_PIECE.split(one)
    }
    known = {word.strip("*") for piece in pieces for word in IN_A_PATTERN.findall(piece)}
    key_words = [alike(word) for word in lists["key_words"]]
    reading = Reading(common, same, key_words, known)
    return {
        name: Phrases(
            any_of(tuple(said for said in of if PART not in said and TEXT not in said)),
            _by_a_piece([combined(said) for said in of if PART in said or TEXT in said]),
            any_of(tuple(common["negatives"])),
            reading,
        )
        for name, of in filled.items()
    }


def _sentences(parts: Sequence[tuple[str, str]]) -> Iterator[Sequence[tuple[str, str]]]:
    """Parts that commas join."""
    first = 0
    for at, (_, end) in enumerate(parts, start=1):
        if end != COMMA or at == len(parts):
            yield parts[first:at]
            first = at


def _by_a_piece(all_: Sequence[Together]) -> Mapping[Piece, Sequence[Together]]:
    """All that is combined by the piece of it that most others have too."""
    shared = Counter(piece for together in all_ for piece in together.pieces)
    found = defaultdict(list)
    for together in all_:
        found[max(together.pieces, key=shared.__getitem__)].append(together)
    return found


def _without_clauses(clauses: Sequence[str], taken: Sequence[Combination]) -> list[str]:
    return [
        TAKEN_OUT if any(one.stands_in(BEGINNING + clause) for one in taken) else clause for clause in clauses
    ]


def _without(part: str, spans: Sequence[tuple[int, int]]) -> str:
    """A part with other signs for what stands in these places."""
    for start, end in spans:
        part = f"{part[:start]}{re.sub(r'[^ ]', '…', part[start:end])}{part[end:]}"
    return part
