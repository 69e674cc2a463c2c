"""Whether somebody is ready for PNF: it is offered once the basics are steady, and never pushed (Limber's own rule)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.practice import START_OVER_AFTER, Practice, of_stretches, steps
from bot.domain.stretch import HOLDING, Stretch, StretchKind

WEEKS = 4
HOLDS = 12
HOLD_SECONDS = 30
PAINLESS_FOR = timedelta(days=14)
EVERY_OTHER_DAY = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whole weeks of practice, practices with long holds, whether pain was too near, and whether PNF was just done."""

    weeks: int
    holds: int
    hurt: bool
    rests: bool

    @property
    def is_ready(self) -> bool:
        """Whether the basics are steady; a day of rest between two PNF days comes on top."""
        return self.weeks >= WEEKS and self.holds >= HOLDS and not self.hurt


def readiness(
    record: Sequence[Practice], pain_on: date | None, stretches: Mapping[str, Stretch], today: date
) -> Readiness:
    """How far a record, oldest first, has come; `pain_on` is the day of the last pain, with an entry or without."""
    record = of_stretches(record)
    begun_on, holds, before = today, 0, None
    morning, gentle_until = 0, None
    for practice, step in zip(record, steps(record), strict=False):
        # A step that was earned during a day says nothing about a stretch that had been chosen by then.
        morning = min(morning, step) if practice.day == before else step
        # After four weeks away the dose starts over, and so do the basics.
        if before is None or practice.day - before >= START_OVER_AFTER:
            begun_on, holds = practice.day, 0
        before = practice.day
        if gentle_until is None or practice.day > gentle_until:
            holds += _is_long_hold(practice, morning, stretches)
        if practice.pain is not None and practice.pain.holds_back:
            # What is left of such a day is held more shortly than the dose says, and after strong pain the next one.
            gentle_until = practice.day + timedelta(days=1 if practice.pain.ends_the_day else 0)
    if before is None or today - before >= START_OVER_AFTER:
        begun_on, holds = today, 0
    hurt_on = [practice.day for practice in record if practice.pain is not None and practice.pain.holds_back]
    pnf_on = [practice.day for practice in record if _kind(practice, stretches) is StretchKind.PNF]
    return Readiness(
        weeks=(today - begun_on).days // 7,
        holds=holds,
        hurt=any(today - day < PAINLESS_FOR for day in (*hurt_on, *([pain_on] if pain_on else []))),
        rests=any(today - day < EVERY_OTHER_DAY for day in pnf_on),
    )


def becomes_ready(
    record: Sequence[Practice], pain_on: date | None, stretches: Mapping[str, Stretch], today: date
) -> bool:
    """Whether the entries made last, at one instant, are those that make somebody ready."""
    record = of_stretches(record)
    latest = max((practice.done_at for practice in record), default=None)
    earlier = [practice for practice in record if practice.done_at != latest]
    if not earlier or not readiness(record, pain_on, stretches, today).is_ready:
        return False
    return not readiness(earlier, pain_on, stretches, earlier[-1].day).is_ready


def _is_long_hold(practice: Practice, step: int, stretches: Mapping[str, Stretch]) -> bool:
    """Whether hamstrings were held as long as the basics take, by the dose of that day and by the record."""
    stretch = stretches.get(practice.stretch_id)
    if (
        stretch is None
        or stretch.kind is not StretchKind.STATIC
        or not stretch.for_hamstrings
        or not practice.counts
    ):
        return False
    plan = stretch.plan
    planned = max(plan.seconds(phase, step) for phase in plan.phases if phase.name in HOLDING)
    return min(planned, max(practice.left, practice.right)) >= HOLD_SECONDS


def _kind(practice: Practice, stretches: Mapping[str, Stretch]) -> StretchKind | None:
    stretch = stretches.get(practice.stretch_id)
    return stretch.kind if stretch else None
