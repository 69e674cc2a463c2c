"""Cards on their way to Telegram: drawn once, named by their file id, and words alone where there is none."""

from pathlib import Path

import pytest

from bot.chat.display import Display
from bot.chat.views.view import View
from bot.domain.milestone import Measure, Milestone
from bot.helper import HelperError
from bot.localchat import faults
from bot.localchat.people import Person
from bot.localchat.telegram import LocalTelegram
from bot.pictures.kept import Pictures
from bot.telegram_api.pictures import Card
from tests.world import FakeClock, World, running, said, subscribe

MONTH = Card(Milestone(Measure.DAYS, 30), "days in a row")


@pytest.fixture
def times_drawn(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What was drawn, one after another."""
    drawn: list[object] = []
    draw = Pictures.card

    async def counted(pictures: Pictures, *milestone: object) -> bytes:
        drawn.append(milestone)
        return await draw(pictures, *milestone)  # type: ignore[arg-type]

    monkeypatch.setattr(Pictures, "card", counted)
    return drawn


async def shows(world: World, person: Person, card: Card) -> bool:
    """Sends a card with words under it, and whether it came with its picture."""
    display = Display(world.app.application.bot, world.app.pictures)
    sent = await display.send(person.id, View("A month.", motif=card))
    await world.settle()
    assert said(person) == "A month."
    assert sent.has_picture == ("photo" in person.last)
    return sent.has_picture


async def test_a_card_is_drawn_once_and_sent_by_its_file_id_from_then_on(
    world: World, ann: Person, times_drawn: list[object]
) -> None:
    await subscribe(world, ann)
    assert await shows(world, ann, MONTH)
    first = ann.last["photo"][-1]
    assert await shows(world, ann, MONTH)
    assert ann.last["photo"][-1] == first
    assert times_drawn == [(Measure.DAYS, 30, "days in a row")]
    file = world.telegram.state.files.find(first["file_id"])
    assert file is not None
    assert (file.width, len(file.content) < 100_000) == (1080, True)


async def test_a_card_that_was_sent_is_known_after_a_restart(
    telegram: LocalTelegram, clock: FakeClock, tmp_path: Path, ann: Person, times_drawn: list[object]
) -> None:
    url = f"sqlite:///{tmp_path / 'limber.sqlite'}"
    async with running(telegram, clock, url) as world:
        await subscribe(world, ann)
        assert await shows(world, ann, MONTH)
    async with running(telegram, clock, url) as world:
        assert await shows(world, ann, MONTH)
    assert len(times_drawn) == 1


async def test_other_words_are_another_card(world: World, ann: Person, times_drawn: list[object]) -> None:
    await subscribe(world, ann)
    for milestone in (
        MONTH,
        Card(Milestone(Measure.DAYS, 30), "Tage in Folge"),
        Card(Milestone(Measure.HOURS, 50), "hours held"),
    ):
        assert await shows(world, ann, milestone)
    assert len(times_drawn) == 3


async def test_a_card_whose_file_telegram_forgot_is_uploaded_anew(
    world: World, ann: Person, times_drawn: list[object]
) -> None:
    await subscribe(world, ann)
    assert await shows(world, ann, MONTH)
    world.telegram.faults.add(faults.WRONG_FILE_ID, "sendPhoto")
    assert await shows(world, ann, MONTH)
    assert len(times_drawn) == 2


async def test_a_card_that_cannot_be_drawn_is_none_and_its_words_come_alone(
    world: World, ann: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def ended(*_: object) -> bytes:
        raise HelperError

    await subscribe(world, ann)
    monkeypatch.setattr(Pictures, "card", ended)
    assert await world.app.pictures.of(MONTH) is None
    assert not await shows(world, ann, MONTH)


@pytest.mark.parametrize(
    "card",
    [
        Card(Milestone(Measure.DAYS, 31), "days in a row"),
        Card(Milestone(Measure.HOURS, 2), "hours held"),
    ],
)
async def test_a_milestone_without_a_card_is_none(
    world: World, card: Card, times_drawn: list[object]
) -> None:
    assert await world.app.pictures.of(card) is None
    assert not times_drawn


async def test_a_card_in_letters_that_cannot_be_drawn_is_none(world: World) -> None:
    assert await world.app.pictures.of(Card(Milestone(Measure.DAYS, 30), "日 続けて")) is None
