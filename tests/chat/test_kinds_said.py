"""Kinds of what new people say: the open question comes back, and each kind leads where it should."""

import pytest

from bot.localchat.people import Person
from tests.world import World, buttons, offer, profile_of, said, say, subscribe


@pytest.mark.parametrize("asks", ["delete everything", "/stop", "/pause", "add 21:00", "9:00"])
@pytest.mark.parametrize("text", ["blub blub", "zzz what"])
async def test_an_open_question_comes_back_with_its_own_buttons(
    world: World, ann: Person, asks: str, text: str
) -> None:
    await subscribe(world, ann)
    await say(world, ann, "skip")
    await say(world, ann, asks)
    before, asked = buttons(ann.last), (await profile_of(world, ann)).person.dialogue
    assert before
    await say(world, ann, text)
    assert buttons(ann.last) == before
    assert (await profile_of(world, ann)).person.dialogue == asked


@pytest.mark.parametrize("asks", ["delete everything", "/stop", "/pause"])
async def test_what_is_asked_beside_a_question_is_answered_and_the_question_comes_back(
    world: World, ann: Person, asks: str
) -> None:
    await subscribe(world, ann)
    await say(world, ann, "skip")
    await say(world, ann, asks)
    before = buttons(ann.last)
    await say(world, ann, "how much does it cost")
    assert buttons(ann.last) == before
    await say(world, ann, "thanks")
    assert buttons(ann.last) == []


async def test_a_snooze_and_a_pain_that_are_asked_come_back_too(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "skip")
    await offer(world, ann, "standing")
    for text in ("snooze", "it hurts"):
        await say(world, ann, text)
        before = buttons(ann.last)
        await say(world, ann, "blub blub")
        assert buttons(ann.last) == before
        assert "no answer I know" in said(ann)
