"""What is said about pain and about emergency signs."""

from __future__ import annotations

from bot.chat.intents.base import Plain
from bot.chat.intents.stretching import SaySigns, SignsThere
from bot.chat.views.view import Key, View, Voice, bulleted, rows
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
    return View(_asked(voice, "pain-signs"), rows(_whether_signs(voice)))


def signs_or_conditions(voice: Voice) -> View:
    """Is one of them there, or does a condition apply? After what may speak of either."""
    conditions = voice.button("button-conditions", Plain.SHOW_CONDITIONS)
    return View(_asked(voice, "signs-ask"), rows(_whether_signs(voice), [conditions]))


def _asked(voice: Voice, name: str) -> str:
    return f"{voice.say(name)}\n{bulleted(voice.content.precautions.emergency)}"


def _whether_signs(voice: Voice) -> list[Key]:
    return [
        voice.button("button-signs-none", SaySigns(SignsThere.NONE)),
        voice.button("button-signs-one", SaySigns(SignsThere.ONE), style="danger"),
    ]


def signs_said(voice: Voice) -> View:
    """Somebody spoke of an emergency sign: where care is, and a way to keep the reminders."""
    keep = voice.button("button-keep-reminders", Plain.RESUME)
    return View(voice.say("signs-said", number=voice.emergency), rows([keep]))
