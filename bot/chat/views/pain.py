"""What is said about pain and about emergency signs."""

from __future__ import annotations

from bot.chat.intents.base import Plain
from bot.chat.intents.stretching import SaySigns, SignsThere
from bot.chat.intents.subscribing import KeepOut, KeepsOut
from bot.chat.views.view import Key, View, Voice, bulleted, rows
from bot.domain.person import Person
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
        voice.button("button-signs-one", SaySigns(SignsThere.ONE)),
    ]


def too_young(voice: Voice) -> View:
    """Limber is for adults."""
    return View(voice.say("alarm-young"), rows([voice.button("button-alarm-mistake", Plain.MISTAKE)]))


def ask_tag(voice: Voice, tag: str) -> View:
    """Is what a condition hides to stay out?"""
    return View(
        voice.say(f"keep-out-{tag}"),
        rows(
            [
                voice.button("button-yes", KeepOut(KeepsOut.YES, tag)),
                voice.button("button-no", KeepOut(KeepsOut.NO, tag)),
            ]
        ),
    )


def alarm(voice: Voice, person: Person, advice: str) -> View:
    """The message of this name, and whether the sign that keeps everything back is looked at and gone."""
    return View(
        f"{voice.say(advice, number=voice.emergency(person))}\n\n{voice.say('alarm-ask')}",
        rows(
            [voice.button("button-alarm-over", Plain.ALARM_OVER)],
            [
                voice.button("button-alarm-mistake", Plain.MISTAKE),
                voice.button("button-alarm-not-yet", Plain.NOT_YET),
            ],
        ),
    )


def ask_mistake(voice: Voice, *, for_today: bool) -> View:
    """Is none of the signs there now? Of those for a doctor today where it was one of them."""
    precautions = voice.content.precautions
    listed = bulleted(precautions.today if for_today else precautions.emergency)
    return View(f"{voice.say('alarm-mistake-ask')}\n{listed}", rows(_whether_signs(voice)))


def ask_whose(voice: Voice) -> View:
    """Is what was forwarded or quoted about themselves?"""
    buttons = [voice.button("button-yes", Plain.MINE), voice.button("button-no", Plain.NOT_MINE)]
    return View(voice.say("alarm-whose"), rows(buttons))
