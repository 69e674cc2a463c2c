"""How a hold looks while it runs and when it ends."""

from __future__ import annotations

from collections.abc import Collection

from bot.chat.intents.stretching import (
    ComparePain,
    DoneAnyway,
    KeepRunning,
    PressHold,
    RatePain,
    StartInstead,
)
from bot.chat.views import sessions
from bot.chat.views.view import EMPTY, FULL, Keys, View, Voice, escaped, pairs, rows
from bot.domain.hold import BAR_CELLS, Frame, Hold, Press
from bot.domain.own import is_own
from bot.domain.person import Person
from bot.domain.practice import Compared, Pain
from bot.domain.stretch import GET_READY, REST, SWITCH, Side

# What may be pressed in the first row of a timer, with its colour.
ON_TOP = {Press.RESUME: "primary", Press.PAUSE: None, Press.READY: None, Press.LONGER: None}


def frame(voice: Voice, person: Person, hold: Hold, shown: Frame) -> View:
    """One line of words, a bar, the phase's own instruction, and the buttons that mean something in it."""
    lines = [frame_line(voice, hold, shown)]
    if person.options.bars:
        lines.append(FULL * shown.cells + EMPTY * (BAR_CELLS - shown.cells))
    text = voice.stretch(hold.stretch_id, person.tags)
    instruction = (
        text.phases.get(shown.phase.name, text.cue if is_own(hold.stretch_id) else "") if text else ""
    )
    if len(hold.stretch_ids) > 1:
        lines += sessions.frame_lines(voice, person, hold, shown)
    elif instruction:
        lines.append(escaped(instruction))
    return View("\n".join(lines), hold_keyboard(voice, hold, shown.presses))


def frame_line(voice: Voice, hold: Hold, shown: Frame) -> str:
    """What to do and how many seconds are left, within 45 characters."""
    phase = shown.phase
    side = phase.side.value if phase.side else "none"
    name = side_name(voice, hold.stretch_of(phase), phase.side)
    if shown.paused:
        return voice.say("frame-paused", seconds=shown.seconds_left)
    if phase.name == GET_READY:
        return voice.say("frame-get-ready", side=side, sidename=name, seconds=shown.seconds_left)
    if phase.name == SWITCH:
        return voice.say("frame-switch", sidename=name, seconds=shown.seconds_left)
    if phase.name == REST:
        return voice.say("frame-rest", seconds=shown.seconds_left, number=phase.number, total=shown.efforts)
    return voice.say(
        "frame-effort",
        phase=voice.say.plain(f"phase-{phase.name}"),
        side=side,
        sidename=name,
        number=phase.number,
        total=shown.efforts,
        seconds=shown.seconds_left,
    )


def hold_keyboard(voice: Voice, hold: Hold, presses: Collection[Press]) -> Keys:
    """The buttons of a timer.

    A finger that taps once more meets nothing that ends the timer: `Stop` and `It hurts` have rows of their own, which
    stay where they are, and `Go on` stands where `Pause` was.
    """
    first = [
        voice.button(f"button-{press.value}", PressHold(hold.id, press), style=style)
        for press, style in ON_TOP.items()
        if press in presses
    ]
    return rows(
        first,
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
