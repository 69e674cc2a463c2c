"""What is left to somebody with each condition and each two of them; `python -m tests.care` writes it down.

Nothing here is drawn by lot: `candidates` says between which stretches chance would decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations, product
from pathlib import Path

from bot import content
from bot.domain.circumstances import Circumstances
from bot.domain.library import Library
from bot.domain.person import Options, Person, Progress
from bot.domain.picking import DIFFERENT_A_FORTNIGHT, DIFFERENT_A_WEEK, PRACTICES_A_STAGE, candidates, stage
from bot.domain.stretch import Stretch, StretchKind
from bot.material import CONTENT
from tests.saying_at_once import THEMES, contradictions, said, stances

DOCUMENT = Path(__file__).parents[1] / "docs" / "care.md"
LEVELS = (1, 2, 3)
# Fewer than so many on hand are told of: the same one would come on two days running.
FEW = 3
# A list of more names than this is told by those that are not in it.
MANY = 15

INTRODUCTION = """\
# Who is shown what

Written by `python -m tests.care` from content/; a test fails where it is out of date.

Computed for each programme, its first, middle and last stage, three levels, the early morning and the rest of the day,
and for each condition and each two at once, with everything but a roller at hand: {combinations} combinations.

"At least" names what takes turns where the fewest are left, of all cases in which a condition hides some of the stages
reached: their place is taken by the gentlest of the nearest stages, five in all at first and later eight, where
there are so many. PNF is offered and never comes by itself; harder and easier ways are said where they lead to nothing
hidden.
"""


@dataclass(frozen=True, slots=True)
class Case:
    """Where somebody stands when a stretch is picked."""

    programme: str
    practised: int
    level: int
    early: bool

    @property
    def least(self) -> int:
        """How many are within reach, where there are so many."""
        return DIFFERENT_A_FORTNIGHT if self.practised else DIFFERENT_A_WEEK


@dataclass(frozen=True, slots=True)
class Left:
    """What takes turns in a case, and all that conditions, gear, level and hour would allow, whatever the stage."""

    in_turn: frozenset[str]
    allowed: frozenset[str]


@dataclass
class Care:
    """Computes what is left, once for all conditions that hide the same."""

    library: Library
    _known: dict[tuple[Case, frozenset[str]], Left] = field(default_factory=dict)

    @property
    def cases(self) -> Iterator[Case]:
        """Every programme at its first, middle and last stage, each level, early and later in the day."""
        for programme in self.library.programmes.values():
            last = len(programme.stages) - 1
            for number, level, early in product((0, last // 2, last), LEVELS, (False, True)):
                yield Case(programme.id, number * PRACTICES_A_STAGE, level, early)

    @property
    def conditions(self) -> Iterator[frozenset[str]]:
        """Every condition alone, and every two that can be ticked at once."""
        tags = self.library.tags
        yield from (frozenset({tag}) for tag in tags)
        for one, other in combinations(tags.values(), 2):
            if one.id not in other.instead_of:
                yield frozenset({one.id, other.id})

    def hidden(self, tags: frozenset[str]) -> frozenset[str]:
        """The ids of what these conditions hide."""
        return frozenset(id_ for id_, shown in self.library.stretches.items() if shown.is_hidden_from(tags))

    def reached(self, case: Case) -> frozenset[str]:
        """The ids of the stages reached."""
        programme = self.library.programmes[case.programme]
        person = Person(7, "en", progress=Progress(practised=case.practised))
        stages = programme.stages[: stage(programme, person, Circumstances()) + 1]
        return frozenset(id_ for ids in stages for id_ in ids)

    def left(self, case: Case, tags: frozenset[str]) -> Left:
        """What may come to somebody with these conditions."""
        key = case, self.hidden(tags)
        if key not in self._known:
            self._known[key] = self._left(case, tags)
        return self._known[key]

    def fewest(self, tags: frozenset[str]) -> Left:
        """What is left where least is, of the cases in which a condition hides some of the stages reached.

        One that hides something hides something of the last stages at least.
        """
        hidden = self.hidden(tags)
        found = (self.left(case, tags) for case in self.cases if hidden & self.reached(case))
        return min(found, key=lambda left: (len(left.in_turn), sorted(left.in_turn)))

    def _left(self, case: Case, tags: frozenset[str]) -> Left:
        options = Options(programme=case.programme, level=case.level)
        person = Person(7, "en", tags=tags, options=options, progress=Progress(practised=case.practised))

        def is_allowed(shown: Stretch) -> bool:
            return (
                not shown.is_hidden_from(tags)
                and shown.alone_ok
                and shown.kind not in {StretchKind.PNF, StretchKind.WARM_UP}
                and shown.gear.isdisjoint(options.lacking)
                and shown.level <= case.level
                and (shown.early_ok or not case.early)
            )

        # Something came long ago: it is not somebody's very first.
        moment = Circumstances(early=case.early, recent=("warm-up",))
        in_turn = frozenset(shown.id for shown in candidates(self.library, person, moment).stretches)
        allowed = frozenset(shown.id for shown in self.library.stretches.values() if is_allowed(shown))
        return Left(in_turn, allowed)


def document(care: Care) -> str:
    """docs/care.md as it should be."""
    everybody = list(care.conditions)
    number = len(everybody) * len(list(care.cases))
    return "\n".join(
        [INTRODUCTION.format(combinations=number), *_each(care), "", *_pairs(care, everybody), ""]
    )


def _each(care: Care) -> Iterator[str]:
    yield "## Each condition"
    everything = frozenset(care.library.stretches)
    for tag in care.library.tags.values():
        alone = frozenset({tag.id})
        hidden = care.hidden(alone)
        left = everything - hidden
        yield ""
        yield f"### {tag.id}"
        yield ""
        yield f"* Out: {_listed(hidden, everything)}{', and every harder way' if tag.no_harder else ''}."
        if left:
            yield f"* With care: {_listed(tag.careful & left, left)}."
            yield f"* Left are {len(left)}: {_listed(left, everything)}."
        if left and hidden:
            yield f"* At least: {', '.join(sorted(care.fewest(alone).in_turn))}."


def _pairs(care: Care, everybody: Iterable[frozenset[str]]) -> Iterator[str]:
    tags = care.library.tags
    whole = [tag.id for tag in tags.values() if tag.hides_everything]
    excluding = sorted(
        {" and ".join(sorted((tag.id, other))) for tag in tags.values() for other in tag.instead_of}
    )
    yield "## Two at once"
    yield ""
    yield f"* With {' or '.join(whole)} nothing comes, whatever else applies."
    yield f"* Of two that take each other's place only one can be ticked: {', '.join(excluding)}."
    for pair in everybody:
        one, other = sorted(pair)[0], sorted(pair)[-1]
        if one == other or not pair.isdisjoint(whole):
            continue
        left = care.fewest(pair).in_turn
        if len(left) < FEW:
            yield f"* {one} and {other}: where least is left, {', '.join(sorted(left)) or 'the warm-up alone'}."
        for theme in sorted(_unsaid(care.library, pair)):
            yield (
                f"* {one} and {other}: what they say about {theme} would contradict each other, and does not:"
                " a caution is said only with a stretch that is left."
            )


def _unsaid(library: Library, pair: frozenset[str]) -> frozenset[str]:
    """The themes about which two conditions would contradict each other if each said all that it has to say."""
    one, other = pair
    return frozenset().union(
        *(
            contradictions(
                stances(said(one, frozenset({one}), library, language), language.id),
                stances(said(other, frozenset({other}), library, language), language.id),
            )
            for language in library.languages.values()
            if language.id in THEMES
        )
    )


def _listed(ids: frozenset[str], of: frozenset[str]) -> str:
    if not ids:
        return "nothing"
    if ids == of:
        return "everything"
    return ", ".join(sorted(ids)) if len(ids) <= MANY else f"all but {', '.join(sorted(of - ids))}"


if __name__ == "__main__":
    DOCUMENT.write_text(document(Care(content.load(CONTENT))), encoding="utf-8")
