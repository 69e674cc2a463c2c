"""How /start looks: the safety screen, the place, the time, and what it leads to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from telegram import KeyboardButton, ReplyKeyboardMarkup, ReplyKeyboardRemove

from bot.chat.intents.base import Plain
from bot.chat.intents.pages import AskSetUp
from bot.chat.intents.subscribing import ChoosePlace, ConfirmPlace, Tick, Untick
from bot.chat.views.breaks import plan_lines
from bot.chat.views.choices import CLEARED, TICKED
from bot.chat.views.times import night_lines, offered_times, times_list
from bot.chat.views.view import Key, View, Voice, bulleted, pairs, rows
from bot.domain.library import TagGroup
from bot.domain.person import Person
from bot.domain.picking import hides_everything
from bot.domain.place import Place
from bot.domain.schedule import Wish
from bot.services.people import Profile
from bot.text import Html


def welcome(voice: Voice) -> View:
    """What Limber sends, how to stop it, and for whom it is."""
    return View(voice.say("welcome"))


def safety(voice: Voice, person: Person) -> View:
    """The first of the two safety screens: is one of the emergency signs there?"""
    signs = bulleted(voice.content.precautions.emergency)
    return View(
        f"{voice.say('safety-title', number=voice.emergency(person))}\n{signs}",
        rows(
            [
                voice.button("button-signs-none", Plain.NO_SIGNS),
                voice.button("button-signs-one", Plain.EMERGENCY),
            ]
        ),
    )


def ask_conditions(voice: Voice) -> View:
    """The second one: does one of the conditions apply? They stand in groups."""
    lines = [voice.say("safety-conditions")]
    for group, labels in _in_groups(voice).items():
        listed = " · ".join(labels.values())
        lines.append(voice.say("safety-group", name=voice.say(f"group-{group}"), labels=listed))
    return View(
        "\n".join(lines),
        rows(
            [
                voice.button("button-none-of-these", Plain.NONE_APPLY),
                voice.button("button-one-applies", Plain.SHOW_CONDITIONS),
            ]
        ),
    )


def safety_before_stretch(voice: Voice, person: Person) -> View:
    """The safety screen in the place of a stretch, because its answer is older than what it says now."""
    asked = safety(voice, person)
    return View(f"{voice.say('safety-before-stretch')}\n\n{asked.text}", asked.keyboard)


def conditions(voice: Voice, person: Person) -> View:
    """A button for every condition, each group in rows of its own.

    It says what it sets, so that a second tap changes nothing more.
    """
    ticks: list[list[Key]] = []
    for labels in _in_groups(voice).values():
        ticks += pairs([_tick(voice, tag, label, on=tag in person.tags) for tag, label in labels.items()])
    return View(
        voice.say("conditions-ask"),
        rows(
            *ticks,
            [
                voice.button("button-none-of-these", Plain.NONE_APPLY),
                voice.button("button-continue", Plain.TICKED, style="primary"),
            ],
        ),
    )


def unlisted(voice: Voice) -> View:
    """A condition that Limber does not know, and the list of those that it does."""
    return View(
        voice.say("condition-unlisted"),
        rows([voice.button("button-conditions", Plain.SHOW_CONDITIONS)]),
    )


def safety_answered(voice: Voice, on: date) -> View:
    """What stays of the screen once it is answered."""
    return View(voice.say("safety-answered", date=voice.say.whole_date(on)))


def conditions_advice(voice: Voice, person: Person) -> View:
    """What each ticked condition asks for, and the explicit choice to go on."""
    advice = bulleted(
        voice.content.tags[tag].advice for tag, _ in asked_conditions(voice) if tag in person.tags
    )
    labels = condition_labels(voice, person)
    text = voice.say("conditions-advice", advice=Html(advice), labels=labels)
    if hides_everything(person, voice.library):
        text = f"{text}\n\n{voice.say('conditions-no-stretch')}"
    return View(
        text,
        rows(
            [voice.button("button-consent", Plain.CONSENT)],
            [voice.button("button-back", Plain.SHOW_CONDITIONS)],
        ),
    )


def condition_labels(voice: Voice, person: Person) -> str:
    """The labels of what applies to a person, in one line; empty where nothing does."""
    return " · ".join(label for tag, label in asked_conditions(voice) if tag in person.tags)


def ask_zone(voice: Voice, big: Sequence[tuple[Place, str]]) -> View:
    """Where the person is: a few cities with their present local time, their location, or a typed city."""
    cities = [
        voice.labelled(f"{voice.city(place.name, place.zone)} · {time}", ChoosePlace(place.zone))
        for place, time in big
    ]
    return View(
        voice.say("zone-ask"),
        rows(*pairs(cities), [voice.button("button-share", Plain.ASK_LOCATION)]),
    )


def ask_location(voice: Voice) -> View:
    """The button that shares a location; only a keyboard below the chat can do so."""
    button = KeyboardButton(voice.say.plain("button-share-location"), request_location=True)
    return View(
        voice.say("zone-share-ask"),
        ReplyKeyboardMarkup([[button]], resize_keyboard=True, one_time_keyboard=True),
    )


def location_used(voice: Voice) -> View:
    """The location was used and the keyboard is put away."""
    return View(voice.say("zone-shared"), ReplyKeyboardRemove())


def confirm_zone(voice: Voice, place: Place, time: str) -> View:
    """A city and its present local time, to be confirmed."""
    return View(
        voice.say("zone-confirm", place=voice.city(place.name, place.zone), time=time),
        rows(
            [voice.button("button-zone-yes", ConfirmPlace(place.zone, place.mark), style="success")],
            [voice.button("button-zone-no", Plain.OTHER_PLACE)],
        ),
    )


def choose_place(voice: Voice, places: Sequence[tuple[Place, str]]) -> View:
    """Several places of one name, each with its present local time."""
    buttons = [
        [voice.labelled(f"{_where(voice, place)} · {time}", ChoosePlace(str(number)))]
        for number, (place, time) in enumerate(places)
    ]
    return View(voice.say("zone-choose"), rows(*buttons, [voice.button("button-zone-no", Plain.OTHER_PLACE)]))


def ask_early_times(voice: Voice, wishes: Sequence[Wish]) -> View:
    """Are these times, which were said before, the right ones?"""
    return View(
        voice.say("time-early-ask", times=times_list(voice, wishes)),
        rows(
            [voice.button("button-early-yes", Plain.TAKE_EARLY_TIMES, style="success")],
            [voice.button("button-early-no", Plain.DROP_EARLY_TIMES)],
        ),
    )


def location_put_away(voice: Voice) -> View:
    """The button that shares a location is not needed any more."""
    return View(voice.say("zone-keyboard-gone"), ReplyKeyboardRemove())


def ask_time(voice: Voice) -> View:
    """When the stretch should come: a few times, or a typed one."""
    return View(voice.say("time-ask"), offered_times(voice))


def advise_time(voice: Voice) -> View:
    """Which time is a good one, and a few to tap."""
    return View(voice.say("answer-when"), offered_times(voice))


def subscribed(voice: Voice, profile: Profile, *, from_tomorrow: bool, rests: bool) -> View:
    """The times as set and when the next stretch comes; a first one comes now unless it is a day of rest."""
    lines = [
        voice.say("subscribed", times=times_list(voice, [slot.wish for slot in profile.slots])),
        *night_lines(voice, profile.person, [slot.wish for slot in profile.slots]),
        voice.next_line(profile.person, profile.next),
    ]
    if from_tomorrow:
        lines.append(voice.say("subscribed-tomorrow"))
    if hides_everything(profile.person, voice.library):
        nothing = nothing_fits(voice)
        return View("\n".join([*lines, "", nothing.text]), nothing.keyboard)
    fits = rows([voice.button("button-set-up-ask", AskSetUp())])
    return View("\n".join(lines if rests else [*lines, "", voice.say("first-now")]), fits)


def nothing_fits(voice: Voice) -> View:
    """No stretch while a condition hides them all, and the way to change that once a professional has agreed."""
    return View(voice.say("nothing-fits"), rows([voice.button("button-conditions", Plain.SHOW_CONDITIONS)]))


def standing(voice: Voice, profile: Profile, *, came_back: bool) -> View:
    """Where somebody stands who says /start again."""
    times = times_list(voice, [slot.wish for slot in profile.slots])
    lines = [voice.say("start-back")] if came_back else []
    lines += [
        voice.say("start-again", times=times, place=voice.home(profile.person)),
        voice.next_line(profile.person, profile.next),
        *plan_lines(voice, profile),
    ]
    return View("\n".join(lines))


def _where(voice: Voice, place: Place) -> str:
    name = voice.city(place.name, place.zone)
    return f"{name}, {place.region}, {place.country}" if place.region else f"{name}, {place.country}"


def asked_conditions(voice: Voice) -> list[tuple[str, str]]:
    """The tags of the safety screen with their labels, group by group."""
    return [tag for labels in _in_groups(voice).values() for tag in labels.items()]


def _in_groups(voice: Voice) -> dict[TagGroup, dict[str, str]]:
    """The labels of the safety screen's tags, by group and tag."""
    return {
        group: {
            tag.id: voice.content.tags[tag.id].label
            for tag in voice.library.tags.values()
            if tag.group is group
        }
        for group in TagGroup
    }


def _tick(voice: Voice, tag: str, label: str, *, on: bool) -> Key:
    return voice.labelled(f"{TICKED if on else CLEARED} {label}", Untick(tag) if on else Tick(tag))
