"""What must hold before something is done with a stretch; where it does not, that is said."""

from __future__ import annotations

from bot.chat import onboarding
from bot.chat.alarms import hold_back
from bot.chat.intents.base import Intent
from bot.chat.views.view import View
from bot.chat.visit import Visit
from bot.domain.prompt import Prompt
from bot.services.answers import NotNow


async def is_safe(visit: Visit, wanted: Intent) -> bool:
    """Whether the safety screen is answered; else it is asked, after which comes what is wanted."""
    if visit.limber.people.may_stretch(visit.person):
        return True
    await onboarding.next_step(visit, wanted)
    return False


async def may_stretch(visit: Visit, wanted: Intent) -> bool:
    """Whether a stretch may be shown now: the safety screen is answered, and today is no day of rest."""
    if not await is_safe(visit, wanted):
        return False
    if visit.limber.starting.rests(visit.person):
        await visit.say(await resting(visit))
        return False
    return True


async def resting(visit: Visit) -> View:
    """Today is for rest, and when it goes on."""
    return await visit.with_next("resting-today")


async def opened(visit: Visit, prompt_id: int | None) -> Prompt | None:
    """The prompt that was pressed, else the one replied to, else the latest open one; says it where there is none."""
    answers = visit.limber.answers
    if prompt_id is not None:
        prompt = await answers.prompt(visit.person.id, prompt_id)
        if prompt is None:
            await refuse(visit, NotNow.GONE)
        return prompt
    prompt = await answers.open_prompt(
        visit.person.id, visit.at, message_id=visit.replied_to, update_id=visit.update_id
    )
    if prompt is None:
        await _say_none_is_open(visit)
    return prompt


async def refuse(visit: Visit, why: NotNow) -> None:
    """Says why an answer to a prompt changes nothing."""
    if why is NotNow.ALARM:
        await hold_back(visit, "not-now-alarm")
        return
    await visit.hint(f"not-now-{why.value}")


async def _say_none_is_open(visit: Visit) -> None:
    profile = await visit.limber.people.profile(visit.person.id)
    if profile.person.alarm is not None:
        await refuse(visit, NotNow.ALARM)
    elif visit.limber.starting.rests(profile.person):
        await visit.say(await resting(visit))
    elif profile.snoozed_until is None:
        await refuse(visit, NotNow.NOTHING_SHOWN)
    else:
        time = visit.voice.instant(profile.snoozed_until, profile.person.zone)
        await visit.line("not-now-waits", time=time)
