"""/start, step by step: the language, safety, place, time, and the first stretch."""

from __future__ import annotations

from bot.chat import places
from bot.chat.alarms import hold_back, is_held_back
from bot.chat.handling import Handlers
from bot.chat.intents.base import Intent, Plain
from bot.chat.safety import ask_safety, keep_waiting, waiting
from bot.chat.views import people as views
from bot.chat.views import settings as settings_views
from bot.chat.visit import Visit
from bot.domain.dialogue import (
    AboutSafety,
    AskedEarlyTimes,
    AskedTime,
    ChoosingLanguage,
    SafetyScreen,
    StartStep,
)
from bot.domain.person import Person
from bot.services.choosing import Wanted

on = Handlers()


@on(Plain.WELCOME)
async def start(visit: Visit) -> None:
    """Begins, goes on where somebody left, brings somebody back, or says where they stand."""
    if await _asks_language_first(visit):
        return
    people = visit.limber.people
    profile = await people.profile(visit.person.id)
    match profile.step:
        case None:
            person = profile.person
            came_back = not person.standing.is_subscribed or person.is_paused(visit.limber.now())
            if came_back:
                profile = await people.resume(visit.person.id)
            await visit.say(views.standing(visit.voice, profile, came_back=came_back))
        case StartStep.SAFETY if profile.person.alarm is None:
            await begin(visit)
        case StartStep.SAFETY:
            # Once more where they are being answered: whoever says /start may have lost them.
            await ask_safety(visit)
        case _:
            await visit.line("start-resume")
            await next_step(visit)


async def begin(visit: Visit) -> None:
    """Says what Limber is, and asks the first question."""
    await visit.say(views.welcome(visit.voice))
    await ask_safety(visit)


async def next_step(visit: Visit, wanted: Intent | None = None) -> None:
    """Asks the first question of /start that is still open; what is wanted waits for the safety screen."""
    if await _asks_language_first(visit):
        return
    profile = await visit.limber.people.profile(visit.person.id)
    match profile.step:
        case StartStep.SAFETY:
            await _lead_to_safety(visit, profile.person, wanted)
        case StartStep.PLACE:
            await places.ask(visit)
        case StartStep.TIME if wishes := profile.person.early_times:
            await visit.ask(AskedEarlyTimes())
            await visit.say(views.ask_early_times(visit.voice, wishes))
        case StartStep.TIME:
            await visit.ask(AskedTime())
            await visit.say(views.ask_time(visit.voice))


@on(Plain.GO_ON_SUBSCRIBING)
async def go_on(visit: Visit) -> None:
    """The step that is open."""
    await next_step(visit)


@on(Plain.NONE_APPLY)
async def none_of_these(visit: Visit) -> Intent | None:
    """No condition: on to the next step, or to what waited, which comes back."""
    if isinstance(visit.person.dialogue, SafetyScreen):
        # A button of the one screen as it was at first, or typed: the signs are answered so, and no more.
        return Plain.NO_SIGNS
    if await is_held_back(visit):
        return None
    if visit.is_press:
        await visit.edit(views.safety_answered(visit.voice, visit.today))
    asked = frozenset(tag for tag, _ in views.asked_conditions(visit.voice))
    return await _go_on_from_safety(visit, without=asked)


@on(Plain.CONSENT)
async def consent(visit: Visit) -> Intent | None:
    """The explicit choice to go on with what is ticked; what waited comes back."""
    if isinstance(visit.person.dialogue, SafetyScreen):
        # An old button: the signs were not answered.
        await ask_safety(visit)
        return None
    if await is_held_back(visit):
        return None
    await visit.put_away_keyboard()
    return await _go_on_from_safety(visit)


def is_choosing_language(person: Person) -> bool:
    """Whether somebody new was asked first in which language to go on."""
    return isinstance(person.dialogue, ChoosingLanguage)


async def _lead_to_safety(visit: Visit, person: Person, wanted: Intent | None) -> None:
    """The screen for whom it is new, the welcome before it where somebody is; else shortly what it waits for."""
    question = person.dialogue
    if isinstance(question, AboutSafety):
        await keep_waiting(visit, question, wanted)
        await visit.line("safety-waits")
    elif person.alarm is not None:
        await hold_back(visit)
    elif person.safety_at is None:
        await begin(visit)
    else:
        if wanted is not None:
            await visit.line("first-safety")
        await ask_safety(visit, wanted)


async def _go_on_from_safety(visit: Visit, *, without: frozenset[str] = frozenset()) -> Intent | None:
    """On to the next step, or back to where somebody was.

    What they wanted is returned; where that is nothing, the reminder that waited comes. `without` does not apply.
    """
    wanted = waiting(visit.person.dialogue)
    asked_again = not visit.limber.people.may_stretch(visit.person)
    profile = await visit.limber.people.pass_safety(visit.person.id, without=without)
    visit.person = profile.person
    if profile.step is not None:
        await next_step(visit)
        return None
    await visit.say(await visit.with_next("conditions-kept", profile))
    if wanted is None and asked_again and await visit.limber.prompts.waits_for_safety(visit.person.id):
        await visit.bring(Wanted())
    return wanted


async def _asks_language_first(visit: Visit) -> bool:
    """Whether somebody new, whose own language Limber does not speak, is to choose one, which is then asked."""
    person, spoken = visit.person, visit.spoken.split("-")[0].lower()
    languages = visit.voice.library.languages
    is_new = person.safety_at is None and (person.dialogue is None or is_choosing_language(person))
    if not is_new or not spoken or spoken in languages or len(languages) == 1:
        return False
    await visit.ask(ChoosingLanguage())
    await visit.say(settings_views.first_language(visit.voice))
    return True
