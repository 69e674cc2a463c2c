"""How a hold looks while it runs and when it ends."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from bot.chat.intents.stretching import (
    ComparePain,
    DoneAnyway,
    KeepRunning,
    PressHold,
    RatePain,
    StartInstead,
)
from bot.chat.views import sessions
from bot.chat.views.view import (
    EMPTY,
    FULL,
    Keys,
    View,
    Voice,
    escaped,
    fits_caption,
    pairs,
    rows,
    to_be_seen,
)
from bot.domain.hold import BAR_CELLS, Frame, Hold, Press
from bot.domain.own import is_own
from bot.domain.person import Person
from bot.domain.practice import Compared, Pain
from bot.domain.stretch import GET_READY, REST, SWITCH, Drawn, Side

# What may be pressed in the first row of a timer, with its colour; and in the second, with its label.
ON_TOP = {Press.RESUME: "primary", Press.PAUSE: None, Press.READY: None, Press.LONGER: None}
BELOW = {
    Press.BACK: "button-timer-back",
    Press.NEXT: "button-timer-next",
    Press.AGAIN: "button-start-again",
    Press.OTHER_SIDE: "button-timer-other-side",
    Press.MORE: "button-timer-more",
    Press.LESS: "button-timer-less",
}


def frame(voice: Voice, person: Person, hold: Hold, shown: Frame) -> View:
    """The seconds that are left, what to do, a bar, how it is done, and the buttons that mean something."""
    lines = [voice.say("frame-seconds", seconds=shown.seconds_left), frame_line(voice, hold, shown)]
    if person.options.bars:
        lines.append(FULL * shown.cells + EMPTY * (BAR_CELLS - shown.cells))
    if hold.is_session:
        lines += sessions.frame_lines(voice, hold, shown)
    how = _how(voice, person, hold, shown)
    # What is to be minded comes last and stays: for those with many conditions it may leave too little room.
    while len(how) > 1 and not fits_caption("\n".join([*lines, *how])):
        how = how[1:]
    seen = picture(voice, person, shown.picture)
    return replace(seen, text="\n".join([*lines, *how]), keyboard=hold_keyboard(voice, hold, shown.presses))


def picture(voice: Voice, person: Person, drawn: Drawn) -> View:
    """What is to be seen above a timer: its stretch, or else its name on a card."""
    return View("", motif=to_be_seen(person, (drawn,), title=voice.name(drawn.stretch_id)))


def frame_line(voice: Voice, hold: Hold, shown: Frame) -> str:
    """What to do on which side, and how often, within 45 characters."""
    phase = shown.phase
    side = phase.side.value if phase.side else "none"
    name = side_name(voice, hold.stretch_of(phase), phase.side)
    if phase.name == GET_READY:
        line = voice.say.plain("frame-get-ready", side=side, sidename=name)
    elif phase.name == SWITCH:
        line = voice.say.plain("frame-switch", sidename=name)
    elif phase.name == REST:
        line = voice.say.plain("frame-rest", number=phase.number, total=shown.efforts)
    else:
        line = voice.say.plain(
            "frame-effort",
            phase=voice.say.plain(f"phase-{phase.name}"),
            side=side,
            sidename=name,
            number=phase.number,
            total=shown.efforts,
        )
    return voice.say("frame-paused", line=line) if shown.paused else escaped(line)


def _how(voice: Voice, person: Person, hold: Hold, shown: Frame) -> list[str]:
    """How the stretch is done: in one line, or all of it where that is asked for.

    While a timer waits for the stretch to begin it says what to mind, and in a session, whose prompt says so little,
    the steps too.
    """
    stretch_id = hold.stretch_of(shown.phase)
    text = voice.stretch(stretch_id, person.tags)
    if text is None:
        return []
    waits = shown.phase.name == GET_READY
    if not waits and not hold.shows_more:
        cue = text.cue if hold.is_session or is_own(stretch_id) else ""
        one_line = text.phases.get(shown.phase.name, cue)
        return [escaped(one_line)] if one_line else []
    steps = sessions.steps_of(voice, stretch_id, text, hold.sides_of(stretch_id), warm=hold.is_session)
    minded = voice.minded(stretch_id, person.tags, hold.prompt_id)
    return [
        *([steps] if steps and (hold.shows_more or hold.is_session) else []),
        *voice.cue(text),
        *(voice.say("prompt-caution", text=caution) for caution in minded),
    ]


def hold_keyboard(voice: Voice, hold: Hold, presses: Collection[Press]) -> Keys:
    """The buttons of a timer.

    A finger that taps once more meets nothing that ends the timer: `Stop` and `It hurts` have rows of their own, which
    stay where they are, and `Go on` stands where `Pause` was.
    """
    above = [
        voice.button(f"button-{press.value}", PressHold(hold.id, press), style=style)
        for press, style in ON_TOP.items()
        if press in presses
    ]
    below = [
        voice.button(label, PressHold(hold.id, press)) for press, label in BELOW.items() if press in presses
    ]
    return rows(
        above,
        below,
        [voice.button("button-stop", PressHold(hold.id, Press.STOP))],
        [voice.button("button-hurts", PressHold(hold.id, Press.HURTS), style="danger")],
    )


def side_name(voice: Voice, stretch_id: str, side: Side | None) -> str:
    """The side in words: "left leg", or "left side" where it is no leg; nothing for both."""
    if side is None:
        return ""
    return voice.say.plain("side", side=side.value, part=part_of(voice, stretch_id))


def call(voice: Voice, hold: Hold, shown: Frame) -> str:
    """One line that makes sense alone on a lock screen: "2 of 4: right leg now"."""
    phase = shown.phase
    stretch_id = hold.stretch_of(phase)
    numbers = {"number": phase.number, "total": shown.efforts}
    if phase.name == GET_READY:
        return voice.say("call-next", name=voice.name(stretch_id))
    begins = phase.name == SWITCH or hold.phases[shown.index - 1].name == GET_READY
    if begins and phase.side is not None:
        return voice.say("call-side", sidename=side_name(voice, stretch_id, phase.side), **numbers)
    if phase.name in {"push", "relax", "deeper"}:
        return voice.say(f"call-{phase.name}", **numbers)
    return voice.say("call-go", **numbers)


def pain_question(
    voice: Voice, question: str, practice_id: int | None, *, with_none: bool = False, **values: int
) -> View:
    """The one way into the pain rule: what is it?"""
    levels = [level for level in Pain if with_none or level is not Pain.NONE]
    buttons = [voice.button(f"button-pain-{level.value}", RatePain(practice_id, level)) for level in levels]
    return View(voice.say(question, **values), rows(*pairs(buttons)))


def ask_compared(voice: Voice) -> View:
    """How is a pain, compared with the day before?"""
    buttons = [voice.button(f"button-{said.value}", ComparePain(said)) for said in Compared]
    return View(voice.say("compared-ask"), rows(*pairs(buttons)))


def one_runs(voice: Voice, prompt_id: int, hold: Hold) -> View:
    """A second timer was started while one runs."""
    return View(
        voice.say("hold-one-runs"),
        rows(
            [voice.button("button-stop-running", StartInstead(prompt_id))],
            [voice.button("button-keep-running", KeepRunning(hold.id))],
        ),
    )


def stopped_for_pain(voice: Voice, hold_id: int) -> View:
    """A stretch that was stopped because something hurt is logged only where the person says so."""
    anyway = voice.button("button-done-anyway", DoneAnyway(hold_id))
    return View(voice.say("done-hurt"), rows([anyway]))


def part_of(voice: Voice, stretch_id: str) -> str:
    """Whether a side of a stretch is a leg or a side."""
    stretch = voice.library.stretches.get(stretch_id)
    return "leg" if stretch is None or stretch.for_legs else "side"
