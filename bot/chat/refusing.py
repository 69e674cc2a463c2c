"""Why nothing changed: one line, whichever way somebody asked."""

from __future__ import annotations

from bot.chat.views.view import View, escaped
from bot.chat.visit import Visit
from bot.services.answers import NotNow


async def refuse_missing(visit: Visit, prompt_id: int | None) -> str | None:
    """Says why there is no such prompt, or no open one."""
    profile = await visit.limber.people.profile(visit.person.id)
    if prompt_id is None and profile.snoozed_until is not None:
        await visit.line(
            "not-now-waits", time=visit.voice.instant(profile.snoozed_until, profile.person.zone)
        )
        return None
    return await refuse(visit, NotNow.NOTHING_SHOWN if prompt_id is None else NotNow.GONE)


async def refuse(visit: Visit, why: NotNow) -> str | None:
    """Says why an answer changes nothing."""
    return await refuse_by(visit, f"not-now-{why.value}")


async def refuse_by(visit: Visit, name: str) -> str | None:
    """Says why nothing changed: as a toast where a button was pressed, else as a message."""
    return await refuse_with(visit, visit.voice.say.plain(name))


async def refuse_with(visit: Visit, text: str) -> str | None:
    """Says this: the toast where a button was pressed, else None once the message is sent."""
    if visit.button is not None:
        return text
    await visit.say(View(escaped(text)))
    return None
