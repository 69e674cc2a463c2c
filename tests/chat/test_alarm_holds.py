"""While a sign of something worse holds: odd ways round it lead nowhere, and everybody finds the way out."""

import pytest

from bot.chat.button_data import data_of
from bot.chat.intents.base import Plain
from bot.domain.alarm import AlarmKind
from bot.domain.hold import Hold
from bot.domain.person import Person as Known
from bot.domain.person import Standing
from bot.localchat.people import Person
from tests.world import (
    World,
    buttons,
    open_prompts,
    press,
    profile_of,
    record_of,
    safe,
    said,
    say,
    sent_prompts,
    subscribe,
)


async def holds(world: World, person: Person) -> bool:
    """Whether a sign keeps everything back."""
    return (await profile_of(world, person)).person.alarm is not None


async def forge(world: World, person: Person, intent: Plain) -> None:
    """Presses a button with this intent under the latest message, whether or not it stands there."""
    person.presses(person.last, data=data_of(intent))
    await world.settle()


async def test_an_old_consent_answers_no_signs(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "i have osteoporosis")
    await press(world, ann, "Continue")
    old = ann.last
    await say(world, ann, "I have chest pain")
    await press(world, ann, "Looked at and gone")
    await press(world, ann, "I have asked, or I decide myself", old)
    assert await holds(world, ann)
    await forge(world, ann, Plain.TICKED)
    await forge(world, ann, Plain.CONSENT)
    assert await holds(world, ann)


async def test_nobody_under_18_passes_by_the_safety_screens(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "im 15")
    for intent in (Plain.ASK_SAFETY, Plain.NO_SIGNS, Plain.NONE_APPLY):
        await forge(world, ann, intent)
    assert await holds(world, ann)


async def test_not_yet_takes_back_that_it_is_gone(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "I have chest pain")
    asked = ann.last
    await press(world, ann, "Looked at and gone")
    await press(world, ann, "None of these")
    await press(world, ann, "Not yet", asked)
    await press(world, ann, "None of these")
    assert await holds(world, ann)


async def test_start_shows_the_safety_screen_once_more_after_a_sign(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "I have chest pain")
    await press(world, ann, "Looked at and gone")
    await say(world, ann, "/today")
    assert "First, your safety." in await say(world, ann, "/start")
    assert await holds(world, ann)
    await safe(world, ann)
    assert not await holds(world, ann)


async def test_a_mistake_in_the_middle_of_start_goes_on_with_it(world: World, ann: Person) -> None:
    await say(world, ann, "/start")
    await say(world, ann, "I have chest pain")
    await press(world, ann, "It was a mistake")
    await press(world, ann, "None of these")
    assert not await holds(world, ann)
    assert "Osteoporosis" in said(ann)


async def test_what_was_put_off_is_not_promised_while_a_sign_holds(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "snooze 30")
    await say(world, ann, "I have chest pain")
    assert (await profile_of(world, ann)).snoozed_until is None


async def test_a_break_stays_one_while_the_screens_are_answered_anew(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "/pause 30 days")
    await say(world, ann, "I have chest pain")
    await press(world, ann, "Looked at and gone")
    await say(world, ann, "/resume")
    assert (await profile_of(world, ann)).person.standing is Standing.PAUSED


async def test_a_little_pain_is_not_told_to_go_on_while_a_sign_holds(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "I have chest pain")
    await say(world, ann, "pain 2")
    assert "Go on more gently" not in buttons(ann.last)


async def test_a_sign_behind_a_command_is_heard(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    for typed in ("/pause I have chest pain", "/stop ich habe Brustschmerzen", "/zone I have chest pain"):
        assert "emergency care now" in await say(world, ann, typed)


async def test_despair_brings_no_first_stretch_that_day(world: World, ann: Person) -> None:
    await say(world, ann, "/start")
    await safe(world, ann)
    await say(world, ann, "Berlin")
    await press(world, ann, "Yes, that is right")
    await say(world, ann, "i want to die")
    await say(world, ann, "7:30")
    assert not sent_prompts(world, ann)


async def test_a_greeting_offers_no_stretch_on_a_day_of_rest(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "i want to die")
    assert "brings a stretch" not in await say(world, ann, "hello")


async def test_an_age_that_was_a_mistake_goes_on_with_start(world: World, ann: Person) -> None:
    await say(world, ann, "/start")
    await say(world, ann, "im 15")
    await press(world, ann, "It was a mistake")
    assert not await holds(world, ann)
    assert "First, your safety." in said(ann)


async def test_a_sign_under_a_picture_is_heard(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    sticker = ann.sends_sticker()["sticker"]
    document = {"document": {"file_id": sticker["file_id"], "file_unique_id": sticker["file_unique_id"]}}
    ann._says({**document, "caption": "see this"})
    await world.settle()
    assert "I can only read text" in said(ann)
    ann._says({**document, "caption": "I have chest pain"})
    await world.settle()
    assert "emergency care now" in said(ann)
    assert await holds(world, ann)


async def test_a_sign_for_a_doctor_gets_its_advice_from_somebody_under_18_too(
    world: World, ann: Person
) -> None:
    await subscribe(world, ann)
    await say(world, ann, "im 15")
    assert "have a doctor look at this today" in await say(world, ann, "my calf is swollen and warm")


async def test_an_age_under_18_is_not_forgotten_over_a_sign(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    for first, then in (("im 15", "I have chest pain"), ("I have chest pain", "im 15")):
        await say(world, ann, first)
        await say(world, ann, then)
        await press(world, ann, "Looked at and gone")
        await safe(world, ann)
        assert "Limber is for adults" in said(ann)
        await say(world, ann, "I have chest pain")
        await press(world, ann, "It was a mistake")
        await press(world, ann, "None of these")
        assert "Limber is for adults" in said(ann)
        assert "Limber is for adults" in await say(world, ann, "/today")
        await press(world, ann, "It was a mistake")
        assert not await holds(world, ann)


async def test_a_sign_for_a_doctor_today_sends_nobody_to_emergency_care(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "my calf is swollen and warm")
    for typed in ("not yet", "/today"):
        answer = await say(world, ann, typed)
        assert "112" not in answer
        assert "today" in answer
    await press(world, ann, "It was a mistake")
    assert "swollen, warm and sore" in said(ann)
    await press(world, ann, "One of these")
    assert "have a doctor look at this today" in said(ann)
    await press(world, ann, "It was a mistake")
    await press(world, ann, "None of these")
    assert not await holds(world, ann)


async def test_a_sign_is_kept_before_a_timer_is_cleared_away(
    world: World, ann: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Telegram may take its time with that, and meanwhile a reminder may come due."""
    await subscribe(world, ann)
    await press(world, ann, "Start timer")
    kept: list[bool] = []

    async def clear_away(_: Known, __: Hold) -> None:
        kept.append(await holds(world, ann))

    monkeypatch.setattr(world.app.limber.holds._display, "clear_away", clear_away)
    await say(world, ann, "I have chest pain")
    assert kept == [True]


async def test_a_stretch_that_gave_way_to_the_screens_comes_into_no_break(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "/language")
    await press(world, ann, "○ Deutsch")
    await world.advance(hours=25)
    await say(world, ann, "/pause 30 tage")
    await say(world, ann, "Ich habe Brustschmerzen")
    await press(world, ann, "Angesehen und weg")
    await press(world, ann, "Nichts davon")
    await press(world, ann, "Nichts davon")
    assert said(ann).startswith("Notiert. Nächste Übung: 3. Juni")


async def test_a_day_that_a_sign_kept_out_is_logged_once_it_is_over(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    shown = open_prompts(ann)[-1]
    await say(world, ann, "I have chest pain")
    await press(world, ann, "Done", shown)
    assert "counts for its day" in said(ann)
    assert not await record_of(world, ann)
    await world.advance(days=2)
    await press(world, ann, "Looked at and gone")
    await safe(world, ann)
    await press(world, ann, "Done", shown)
    (entry,) = await record_of(world, ann)
    assert entry.day.isoformat() == "2027-05-03"


@pytest.mark.parametrize("sends", ["send_prompt", "ask_safety"])
async def test_what_was_on_its_way_when_a_sign_was_spoken_of_leads_nowhere(
    world: World, ann: Person, sends: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await subscribe(world, ann)
    if sends == "ask_safety":
        await world.app.limber.preferences.speak(ann.id, "de")
    messenger = world.app.limber.prompts._sender._messenger
    send = getattr(messenger, sends)

    async def after_a_sign(person: Known, *rest: object, silent: bool) -> object:
        await world.app.limber.care.alarm(person.id, AlarmKind.EMERGENCY)
        return await send(person, *rest, silent=silent)

    monkeypatch.setattr(messenger, sends, after_a_sign)
    await world.advance(hours=25)
    prompts = len(sent_prompts(world, ann))
    late = ann.last if sends == "ask_safety" else open_prompts(ann)[-1]
    keys = [key for row in late["reply_markup"]["inline_keyboard"] for key in row]
    for key in keys:
        ann.presses(late, data=key["callback_data"])
        await world.settle()
    await world.advance(days=2)
    assert await holds(world, ann)
    assert await world.app.limber.holds.running(ann.id) is None
    assert not await record_of(world, ann)
    assert len(sent_prompts(world, ann)) == prompts


@pytest.mark.parametrize("text", ["im 15 and i cant feel my legs", "I'm 16 and I have a fever and back pain"])
async def test_an_age_under_18_is_not_forgotten_over_a_sign_in_the_same_text(
    world: World, ann: Person, text: str
) -> None:
    await subscribe(world, ann)
    await say(world, ann, text)
    assert "18" not in said(ann)
    await press(world, ann, "Looked at and gone")
    await safe(world, ann)
    alarm = (await profile_of(world, ann)).person.alarm
    assert alarm is not None
    assert alarm.kind is AlarmKind.YOUNG


async def test_an_age_under_18_is_not_forgotten_over_despair(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "im 15 and i want to die")
    assert "18" not in said(ann)
    alarm = (await profile_of(world, ann)).person.alarm
    assert alarm is not None
    assert alarm.kind is AlarmKind.YOUNG
