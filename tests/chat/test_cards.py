"""A card of /stretches: one message with a picture and words, and one page in the chat at a time."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.chat.button_data import data_of
from bot.chat.intents.pages import OpenStretch
from bot.chat.views.view import CAPTION_UNITS, units
from bot.domain.person import Liking
from bot.helper import HelperError
from bot.localchat import faults
from bot.localchat.limits import DELETABLE_SECONDS, bad_request
from bot.localchat.people import Person
from bot.pictures.kept import Pictures
from tests.world import World, buttons, offer, press, said, say, subscribe, text_of
from tests.world import data_of as carried

IMAGE_FAILED = faults.refusing(bad_request("IMAGE_PROCESS_FAILED"))


def has_picture(message: dict[str, Any]) -> bool:
    return "photo" in message or "animation" in message


def pages(person: Person) -> list[dict[str, Any]]:
    """The messages in the chat that are a page of /stretches."""
    return [message for message in person.chat if {"Back", "All of them"} & set(buttons(message))]


def called(world: World, method: str) -> list[int]:
    """The statuses of all calls of a method."""
    return [call.status for call in world.timeline if call.method == method]


def data_of_label(message: dict[str, Any], label: str) -> str:
    """What a button under a message carries."""
    return dict(zip(buttons(message), carried(message), strict=True))[label]


async def change(world: World, person: Person, **values: Any) -> None:
    """Changes what Limber keeps of a person."""
    async with world.app.database.write() as tx:
        known = await tx.people.get(person.id)
        assert known is not None
        await tx.people.save(replace(known, **values))


async def open_card(world: World, person: Person, stretch_id: str = "seated") -> dict[str, Any]:
    """Opens /stretches and one of them, as if from the shelf of all; returns its message."""
    await say(world, person, "/stretches")
    person.presses(person.last, data=data_of(OpenStretch(0, f"/{stretch_id}")))
    await world.settle()
    return person.last


@pytest.fixture
async def ann(world: World, ann: Person) -> Person:
    await subscribe(world, ann)
    return ann


async def test_a_card_is_the_page_itself_with_a_picture_and_words(world: World, ann: Person) -> None:
    await say(world, ann, "/stretches")
    page, length = ann.last["message_id"], len(ann.chat)
    await press(world, ann, "All of them")
    ann.presses(ann.last, data=data_of(OpenStretch(0, "/seated")))
    await world.settle()
    assert (ann.last["message_id"], len(ann.chat)) == (page, length)
    assert "photo" in ann.last
    assert "text" not in ann.last
    assert said(ann).startswith("Seated reach")
    assert buttons(ann.last) == ["Start", "Favourite", "Not for me", "Back"]


async def test_a_card_of_what_moves_is_an_animation_as_its_prompt_is(world: World, ann: Person) -> None:
    shown = await offer(world, ann, "pnf")
    card = await open_card(world, ann, "pnf")
    assert shown["animation"]["file_id"] == card["animation"]["file_id"]


async def test_back_from_a_card_leaves_one_page_without_a_picture(world: World, ann: Person) -> None:
    card = await open_card(world, ann)
    length = len(ann.chat)
    await press(world, ann, "Back")
    assert "All of them" in said(ann)
    assert not has_picture(ann.last)
    assert [message["message_id"] for message in pages(ann)] == [ann.last["message_id"]]
    assert card["message_id"] not in {message["message_id"] for message in ann.chat}
    assert len(ann.chat) == length


async def test_one_goes_from_card_to_shelf_to_another_card(world: World, ann: Person) -> None:
    await open_card(world, ann)
    await press(world, ann, "Back")
    name = buttons(ann.last)[0]
    await press(world, ann, name)
    assert has_picture(ann.last)
    assert said(ann).startswith(name)
    assert len(pages(ann)) == 1


async def test_what_is_thought_of_a_stretch_changes_its_card_in_place(world: World, ann: Person) -> None:
    card = await open_card(world, ann)
    await press(world, ann, "Favourite")
    assert ann.last["message_id"] == card["message_id"]
    assert ann.last["photo"] == card["photo"]
    assert "One of your favourites" in said(ann)


async def test_labels_of_an_open_card_can_be_typed(world: World, ann: Person) -> None:
    await open_card(world, ann)
    await say(world, ann, "favourite")
    assert has_picture(ann.last)
    assert "One of your favourites" in said(ann)
    await say(world, ann, "back")
    assert "All of them" in said(ann)
    assert await world.app.limber.preferences.likings(ann.id) == {"seated": Liking.FAVOURITE}


@pytest.mark.parametrize("label", ["Back", "Favourite", "Start"])
async def test_a_button_of_a_card_that_is_pressed_twice_counts_once(
    world: World, ann: Person, label: str
) -> None:
    card = await open_card(world, ann)
    length = len(ann.chat)
    for _ in range(2):
        ann.presses(card, label)
    await world.settle()
    assert len(pages(ann)) == 1
    assert len(ann.chat) == length + (label == "Start")


async def test_a_press_that_comes_when_the_card_is_gone_brings_no_second_page(
    world: World, ann: Person
) -> None:
    card = await open_card(world, ann)
    back = data_of_label(card, "Back")
    await press(world, ann, "Back")
    length = len(ann.chat)
    query = ann.presses(card, data=back)
    await world.settle()
    assert query.answer is not None
    assert len(ann.chat) == length
    assert len(pages(ann)) == 1


async def test_a_stretch_that_is_pressed_twice_on_a_shelf_is_opened_once(world: World, ann: Person) -> None:
    await say(world, ann, "/stretches")
    await press(world, ann, "All of them")
    shelf, length = ann.last, len(ann.chat)
    for _ in range(2):
        ann.presses(shelf, buttons(shelf)[0])
    # A press on what stood there when the shelf was still to be seen.
    ann.presses(shelf, "More ›")
    await world.settle()
    assert len(pages(ann)) == 1
    assert len(ann.chat) == length
    assert "‹ Before" in buttons(ann.last)


async def test_back_that_could_not_be_sent_at_first_is_not_lost(world: World, ann: Person) -> None:
    card = await open_card(world, ann)
    world.telegram.faults.add(faults.RESTARTING, "sendMessage")
    ann.presses(card, "Back")
    await world.settle()
    assert "All of them" in said(ann)
    assert len(pages(ann)) == 1


async def test_a_card_too_old_to_be_taken_away_keeps_its_picture_and_no_buttons(
    world: World, ann: Person
) -> None:
    card = await open_card(world, ann)
    await world.advance(seconds=DELETABLE_SECONDS + 60)
    for _ in range(2):
        ann.presses(card, "Back")
    await world.settle()
    old = next(message for message in ann.chat if message["message_id"] == card["message_id"])
    assert has_picture(old)
    assert not buttons(old)
    assert [message["message_id"] for message in pages(ann)] == [ann.last["message_id"]]
    assert "All of them" in said(ann)


async def test_buttons_of_an_older_page_go_on_working(world: World, ann: Person) -> None:
    older = await open_card(world, ann, "seated")
    newer = await open_card(world, ann, "standing")
    await press(world, ann, "Favourite", older)
    assert await world.app.limber.preferences.likings(ann.id) == {"seated": Liking.FAVOURITE}
    await press(world, ann, "Back", older)
    assert [text_of(message).split(" ·")[0].splitlines()[0] for message in pages(ann)] == [
        text_of(newer).splitlines()[0],
        "All of them",
    ]


async def test_a_page_that_cannot_be_edited_comes_anew(world: World, ann: Person) -> None:
    await say(world, ann, "/stretches")
    world.telegram.faults.add(faults.refusing(bad_request("message can't be edited")), "editMessageMedia")
    page = ann.last
    ann.presses(page, data=data_of(OpenStretch(0, "/seated")))
    await world.settle()
    assert has_picture(ann.last)
    assert ann.last["message_id"] != page["message_id"]
    assert len(pages(ann)) == 1


async def nothing_is_drawn(_: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async def ended(*_: object) -> bytes:
        raise HelperError

    monkeypatch.setattr(Pictures, "still", ended)
    monkeypatch.setattr(Pictures, "moving", ended)


async def no_picture_is_taken(world: World, _: pytest.MonkeyPatch) -> None:
    for method in ("editMessageMedia", "sendPhoto", "sendAnimation"):
        world.telegram.faults.add(IMAGE_FAILED, method, times=99)


@pytest.mark.parametrize("happens", [nothing_is_drawn, no_picture_is_taken])
async def test_without_its_picture_a_card_comes_in_words(
    world: World,
    ann: Person,
    happens: Callable[[World, pytest.MonkeyPatch], Awaitable[None]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await happens(world, monkeypatch)
    card = await open_card(world, ann)
    assert not has_picture(card)
    assert text_of(card).startswith("Seated reach")
    await press(world, ann, "Back")
    assert ann.last["message_id"] == card["message_id"]
    assert len(pages(ann)) == 1


async def test_a_prompt_whose_picture_is_refused_comes_in_words(world: World, ann: Person) -> None:
    for method in ("sendPhoto", "sendAnimation"):
        world.telegram.faults.add(IMAGE_FAILED, method)
    shown = await offer(world, ann, "seated")
    assert not has_picture(shown)
    assert "Start timer" in buttons(shown)


async def test_a_card_whose_file_telegram_forgot_is_uploaded_anew(world: World, ann: Person) -> None:
    await open_card(world, ann)
    world.telegram.faults.add(faults.WRONG_FILE_ID, "editMessageMedia")
    card = await open_card(world, ann)
    assert has_picture(card)
    assert called(world, "editMessageMedia") == [200, 400, 200]


async def test_what_a_condition_draws_anew_is_on_its_card(world: World, ann: Person) -> None:
    usual = await open_card(world, ann, "cat-cow")
    await change(world, ann, tags=frozenset({"osteoporosis"}))
    assert (await open_card(world, ann, "cat-cow"))["animation"] != usual["animation"]


async def test_a_card_too_long_for_a_caption_has_the_rest_behind_more(world: World, ann: Person) -> None:
    voice = world.app.voices.of("de")
    tags = frozenset(
        tag.id for tag in voice.library.tags.values() if "calf-straight" in tag.careful - tag.hides
    )
    await change(world, ann, language="de", tags=tags)
    cautions = voice.content.stretches["calf-straight"].cautions
    card = await open_card(world, ann, "calf-straight")
    own = voice.careful("calf-straight", tags)
    assert has_picture(card)
    assert units(text_of(card)) <= CAPTION_UNITS
    assert all(caution in text_of(card) for caution in own)
    assert not any(caution in text_of(card) for caution in cautions)
    await press(world, ann, "Mehr")
    assert ann.last["message_id"] == card["message_id"]
    assert has_picture(ann.last)
    assert all(caution in said(ann) for caution in (*own, *cautions))
    await say(world, ann, "zurück")
    assert said(ann) == text_of(card)
