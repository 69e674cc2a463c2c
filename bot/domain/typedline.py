"""A typed line, read from left to right with a language's words."""

from collections.abc import Collection

from bot.domain.slips import is_slip
from bot.domain.timewords import LONGEST_PHRASE, TimeWords
from bot.domain.tokens import DASHES, is_number, tokens


class NotRead(Exception):
    """The line says something that is not wholly understood."""


class Line:
    """A typed line, taken from left to right; a slip of the finger in a day is mended."""

    def __init__(self, text: str, words: TimeWords) -> None:
        self.words = words
        self._tokens = tokens(text)
        self._mended = 0
        self.at = 0

    @property
    def left(self) -> int:
        """How many tokens are not taken yet."""
        return len(self._tokens) - self.at

    @property
    def is_done(self) -> bool:
        return not self.left

    @property
    def rest(self) -> str:
        """What is not taken yet, with a space between all."""
        return " ".join(self._tokens[self.at :])

    def take(self, among: Collection[str]) -> str | None:
        """The longest phrase that stands here, which is then behind; else None."""
        self._mend(self.at + LONGEST_PHRASE)
        for count in range(LONGEST_PHRASE, 0, -1):
            phrase = " ".join(self._tokens[self.at : self.at + count])
            if count <= self.left and phrase in among:
                self.at += count
                return phrase
        return None

    def take_all(self, among: Collection[str]) -> bool:
        """Whether one or more of the phrases stood here."""
        start = self.at
        while self.take(among):
            pass
        return self.at > start

    def take_number(self, *lengths: int) -> str | None:
        """The number that stands here, if it has one of these lengths."""
        token = "" if self.is_done else self._tokens[self.at]
        if not is_number(token) or len(token) not in lengths:
            return None
        self.at += 1
        return token

    def days(self) -> frozenset[int] | None:
        """Days as one word, as a range ("mon-fri") or with strokes between them ("mon/wed")."""
        name = self.take(self.words.days)
        if name is None:
            return None
        found = last = self.words.days[name]
        while not self.is_done:
            is_range = bool(self.take(DASHES) or self.take(self.words.through))
            if not is_range and not self.take("/"):
                break
            name = self.take(self.words.days)
            if name is None:
                raise NotRead
            first, last = last, self.words.days[name]
            if is_range:
                found |= _from_to(first, last)
            found |= last
        self.take(":")
        return found

    def _mend(self, end: int) -> None:
        """Mends the slips before this place: of a long text no more than is read."""
        for at in range(self._mended, min(end, len(self._tokens))):
            self._tokens[at] = _meant(self._tokens[at], self.words)
        self._mended = max(self._mended, end)


def _from_to(first: frozenset[int], last: frozenset[int]) -> frozenset[int]:
    """The days from one to the other, round the week's end; both must be one day."""
    if len(first) != 1 or len(last) != 1:
        raise NotRead
    (start,), (end,) = first, last
    return frozenset((start + step) % 7 for step in range((end - start) % 7 + 1))


def _meant(token: str, words: TimeWords) -> str:
    """The word for which this one is a slip of the finger, where it is one for a single word; else itself."""
    if not token.isalpha() or token in words.single or token in words.months:
        return token
    meant = sorted(word for word in words.mended if is_slip(token, word))
    # "Mondasy" is one for "monday" and for "mondays".
    return meant[0] if len({words.days.get(word, word) for word in meant}) == 1 else token
