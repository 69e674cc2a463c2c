"""How a prompt looks: open, with its choices, and when it has been answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from telegram import InlineKeyboardMarkup

from bot.chat.button_data import Action, Button
from bot.chat.views.view import View, Voice, escaped, pairs, rows, undo_button
from bot.domain.person import Person
from bot.domain.practice import Practice, Streak
from bot.domain.prompt import Answer, Prompt, SnoozeFor
from bot.domain.schedule import Occurrence
from bot.domain.stretch import Plan, Side, slow_breaths, whole_minutes
from bot.services.answers import NotNow

WHY_SKIPPED = ("busy", "sore", "pain", "ill")


def prompt(voice: Voice, shown: Prompt) -> View:
    """An open prompt: opening, dose, steps, one cue, one caution, a way without a screen, and its buttons."""
    text = voice.stretch(shown.stretch_id)
    if text is None or shown.dose is None or shown.stretch_id is None:
        raise LookupError(f"no sentences for the stretch {shown.stretch_id}")
    openings = voice.content.openings
    lines = [voice.say("prompt-title", name=text.name)]
    if openings:
        lines.append(escaped(openings[shown.id % len(openings)]))
    lines += [dose_line(voice, shown), ""]
    lines += [f"{number}. {escaped(step)}" for number, step in enumerate(text.steps, start=1)]
    lines += ["", voice.say("prompt-cue", text=text.cue)]
    if text.cautions:
        lines.append(voice.say("prompt-caution", text=text.cautions[shown.id % len(text.cautions)]))
    if (without_screen := _breaths_line(voice, shown)) is not None:
        lines.append(without_screen)
    return View("\n".join(lines), prompt_keyboard(voice, shown.id))


def prompt_keyboard(voice: Voice, prompt_id: int) -> InlineKeyboardMarkup:
    """The buttons of an open prompt."""
    return rows(
        [voice.button("button-start-timer", Button(Action.START, prompt_id), style="primary")],
        [
            voice.button("button-done", Button(Action.DONE, prompt_id), style="success"),
            voice.button("button-snooze", Button(Action.SNOOZE, prompt_id)),
        ],
        [
            voice.button("button-skip", Button(Action.SKIP, prompt_id)),
            voice.button("button-another", Button(Action.ANOTHER, prompt_id)),
        ],
        [voice.button("button-more", Button(Action.MORE, prompt_id))],
    )


def dose_line(voice: Voice, shown: Prompt) -> str:
    """How long and how often: "2 × 15 s a side · about 2 minutes"."""
    plan, dose = _plan(voice, shown), shown.dose
    assert dose is not None
    phases = plan.timed(dose, shown.first_side)
    minutes = whole_minutes(phases)
    efforts = [phase for phase in phases if not phase.waits]
    if len(plan.phases) > 1:
        cycle = [phase for phase in efforts if phase.number == 1]
        parts = ", ".join(
            f"{voice.say.plain(f'phase-{phase.name}')} {voice.say.plain('seconds', count=phase.seconds)}"
            for phase in cycle
        )
        return voice.say("prompt-phases", parts=parts, count=dose.repetitions, minutes=minutes)
    return voice.say(
        "prompt-dose",
        count=dose.repetitions,
        seconds=efforts[0].seconds,
        sides=_sides(plan, dose.sides),
        minutes=minutes,
    )


def snooze_keyboard(
    voice: Voice, prompt_id: int, choices: Sequence[tuple[SnoozeFor, datetime]], person: Person
) -> InlineKeyboardMarkup:
    """The hours to which a prompt can be put off."""
    buttons = [
        voice.button(
            "snooze-for",
            Button(Action.SNOOZE_FOR, prompt_id, choice.value),
            choice=choice.value,
            time=(voice.local if choice is SnoozeFor.TOMORROW else voice.hour)(until, person.zone),
        )
        for choice, until in choices
    ]
    return rows(*pairs(buttons), [voice.button("button-back", Button(Action.LESS, prompt_id))])


def more(voice: Voice, shown: Prompt) -> View:
    """Why this stretch may help, its usual slip, easier and harder ways, and the precautions in short."""
    text = voice.stretch(shown.stretch_id)
    if text is None:
        return not_now(voice, NotNow.GONE)
    lines = [
        voice.say("prompt-title", name=text.name),
        voice.say("more-why", text=text.why),
        voice.say("more-error", text=text.error),
        voice.say("more-easier", text=text.easier),
        voice.say("more-harder", text=text.harder),
        voice.say("more-precautions", text=voice.content.precautions.short),
    ]
    return View("\n\n".join(lines))


def older(voice: Voice, shown: Prompt) -> View:
    """A prompt that a newer one followed."""
    button = voice.button("button-done-on", Button(Action.DONE, shown.id), day=voice.say.weekday(shown.day))
    return View(voice.say("prompt-older", name=voice.name(shown.stretch_id)), rows([button]))


def answered(voice: Voice, person: Person, shown: Prompt) -> View:
    """A prompt after its answer: the name and what became of it."""
    name = voice.name(shown.stretch_id)
    if shown.answer is Answer.DONE and shown.answered_at is not None:
        return View(voice.say("prompt-done", name=name, time=voice.hour(shown.answered_at, person.zone)))
    if shown.answer is None:
        return prompt(voice, shown)
    return View(voice.say(f"prompt-{shown.answer.value}", name=name))


def logged(voice: Voice, practice: Practice, streak: Streak, today: date) -> View:
    """What was logged, the streak in one line, and a way back."""
    day = "today" if practice.day == today else voice.say.weekday(practice.day)
    text = voice.say("logged", name=voice.name(practice.stretch_id), day=day)
    return View(f"{text}\n{streak_line(voice, streak)}", rows([undo_button(voice, practice.id)]))


def already_logged(voice: Voice, practice: Practice, person: Person) -> View:
    """An entry of today stands."""
    text = voice.say("already-logged", time=voice.hour(practice.done_at, person.zone))
    return View(text, rows([voice.button("button-one-more", Button(Action.ONE_MORE))]))


def streak_line(voice: Voice, streak: Streak) -> str:
    """The streak in one line, with the day that a spare day covered last."""
    best = "yes" if streak.days == streak.best else "no"
    line = voice.say("streak-line", days=streak.days, best=streak.best, isbest=best)
    if streak.covered_on:
        covered = voice.say("streak-covered", day=voice.say.weekday(streak.covered_on[-1]))
        line = f"{line} {covered}"
    return line


def skipped(voice: Voice, person: Person, shown: Prompt, following: Occurrence | None) -> View:
    """A skip is fine; the reason is optional."""
    buttons = [
        voice.button(f"button-why-{why}", Button(Action.SKIP_WHY, shown.id, why)) for why in WHY_SKIPPED
    ]
    return View(voice.say("skipped", next=voice.next_markup(person, following)), rows(*pairs(buttons)))


def not_now(voice: Voice, why: NotNow) -> View:
    """Why an answer changes nothing."""
    return View(voice.say(f"not-now-{why.value}"))


def _breaths_line(voice: Voice, shown: Prompt) -> str | None:
    plan, dose = _plan(voice, shown), shown.dose
    assert dose is not None
    if len(plan.phases) > 1 or plan.phases[0].name != "hold":
        return None
    seconds = next(phase.seconds for phase in plan.timed(dose, Side.LEFT) if not phase.waits)
    breaths = slow_breaths(seconds)
    number = voice.say.plain("number-word", number=breaths)
    return voice.say("prompt-breaths", breaths=breaths, number=number, sides=_sides(plan, dose.sides))


def _sides(plan: Plan, sides: int) -> str:
    if not plan.sides:
        return "none"
    return "two" if sides == 2 else "one"


def _plan(voice: Voice, shown: Prompt) -> Plan:
    return voice.library.stretches[shown.stretch_id or ""].plan
