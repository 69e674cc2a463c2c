"""How a prompt looks: open, with its choices, and when it has been answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.chat.intents.base import Plain
from bot.chat.intents.stretching import (
    Another,
    Done,
    Lack,
    More,
    NotHere,
    SayWhy,
    ShowButtons,
    ShowSnooze,
    Skip,
    Snooze,
    Start,
    StretchAt,
)
from bot.chat.views import sessions
from bot.chat.views.agenda import instead_line
from bot.chat.views.view import Key, Keys, View, Voice, escaped, numbered, pairs, rows, to_be_seen
from bot.domain.browsing import easier_is_for, harder_is_for
from bot.domain.language import StretchText
from bot.domain.person import Person
from bot.domain.practice import Practice
from bot.domain.prompt import Answer, Prompt, SnoozeFor
from bot.domain.schedule import Occurrence
from bot.domain.setting import Setting
from bot.domain.snooze import SnoozeUntil
from bot.domain.stretch import Dose, Plan, StretchKind, slow_breaths, whole_minutes
from bot.domain.why import Fact, stage_of
from bot.text import Html, clock

WHY_SKIPPED = ("busy", "sore", "pain", "ill")


def prompt(voice: Voice, person: Person, shown: Prompt) -> View:
    """An open prompt, on one screen: what it is and how long; the steps, to be opened; what to mind."""
    longer = person.options.longer
    keyboard = prompt_keyboard(voice, shown.id)
    motif = to_be_seen(person, tuple(part.drawn for part in shown.guided))
    if shown.parts:
        return View(sessions.text(voice, person, shown), keyboard, motif)
    text = voice.stretch(shown.stretch_id, person.tags)
    if text is None or shown.dose is None or shown.stretch_id is None:
        raise LookupError(f"no sentences for the stretch {shown.stretch_id}")
    openings = voice.content.openings
    lines = [voice.title(shown.stretch_id, text.name), *instead_line(voice, shown)]
    if openings and shown.opening is not None:
        lines.append(escaped(openings[shown.opening % len(openings)]))
    stretch = voice.library.stretches[shown.stretch_id]
    if shown.kind.is_picked and stretch.kind is StretchKind.WARM_UP:
        lines.append(voice.say("prompt-warm-up"))
    plan = stretch.plan
    lines.append(dose_line(voice, plan, shown.dose, longer=longer))
    if (without_screen := _breaths_line(voice, plan, shown.dose, longer=longer)) is not None:
        lines.append(without_screen)
    how = [steps] if (steps := numbered(text.steps_of(shown.dose.sides))) else []
    if shown.dose.step < 0 and easier_is_for(stretch, person, voice.library):
        how.append(voice.say("more-easier", text=text.easier))
    elif shown.dose.harder and harder_is_for(stretch, person, voice.library):
        how.append(voice.say("more-harder", text=text.harder))
    lines += [voice.say("prompt-steps", steps=Html("\n".join(how)))] if how else []
    lines += voice.cue(text)
    lines += cautions(voice, voice.minded(shown.stretch_id, person.tags, shown.id))
    tip = next((tip for tip in voice.content.tips if tip.id == shown.tip_id), None)
    if tip is not None:
        lines.append(voice.say("prompt-tip", text=tip.text))
    return View("\n".join(lines), keyboard, motif)


def prompt_again(voice: Voice, person: Person, shown: Prompt) -> View:
    """An open prompt once more, with a sentence of its own above it."""
    same = prompt(voice, person, replace(shown, opening=None))
    return replace(same, text=f"{voice.say('prompt-again')}\n{same.text}")


def prompt_keyboard(voice: Voice, prompt_id: int) -> Keys:
    """The buttons of an open prompt."""
    return rows(
        [voice.button("button-start-timer", Start(prompt_id), style="primary")],
        [
            voice.button("button-done", Done(prompt_id), style="success"),
            voice.button("button-not-now", ShowSnooze(prompt_id)),
        ],
        [voice.button("button-more", More(prompt_id))],
    )


def described(voice: Voice, person: Person, stretch_id: str, dose: Dose) -> list[str]:
    """The lines that describe a stretch outside a prompt: name, dose, steps, and cue."""
    text = voice.stretch(stretch_id, person.tags)
    if text is None:
        raise LookupError(f"no sentences for the stretch {stretch_id}")
    plan = voice.library.stretches[stretch_id].plan
    return [
        voice.title(stretch_id, text.name),
        dose_line(voice, plan, dose, longer=person.options.longer),
        "",
        *_how_to(voice, text, dose),
    ]


def cautions(voice: Voice, sentences: Iterable[str]) -> list[str]:
    """What is to be minded, a line each."""
    return [voice.say("prompt-caution", text=caution) for caution in sentences]


def dose_line(voice: Voice, plan: Plan, dose: Dose, *, longer: bool) -> str:
    """How long and how often: "2 × 15 s a side · about 2 minutes"."""
    phases = plan.timed(dose, longer=longer)
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


def not_now_keyboard(
    voice: Voice, prompt_id: int, choices: Sequence[tuple[SnoozeFor, datetime]], person: Person
) -> Keys:
    """What else can become of a prompt, in the place of its own buttons: later, skipped, another one, elsewhere."""
    return rows(
        *pairs(_snooze_buttons(voice, prompt_id, choices, person)),
        [
            voice.button("button-another", Another(prompt_id)),
            voice.button("button-not-here", NotHere(prompt_id)),
        ],
        [
            voice.button("button-skip", Skip(prompt_id)),
            voice.button("button-back", ShowButtons(prompt_id)),
        ],
    )


def places_keyboard(voice: Voice, prompt_id: int) -> Keys:
    """Where somebody may be, in the place of a prompt's own buttons."""
    back = voice.button("button-back", ShowButtons(prompt_id))
    return rows(*pairs(_place_buttons(voice, prompt_id)), [back])


def ask_place(voice: Voice, prompt_id: int) -> View:
    """Where are they just now?"""
    return View(voice.say("not-here-ask"), rows(*pairs(_place_buttons(voice, prompt_id))))


def _place_buttons(voice: Voice, prompt_id: int) -> list[Key]:
    return [voice.button(f"place-{place.value}", StretchAt(prompt_id, place)) for place in Setting]


def ask_snooze(
    voice: Voice, prompt_id: int, choices: Sequence[tuple[SnoozeFor, datetime]], person: Person
) -> View:
    """How long? With the hours to which a prompt can be put off."""
    buttons = _snooze_buttons(voice, prompt_id, choices, person)
    return View(voice.say("snooze-which"), rows(*pairs(buttons)))


def ask_snooze_hour(voice: Voice, prompt_id: int, hours: Sequence[SnoozeUntil]) -> View:
    """Until the morning or the evening one of two hours?"""
    buttons = [voice.labelled(clock(hour.at), Snooze(prompt_id, hour)) for hour in hours]
    morning, evening = (clock(hour.at) for hour in hours)
    return View(voice.say("time-half-ask", morning=morning, evening=evening), rows(buttons))


def _snooze_buttons(
    voice: Voice, prompt_id: int, choices: Sequence[tuple[SnoozeFor, datetime]], person: Person
) -> list[Key]:
    return [
        voice.button(
            "snooze-for",
            Snooze(prompt_id, choice),
            choice=choice.value,
            time=(voice.local if choice is SnoozeFor.TOMORROW else voice.hour)(until, person.zone),
        )
        for choice, until in choices
    ]


def more(voice: Voice, person: Person, shown: Prompt, facts: Sequence[Fact]) -> View:
    """Why this one, why it may help, its usual slip, easier and harder ways, and the precautions in short."""
    if shown.parts:
        return sessions.more(voice, person, shown)
    text = voice.stretch(shown.stretch_id, person.tags)
    if text is None:
        return View(voice.say("not-now-gone"))
    stretch = voice.library.stretches[shown.stretch_id or ""]
    easier, harder = (is_for(stretch, person, voice.library) for is_for in (easier_is_for, harder_is_for))
    lines = [
        voice.title(stretch.id, text.name),
        *([why_line(voice, person, shown, facts)] if facts else []),
        *([voice.say("more-why", text=text.why)] if text.why else []),
        *([voice.say("more-error", text=text.error)] if text.error else []),
        *([voice.say("more-easier", text=text.easier)] if easier else []),
        *([voice.say("more-harder", text=text.harder)] if harder else []),
        voice.say("more-precautions", text=voice.content.precautions.short),
    ]
    gear = [[button] for button in _gear_buttons(voice, shown)]
    # Telegram refuses a keyboard without buttons.
    return View("\n\n".join(lines), rows(*gear) if gear else None)


def why_line(voice: Voice, person: Person, shown: Prompt, facts: Sequence[Fact]) -> str:
    """Why this stretch came, in one sentence."""
    stretch = voice.library.stretches[shown.stretch_id or ""]
    programme = voice.library.programmes[person.options.programme]
    said: dict[str, str | int] = {
        "stage": stage_of(stretch, programme) or 0,
        "stages": len(programme.stages),
        "programme": voice.content.programmes[programme.id],
        "gear": voice.say.listed([voice.say.plain(f"gear-{item}") for item in sorted(stretch.gear)]),
        "place": voice.say.plain(f"place-{person.options.setting.value}") if person.options.setting else "",
    }
    clauses = [voice.say.plain(f"why-{fact.value}", **said) for fact in facts]
    return voice.say("more-why-this", facts=voice.say.listed(clauses))


def _gear_buttons(voice: Voice, shown: Prompt) -> list[Key]:
    """A button for each piece of gear that the stretch needs."""
    stretch = voice.library.stretches.get(shown.stretch_id or "")
    gear = sorted(stretch.gear) if stretch is not None and shown.is_open else []
    return [
        voice.button(
            "button-lack-gear",
            Lack(shown.id, item),
            gear=voice.say.plain(f"gear-{item}"),
        )
        for item in gear
    ]


def older(voice: Voice, shown: Prompt) -> View:
    """A prompt that a newer one followed."""
    button = voice.button("button-done-on", Done(shown.id), day=voice.say.weekday(shown.day))
    return View(voice.say("prompt-older", name=sessions.title(voice, shown)), rows([button]))


def running(voice: Voice, shown: Prompt) -> View:
    """A prompt whose timer runs, which says all that it said."""
    return View(voice.say("prompt-running", name=sessions.title(voice, shown)))


def answered(voice: Voice, person: Person, shown: Prompt) -> View:
    """A prompt after its answer: the name and what became of it."""
    name = sessions.title(voice, shown)
    if shown.answer is Answer.DONE and shown.answered_at is not None:
        return View(voice.say("prompt-done", name=name, time=voice.hour(shown.answered_at, person.zone)))
    if shown.answer is None:
        is_gone = not shown.parts and voice.stretch(shown.stretch_id, person.tags) is None
        return View(voice.say("prompt-gone", name=name)) if is_gone else prompt(voice, person, shown)
    return View(voice.say(f"prompt-{shown.answer.value}", name=name))


def already_logged(voice: Voice, practice: Practice, person: Person) -> View:
    """An entry of today stands."""
    text = voice.say("already-logged", time=voice.hour(practice.done_at, person.zone))
    return View(text, rows([voice.button("button-one-more", Plain.ONE_MORE)]))


def skipped(voice: Voice, person: Person, shown: Prompt, following: Occurrence | None) -> View:
    """A skip is fine; the reason is optional."""
    buttons = [voice.button(f"button-why-{why}", SayWhy(shown.id, why)) for why in WHY_SKIPPED]
    return View(voice.say("skipped", next=voice.next_markup(person, following)), rows(*pairs(buttons)))


def _how_to(voice: Voice, text: StretchText, dose: Dose) -> list[str]:
    steps = numbered(text.steps_of(dose.sides))
    return [*([steps, ""] if steps else []), *voice.cue(text)]


def _breaths_line(voice: Voice, plan: Plan, dose: Dose, *, longer: bool) -> str | None:
    if len(plan.phases) > 1 or plan.phases[0].name != "hold":
        return None
    seconds = next(phase.seconds for phase in plan.timed(dose, longer=longer) if not phase.waits)
    breaths = slow_breaths(seconds)
    number = voice.say.plain("number-word", number=breaths)
    return voice.say("prompt-breaths", breaths=breaths, number=number, sides=_sides(plan, dose.sides))


def _sides(plan: Plan, sides: int) -> str:
    if not plan.sides:
        return "none"
    return "two" if sides == 2 else "one"
