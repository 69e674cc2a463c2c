"""The pages behind commands: precautions, help, privacy, and the last questions."""

from __future__ import annotations

from bot.chat.intents.base import Plain
from bot.chat.views.view import Key, View, Voice, bulleted, escaped, numbered, rows
from bot.domain.person import Person


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
    return View(
        voice.say("privacy", contact=contact, days=voice.retention_days),
        rows(take_along(voice)),
    )


def take_along(voice: Voice) -> list[Key]:
    """What gives out all that is kept, and brings it in."""
    return [
        voice.button("button-export", Plain.EXPORT),
        voice.button("button-import-how", Plain.ASK_IMPORT),
    ]


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
            [voice.button("button-export", Plain.EXPORT)],
            [voice.button("button-delete-yes", Plain.ERASE, style="danger")],
            [voice.button("button-delete-no", Plain.STAY)],
        ),
    )
