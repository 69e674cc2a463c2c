"""What a prompt shows, from what came before it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from bot import content
from bot.domain.person import Person, Progress, Recovery
from bot.domain.picking import GENTLE
from bot.domain.prompt import Delivery, Prompt, PromptKind
from bot.domain.stretch import Dose, Part, Side
from bot.material import CONTENT
from bot.services.choosing import Chooser, Past, Wanted, circumstances

LIBRARY = content.load(CONTENT)
NOW = datetime(2027, 5, 3, 10, tzinfo=UTC)
TODAY = NOW.date()
PERSON = Person(7, "en", zone_name="Europe/Berlin", progress=Progress(practised=60, dose_step=2))
PROMPT = Prompt(9, 7, PromptKind.SLOT, NOW, TODAY, Delivery.CLAIMED)
SESSION = replace(
    PROMPT,
    id=8,
    kind=PromptKind.SESSION,
    delivery=Delivery.SENT,
    parts=(
        Part("warm-up", Dose(0, 1, 1)),
        Part("standing", Dose(2, 2, 2), Side.RIGHT),
        Part("supine", Dose(2, 2, 2)),
    ),
)


def past(*prompts: Prompt, at: datetime = NOW) -> Past:
    return Past(at, prompts, {}, {}, {})


def test_the_stretches_of_a_session_were_picked_lately_and_its_warm_up_was_not() -> None:
    found = circumstances(PERSON, past(SESSION), TODAY)
    assert list(found.recent) == ["supine", "standing"]


def test_the_side_after_a_session_is_the_other_one() -> None:
    asked = replace(PROMPT, kind=PromptKind.CHOSEN, stretch_id="standing")
    chosen = Chooser(LIBRARY, Random(7)).choose(asked, PERSON, past(SESSION))
    assert chosen is not None
    assert chosen.first_side is Side.LEFT


@pytest.mark.parametrize(("away", "stages"), [(27, 7), (28, 1), (135, 1)])
def test_after_four_weeks_away_the_programme_starts_over(away: int, stages: int) -> None:
    back = replace(PERSON, progress=replace(PERSON.progress, last_practice_on=TODAY - timedelta(days=away)))
    shown = set()
    for number in range(60):
        chosen = Chooser(LIBRARY, Random(number)).choose(PROMPT, back, past())
        assert chosen is not None
        shown.add(chosen.stretch_id)
    reached = {id_ for ids in LIBRARY.programmes["hamstrings"].stages[:stages] for id_ in ids}
    assert shown <= reached
    assert (len(shown) > 1) is (stages > 1)


@pytest.mark.parametrize("kind", [PromptKind.SLOT, PromptKind.FIRST])
def test_the_day_after_strong_pain_takes_ten_to_fifteen_seconds(kind: PromptKind) -> None:
    gentle = replace(PERSON, recovery=Recovery(gentle_on=TODAY))
    for number in range(20):
        chosen = Chooser(LIBRARY, Random(number)).choose(replace(PROMPT, kind=kind), gentle, past())
        assert chosen is not None
        assert chosen.stretch_id in GENTLE
        assert chosen.dose is not None
        efforts = LIBRARY.stretches[chosen.stretch_id].plan.timed(chosen.dose)
        assert {10, 15} >= {phase.seconds for phase in efforts if not phase.waits}


def test_the_day_after_that_the_dose_is_the_persons_own() -> None:
    gentle = replace(
        PERSON,
        recovery=Recovery(gentle_on=TODAY - timedelta(days=1)),
        progress=replace(PERSON.progress, last_practice_on=date(2027, 5, 1)),
    )
    shown = set()
    for number in range(20):
        chosen = Chooser(LIBRARY, Random(number)).choose(PROMPT, gentle, past())
        assert chosen is not None
        stretch = LIBRARY.stretches[chosen.stretch_id or ""]
        assert chosen.dose == stretch.plan.dose(PERSON.progress.dose_step)
        shown.add(stretch.id)
    assert not shown <= GENTLE


def test_on_a_day_on_which_somebody_is_dizzy_nothing_comes_that_needs_a_steady_stand() -> None:
    asked = replace(PROMPT, kind=PromptKind.SNOOZED, stretch_id="standing")
    for dizzy_on, hidden in ((TODAY, True), (TODAY - timedelta(days=1), False)):
        dizzy = replace(PERSON, recovery=Recovery(dizzy_on=dizzy_on))
        shown = set()
        for number in range(20):
            chosen = Chooser(LIBRARY, Random(number)).choose(asked, dizzy, past())
            assert chosen is not None
            shown.add(chosen.stretch_id)
        assert shown.isdisjoint(LIBRARY.tags["dizzy"].hides) is hidden


@pytest.mark.parametrize(
    ("at", "early"), [("03:59", False), ("04:00", True), ("08:59", True), ("09:00", False)]
)
def test_early_is_by_the_clock_of_the_person(at: str, early: bool) -> None:
    moment = datetime.fromisoformat(f"2027-05-03T{at}").replace(tzinfo=PERSON.zone)
    assert circumstances(PERSON, past(at=moment.astimezone(UTC)), TODAY).early is early


def test_a_session_on_a_day_of_pain_starts_at_the_beginning_of_each_dose() -> None:
    asked = replace(PROMPT, kind=PromptKind.SESSION)

    def steps(person: Person) -> set[int]:
        chosen = Chooser(LIBRARY, Random(7)).choose(asked, person, past(), Wanted(minutes=10))
        assert chosen is not None
        return {part.dose.step for part in chosen.parts[1:]}

    assert steps(replace(PERSON, recovery=Recovery(pain_on=TODAY))) == {0}
    assert max(steps(PERSON)) > 0
