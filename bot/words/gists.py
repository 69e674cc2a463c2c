"""What a text asks or wishes, wherever in it that stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.words.patterns import Filled, all_of
from bot.words.phrases import BEGINNING, WORD
from bot.words.pieces import IN_A_PATTERN, Combination, Piece
from bot.words.spellings import alike, ends_of

END = "$ "
# Where the names of a file's own lists stand in it.
LISTS = "lists"


class Gists:
    """The gists of one language: each a name with what says it; the first that a text has is what it is about."""

    def __init__(self, patterns: Mapping[str, Sequence[str]], lists: Mapping[str, Sequence[str]]) -> None:
        """Takes patterns by the names of their gists, the weightiest first.

        Raises ValueError where one of them is written wrongly or names a list that is not there.
        """
        # The words of the patterns: none of them is a slip of the finger.
        self.words = frozenset(
            word
            for written in (*patterns.values(), *lists.values())
            for pattern in written
            for word in IN_A_PATTERN.findall(pattern)
            if word.isalpha()
        )
        filled_in = Filled(lists, {})
        self._said: dict[str, Sequence[Combination]] = {
            name: all_of([filled_in(pattern) for pattern in written]) for name, written in patterns.items()
        }

    @property
    def pieces(self) -> Iterator[Piece]:
        """All that is looked for."""
        return (
            piece for said in self._said.values() for one in said for piece in (*one.pieces, *one.without)
        )

    def compile(self) -> None:
        """Makes the first text as quick to read as all others."""
        for piece in self.pieces:
            piece.compile()

    def of(self, text: str) -> Iterator[str]:
        """The names of all that a text is about, the weightiest first; each is looked for when it is asked for."""
        line = _line(text)
        return (name for name, said in self._said.items() if any(one.stands_in(line) for one in said))

    def has(self, name: str, text: str) -> bool:
        """Whether a text is about what has this name, whatever else it is about."""
        line = _line(text)
        return any(one.stands_in(line) for one in self._said.get(name, ()))


def _line(text: str) -> str:
    """A text as the patterns see it."""
    return f"{BEGINNING}{' '.join(WORD.findall(alike(ends_of(text))))} {END}"
