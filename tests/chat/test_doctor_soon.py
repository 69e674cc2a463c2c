"""A sign for a doctor soon: one line, which holds nothing back and is not said at every turn."""

import pytest

from bot.localchat.people import Person
from tests.world import World, open_prompts, press, profile_of, said, say, subscribe, text_of

SOON = "in front of a doctor"
IN_GERMAN = "ärztlich angesehen"


def times_told(person: Person) -> int:
    return sum(SOON in text_of(message) or IN_GERMAN in text_of(message) for message in person.chat)


@pytest.mark.parametrize(
    "text",
    [
        "i had cancer eight years ago",
        "I've lost a lot of weight without trying",
        "there's a lump on my spine",
        "my back pain gets worse at night",
        "it hurts more when I cough",
        "I have pain between my shoulder blades",
        "my back hurts even when I rest",
        "ive been kind of unsteady when walking",
        "there is pain like a belt round my waist",
        "I've got osteoporosis and fell over the carpet",
        "been on cortisone for years and bumped my back",
        "no improvement after six weeks, my leg still hurts",
        "Ich hatte vor zehn Jahren Brustkrebs",
        "hab ohne grund fünf kilo abgenommen",
        "an meiner wirbelsäule ist ein knubbel",
        "nachts sind die schmerzen am schlimmsten",
        "beim husten tut es mehr weh",
        "zwischen den schulterblättern tut es weh",
        "mein kreuz schmerzt auch im liegen",
        "bin so wackelig beim gehen",
        "gürtelförmige schmerzen am bauch",
        "hab osteoporose und bin gestolpert",
        "nehme seit jahren kortison und hab mich gestoßen",
        "seit sechs wochen schmerzen im rücken und keine besserung",
    ],
)
async def test_a_sign_for_a_doctor_soon_gets_a_line_and_holds_nothing_back(
    world: World, ann: Person, text: str
) -> None:
    await subscribe(world, ann)
    await say(world, ann, text)
    assert times_told(ann) == 1
    assert (await profile_of(world, ann)).person.alarm is None


async def test_the_pain_that_is_told_with_it_is_asked_about(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    assert "What do you feel" in await say(world, ann, "my back hurts more at night")
    assert times_told(ann) == 1


async def test_the_line_comes_once_in_four_weeks(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "my back hurts more at night")
    await say(world, ann, "my back hurts when I cough")
    assert times_told(ann) == 1
    assert "What do you feel" in said(ann)
    await world.advance(days=28)
    await say(world, ann, "my back hurts when I cough")
    assert times_told(ann) == 2


async def test_what_weighs_more_goes_alone(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "I had cancer and now I can't feel my legs")
    assert times_told(ann) == 0
    assert (await profile_of(world, ann)).person.alarm is not None
    await say(world, ann, "my back hurts when I cough")
    assert times_told(ann) == 0


async def test_a_stretch_is_there_as_before(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "I lost weight without trying")
    await press(world, ann, "Done", open_prompts(ann)[-1])
    assert "Logged" in said(ann)


async def test_in_the_middle_of_start_the_open_question_is_asked_again(world: World, ann: Person) -> None:
    await say(world, ann, "/start")
    before = len(ann.chat)
    await say(world, ann, "I lost weight without trying")
    assert times_told(ann) == 1
    assert len(ann.chat) > before + 2
