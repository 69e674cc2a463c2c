"""Tips under a prompt: one at a time, now and then, none twice in a fortnight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random

from bot.domain.language import Tip

NOT_AGAIN_FOR = timedelta(days=14)
SHARE = 1 / 3


def tip_for(tips: Sequence[Tip], seen_on: Mapping[str, date], today: date, chance: Random) -> Tip | None:
    """A tip for about every third prompt, None for the others and where all were seen lately."""
    fresh = [tip for tip in tips if tip.id not in seen_on or today - seen_on[tip.id] >= NOT_AGAIN_FOR]
    return chance.choice(fresh) if fresh and chance.random() < SHARE else None
