"""Why a stretch came, and which stretches stand together: from the content and the person alone."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot import content
from bot.domain.browsing import NO_GEAR, Facet, Shelf, hidden_by, shelf, standing_on, values
from bot.domain.circumstances import Circumstances
from bot.domain.library import Library
from bot.domain.person import Liking, Options, Person, Progress
from bot.domain.picking import PRACTICES_A_STAGE
from bot.domain.prompt import Delivery, Prompt, PromptKind
from bot.domain.setting import Setting
from bot.domain.why import MOST_FACTS, Fact, stage_of, why
from bot.material import CONTENT


@pytest.fixture(scope="module")
def library() -> Library:
    return content.load(CONTENT)


def prompt(stretch_id: str, kind: PromptKind = PromptKind.SLOT, origin_id: int | None = None) -> Prompt:
    return Prompt(
        id=1,
        person_id=7,
        kind=kind,
        due_at=datetime(2027, 5, 3, 5, 30, tzinfo=UTC),
        day=date(2027, 5, 3),
        delivery=Delivery.SENT,
        origin_id=origin_id,
        stretch_id=stretch_id,
    )


ANN = Person(7, "en")
LATER = Person(7, "en", progress=Progress(practised=2 * PRACTICES_A_STAGE))
AT_WORK = replace(LATER, options=Options(setting=Setting.OFFICE))
NOW = Circumstances()


@pytest.mark.parametrize(
    ("shown", "person", "moment", "facts"),
    [
        (prompt("supine"), ANN, NOW, (Fact.STAGE, Fact.OWN_GEAR)),
        (prompt("standing"), LATER, NOW, (Fact.STAGE, Fact.NO_GEAR)),
        (prompt("standing"), ANN, NOW, (Fact.BEYOND, Fact.NO_GEAR)),
        (prompt("supine", PromptKind.FIRST), ANN, NOW, (Fact.FIRST, Fact.STAGE, Fact.OWN_GEAR)),
        (prompt("standing", PromptKind.ASKED, 9), LATER, NOW, (Fact.ANOTHER, Fact.STAGE, Fact.NO_GEAR)),
        (prompt("supine", PromptKind.SNOOZED, 9), ANN, NOW, (Fact.LATER, Fact.STAGE, Fact.OWN_GEAR)),
        (prompt("supine"), ANN, Circumstances(gentle=True), (Fact.GENTLE, Fact.STAGE, Fact.OWN_GEAR)),
        (prompt("supine"), ANN, Circumstances(early=True), (Fact.STAGE, Fact.MORNING, Fact.OWN_GEAR)),
        (prompt("standing"), AT_WORK, Circumstances(early=True), (Fact.STAGE, Fact.PLACE, Fact.NO_GEAR)),
        (
            prompt("standing"),
            AT_WORK,
            Circumstances(favourites=frozenset({"standing"})),
            (Fact.STAGE, Fact.FAVOURITE, Fact.PLACE),
        ),
        (prompt("warm-up"), ANN, NOW, (Fact.LEFT_OVER, Fact.NO_GEAR)),
        (prompt("roll-hamstrings"), ANN, NOW, (Fact.LEFT_OVER,)),
    ],
)  # fmt: skip
def test_what_speaks_for_a_stretch(
    library: Library, shown: Prompt, person: Person, moment: Circumstances, facts: tuple[Fact, ...]
) -> None:
    assert why(library.stretches[shown.stretch_id or ""], shown, person, moment, library) == facts


@pytest.mark.parametrize(
    ("shown", "person", "recent", "named"),
    [
        (prompt("knee-to-chest"), ANN, ["supine"], Fact.NOT_LATELY),
        (prompt("supine"), LATER, ["standing"], Fact.NOT_LATELY),
    ],
)
def test_the_rule_that_decided_is_named_where_a_stretch_was_picked(
    library: Library, shown: Prompt, person: Person, recent: list[str], named: Fact
) -> None:
    stretch, moment = library.stretches[shown.stretch_id or ""], Circumstances(recent=recent)
    assert named in why(stretch, shown, person, moment, library)
    chosen = replace(shown, kind=PromptKind.CHOSEN)
    assert named not in why(stretch, chosen, person, moment, library)


def test_something_speaks_for_every_stretch(library: Library) -> None:
    for stretch in library.stretches.values():
        assert 1 <= len(why(stretch, prompt(stretch.id), ANN, NOW, library)) <= MOST_FACTS


def test_stages_count_from_one(library: Library) -> None:
    programme = library.programmes["hamstrings"]
    assert stage_of(library.stretches["supine"], programme) == 1
    assert stage_of(library.stretches["standing"], programme) == 2
    assert stage_of(library.stretches["roll-hamstrings"], programme) is None


@pytest.mark.parametrize("facet", sorted(set(Facet) - {Facet.LIKING}))
def test_every_stretch_stands_on_a_shelf_of_every_kind(library: Library, facet: Facet) -> None:
    found = {
        stretch.id
        for value in values(library, facet)
        for stretch in standing_on(library, Shelf(facet, value), {})
    }
    assert found == set(library.stretches)


def test_a_shelf_has_the_easy_ones_first(library: Library) -> None:
    levels = [stretch.level for stretch in standing_on(library, Shelf(Facet.MUSCLE, "hamstrings"), {})]
    assert levels == sorted(levels)
    assert len(levels) > 1


def test_what_needs_no_gear_has_its_own_shelf(library: Library) -> None:
    assert {stretch.gear for stretch in standing_on(library, Shelf(Facet.GEAR, NO_GEAR), {})} == {frozenset()}


def test_a_shelf_reads_as_it_was_written(library: Library) -> None:
    for facet in Facet:
        for value in values(library, facet):
            assert shelf(library, Shelf(facet, value).written()) == Shelf(facet, value)
    assert shelf(library, Shelf().written()) == Shelf()


@pytest.mark.parametrize("written", ["x.hamstrings", "m.ears", "m.hamstrings.", ".", "/"])
def test_a_shelf_that_is_not_there_is_none(library: Library, written: str) -> None:
    assert shelf(library, written) is None


def test_what_hides_a_stretch_is_named_exactly_where_it_is_hidden(library: Library) -> None:
    for tag in library.tags:
        person = Person(7, "en", tags=frozenset({tag, "dizzy"}))
        for stretch in library.stretches.values():
            assert bool(hidden_by(stretch, person, library)) is stretch.is_hidden_from(person.tags)
            assert set(hidden_by(stretch, person, library)) <= person.tags


def test_what_somebody_likes_has_a_shelf_and_what_is_not_for_them_another(library: Library) -> None:
    likings = {"standing": Liking.FAVOURITE, "seated": Liking.NOT_FOR_ME}
    found = {
        value: [stretch.id for stretch in standing_on(library, Shelf(Facet.LIKING, value), likings)]
        for value in values(library, Facet.LIKING)
    }
    assert found == {"favourite": ["standing"], "not-for-me": ["seated"]}
