"""The pain rule: one path for the button, the rating, a skip and free text (Limber's own rule)."""

from __future__ import annotations

from bot.chat import onboarding
from bot.chat.alarms import is_for_today, is_held_back
from bot.chat.gate import resting
from bot.chat.handling import Handlers
from bot.chat.intents.base import Intent, Plain
from bot.chat.intents.stretching import (
    AskPain,
    ComparePain,
    DoctorSoon,
    Hurts,
    RatePain,
    SaySigns,
    SignsThere,
)
from bot.chat.intents.subscribing import KeepOut, KeepsOut
from bot.chat.safety import ask_safety
from bot.chat.views import holds as hold_views
from bot.chat.views import pain as views
from bot.chat.views.view import View
from bot.chat.visit import Visit
from bot.domain.dialogue import AskedCompared, AskedMistake, AskedPain, AskedSigns, AskedTag, StartStep
from bot.domain.person import DIZZY, TINGLING
from bot.domain.practice import Pain

MAY_GO_ON = frozenset({Pain.LITTLE, Pain.SOME})
on = Handlers()


@on(Hurts)
async def hurts(visit: Visit, said: Hurts) -> None:
    """Somebody says that it hurts: a running hold stops; then what it is, unless they said so."""
    asks_already = await visit.limber.care.hurts(visit.person.id, visit.at, visit.update_id)
    practice_id = await wait_for_answer(visit)
    if said.pain is not None:
        await rate(visit, RatePain(practice_id, said.pain))
    elif not asks_already:
        await visit.say(hold_views.pain_question(visit.voice, "pain-which", practice_id))


async def wait_for_answer(visit: Visit) -> int | None:
    """The entry that a typed score will be about, the last one of today; None where there is none."""
    latest = await visit.limber.record.latest_today(visit.person.id, visit.at)
    practice_id = latest.id if latest else None
    await visit.ask(AskedPain(practice_id))
    return practice_id


@on(AskPain)
async def ask(visit: Visit, said: AskPain) -> None:
    """After a hold: any pain?"""
    await visit.ask(AskedPain(said.practice_id))
    await visit.say(hold_views.pain_question(visit.voice, "pain-ask", said.practice_id, with_none=True))


@on(RatePain)
async def rate(visit: Visit, said: RatePain) -> None:
    """Keeps what somebody said, and answers as the rule says."""
    answered = await visit.limber.pains.rate(visit.person.id, said.practice_id, said.pain, visit.at)
    tag = TINGLING if answered.pain is Pain.TINGLING else ""
    await visit.ask(AskedSigns(tag) if answered.rests_today else None)
    await visit.look_again()
    if answered.pain in MAY_GO_ON and await is_held_back(visit):
        return
    if answered.rested_before and answered.pain in MAY_GO_ON:
        # What the day of rest would refuse is not offered.
        await visit.edit(await resting(visit))
        return
    await visit.edit(views.answer(visit.voice, answered.pain))
    if answered.rests_today:
        await visit.say(views.signs(visit.voice))


@on(ComparePain)
async def compare(visit: Visit, said: ComparePain) -> None:
    """How a pain is, compared with the day before; worse twice running is for a professional."""
    worse_twice = await visit.limber.pains.compare(visit.person.id, said.said, visit.update_id)
    name = "compared-worse-again" if worse_twice else f"compared-{said.said.value}"
    if isinstance(visit.person.dialogue, AskedCompared):
        await visit.ask(None)
    await visit.edit(View(visit.voice.say(name)))


@on(Plain.ENOUGH)
async def enough(visit: Visit) -> None:
    """Nothing more today, by choice."""
    await visit.limber.pains.rest_today(visit.person.id, visit.at)
    await visit.edit(await visit.with_next("pain-enough"))


@on(Plain.ASK_SIGNS)
async def ask_signs(visit: Visit) -> None:
    """Something about the body was said: a timer that runs ends, and it is asked whether a sign applies.

    Where the safety screen is open that is asked by it.
    """
    await visit.limber.care.stop(visit.person.id, visit.at, visit.update_id)
    if await is_held_back(visit):
        return
    if not visit.limber.people.may_stretch(visit.person):
        await ask_safety(visit)
    else:
        await visit.ask(AskedSigns())
        await visit.say(views.signs_or_conditions(visit.voice))


@on(SaySigns)
async def signs(visit: Visit, said: SaySigns) -> Intent | None:
    """Whether one of the signs that were asked about is there; where none is, one said by mistake is taken back."""
    if said.there is SignsThere.ONE:
        asked_today = isinstance(visit.person.dialogue, AskedMistake) and is_for_today(visit.person)
        return Plain.DOCTOR_TODAY if asked_today else Plain.EMERGENCY
    if isinstance(visit.person.dialogue, AskedMistake):
        profile = await visit.limber.people.clear_alarm(visit.person.id)
        visit.person = profile.person
        if profile.unfinished is StartStep.SAFETY:
            # The signs are answered with it: on to the conditions.
            await visit.put_away_keyboard()
            return Plain.NO_SIGNS
        if profile.unfinished is None:
            await visit.edit(await visit.with_next("conditions-kept", profile))
        else:
            await visit.put_away_keyboard()
            await onboarding.next_step(visit)
    elif not await is_held_back(visit):
        question = visit.person.dialogue
        await visit.ask(None)
        profile = await visit.limber.people.profile(visit.person.id)
        if profile.unfinished is None:
            await visit.edit(await visit.with_next("signs-none", profile))
            if isinstance(question, AskedSigns) and question.tag and question.tag not in visit.person.tags:
                await visit.ask(AskedTag(question.tag))
                await visit.say(views.ask_tag(visit.voice, question.tag))
        else:
            await visit.put_away_keyboard()
            await onboarding.next_step(visit)
    return None


@on(Plain.DIZZY)
async def dizzy(visit: Visit) -> None:
    """Somebody is dizzy: a running hold stops, they sit or lie down, and the day goes on without a steady stand."""
    await visit.limber.care.dizzy(visit.person.id, visit.at, visit.update_id)
    advice = View(visit.voice.say("dizzy", number=visit.voice.emergency(visit.person)))
    if visit.limber.people.may_stretch(visit.person) and DIZZY not in visit.person.tags:
        await visit.ask(AskedTag(DIZZY))
        asked = views.ask_tag(visit.voice, DIZZY)
        advice = View(f"{advice.text}\n\n{asked.text}", asked.keyboard)
    await visit.say(advice)


@on(DoctorSoon)
async def doctor_soon(visit: Visit, said: DoctorSoon) -> Intent | None:
    """A sign for a doctor soon: a line, once in a while, before what else was said; nothing is held back for it."""
    person = visit.person
    # The advice for a sign that holds weighs more.
    if person.alarm is not None or person.was_sent(person.day(visit.limber.now())):
        return said.then or Plain.ABOUT_BODY
    await visit.line("doctor-soon")
    await visit.limber.people.sent_to_doctor(person.id)
    if said.then is None and await visit.limber.people.open_step_of(person) is not None:
        return Plain.GO_ON_SUBSCRIBING
    return said.then


@on(KeepOut)
async def keep_out(visit: Visit, said: KeepOut) -> None:
    """Sets or clears the condition that was asked about; the same tap twice sets the same."""
    question = visit.person.dialogue
    tag = question.tag if said.tag is None and isinstance(question, AskedTag) else said.tag
    condition = visit.voice.library.tags.get(tag or "")
    if condition is None:
        await visit.stale()
        return
    stays = said.stays is KeepsOut.YES
    changed = await visit.limber.people.tick(visit.person.id, condition, on=stays)
    if changed is not None and isinstance(changed.dialogue, AskedTag):
        await visit.ask(None)
    await visit.edit(View(visit.voice.say("keep-out-yes" if stays else "keep-out-no")))
