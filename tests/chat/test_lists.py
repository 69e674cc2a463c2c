"""Lists of exercises from somebody else: as a file or behind a link, seen whole, taken, left, and shared."""

import json
from typing import Any

import pytest

from bot.domain.listfile import MOST_BYTES
from bot.domain.own import OwnExercise, kept
from bot.localchat import limits
from bot.localchat.faults import refusing
from bot.localchat.people import Person
from tests.world import World, buttons, press, profile_of, said, say, subscribe, text_of

TOML = """title = "Calf plan"

[[exercises]]
name = "Calf raises <b>"
sides = "each"
seconds = 30
repetitions = 3
days = ["mon", "thu"]
notes = "Slowly & quietly."

[[exercises]]
name = "Plank"
sides = "both"
seconds = 40
repetitions = 2
"""
PLAN = {
    "exercises": [{"name": "Plank", "sides": "both", "seconds": 40, "repetitions": 2}],
}


@pytest.fixture
async def ann(world: World, ann: Person) -> Person:
    """A subscriber, with a prompt that is open."""
    await subscribe(world, ann)
    return ann


async def own_of(world: World, ann: Person) -> list[OwnExercise]:
    return list(kept((await profile_of(world, ann)).person.own))


async def sends(
    world: World, ann: Person, content: str | bytes, name: str = "plan.toml", caption: str = ""
) -> str:
    """Sends a file, and returns what the bot said last."""
    written = content.encode() if isinstance(content, str) else content
    ann.sends_files([(name, written, "application/octet-stream")], caption, as_documents=True)
    await world.settle()
    return said(ann)


def since(ann: Person, count: int) -> str:
    return "\n".join(text_of(message) for message in ann.chat[count:] if message["from"]["is_bot"])


@pytest.mark.parametrize(
    ("content", "name", "caption"),
    [
        (TOML, "plan.toml", ""),
        (TOML.replace("\n", "\r\n"), "PLAN.TOML", "from my physio"),
    ],
)
async def test_a_file_is_shown_whole_and_taken_only_then(
    world: World, ann: Person, content: str, name: str, caption: str
) -> None:
    shown = await sends(world, ann, content, name, caption)
    for words in (
        "Calf plan · 2 exercises",
        "1. Calf raises <b>",
        "3 × 30 s a side",
        "Comes first on Mon and Thu.",
        "Slowly & quietly.",
        "2. Plank",
        "Limber has not checked it",
    ):
        assert words in shown
    assert buttons(ann.last) == ["Take these", "No", "Share by a link"]
    assert await own_of(world, ann) == []
    await press(world, ann, "Take these")
    first, second = await own_of(world, ann)
    assert (first.name, first.sides, first.days, first.notes) == (
        "Calf raises <b>",
        True,
        frozenset({0, 3}),
        "Slowly & quietly.",
    )
    assert (second.name, second.sides, second.seconds, second.repetitions) == ("Plank", False, 40, 2)
    assert buttons(ann.last)[:2] == ["Calf raises <b>", "Plank"]


async def test_json_is_read_as_well_and_can_be_left(world: World, ann: Person) -> None:
    assert "1. Plank" in await sends(world, ann, json.dumps(PLAN), "plan.json")
    assert await say(world, ann, "no") == "Left out. Nothing of it is kept."
    assert await own_of(world, ann) == []
    assert (await profile_of(world, ann)).person.dialogue is None
    await sends(world, ann, json.dumps(PLAN), "plan.json")
    await say(world, ann, "yes")
    assert [each.name for each in await own_of(world, ann)] == ["Plank"]


async def test_what_is_no_answer_is_asked_once_more(world: World, ann: Person) -> None:
    await sends(world, ann, json.dumps(PLAN), "plan.json")
    await say(world, ann, "zebra")
    assert buttons(ann.last) == ["Take these", "No", "Share by a link"]


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (f"{TOML}secs = 3\n", "a.toml", "Line 16, secs: there is no such field."),
        (TOML.replace("= 30", '= "30"'), "a.toml", "Line 6, seconds: this is of another type"),
        (TOML.replace("= 30", "= true"), "a.toml", "Line 6, seconds: this is of another type"),
        (TOML.replace("= 30", "= 601"), "a.toml", "Line 6, seconds: from 1 to 600 seconds."),
        (TOML.replace("= 3\n", "= 21\n"), "a.toml", "Line 7, repetitions: from 1 to 20 times."),
        (TOML.replace('"each"', '"left"'), "a.toml", "Line 5, sides: this is none of the words"),
        (TOML.replace('"thu"', '"thursday"'), "a.toml", "Line 8, days: this is none of the words"),
        (TOML.replace("Slowly & quietly.", "see www.example.org"), "a.toml", "Line 9, notes: words only"),
        (TOML.replace("Slowly & quietly.", "x" * 301), "a.toml", "Line 9, notes: at most 300 characters."),
        (TOML.replace('sides = "both"\n', ""), "a.toml", "Line 11, sides: this is missing."),
        (TOML.replace("title", "titel"), "a.toml", "Line 1, titel: there is no such field."),
        ("title = 'x'", "a.toml", "exercises: this is missing."),
        ("exercises = []", "a.toml", "Line 1, exercises: there have to be 1 to 30."),
        (f"{TOML}x = = 2", "a.toml", "Line 16: this cannot be read."),
        (b"\xff\xfe", "a.toml", "Line 1: this cannot be read."),
        ("[" * 60_000, "a.json", "Line 1: this cannot be read."),
        ('{"exercises": [\n{"name": "a",\n"sec": 3}]}', "a.json", "Line 3, sec: there is no such field."),
        ('{"exercises": [\n3]}', "a.json", "Line 2, exercises: this is of another type"),
        ('{"exercises": 3,\n"exercises": 4}', "a.json", "Line 1: this cannot be read."),
        ('{"exercises"', "a.json", "Line 1: this cannot be read."),
        (f"#{'x' * MOST_BYTES}", "a.toml", "Line 1: a file has at most 64 KB."),
    ],
)
async def test_what_is_wrong_with_a_file_is_told_with_line_and_field(
    world: World, ann: Person, content: str | bytes, name: str, sentence: str
) -> None:
    assert (await sends(world, ann, content, name)).startswith("Nothing is taken.")
    assert sentence in said(ann)
    assert (await profile_of(world, ann)).person.dialogue is None


async def test_another_document_is_none(world: World, ann: Person) -> None:
    assert "text" in await sends(world, ann, "hello", "plan.txt")


async def test_a_long_list_is_shown_in_several_messages_to_its_last_word(world: World, ann: Person) -> None:
    exercises = [
        {**PLAN["exercises"][0], "name": f"Plank {number}", "notes": f"{'slowly ' * 40}{number}."}
        for number in range(1, 31)
    ]
    before = len(ann.chat)
    await sends(world, ann, json.dumps({"exercises": exercises}), "long.json")
    shown = since(ann, before)
    assert all(
        f"{number}. Plank {number}\n" in shown and f"slowly {number}." in shown for number in range(1, 31)
    )
    await press(world, ann, "Take these")
    assert len(await own_of(world, ann)) == 30
    await sends(world, ann, json.dumps(PLAN), "plan.json")
    assert (
        await press(world, ann, "Take these") == "There is room for 30 exercises in all. Remove some first."
    )
    assert len(await own_of(world, ann)) == 30


async def test_a_link_brings_others_the_same_list_and_its_author_hears_nothing(
    world: World, ann: Person
) -> None:
    await sends(world, ann, TOML)
    await press(world, ann, "Share by a link")
    link = next(word for word in said(ann).split() if word.startswith("https://t.me/limber_local_bot?start="))
    payload = link.partition("=")[2]
    bob = world.telegram.person("Bob", language_code="en")
    await subscribe(world, bob)
    before = len(ann.chat)
    kept_before = await profile_of(world, ann)
    assert "Slowly & quietly." in await say(world, bob, f"/start {payload}")
    assert buttons(bob.last) == ["Take these", "No"]
    await press(world, bob, "Take these")
    assert len(await own_of(world, bob)) == 2
    assert len(ann.chat) == before
    assert await profile_of(world, ann) == kept_before
    assert await own_of(world, ann) == []


async def test_whoever_is_new_is_asked_about_their_safety_before_a_list(world: World, ann: Person) -> None:
    await sends(world, ann, TOML)
    await press(world, ann, "Share by a link")
    payload = said(ann).partition("?start=")[2].split()[0]
    bob = world.telegram.person("Bob", language_code="en")
    before = len(bob.chat)
    await say(world, bob, f"/start {payload}")
    assert "open the link once more" in since(bob, before)
    await subscribe(world, bob)
    assert not any("Calf raises" in text_of(message) for message in bob.chat)
    assert "Slowly & quietly." in await say(world, bob, f"/start {payload}")


async def test_a_link_ends_when_its_author_says_so_or_goes(world: World, ann: Person) -> None:
    payloads: list[str] = []
    for _ in range(2):
        await sends(world, ann, TOML)
        await press(world, ann, "Share by a link")
        payloads.append(said(ann).partition("?start=")[2].split()[0])
    assert len(set(payloads)) == 2
    bob = world.telegram.person("Bob", language_code="en")
    await subscribe(world, bob)
    await say(world, ann, "/mine")
    await press(world, ann, "Links you share")
    assert all(payload in said(ann) for payload in payloads)
    await press(world, ann, "End link 1")
    assert "leads nowhere" in await say(world, bob, f"/start {payloads[0]}")
    assert "Calf raises" in await say(world, bob, f"/start {payloads[1]}")
    await say(world, ann, "/delete")
    await say(world, ann, "delete")
    assert "leads nowhere" in await say(world, bob, f"/start {payloads[1]}")
    assert "leads nowhere" in await say(world, bob, f"/start plan_{'x' * 22}")


async def test_nobody_ends_the_link_of_another(world: World, ann: Person) -> None:
    await sends(world, ann, TOML)
    await press(world, ann, "Share by a link")
    (shared,) = await world.app.limber.lists.shared(ann.id)
    bob = world.telegram.person("Bob", language_code="en")
    await subscribe(world, bob)
    bob.presses(bob.last, data=f"1:list-revoke:{shared.id}:")
    await world.settle()
    assert len(await world.app.limber.lists.shared(ann.id)) == 1


async def test_what_is_handled_twice_is_taken_and_shared_once(world: World, ann: Person) -> None:
    await sends(world, ann, TOML)
    plans = world.app.limber.lists
    tokens: list[Any] = [await plans.share(ann.id, 77) for _ in range(2)]
    assert tokens[0] == tokens[1]
    assert len(await plans.shared(ann.id)) == 1
    for _ in range(2):
        await plans.take(ann.id, 78)
    assert [each.id for each in await own_of(world, ann)] == ["own-78-1", "own-78-2"]


async def test_ten_links_are_enough(world: World, ann: Person) -> None:
    await sends(world, ann, TOML)
    for update_id in range(10):
        await world.app.limber.lists.share(ann.id, update_id)
    assert await press(world, ann, "Share by a link") == "Ten links are the most. End one in /mine first."


async def test_a_file_that_cannot_be_fetched_is_asked_for_once_more(world: World, ann: Person) -> None:
    world.telegram.faults.add(refusing(limits.FILE_UNAVAILABLE), "getFile", times=1)
    assert "send it once more" in await sends(world, ann, TOML)
    assert "1. Calf raises" in await sends(world, ann, TOML)
