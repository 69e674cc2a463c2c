"""The bounds of every dose, as the facts of a stretch must keep them."""

from __future__ import annotations

from collections.abc import Iterator

from bot.content.shapes import PlanFacts, StretchFacts
from bot.domain.stretch import HOLDING, StretchKind

PHASES = {
    StretchKind.STATIC: ["hold"],
    StretchKind.DYNAMIC: ["move"],
    StretchKind.PNF: ["stretch", "push", "relax", "deeper"],
    StretchKind.ROLLING: ["roll"],
    StretchKind.WARM_UP: ["walk"],
}
LONGEST_EFFORT_SECONDS = 60
LONGEST_WARM_UP_SECONDS = 300
MOST_HAMSTRING_SECONDS = 240


def mistakes(stretch: StretchFacts) -> Iterator[tuple[str, str]]:
    """Each field of the plan that is out of bounds, with the reason."""
    plan = stretch.plan
    names = [phase.name for phase in plan.phases]
    if names != PHASES[stretch.kind]:
        yield "plan.phases", f"{stretch.kind} takes the phases {', '.join(PHASES[stretch.kind])}"
    repetitions = plan.repetitions
    if not repetitions.least <= repetitions.start <= repetitions.most:
        yield "plan.repetitions", "least, start and most must rise"
    longest = LONGEST_WARM_UP_SECONDS if stretch.kind is StretchKind.WARM_UP else LONGEST_EFFORT_SECONDS
    for number, phase in enumerate(plan.phases):
        if not phase.least <= phase.start <= phase.most <= phase.most_from_65 <= longest:
            yield (
                f"plan.phases.{number}",
                f"least, start, most, most_from_65 must rise, to {longest} s at most",
            )
    yield from _waiting(plan)
    if "hamstrings" in stretch.muscles and _longest_holds(plan) > MOST_HAMSTRING_SECONDS:
        yield "plan", f"more than {MOST_HAMSTRING_SECONDS} s of hamstring hold a leg"


def _waiting(plan: PlanFacts) -> Iterator[tuple[str, str]]:
    if plan.sides and not plan.switch:
        yield "plan.switch", "two sides need seconds to switch"
    if not plan.sides and plan.switch:
        yield "plan.switch", "there is no other side to switch to"
    stays = not plan.sides or len(plan.phases) > 1
    if stays and plan.repetitions.most > 1 and not plan.rest:
        yield "plan.rest", "repetitions in one position need a rest"


def _longest_holds(plan: PlanFacts) -> int:
    held = sum(phase.most_from_65 for phase in plan.phases if phase.name in HOLDING)
    return held * plan.repetitions.most
