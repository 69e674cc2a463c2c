"""/start, step by step: safety, place, time, and the first stretch."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.chat.intents.base import Intent
from bot.chat.safety import ask_safety, keep_waiting, waiting
from bot.chat.timing import show_step
from bot.chat.views import people as views
from bot.chat.views import settings as settings_views
from bot.chat.views.view import View
from bot.chat.visit import Visit
from bot.domain.dialogue import (
    AskedTime,
    ChoosingLanguage,
    ChoosingPlace,
    ConditionsScreen,
    ConfirmingPlace,
    EmergencyTicked,
    How,
    SafetyScreen,
    StartStep,
)
from bot.domain.person import Person, Standing
from bot.domain.picking import hides_everything
from bot.domain.place import Place
from bot.domain.prompt import PromptKind
from bot.domain.timetext import Refusal, Times, WhichHalf
from bot.places import stands_out
from bot.services.choosing import Wanted
from bot.services.time_steps import Set, Step
from bot.text import clock


async def start(visit: Visit) -> None:
    """Begins, goes on where somebody left, brings somebody back, or says where they stand."""
    if await _asks_language_first(visit):
        return
    people = visit.limber.people
    profile = await people.profile(visit.person.id)
    if profile.step is None:
        came_back = profile.person.standing is not Standing.ACTIVE
        if came_back:
            profile = await people.resume(visit.person.id)
        await visit.say(views.standing(visit.voice, profile, came_back=came_back))
        return
    if profile.step is StartStep.SAFETY:
        await begin(visit)
        return
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
    people = visit.limber.people
    profile = await people.profile(visit.person.id)
    match profile.step:
        case StartStep.SAFETY:
            await _lead_to_safety(visit, profile.person, wanted)
        case StartStep.PLACE:
            await ask_zone(visit)
        case StartStep.TIME:
            await visit.ask(AskedTime())
            await visit.say(views.ask_time(visit.voice))


async def is_safe(visit: Visit, wanted: Intent) -> bool:
    """Whether a stretch may be shown; asks the safety screen where it was not answered, after which comes what is
    wanted."""
    if visit.limber.people.may_stretch(visit.person):
        return True
    await next_step(visit, wanted)
    return False


async def none_of_these(visit: Visit) -> Intent | None:
    """No sign and no condition: on to the next step, or to what waited, which comes back."""
    if visit.is_press:
        today = visit.limber.now().astimezone(visit.person.zone).date()
        await visit.edit(views.safety_answered(visit.voice, today))
    return await _go_on_from_safety(
        visit, without=frozenset(tag for tag, _ in views.asked_conditions(visit.voice))
    )


async def consent(visit: Visit) -> Intent | None:
    """The explicit choice to go on with what is ticked; what waited comes back."""
    await visit.put_away_keyboard()
    return await _go_on_from_safety(visit)


async def _lead_to_safety(visit: Visit, person: Person, wanted: Intent | None) -> None:
    """The screen for whom it is new, the welcome before it where somebody is; else shortly what it waits for."""
    question = person.dialogue
    if isinstance(question, EmergencyTicked):
        await visit.say(views.emergency(visit.voice))
    elif isinstance(question, SafetyScreen | ConditionsScreen):
        await keep_waiting(visit, question, wanted)
        await visit.line("safety-waits")
    elif person.safety_at is None:
        await begin(visit)
    else:
        if wanted is not None:
            await visit.line("first-safety")
        await ask_safety(visit, wanted)


async def _go_on_from_safety(visit: Visit, *, without: frozenset[str] = frozenset()) -> Intent | None:
    """The screen was answered, perhaps with "none of these": on to the next step, or back to where somebody was, with
    the reminder that waited unless they wanted something else, which comes back."""
    wanted = waiting(visit.person.dialogue)
    asked_again = not visit.limber.people.may_stretch(visit.person)
    await visit.limber.people.pass_safety(visit.person.id, without=without)
    profile = await visit.limber.people.profile(visit.person.id)
    if profile.step is None and profile.person.standing is Standing.NEW:
        # Their times stood already and waited for this screen.
        profile = await visit.limber.people.resume(visit.person.id)
    visit.person = profile.person
    if profile.step is None:
        line = visit.voice.next_markup(profile.person, profile.next)
        await visit.say(View(visit.voice.say("conditions-kept", next=line)))
        if wanted is not None:
            return wanted
        if asked_again and await visit.limber.prompts.waits_for_safety(visit.person.id):
            await visit.bring(Wanted())
    else:
        await next_step(visit)
    return None


async def ask_zone(visit: Visit) -> None:
    """Where the person is."""
    await visit.ask(ChoosingPlace())
    await visit.say(views.ask_zone(visit.voice, visit.desk.places.big))


async def ask_location(visit: Visit) -> None:
    """The button that shares a location."""
    await visit.say(views.ask_location(visit.voice))


async def typed_place(visit: Visit, text: str) -> None:
    """A typed city: confirmed when it is one or far bigger than the others, chosen when it is several, asked for when
    it is none."""
    found = await asyncio.to_thread(visit.desk.places.find, text)
    if not found:
        await _ask_for_a_city(visit, "zone-unknown")
    elif stands_out(found):
        await confirm(visit, *found)
    else:
        await offer_places(visit, found)


async def offer_places(visit: Visit, found: Sequence[Place]) -> None:
    """Several places, each with its present time, so that a tap on one needs no second question."""
    await visit.ask(ChoosingPlace(tuple(found)))
    timed = [(place, _time_in(visit, place.zone)) for place in found]
    await visit.edit(views.choose_place(visit.voice, timed))


async def tapped_place(visit: Visit, value: str) -> None:
    """A city's button: one of the big ones by its zone, or one of those last offered by its number."""
    big = next((place for place in visit.desk.places.big if place.zone == value), None)
    offered = _offered(visit)
    if big is not None:
        await confirm(visit, big)
    elif value.isdecimal() and int(value) < len(offered):
        await _move_to(visit, offered[int(value)])
    else:
        await visit.hint("stale-button")


async def numbered_place(visit: Visit, number: int) -> None:
    """One of the places last offered, by the number of its line; says the numbers where there is no such one."""
    offered = _offered(visit)
    if 1 <= number <= len(offered):
        await _move_to(visit, offered[number - 1])
    else:
        await visit.line("zone-number", last=len(offered))


async def another_place(visit: Visit) -> None:
    """The others that the typed city could have been; a new question where there are none."""
    others = _offered(visit)[1:] if isinstance(visit.person.dialogue, ConfirmingPlace) else ()
    if others:
        await offer_places(visit, others)
    else:
        await ask_zone(visit)


async def shared_location(visit: Visit, latitude: float, longitude: float) -> None:
    """A shared location: used for its zone and not kept."""
    zone = visit.desk.places.zone_at(latitude, longitude)
    if zone is None:
        await _ask_for_a_city(visit, "zone-nowhere")
        return
    await visit.say(views.location_used(visit.voice))
    city = zone.rsplit("/", 1)[-1].replace("_", " ")
    await confirm(visit, Place(city, "", zone, ""))


async def confirm(visit: Visit, place: Place, *others: Place) -> None:
    """A city with its present time, to be confirmed; the others stand behind `Another city`."""
    await visit.ask(ConfirmingPlace((place, *others)))
    await visit.edit(views.confirm_zone(visit.voice, place, _time_in(visit, place.zone)))


async def zone_yes(visit: Visit, zone: str | None = None) -> None:
    """The confirmed city becomes the person's; slots follow at once."""
    offered = _offered(visit)
    confirming = isinstance(visit.person.dialogue, ConfirmingPlace)
    if not (confirming and offered) or (zone is not None and zone != offered[0].zone):
        # Another question came in between: the zone on the button still stands, under its best-known city.
        offered = visit.desk.places.find(zone or "")
    if offered:
        await _move_to(visit, offered[0])
    else:
        await visit.hint("stale-button")


async def _move_to(visit: Visit, place: Place) -> None:
    profile = await visit.limber.people.live_in(visit.person.id, place.zone, place.name)
    visit.person = profile.person
    time = _time_in(visit, place.zone)
    lines = [visit.voice.say("zone-set", place=place.name, time=time)]
    if profile.step is None:
        lines.append(visit.voice.next_line(profile.person, profile.next))
    await visit.edit(View("\n".join(lines)))
    await next_step(visit)


async def offer_times(
    visit: Visit, said: Times | WhichHalf | Refusal, *, slot_id: int | None = None, how: How | None = None
) -> None:
    """Times typed or tapped lead on; who has still to answer about safety or place is asked that first."""
    profile = await visit.limber.people.profile(visit.person.id)
    if profile.unfinished in {StartStep.SAFETY, StartStep.PLACE}:
        await next_step(visit)
        return
    step = await visit.limber.times.offer(visit.person.id, said, visit.update_id, slot_id=slot_id, how=how)
    await went_on(visit, step)


async def answer_about_times(
    visit: Visit,
    mark: str | None,
    *,
    how: How | None = None,
    extra: bool | None = None,
    belongs_to_day_before: bool | None = None,
) -> None:
    """An answer about the times that are on their way; `mark` names the draft, None the one that is open."""
    step = await visit.limber.times.answer(
        visit.person.id,
        mark,
        visit.update_id,
        how=how,
        extra=extra,
        belongs_to_day_before=belongs_to_day_before,
    )
    await went_on(visit, step)


async def went_on(visit: Visit, step: Step) -> None:
    """Shows the next question about a time; the last answer of /start brings the first stretch."""
    if isinstance(step, Set) and step.subscribed:
        profile = await visit.limber.people.profile(visit.person.id)
        visit.person = profile.person
        await visit.edit(views.subscribed(visit.voice, profile, from_tomorrow=step.from_tomorrow))
        if not hides_everything(visit.person, visit.voice.library):
            await visit.bring(Wanted(PromptKind.FIRST))
        return
    await show_step(visit, step)


def is_choosing_language(person: Person) -> bool:
    """Whether somebody new was asked first in which language to go on."""
    return isinstance(person.dialogue, ChoosingLanguage)


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


async def _ask_for_a_city(visit: Visit, why: str) -> None:
    """Says why a place was not found; the next text is taken as a city, and a list that is open stays."""
    if not isinstance(visit.person.dialogue, ChoosingPlace):
        await visit.ask(ChoosingPlace())
    await visit.line(why)


def _offered(visit: Visit) -> tuple[Place, ...]:
    question = visit.person.dialogue
    return question.places if isinstance(question, ChoosingPlace | ConfirmingPlace) else ()


def _time_in(visit: Visit, zone: str) -> str:
    return clock(visit.limber.now().astimezone(ZoneInfo(zone)).time())
