"""/mine: the list of somebody's own exercises, one of them, and what is asked of it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.intents.base import Plain
from bot.chat.intents.mine import (
    AnswerOwn,
    AskOwn,
    AskRemoveOwn,
    ChangeOwn,
    OpenOwn,
    RemoveOwn,
    ShowOwn,
    TickOwnDays,
)
from bot.chat.intents.stretching import Begin
from bot.chat.views.choices import day_ticks, weekday
from bot.chat.views.prompts import cautions, described
from bot.chat.views.view import Key, View, Voice, pairs, rows, to_be_seen
from bot.domain.calendar_week import CalendarWeek
from bot.domain.dialogue import AskedOwn
from bot.domain.own import MOST_EXERCISES, OwnExercise, OwnStep, kept
from bot.domain.person import Person
from bot.domain.stretch import Drawn

PAGE_SIZE = 8
EACH, AT_ONCE = "each", "both"
SECONDS = (15, 20, 30, 45, 60, 90)
REPETITIONS = (1, 2, 3, 5, 8, 10)


def exercises(voice: Voice, person: Person, page: int, *, shares: bool) -> View:
    """One page of the list, with the ways to a new one and to the links by which they share lists."""
    own = kept(person.own)
    last = max(0, (len(own) - 1) // PAGE_SIZE)
    page = min(page, last)
    shown = own[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    turns = [voice.button("button-page-before", ShowOwn(page - 1))] if page > 0 else []
    turns += [voice.button("button-page-after", ShowOwn(page + 1))] if page < last else []
    add = [voice.button("button-mine-add", Plain.ADD_OWN)] if len(own) < MOST_EXERCISES else []
    links = [voice.button("button-list-links", Plain.SHOW_LINKS)] if shares else []
    return View(
        voice.say("mine-list", count=len(own), most=MOST_EXERCISES),
        rows(*[[voice.labelled(each.name, OpenOwn(each.id))] for each in shown], turns, add, links),
    )


def exercise(voice: Voice, person: Person, own: OwnExercise, page: int = 0) -> View:
    """One of them as its prompt would say it, and what can be done with it."""
    dose = voice.library.stretches[own.id].plan.dose(0)
    lines = [
        *(line for line in described(voice, person, own.id, dose) if line),
        voice.say("mine-days", days=days_of(voice, own.days) if own.days else "none"),
        *cautions(voice, voice.careful(own.id, person.tags)),
        voice.say("mine-unchecked"),
    ]
    return View(
        "\n".join(lines),
        rows(
            [voice.button("button-mine-try", Begin(own.id), style="primary")],
            [
                voice.button("button-change", ChangeOwn(own.id)),
                voice.button("button-mine-days", AskOwn(OwnStep.DAYS, own.id)),
            ],
            [voice.button("button-mine-remove", AskRemoveOwn(own.id))],
            [voice.button("button-back", ShowOwn(page))],
        ),
        to_be_seen(person, (Drawn(own.id),)),
    )


def change(voice: Voice, own: OwnExercise) -> View:
    """What of it is to be another?"""
    steps = [step for step in OwnStep if step is not OwnStep.DAYS]
    return View(
        voice.say("mine-change", name=own.name),
        rows(
            *pairs(voice.button(f"button-mine-{step.value}", AskOwn(step, own.id)) for step in steps),
            [voice.button("button-back", OpenOwn(own.id))],
        ),
    )


def ask_remove(voice: Voice, own: OwnExercise) -> View:
    """Is it to go?"""
    gone, stays = (
        voice.button("button-mine-remove", RemoveOwn(own.id)),
        voice.button("button-mine-keep", OpenOwn(own.id)),
    )
    return View(voice.say("mine-remove-ask", name=own.name), rows([gone, stays]))


def question(voice: Voice, week: CalendarWeek, asked: AskedOwn, ticked: frozenset[int] = frozenset()) -> View:
    """What is asked of an exercise, with the answers that can be tapped."""
    return View(
        voice.say(f"mine-ask-{asked.step.value}"),
        rows(*_answers(voice, week, asked.step, ticked), [voice.button("button-cancel", Plain.LEAVE_OWN)]),
    )


def days_of(voice: Voice, days: frozenset[int]) -> str:
    """Weekdays in one line."""
    return voice.say.listed([weekday(voice, day) for day in sorted(days)])


def digits(days: frozenset[int]) -> str:
    """Weekdays as a button carries them."""
    return "".join(map(str, sorted(days)))


def _answers(
    voice: Voice, week: CalendarWeek, step: OwnStep, ticked: frozenset[int]
) -> Sequence[Sequence[Key]]:
    match step:
        case OwnStep.SIDES:
            return [
                [voice.button("button-mine-each", AnswerOwn(step, EACH))],
                [voice.button("button-mine-both", AnswerOwn(step, AT_ONCE))],
            ]
        case OwnStep.SECONDS:
            seconds = [voice.button("seconds", AnswerOwn(step, str(each)), count=each) for each in SECONDS]
            return _in_threes(seconds)
        case OwnStep.REPETITIONS:
            times = [
                voice.button("mine-times", AnswerOwn(step, str(each)), count=each) for each in REPETITIONS
            ]
            return _in_threes(times)
        case OwnStep.DAYS:
            ticks = day_ticks(voice, week, ticked, lambda wanted: TickOwnDays(digits(wanted)))
            these = voice.button("button-mine-these", AnswerOwn(step, digits(ticked)), style="primary")
            any_day = voice.button("button-mine-any-day", AnswerOwn(step))
            return [ticks[:4], ticks[4:], [these] if ticked else [any_day]]
        case OwnStep.PICTURE | OwnStep.NOTES:
            return [[voice.button(f"button-mine-no-{step.value}", AnswerOwn(step))]]
    return []


def _in_threes(keys: Sequence[Key]) -> list[Sequence[Key]]:
    return [keys[index : index + 3] for index in range(0, len(keys), 3)]
