"""The sentence above a prompt: the one that was shown the longest time ago."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random


def opening_for(count: int, shown: Sequence[int | None], chance: Random) -> int | None:
    """The number of one of so many sentences, after those that were shown, the newest first; None without any.

    What was not shown comes before what was, and chance decides between those.
    """
    if not count:
        return None
    ago = {number: len(shown) for number in range(count)}
    for back, number in reversed(list(enumerate(shown))):
        if number in ago:
            ago[number] = back
    return chance.choice([number for number, back in ago.items() if back == max(ago.values())])
