"""Where somebody lives: a typed city, a tapped one, a shared location."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from zoneinfo import ZoneInfo

import structlog

from bot.chat.handling import Handlers
from bot.chat.intents.base import Intent, Plain
from bot.chat.intents.subscribing import ChoosePlace, ConfirmPlace, NumberedPlace, SaidPlace, TypedPlace
from bot.chat.views import people as views
from bot.chat.views.view import View
from bot.chat.visit import Visit
from bot.domain.dialogue import ChoosingPlace, ConfirmingPlace
from bot.domain.place import Place
from bot.domain.prompt import Reason
from bot.domain.zonetext import names_no_place
from bot.places import stands_out
from bot.text import clock

log = structlog.get_logger()

LEFT_OUT = {Reason.LATE: "zone-passed", Reason.NEW_ZONE: "zone-too-soon"}
on = Handlers()


@on(Plain.ASK_PLACE)
async def ask(visit: Visit) -> None:
    """Where the person is."""
    await visit.ask(ChoosingPlace())
    await visit.say(views.ask_zone(visit.voice, _timed(visit, visit.desk.places.big)))


@on(Plain.ASK_LOCATION)
async def ask_location(visit: Visit) -> None:
    """The button that shares a location."""
    await visit.limber.people.shows_keyboard(visit.person.id, shown=True)
    await visit.say(views.ask_location(visit.voice))


@on(TypedPlace)
async def typed(visit: Visit, said: TypedPlace) -> None:
    """A typed city: confirmed when it is one or stands out, chosen when it is several, asked for when it is none."""
    if said.times is not None:
        await visit.limber.people.said_early(visit.person.id, said.times.wishes)
    if names_no_place(said.text):
        await _ask_for_a_city(visit, "zone-offset")
    elif not (await _found(visit, said.text) or await _found_within(visit, said.text)):
        await _ask_for_a_city(visit, "zone-clock" if said.tells_time else "zone-unknown")


@on(SaidPlace)
async def said_to_be(visit: Visit, said: SaidPlace) -> Intent | None:
    """Where somebody says they are, if it is a city; else it was about something else."""
    if names_no_place(said.text):
        await _ask_for_a_city(visit, "zone-offset")
    elif not await _found(visit, said.text):
        return Plain.NOT_UNDERSTOOD
    return None


@on(ChoosePlace)
async def tapped(visit: Visit, said: ChoosePlace) -> Intent | None:
    """A city's button: one of the big ones by its zone, or one of those last offered by its number."""
    big = next((place for place in visit.desk.places.big if place.zone == said.which), None)
    offered = _offered(visit)
    if said.which.isdecimal() and int(said.which) < len(offered):
        return await _move_to(visit, offered[int(said.which)])
    is_asked = isinstance(visit.person.dialogue, ChoosingPlace | ConfirmingPlace)
    if big is not None and is_asked:
        return await _move_to(visit, big)
    if visit.person.zone_name is not None and not is_asked and (big is None or _lives_in(visit, big)):
        # The second tap of a finger: what comes next was asked at the first.
        await visit.hint("stale-button")
    elif big is not None:
        # A button of long ago.
        await _confirm(visit, big)
    else:
        await visit.stale()
    return None


@on(NumberedPlace)
async def numbered(visit: Visit, said: NumberedPlace) -> Intent | None:
    """One of the places last offered, by the number of its line; says the numbers where there is no such one."""
    offered = _offered(visit)
    if 1 <= said.number <= len(offered):
        return await _move_to(visit, offered[said.number - 1])
    await visit.line("zone-number", last=len(offered))
    return None


@on(Plain.OTHER_PLACE)
async def another(visit: Visit) -> None:
    """The others that the typed city could have been; a new question where there are none."""
    others = _offered(visit)[1:] if isinstance(visit.person.dialogue, ConfirmingPlace) else ()
    if others:
        await _offer(visit, others)
    else:
        await ask(visit)


async def shared_location(visit: Visit, latitude: float, longitude: float) -> None:
    """A shared location: used for its zone and not kept."""
    try:
        zone = await visit.desk.zone_at(latitude, longitude)
    except Exception:
        # For want of memory, or of a process: a typed city needs neither.
        log.exception("zone not looked up")
        await _ask_for_a_city(visit, "zone-unknown")
        return
    if zone is None:
        await _ask_for_a_city(visit, "zone-nowhere")
        return
    await visit.say(views.location_used(visit.voice))
    await visit.limber.people.shows_keyboard(visit.person.id, shown=False)
    await _confirm(visit, await asyncio.to_thread(visit.desk.places.city_of, zone))


@on(ConfirmPlace)
async def confirmed(visit: Visit, said: ConfirmPlace) -> Intent | None:
    """The confirmed city becomes the person's; slots follow at once."""
    place = _on_button(visit, said)
    if place is not None and _is_second_tap(visit, place):
        await visit.hint("closed-question")
        return None
    if place is not None:
        return await _move_to(visit, place)
    await visit.stale()
    return None


def _on_button(visit: Visit, said: ConfirmPlace) -> Place | None:
    """The city that a button names, whatever was asked since; the one that is asked about where it was typed."""
    offered, person = _offered(visit), visit.person
    if said.zone is None:
        return offered[0] if offered and isinstance(person.dialogue, ConfirmingPlace) else None
    lives_in = Place(person.place or "", person.country or "", person.zone_name or "", "")
    # Of one that was chosen twice, or tapped twice, no more is known than is kept.
    for place in (*offered, lives_in):
        if place.zone == said.zone and said.mark in {None, place.mark}:
            return place
    marked = visit.desk.places.marked(said.zone, said.mark) if said.mark else None
    return marked or next(iter(visit.desk.places.find(said.zone)), None)


def _is_second_tap(visit: Visit, place: Place) -> bool:
    """Whether a city is pressed once more where they live already: the step behind it was asked."""
    person = visit.person
    is_asked = isinstance(person.dialogue, ChoosingPlace | ConfirmingPlace)
    return visit.is_press and _lives_in(visit, place) and not is_asked


def _lives_in(visit: Visit, place: Place) -> bool:
    return (visit.person.place, visit.person.zone_name) == (place.name, place.zone)


async def _found(visit: Visit, text: str) -> bool:
    """Whether a text is one city or several, which are then confirmed or offered."""
    found = await asyncio.to_thread(visit.desk.places.find, text)
    if found and stands_out(found):
        await _confirm(visit, *found)
    elif found:
        await _offer(visit, found)
    return bool(found)


async def _found_within(visit: Visit, text: str) -> bool:
    """Whether cities or countries are named among other words, which are then confirmed or offered."""
    found = await asyncio.to_thread(visit.desk.places.within, text)
    # Who names two cities means both, however big the first is.
    is_one_name = len({place.name for place in found}) == 1
    if is_one_name and stands_out(found):
        await _confirm(visit, *found)
    elif found:
        await _offer(visit, found)
    return bool(found)


async def _offer(visit: Visit, found: Sequence[Place]) -> None:
    """Several places, each with its present time, so that a tap on one needs no second question."""
    await visit.ask(ChoosingPlace(tuple(found)))
    await visit.edit(views.choose_place(visit.voice, _timed(visit, found)))


async def _confirm(visit: Visit, place: Place, *others: Place) -> None:
    """A city with its present time, to be confirmed; the others stand behind `Another city`."""
    await visit.ask(ConfirmingPlace((place, *others)))
    await visit.edit(views.confirm_zone(visit.voice, place, _time_in(visit, place.zone)))


async def _move_to(visit: Visit, place: Place) -> Intent:
    """Says where they live now; what of /start is still open comes next."""
    moved = await visit.limber.moves.live_in(visit.person.id, place.zone, place.name, place.country or None)
    profile, say = moved.profile, visit.voice.say
    visit.person = profile.person
    lines = [say("zone-set", place=visit.voice.home(profile.person), time=_time_in(visit, place.zone))]
    lines += [say(LEFT_OUT[why], time=clock(at)) for at, why in moved.left_out]
    if profile.step is None:
        lines.append(visit.voice.next_line(profile.person, profile.next))
    await visit.edit(View("\n".join(lines)))
    return Plain.GO_ON_SUBSCRIBING


async def _ask_for_a_city(visit: Visit, why: str) -> None:
    """Says why a place was not found; the next text is taken as a city, and a list that is open stays."""
    if not isinstance(visit.person.dialogue, ChoosingPlace):
        await visit.ask(ChoosingPlace())
    await visit.line(why)


def _offered(visit: Visit) -> Sequence[Place]:
    question = visit.person.dialogue
    return question.places if isinstance(question, ChoosingPlace | ConfirmingPlace) else ()


def _timed(visit: Visit, places: Sequence[Place]) -> list[tuple[Place, str]]:
    """Places with their present time."""
    return [(place, _time_in(visit, place.zone)) for place in places]


def _time_in(visit: Visit, zone: str) -> str:
    return clock(visit.limber.now().astimezone(ZoneInfo(zone)).time())
