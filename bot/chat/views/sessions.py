"""How a session looks: its length, its parts, where its timer is, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.intents.stretching import Session, WarmUp, WarmUpFirst
from bot.chat.views.agenda import instead_line
from bot.chat.views.view import View, Voice, escaped, fits_caption, numbered, rows
from bot.domain.finished import Finished
from bot.domain.hold import Frame, Hold
from bot.domain.language import StretchText
from bot.domain.person import Person
from bot.domain.prompt import Prompt
from bot.domain.session import LENGTHS, nearest_length, timed
from bot.domain.stretch import Part, StretchKind
from bot.services.ports import HoldEnding


def ask_length(voice: Voice, suggested: int) -> View:
    """How long should it be? The suggested length stands first."""
    lengths = sorted(LENGTHS, key=lambda minutes: (minutes != suggested, minutes))
    buttons = [
        voice.button(
            "button-minutes",
            Session(minutes),
            style="primary" if minutes == suggested else None,
            minutes=minutes,
        )
        for minutes in lengths
    ]
    return View(voice.say("session-ask", minutes=suggested), rows(buttons))


def offer_warm_up(voice: Voice, prompt_id: int) -> View:
    """This stretch likes warm muscles: two minutes of walking first?"""
    return View(
        voice.say("warm-up-ask"),
        rows(
            [
                voice.button("button-with-warm-up", WarmUp(prompt_id, WarmUpFirst.WITH), style="primary"),
                voice.button("button-without-warm-up", WarmUp(prompt_id, WarmUpFirst.WITHOUT)),
            ]
        ),
    )


def title(voice: Voice, shown: Prompt) -> str:
    """The name of what a prompt shows: a stretch's, or a session's with its minutes."""
    if not shown.parts:
        return voice.name(shown.stretch_id)
    return voice.say.plain("session-name", minutes=nearest_length(voice.library.stretches, shown.parts))


def names(voice: Voice, stretch_ids: Sequence[str]) -> str:
    """The names of stretches in one line."""
    return voice.say.listed([voice.name(id_) for id_ in stretch_ids])


def text(voice: Voice, person: Person, shown: Prompt) -> str:
    """A session's warm-up and its numbered stretches with their doses, and what each is about.

    Its picture comes first: where all of it is too long for a caption the cues are left to the timer, which says them.
    """
    whole = _text(voice, person, shown, cues=True)
    return whole if fits_caption(whole) else _text(voice, person, shown, cues=False)


def _text(voice: Voice, person: Person, shown: Prompt, *, cues: bool) -> str:
    lines = [voice.say("prompt-title", name=title(voice, shown)), *instead_line(voice, shown)]
    lines += [voice.say("session-intro"), ""]
    for number, part in enumerate(shown.parts):
        sentences = voice.stretch(part.stretch_id, person.tags)
        # One that is no more since is left out.
        if sentences is not None:
            lines.append(_part_line(voice, number, part, longer=person.options.longer))
            lines += [escaped(sentences.cue)] if cues and sentences.cue else []
    return "\n".join([*lines, "", voice.say("prompt-caution", text=voice.content.precautions.short)])


def more(voice: Voice, person: Person, shown: Prompt) -> View:
    """The steps of each stretch of a session."""
    blocks = []
    for part in shown.parts:
        sentences = voice.stretch(part.stretch_id, person.tags)
        if sentences is not None:
            steps = steps_of(voice, part.stretch_id, sentences, part.dose.sides, warm=True)
            how = [steps] if steps else voice.cue(sentences)
            blocks.append("\n".join([voice.title(part.stretch_id, sentences.name), *how]))
    return View("\n\n".join(blocks))


def frame_lines(voice: Voice, hold: Hold, shown: Frame) -> list[str]:
    """Which stretch of the run is on, and which is the next."""
    # Counted as the end counts them: without the warm-up.
    ids = [id_ for id_ in hold.planned_ids if not _is_warm_up(voice, id_)]
    stretch_id = hold.stretch_of(shown.phase)
    number = ids.index(stretch_id) + 1 if stretch_id in ids and len(ids) > 1 else 0
    ahead = [hold.stretch_of(phase) for phase in hold.phases[shown.index :]]
    following = next((id_ for id_ in ahead if id_ != stretch_id), None)
    lines = [voice.say("prompt-title", name=voice.name(stretch_id))]
    if number:
        name, isnext = (voice.name(following), "yes") if following else ("", "no")
        lines.append(voice.say("frame-part", number=number, total=len(ids), name=name, isnext=isnext))
    elif following:
        lines.append(voice.say("call-next", name=voice.name(following)))
    return lines


def ending(voice: Voice, end: HoldEnding) -> str:
    """What was done of each stretch of a session, in one message."""
    done = sum(part.counts for part in end.finished)
    whole = "yes" if done == len(end.finished) else "no"
    lines = [voice.say("session-end", done=done, total=len(end.finished), whole=whole)]
    lines += [_ended_line(voice, part) for part in end.finished if part.seconds]
    return "\n".join(lines)


def steps_of(voice: Voice, stretch_id: str, sentences: StretchText, sides: int, *, warm: bool) -> str:
    """The steps of a stretch on so many sides; the first of each is to get warm, which who is `warm` leaves out."""
    steps = sentences.steps_of(sides)
    return numbered(steps[1:] if warm and not _is_warm_up(voice, stretch_id) else steps)


def _is_warm_up(voice: Voice, stretch_id: str) -> bool:
    stretch = voice.library.stretches.get(stretch_id)
    return stretch is not None and stretch.kind is StretchKind.WARM_UP


def _part_line(voice: Voice, number: int, part: Part, *, longer: bool) -> str:
    stretch = voice.library.stretches[part.stretch_id]
    efforts = [phase for phase in timed({stretch.id: stretch}, (part,), longer=longer) if not phase.waits]
    return voice.say(
        "session-part",
        number=number,
        name=voice.name(part.stretch_id),
        count=part.dose.repetitions,
        seconds=efforts[0].seconds,
        sides="two" if stretch.plan.sides else "none",
    )


def _ended_line(voice: Voice, part: Finished) -> str:
    return voice.say(
        "session-end-part",
        name=voice.name(part.stretch_id),
        efforts=part.efforts_done,
        total=part.efforts,
        seconds=part.seconds,
    )
