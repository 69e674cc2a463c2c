"""The pages behind commands: precautions, record, settings, help, privacy, and the last questions."""

from __future__ import annotations

from bot.chat.intents.base import Plain
from bot.chat.views.endings import streak_line, week_line
from bot.chat.views.view import EMPTY, FULL, View, Voice, bulleted, escaped, numbered, rows
from bot.domain.hold import BAR_CELLS
from bot.domain.person import Person
from bot.domain.stretch import Side
from bot.services.practice import Stats


def precautions(voice: Voice, person: Person) -> View:
    """The summary, the signs, the disclaimer, date and version, in one message."""
    text = voice.content.precautions
    say = voice.say
    blocks = [
        f"{say('precautions-title')}\n{numbered(text.summary)}",
        f"{say('precautions-emergency', number=voice.emergency(person))}\n{bulleted(text.emergency)}",
        f"{say('precautions-today')}\n{bulleted(text.today)}",
        f"{say('precautions-soon')}\n{bulleted(text.soon)}",
        escaped(text.disclaimer),
        say("precautions-version", version=text.version, date=say.whole_date(text.dated_on)),
    ]
    return View("\n\n".join(blocks))


def stats(voice: Voice, shown: Stats, *, bars: bool = True) -> View:
    """This week's strip, the minutes a leg against what the person's times have brought, and the streak."""
    week = shown.week
    # What was too short to count is no day with an entry, and its seconds are there all the same.
    if not shown.total_days and not week.left_minutes and not week.right_minutes:
        return View(voice.say("stats-none"))
    lines = [
        voice.say("stats-title"),
        week_line(voice, week),
        voice.say(
            "stats-minutes",
            left=_held(voice, week.left_minutes),
            right=_held(voice, week.right_minutes),
        ),
    ]
    if shown.planned_minutes:
        lines.append(voice.say("stats-plan", minutes=_held(voice, shown.planned_minutes)))
        if bars:
            lines += [
                f"{_bar(minutes, shown.planned_minutes)} {voice.say.plain('side', side=side.value, part='leg')}"
                for side, minutes in ((Side.LEFT, week.left_minutes), (Side.RIGHT, week.right_minutes))
            ]
    if shown.says_enough:
        lines.append(voice.say("stats-enough"))
    if week.others:
        lines.append(voice.say("stats-others", count=week.others))
    lines.append(streak_line(voice, shown.streak))
    if shown.total_days:
        lines.append(voice.say("stats-total", days=shown.total_days))
    return View("\n".join(lines))


def sources(voice: Voice) -> View:
    """Where everything comes from, each source once, those of the precautions first."""
    cited = [*voice.content.precautions.sources, *voice.library.sources]
    return View(
        f"{voice.say('sources-title')}\n{bulleted(dict.fromkeys(cited))}\n\n{voice.say('sources-own')}"
    )


def help_page(voice: Voice) -> View:
    """What can be tapped and said."""
    return View(voice.say("help"))


def privacy(voice: Voice) -> View:
    """What is kept, why and how long."""
    contact = voice.operator_contact or voice.say.plain("privacy-no-contact")
    return View(voice.say("privacy", contact=contact, days=voice.retention_days))


def ask_stop(voice: Voice, question: str = "stop-ask") -> View:
    """Unsubscribing: keep the record or delete it?"""
    return View(
        voice.say(question),
        rows(
            [voice.button("button-stop-keep", Plain.STOP_FOR_GOOD)],
            [voice.button("button-stop-delete", Plain.ERASE, style="danger")],
            [voice.button("button-cancel", Plain.STAY)],
        ),
    )


def ask_delete(voice: Voice) -> View:
    """Really everything?"""
    return View(
        voice.say("delete-ask"),
        rows(
            [voice.button("button-delete-yes", Plain.ERASE, style="danger")],
            [voice.button("button-delete-no", Plain.STAY)],
        ),
    )


def _held(voice: Voice, minutes: float) -> str:
    """How long that is, in whole seconds: "12 s", "2 min 30 s"."""
    whole, seconds = divmod(round(minutes * 60), 60)
    return voice.say.plain("held", minutes=whole, seconds=seconds)


def _bar(minutes: float, planned: float) -> str:
    full = min(BAR_CELLS, round(BAR_CELLS * minutes / planned))
    return FULL * full + EMPTY * (BAR_CELLS - full)
