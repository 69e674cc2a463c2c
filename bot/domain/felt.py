"""How stretches felt, and by how much their next doses differ from the general one for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.domain.own import is_own
from bot.domain.practice import Felt, Practice, of_stretches, starts_over

STEPS = {Felt.EASY: 1, Felt.RIGHT: 0, Felt.HARD: -1}
# So far ahead of the general dose or behind it: both go on with practice.
MOST_STEPS = 2


@dataclass(frozen=True, slots=True)
class Tuning:
    """By how many dose steps stretches differ from the general dose, more or fewer.

    `of`: by the id of each stretch that was rated. `others`: all others, as the one felt that was rated last.
    """

    of: dict[str, int] = field(default_factory=dict)
    others: int = 0

    def steps(self, stretch_id: str) -> int:
        """The steps of one stretch."""
        return self.of.get(stretch_id, self.others)

    def without_more(self) -> Tuning:
        """The same where nothing may be more than the general dose: something hurt, or it is long ago."""
        return Tuning({id_: min(0, steps) for id_, steps in self.of.items()}, min(0, self.others))


UNTUNED = Tuning()


def tuning(practices: Iterable[Practice]) -> Tuning:
    """What a record, oldest first, makes of the doses: a step for each rating.

    How hard an own exercise is says nothing of others, and its length is its person's. One that was not rated before
    goes on from where the others stand. A pain takes back what was more, and so do days away after which dose and
    programme start over.
    """
    tuned, others_then = UNTUNED, 0
    before: Practice | None = None
    for practice in of_stretches(practices):
        if before is None or not _is_with(before, practice):
            # What is made together was shown by one dose.
            others_then = tuned.others
        if before is not None and starts_over(before.day, practice.day):
            tuned, others_then = tuned.without_more(), min(0, others_then)
        before, id_ = practice, practice.stretch_id
        if practice.pain is not None and practice.pain.holds_back:
            of = {**tuned.of, id_: min(0, tuned.of[id_])} if id_ in tuned.of else tuned.of
            tuned = Tuning(of, min(0, tuned.others))
        elif practice.felt is not None and not is_own(id_):
            steps = tuned.of.get(id_, others_then) + STEPS[practice.felt]
            steps = max(-MOST_STEPS, min(steps, MOST_STEPS))
            # One stretch says less of others than of itself.
            tuned = Tuning({**tuned.of, id_: steps}, max(-1, min(steps, 1)))
    return tuned


def _is_with(entry: Practice, other: Practice) -> bool:
    """Whether two entries were made together, as those of a session are."""
    return entry.done_at == other.done_at and entry.prompt_id == other.prompt_id
