"""The pain rule: one path for the button, the rating, a skip and free text (Limber's own rule)."""

from __future__ import annotations

from bot.chat.gate import resting
from bot.chat.intents.base import Plain
from bot.chat.intents.stretching import SaySigns, SignsThere
from bot.chat.views import holds as hold_views
from bot.chat.views.view import View, Voice, bulleted, rows
from bot.chat.visit import Visit
from bot.domain.dialogue import AskedPain, AskedSigns
from bot.domain.hold import Press
from bot.domain.practice import Compared, Pain

MAY_GO_ON = frozenset({Pain.LITTLE, Pain.SOME})


async def hurts(visit: Visit, pain: Pain | None = None) -> None:
    """Somebody says that it hurts: a running hold stops; then what it is, unless they said so."""
    running = await visit.limber.holds.running(visit.person.id, visit.update_id)
    if running is not None:
        await visit.limber.holds.press(visit.person.id, Press.HURTS, update_id=visit.update_id)
    practice_id = await wait_for_answer(visit)
    if pain is not None:
        await rate(visit, practice_id, pain)
    elif running is None:
        # The end of a hold that hurts asks by itself.
        await visit.say(hold_views.pain_question(visit.voice, "pain-which", practice_id))


async def wait_for_answer(visit: Visit) -> int | None:
    """The entry that a typed score will be about, the last one of today; None where there is none."""
    latest = await visit.limber.record.latest_today(visit.person.id)
    practice_id = latest.id if latest else None
    await visit.ask(AskedPain(practice_id))
    return practice_id


async def ask(visit: Visit, practice_id: int) -> None:
    """After a hold: any pain?"""
    await visit.ask(AskedPain(practice_id))
    await visit.say(hold_views.pain_question(visit.voice, "pain-ask", practice_id, with_none=True))


async def rate(visit: Visit, practice_id: int | None, pain: Pain) -> None:
    """Keeps what somebody said, and answers as the rule says."""
    answered = await visit.limber.record.rate(visit.person.id, practice_id, pain)
    await visit.ask(AskedSigns() if answered.rests_today else None)
    await visit.look_again()
    if answered.rested_before and answered.pain in MAY_GO_ON:
        # What the day of rest would refuse is not offered.
        await visit.edit(await resting(visit))
        return
    await visit.edit(_answer(visit.voice, answered.pain))
    if answered.rests_today:
        await visit.say(_signs(visit.voice))


async def compare(visit: Visit, said: Compared) -> None:
    """How a pain is, compared with the day before; worse twice running is for a professional."""
    worse_twice = await visit.limber.record.compare(visit.person.id, said, visit.update_id)
    await visit.edit(
        View(visit.voice.say("compared-worse-again" if worse_twice else f"compared-{said.value}"))
    )


async def enough(visit: Visit) -> None:
    """Nothing more today, by choice."""
    await visit.limber.record.rest_today(visit.person.id)
    profile = await visit.limber.people.profile(visit.person.id)
    await visit.edit(
        View(visit.voice.say("pain-enough", next=visit.voice.next_markup(profile.person, profile.next)))
    )


async def emergency(visit: Visit) -> None:
    """An emergency sign was spoken of: care at once, and no reminders unless the person keeps them."""
    if await visit.limber.holds.running(visit.person.id, visit.update_id) is not None:
        await visit.limber.holds.press(visit.person.id, Press.STOP, update_id=visit.update_id)
    # Also where a break was to end on a date: nothing comes before they say so.
    await visit.limber.people.pause(visit.person.id)
    keep = visit.voice.button("button-keep-reminders", Plain.RESUME)
    await visit.say(View(visit.voice.say("signs-said", number=visit.voice.emergency), rows([keep])))


async def dizzy(visit: Visit) -> None:
    """Somebody is dizzy: a running hold stops, and they sit or lie down."""
    if await visit.limber.holds.running(visit.person.id, visit.update_id) is not None:
        await visit.limber.holds.press(visit.person.id, Press.STOP, update_id=visit.update_id)
    await visit.line("dizzy", number=visit.voice.emergency)


async def signs(visit: Visit, there: SignsThere) -> None:
    """Whether an emergency sign is there: then care, and no reminders until the person resumes."""
    await visit.ask(None)
    if there is SignsThere.ONE:
        await visit.limber.people.pause(visit.person.id)
        await visit.look_again()
        await visit.edit(View(visit.voice.say("signs-one", number=visit.voice.emergency)))
        return
    profile = await visit.limber.people.profile(visit.person.id)
    await visit.edit(
        View(visit.voice.say("signs-none", next=visit.voice.next_markup(profile.person, profile.next)))
    )


def _answer(voice: Voice, pain: Pain) -> View:
    text = voice.say(f"pain-{pain.value}")
    enough = voice.button("button-enough", Plain.ENOUGH)
    if pain is Pain.LITTLE:
        return View(text, rows([voice.button("button-go-on-gently", Plain.GENTLER)], [enough]))
    if pain is Pain.SOME:
        return View(text, rows([voice.button("button-gentler", Plain.GENTLER)], [enough]))
    return View(text)


def _signs(voice: Voice) -> View:
    return View(
        f"{voice.say('pain-signs')}\n{bulleted(voice.content.precautions.emergency)}",
        rows(
            [
                voice.button("button-signs-none", SaySigns(SignsThere.NONE)),
                voice.button("button-signs-one", SaySigns(SignsThere.ONE), style="danger"),
            ]
        ),
    )
