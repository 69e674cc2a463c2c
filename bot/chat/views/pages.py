"""The pages behind commands: precautions, record, settings, help, privacy, and the last questions."""

from __future__ import annotations

from collections.abc import Iterable

from bot.chat.button_data import Action, Button
from bot.chat.views.people import condition_labels
from bot.chat.views.prompts import streak_line
from bot.chat.views.view import View, Voice, escaped, rows
from bot.domain.person import Person
from bot.services.practice import Stats

DONE, OPEN, NO_SLOT = "●", "○", "·"


def precautions(voice: Voice) -> View:
    """The summary, the signs, the disclaimer, date and version, in one message."""
    text = voice.content.precautions
    say = voice.say
    blocks = [
        "\n".join(
            [
                say("precautions-title"),
                *(f"{number}. {escaped(line)}" for number, line in enumerate(text.summary, 1)),
            ]
        ),
        _signs(say("precautions-emergency", number=voice.emergency), text.emergency),
        _signs(say("precautions-today"), text.today),
        _signs(say("precautions-soon"), text.soon),
        escaped(text.disclaimer),
        say("precautions-version", version=text.version, date=text.dated_on.isoformat()),
    ]
    return View("\n\n".join(blocks))


def stats(voice: Voice, shown: Stats) -> View:
    """This week's strip, the streak and the minutes a leg."""
    if not shown.total_days:
        return View(voice.say("stats-none"))
    week = shown.week
    strip = "  ".join(
        f"{voice.say.weekday(day)} {DONE if day in week.done_on else OPEN if day in week.asked_on else NO_SLOT}"
        for day in week.days
    )
    lines = [
        voice.say("stats-title"),
        strip,
        voice.say("stats-minutes", left=f"{week.left_minutes:.1f}", right=f"{week.right_minutes:.1f}"),
        streak_line(voice, shown.streak),
        voice.say("stats-total", days=shown.total_days),
    ]
    return View("\n".join(lines))


def settings(voice: Voice, person: Person) -> View:
    """What is set, and what can be changed."""
    sound = "off" if person.sound else "on"
    labels = condition_labels(voice, person)
    lines = [
        voice.say("settings-title"),
        voice.say("settings-sound", on="yes" if person.sound else "no"),
        voice.say("settings-conditions", labels=labels) if labels else voice.say("settings-no-conditions"),
    ]
    return View(
        "\n".join(lines),
        rows(
            [voice.button(f"button-sound-{sound}", Button(Action.SOUND, value=sound))],
            [voice.button("button-conditions", Button(Action.APPLIES))],
        ),
    )


def help_page(voice: Voice) -> View:
    """What can be tapped and said."""
    return View(voice.say("help"))


def privacy(voice: Voice) -> View:
    """What is kept, why and how long."""
    return View(voice.say("privacy", contact=voice.operator_contact or voice.say.plain("privacy-no-contact")))


def ask_stop(voice: Voice, question: str = "stop-ask") -> View:
    """Unsubscribing: keep the record or delete it?"""
    return View(
        voice.say(question),
        rows(
            [voice.button("button-stop-keep", Button(Action.STOP))],
            [voice.button("button-stop-delete", Button(Action.DELETE), style="danger")],
            [voice.button("button-cancel", Button(Action.STAY))],
        ),
    )


def ask_delete(voice: Voice) -> View:
    """Really everything?"""
    return View(
        voice.say("delete-ask"),
        rows(
            [voice.button("button-delete-yes", Button(Action.DELETE), style="danger")],
            [voice.button("button-delete-no", Button(Action.STAY))],
        ),
    )


def _signs(title: str, signs: Iterable[str]) -> str:
    return "\n".join([title, *(f"• {escaped(sign)}" for sign in signs)])
