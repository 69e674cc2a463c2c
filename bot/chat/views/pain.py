"""What is said about pain and about emergency signs."""

from __future__ import annotations

from bot.chat.intents.base import Plain
from bot.chat.intents.stretching import SaySigns, SignsThere
from bot.chat.views.view import View, Voice, bulleted, rows
from bot.domain.practice import Pain


def answer(voice: Voice, pain: Pain) -> View:
    """What a pain asks for, and what may come next."""
    text = voice.say(f"pain-{pain.value}")
    enough = voice.button("button-enough", Plain.ENOUGH)
    if pain is Pain.LITTLE:
        return View(text, rows([voice.button("button-go-on-gently", Plain.GENTLER)], [enough]))
    if pain is Pain.SOME:
        return View(text, rows([voice.button("button-gentler", Plain.GENTLER)], [enough]))
    return View(text)


def signs(voice: Voice) -> View:
    """Is one of the emergency signs there?"""
    return View(
        f"{voice.say('pain-signs')}\n{bulleted(voice.content.precautions.emergency)}",
        rows(
            [
                voice.button("button-signs-none", SaySigns(SignsThere.NONE)),
                voice.button("button-signs-one", SaySigns(SignsThere.ONE), style="danger"),
            ]
        ),
    )


def signs_said(voice: Voice) -> View:
    """Somebody spoke of an emergency sign: where care is, and a way to keep the reminders."""
    keep = voice.button("button-keep-reminders", Plain.RESUME)
    return View(voice.say("signs-said", number=voice.emergency), rows([keep]))
