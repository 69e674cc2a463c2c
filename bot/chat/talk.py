"""What is answered with one message and changes nothing."""

from __future__ import annotations

from bot.chat import record
from bot.chat.gate import resting
from bot.chat.handling import Handlers
from bot.chat.intents.asking import Offer
from bot.chat.intents.base import Intent, Plain
from bot.chat.intents.pages import Page, Remark, ShowPage
from bot.chat.views import pages
from bot.chat.visit import Visit

GREETING, AGREES = "said-hello", "said-yes"
on = Handlers()


@on(ShowPage)
async def show_page(visit: Visit, said: ShowPage) -> None:
    """A page of text."""
    match said.name:
        case Page.STATS:
            await record.open_page(visit)
        case Page.PRECAUTIONS:
            await visit.say(pages.precautions(visit.voice, visit.person))
        case Page.SOURCES:
            await visit.say(pages.sources(visit.voice))
        case Page.HELP:
            await visit.say(pages.help_page(visit.voice))
        case Page.PRIVACY:
            await visit.say(pages.privacy(visit.voice))


@on(Remark)
async def answer(visit: Visit, said: Remark) -> Intent | None:
    """The message that answers it; none offers a stretch on a day of rest, and "ok" may be about an open prompt."""
    if said.name == AGREES:
        return Offer("offer-yes")
    if said.name == GREETING and visit.limber.starting.rests(visit.person):
        await visit.say(await resting(visit))
    else:
        await visit.line(said.name)
    return None


@on(Plain.DESPAIR)
async def despair(visit: Visit) -> None:
    """Where help is; no stretch comes after it that day."""
    # Whenever it was written: no stretch comes on the day on which they read this.
    await visit.limber.care.despair(visit.person.id, visit.limber.now())
    await visit.line("despair", number=visit.voice.emergency(visit.person))


@on(Plain.ASK_HELP)
async def ask_help(visit: Visit) -> None:
    """Which help: for an emergency, for what somebody feels, or with Limber."""
    await visit.line("help-which", number=visit.voice.emergency(visit.person))


@on(Plain.NOT_THEIRS)
async def not_theirs(visit: Visit) -> None:
    """What they forwarded changes nothing and is no answer."""
    await visit.line("not-theirs")
