"""Under what is not understood stand the two buttons for what it is likely about."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bot.domain.person import Liking
from bot.localchat.people import Person
from bot.material import CONTENT
from bot.words import files as word_files
from bot.words import topics
from bot.words.likeness import Likeness
from bot.words.topics import FILE, WEIGHTS, Topic, Topics
from docs.maintainer.learn_topics import WORDS, learn, phrases
from docs.maintainer.phrases import digest
from tests.world import World, buttons, offer, press, profile_of, say, start_hold, subscribe, text_of

LEARNED = word_files.load(Path(CONTENT))
SAID = [
    ("maybe later", Topic.LATER),
    *((f"{way} {topic}", topic) for topic in Topic for way in ("about", "some", "my")),
]
# A text that nothing understands.
UNKNOWN = "hmm quibble the frobnitz"


@pytest.mark.parametrize("language", sorted(LEARNED))
def test_it_was_learned_from_the_phrases_as_they_stand(language: str) -> None:
    known = LEARNED[language].topics
    assert known.learned_from == digest(phrases(language)), (
        "`python -m docs.maintainer.learn_topics` learns anew"
    )
    assert known.learned.keys() == set(Topic)


@pytest.mark.parametrize("language", sorted(LEARNED))
def test_every_topic_has_many_phrases(language: str) -> None:
    assert WORDS.keys() <= set(Topic)
    often = Counter(topic for _, topic in phrases(language))
    assert not [topic for topic in Topic if often[topic] < 60]


def test_the_same_phrases_teach_the_same_and_a_file_says_what_was_learned(tmp_path: Path) -> None:
    taught = learn(SAID)
    assert learn(list(SAID)) == taught
    (tmp_path / FILE).write_bytes(topics.written(taught))
    assert topics.read(tmp_path / FILE) == taught
    likely = taught.of("a bit later")
    assert next(iter(likely)) is Topic.LATER
    assert sum(likely.values()) == pytest.approx(1)


@pytest.mark.parametrize("text", ["", "?!", "🙂", "x" * 5000])
def test_any_text_has_its_topics(text: str) -> None:
    assert set(LEARNED["de"].topics.of(text)) == set(Topic)


@pytest.mark.parametrize(
    "held",
    [
        b"",
        b"[]\n",
        b"{}\n",
        b'{"topics": [{"name": "weather", "scale": 1, "bias": 0}]}\n' + bytes(WEIGHTS),
        b'{"topics": [{"name": "done"}]}\n' + bytes(WEIGHTS),
        b'{"topics": [{"name": "done", "scale": 1, "bias": 0}]}\nshort',
    ],
)
def test_a_file_that_is_none_is_no_topics(tmp_path: Path, held: bytes) -> None:
    (tmp_path / FILE).write_bytes(held)
    with pytest.raises((ValueError, LookupError, TypeError)):
        topics.read(tmp_path / FILE)


@pytest.fixture
def about(monkeypatch: pytest.MonkeyPatch) -> list[Topic]:
    """What every text is about, to be filled in."""
    told: list[Topic] = []
    monkeypatch.setattr(Topics, "of", lambda self, text: dict.fromkeys(told, 0.1))
    return told


async def asks(world: World, person: Person) -> list[str]:
    """The buttons under the answer to what nothing understands."""
    await say(world, person, UNKNOWN)
    return buttons(person.last)


async def test_the_first_two_that_can_be_done_are_offered(
    world: World, ann: Person, about: list[Topic]
) -> None:
    await subscribe(world, ann)
    await world.settle()
    about += [Topic.TALK, Topic.WAIT, Topic.RECORD, Topic.CITY, Topic.TIMES]
    assert await asks(world, ann) == ["Your week", "Another city"]


async def test_two_topics_with_one_way_are_one_button(world: World, ann: Person, about: list[Topic]) -> None:
    await subscribe(world, ann)
    about += [Topic.BREAK, Topic.BACK, Topic.HELP]
    assert await asks(world, ann) == ["A break", "Help"]
    await say(world, ann, "/pause 7")
    assert await asks(world, ann) == ["A break", "End the break"]


async def test_what_is_said_of_a_prompt_is_done_about_it(
    world: World, ann: Person, about: list[Topic]
) -> None:
    await subscribe(world, ann)
    await offer(world, ann, "standing")
    about += [Topic.NOT_HERE, Topic.LATER]
    assert await asks(world, ann) == ["Not here", "Snooze"]


async def test_while_a_timer_runs_it_is_said_of_the_timer(
    world: World, ann: Person, about: list[Topic]
) -> None:
    await subscribe(world, ann)
    await start_hold(world, ann, "standing")
    about += [Topic.LATER, Topic.BREAK, Topic.ANOTHER]
    assert await asks(world, ann) == ["Pause", "Another"]


async def test_where_it_is_surely_about_one_topic_both_buttons_may_be_of_it(
    world: World, ann: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await subscribe(world, ann)
    await offer(world, ann, "standing")
    monkeypatch.setattr(Topics, "of", lambda self, text: {Topic.ANOTHER: 0.9, Topic.LATER: 0.1})
    assert await asks(world, ann) == ["Another", "Not for me"]
    assert ann.last["text"] == "Is it one of these? /help shows the rest."
    await press(world, ann, "Not for me", ann.last)
    likings = await world.app.limber.preferences.likings(ann.id)
    assert likings == {"standing": Liking.NOT_FOR_ME}


async def test_a_word_about_the_body_gets_buttons_that_bring_no_stretch(
    world: World, ann: Person, about: list[Topic]
) -> None:
    await subscribe(world, ann)
    about += [Topic.NOW, Topic.NEXT, Topic.ANOTHER, Topic.START, Topic.CONDITIONS, Topic.HELP]
    await say(world, ann, "my shoulders quibble")
    assert buttons(ann.last) == ["Not for me", "Change what applies"]


@pytest.mark.parametrize(
    ("text", "button"),
    [
        ("never send me that pigeon again", "All stretches"),
        ("make it 20 secs, 30 is too long for me", "Shorter and gentler"),
        ("in a mtg till four i think", "Your times"),
    ],
)
async def test_what_a_pattern_takes_for_something_else_is_asked_about(
    world: World, ann: Person, text: str, button: str
) -> None:
    await subscribe(world, ann)
    await press(world, ann, "Not now")
    await press(world, ann, "Skip")
    await say(world, ann, text)
    assert button in buttons(ann.last)


async def test_who_would_rather_have_fewer_than_a_break_gets_out_of_the_question(
    world: World, ann: Person
) -> None:
    await subscribe(world, ann)
    assert await say(world, ann, "/pause") == "For how long?"
    assert buttons(ann.last)[-2:] == ["Your times", "Cancel"]
    await press(world, ann, "Cancel", ann.last)
    assert ann.last["text"].startswith("Nothing was changed")


async def test_go_on_with_a_stretch_open_and_nothing_paused_is_asked_about(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await offer(world, ann, "standing")
    await say(world, ann, "go on then")
    assert buttons(ann.last) == ["Start"]


async def test_a_word_with_a_question_mark_asks_and_does_nothing(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await start_hold(world, ann, "standing")
    before = await world.app.limber.holds.running(ann.id)
    assert await say(world, ann, "other side now?") == "Now: left leg."
    after = await world.app.limber.holds.running(ann.id)
    assert before is not None
    assert after is not None
    assert after.phases == before.phases
    assert (await say(world, ann, "no sound?")).startswith("Settings")
    assert (await profile_of(world, ann)).person.options.sound


@pytest.mark.parametrize(("like_a_sign", "is_kind"), [(0.05, True), (0.5, False)])
async def test_who_only_talks_is_answered_kindly_and_never_where_it_may_be_a_farewell(
    world: World, ann: Person, monkeypatch: pytest.MonkeyPatch, like_a_sign: float, is_kind: bool
) -> None:
    await subscribe(world, ann)
    monkeypatch.setattr(Topics, "of", lambda self, text: {Topic.TALK: 0.9, Topic.RECORD: 0.1})
    monkeypatch.setattr(Likeness, "of", lambda self, text: like_a_sign)
    await asks(world, ann)
    assert ("good to read" in ann.last["text"]) is is_kind


async def test_who_asks_why_nothing_came_hears_what_became_of_the_last_one(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "done")
    await world.advance(hours=26)
    await say(world, ann, "nothing came today")
    assert any("The one of 07:30 came." in text_of(message) for message in ann.chat)
    await say(world, ann, "/pause 3")
    await world.advance(days=1)
    await say(world, ann, "why is there nothing today")
    assert any(text_of(message).startswith("A break is on; /resume ends it.") for message in ann.chat)


async def test_what_was_left_out_is_told_with_its_reason(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await world.advance(days=1)
    await say(world, ann, "/today")
    await say(world, ann, "done")
    await world.advance(hours=2)
    await say(world, ann, "nothing came today")
    told = [text_of(message) for message in ann.chat]
    assert any("The one of 07:30 was left out, for one was done already." in text for text in told)


async def test_what_can_be_done_nowhere_now_gets_another_wording_each_time(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await press(world, ann, "Not now")
    await press(world, ann, "Skip")
    first = await say(world, ann, "i'm in a meeting")
    assert len(buttons(ann.last)) == 2
    assert await say(world, ann, "i'm in a meeting") != first
