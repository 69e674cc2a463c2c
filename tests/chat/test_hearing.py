"""Everyday sentences that are no command: each gets what it asks for, or one line that says how."""

import pytest

from bot.domain.person import Liking, Standing
from bot.localchat.people import Person
from tests.world import (
    World,
    buttons,
    offer,
    open_prompts,
    press,
    profile_of,
    safe,
    said,
    say,
    sent_prompts,
    start_hold,
    subscribe,
    times_of,
)


@pytest.fixture
async def carl(world: World) -> Person:
    """A subscriber who speaks German."""
    carl = world.telegram.person("Carl", language_code="de")
    await say(world, carl, "/start")
    await press(world, carl, "Nichts davon")
    await press(world, carl, "Nichts davon")
    await say(world, carl, "Berlin")
    await press(world, carl, "Ja, stimmt")
    await say(world, carl, "7:30")
    return carl


@pytest.mark.parametrize("typed", ["hi", "hello", "Good morning!", "hey Limber"])
async def test_a_greeting_gets_one_friendly_line(world: World, ann: Person, typed: str) -> None:
    await subscribe(world, ann)
    before = len(ann.chat)
    assert (await say(world, ann, typed)).startswith("Hello!")
    assert len(ann.chat) == before + 2


@pytest.mark.parametrize("typed", ["thanks", "Thank you!", "many thanks", "🙏"])
async def test_thanks_get_one_friendly_line(world: World, ann: Person, typed: str) -> None:
    await subscribe(world, ann)
    assert await say(world, ann, typed) == "You are welcome."


@pytest.mark.parametrize("typed", ["ok", "okay", "yes"])
async def test_an_ok_to_no_question_is_taken_as_one(world: World, ann: Person, typed: str) -> None:
    await subscribe(world, ann)
    await say(world, ann, "skip")
    assert (await say(world, ann, typed)).startswith("All right.")


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("danke", "Gern geschehen."),
        ("Vielen Dank!", "Gern geschehen."),
        ("hallo", "Hallo!"),
        ("Guten Morgen", "Hallo!"),
    ],
)
async def test_a_german_greeting_gets_one_friendly_line(
    world: World, carl: Person, typed: str, answer: str
) -> None:
    assert (await say(world, carl, typed)).startswith(answer)


@pytest.mark.parametrize("typed", ["Notfall", "notfall!", "ruft den Notarzt"])
async def test_a_german_call_for_help_gets_the_advice(world: World, carl: Person, typed: str) -> None:
    assert "sofort ärztliche Hilfe" in await say(world, carl, typed)


async def test_a_yes_to_the_safety_screen_is_no_ok(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "/settings")
    await press(world, ann, "Change what applies")
    assert "All right." not in await say(world, ann, "yes")


async def test_who_says_hello_first_is_welcomed_and_an_open_question_stays_open(
    world: World, ann: Person
) -> None:
    assert "safety" in await say(world, ann, "hi")
    await safe(world, ann)
    assert (await say(world, ann, "hi")).startswith("Hello!")
    assert "Berlin" in await say(world, ann, "Berlin")


@pytest.mark.parametrize(
    ("typed", "liking", "answer"),
    [
        ("not for me", Liking.NOT_FOR_ME, "does not pick"),
        ("i hate this one", Liking.NOT_FOR_ME, "does not pick"),
        ("favourite", Liking.FAVOURITE, "comes more often"),
        ("I love this one!", Liking.FAVOURITE, "comes more often"),
    ],
)
async def test_what_somebody_thinks_of_the_open_stretch_is_kept(
    world: World, ann: Person, typed: str, liking: Liking, answer: str
) -> None:
    await subscribe(world, ann)
    await offer(world, ann, "standing")
    assert answer in await say(world, ann, typed)
    assert await world.app.limber.preferences.likings(ann.id) == {"standing": liking}


@pytest.mark.parametrize(
    ("typed", "liking"),
    [
        ("Lieblingsübung", Liking.FAVOURITE),
        ("das ist nichts für mich", Liking.NOT_FOR_ME),
        ("die mag ich nicht", Liking.NOT_FOR_ME),
    ],
)
async def test_likings_are_heard_in_german(world: World, carl: Person, typed: str, liking: Liking) -> None:
    await offer(world, carl, "standing")
    assert "Notiert" in await say(world, carl, typed)
    assert await world.app.limber.preferences.likings(carl.id) == {"standing": liking}


async def test_a_liking_that_does_not_say_of_what_is_none(world: World, carl: Person) -> None:
    await offer(world, carl, "standing")
    await say(world, carl, "mag ich nicht so gern wenn es regnet")
    assert await world.app.limber.preferences.likings(carl.id) == {}


async def test_without_an_open_stretch_a_liking_leads_to_the_stretches(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "skip")
    assert "/stretches" in await say(world, ann, "not for me")
    assert await world.app.limber.preferences.likings(ann.id) == {}


@pytest.mark.parametrize(
    ("typed", "back"),
    [
        ("pause for a week", "10 May, 07:30"),
        ("pause 1 week", "10 May, 07:30"),
        ("pause a week", "10 May, 07:30"),
        ("pause two weeks", "17 May, 07:30"),
        ("pause for three days", "Thu 07:30"),
        ("please pause for 3 days", "Thu 07:30"),
        ("pause until next week", "10 May, 07:30"),
        ("on holiday for 2 weeks", "17 May, 07:30"),
        ("pause until next monday", "10 May, 07:30"),
    ],
)
async def test_a_break_can_be_said_in_words(world: World, ann: Person, typed: str, back: str) -> None:
    await subscribe(world, ann)
    assert await say(world, ann, typed) == f"Paused. Next: {back}"


@pytest.mark.parametrize(
    "typed",
    [
        "pause für eine woche",
        "Pause eine Woche",
        "pause zwei wochen",
        "Urlaub für 3 Tage",
        "pause bis nächste Woche",
    ],
)
async def test_a_break_can_be_said_in_german_words(world: World, carl: Person, typed: str) -> None:
    assert (await say(world, carl, typed)).startswith("Gut, Pause.")


async def test_a_day_that_may_be_two_is_asked_about(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    answer = await say(world, ann, "pause until next friday")
    assert answer == "Do you mean 7 May or 14 May? Type the one you mean."
    assert (await profile_of(world, ann)).person.standing is Standing.ACTIVE
    assert (await say(world, ann, "14 May")).startswith("Paused.")


@pytest.mark.parametrize("typed", ["i am on holiday", "I'm on vacation", "holiday", "take a break"])
async def test_a_holiday_asks_for_how_long(world: World, ann: Person, typed: str) -> None:
    await subscribe(world, ann)
    await say(world, ann, typed)
    assert "Until a date" in buttons(ann.last)


@pytest.mark.parametrize("typed", ["Urlaub", "ich bin im Urlaub", "Ich habe Ferien"])
async def test_a_german_holiday_asks_for_how_long(world: World, carl: Person, typed: str) -> None:
    await say(world, carl, typed)
    assert "Bis zu einem Datum" in buttons(carl.last)


async def test_skip_drops_the_stretch_that_waits(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "snooze 30")
    assert await say(world, ann, "skip") == "Fine. Next: Tue 07:30"
    sent = len(sent_prompts(world, ann))
    await world.advance(hours=12)
    assert len(sent_prompts(world, ann)) == sent
    assert "No stretch is open now" in await say(world, ann, "skip")


async def test_skip_is_about_the_open_stretch_and_leaves_the_one_that_waits(
    world: World, ann: Person
) -> None:
    await subscribe(world, ann)
    await say(world, ann, "snooze 30")
    await say(world, ann, "/today")
    await say(world, ann, "skip")
    assert (await profile_of(world, ann)).snoozed_until is not None


@pytest.mark.parametrize(
    "typed", ["stop texting me", "unsubscribe", "stop sending me messages", "leave me alone"]
)
async def test_who_wants_no_messages_is_asked_about_stopping(world: World, ann: Person, typed: str) -> None:
    await subscribe(world, ann)
    await start_hold(world, ann, "standing")
    await say(world, ann, typed)
    assert buttons(ann.last) == ["Stop, keep my record", "Stop and delete everything", "Cancel"]
    assert "Stopped." in await say(world, ann, typed)


@pytest.mark.parametrize("typed", ["hör auf", "abmelden", "Melde mich ab", "lass mich in Ruhe"])
async def test_who_wants_no_messages_is_asked_in_german(world: World, carl: Person, typed: str) -> None:
    await say(world, carl, typed)
    assert "Beenden und alles löschen" in buttons(carl.last)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("twice a day", "six a day"),
        ("every 2 hours", "six a day"),
        ("three times a day please", "six a day"),
        ("in the morning", "At which hour?"),
        ("evenings", "At which hour?"),
        ("never", "/pause takes a break"),
        ("half seven", "such as 6:30 or 7:30"),
    ],
)
async def test_what_names_no_time_is_answered_with_how_to_say_one(
    world: World, ann: Person, typed: str, answer: str
) -> None:
    await subscribe(world, ann)
    assert answer in await say(world, ann, typed)
    assert await times_of(world, ann) == ["07:30"]


async def test_a_part_of_the_day_is_no_time_in_the_first_question_either(world: World, ann: Person) -> None:
    await say(world, ann, "/start")
    await safe(world, ann)
    await say(world, ann, "Berlin")
    await press(world, ann, "Yes, that is right")
    assert "At which hour?" in await say(world, ann, "in the morning")
    await say(world, ann, "7")
    await say(world, ann, "in the morning")
    assert await times_of(world, ann) == ["07:00"]
    assert len(open_prompts(ann)) == 1


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("zweimal am Tag", "höchstens sechs am Tag"),
        ("alle 2 Stunden", "höchstens sechs am Tag"),
        ("morgens", "Zu welcher Uhrzeit?"),
        ("abends", "Zu welcher Uhrzeit?"),
        ("nie", "/pause macht eine Pause"),
    ],
)
async def test_what_names_no_time_is_answered_in_german(
    world: World, carl: Person, typed: str, answer: str
) -> None:
    assert answer in await say(world, carl, typed)


@pytest.mark.parametrize(
    "typed",
    [
        "change my time to 6pm",
        "Move it to 18:00, please",
        "remind me at 6 pm",
        "set my reminder to six in the evening",
    ],
)
async def test_a_time_can_be_changed_in_a_sentence(world: World, ann: Person, typed: str) -> None:
    await subscribe(world, ann)
    await say(world, ann, typed)
    assert "18:00" in said(ann)
    await say(world, ann, "yes")
    assert await times_of(world, ann) == ["18:00"]


async def test_a_time_can_be_changed_in_a_german_sentence(world: World, carl: Person) -> None:
    await say(world, carl, "Ändere meine Zeit auf 19 Uhr 30")
    await say(world, carl, "ja")
    assert await times_of(world, carl) == ["19:30"]


async def test_change_my_time_alone_shows_the_times(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    assert "Your times" in await say(world, ann, "change my time")
