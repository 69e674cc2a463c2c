"""What only those who run Limber may: see how it is, write to everybody, shut somebody out."""

from __future__ import annotations

import re

from bot.chat.handling import Handlers
from bot.chat.intents.admins import (
    Ban,
    DropBroadcast,
    PrepareBroadcast,
    SendBroadcast,
    StopBroadcast,
    Unban,
)
from bot.chat.intents.base import Plain
from bot.chat.views import admins as views
from bot.chat.views.view import View
from bot.chat.visit import Visit
from bot.domain.dialogue import ConfirmingBroadcast

# Telegram's ids have 52 bits at most.
ACCOUNT = re.compile(r"[1-9][0-9]{0,14}")
on = Handlers()


@on(Plain.STATUS)
async def status(visit: Visit) -> None:
    """How Limber is, in counts."""
    seen = await visit.limber.observer.overview(visit.person.zone)
    await visit.say(views.status(visit.voice, visit.person, seen, await visit.desk.process()))


@on(Ban)
async def ban(visit: Visit, said: Ban) -> None:
    """No answer and no prompt goes to this person any more."""
    person_id = _account(said.whom)
    if person_id is None:
        await visit.line("operator-ban-whom")
    elif visit.desk.is_admin(person_id):
        await visit.line("operator-ban-admin")
    else:
        was_known = await visit.limber.bans.ban(person_id)
        await visit.line("operator-banned" if was_known else "operator-banned-unknown", person=str(person_id))


@on(Unban)
async def unban(visit: Visit, said: Unban) -> None:
    """This person is let in again."""
    person_id = _account(said.whom)
    if person_id is None:
        await visit.line("operator-unban-whom")
    else:
        was_banned = await visit.limber.bans.lift(person_id)
        await visit.line("operator-unbanned" if was_banned else "operator-not-banned", person=str(person_id))


@on(PrepareBroadcast)
async def prepare_broadcast(visit: Visit, said: PrepareBroadcast) -> None:
    """Shows the text as everybody would see it, and asks."""
    if not said.html:
        await visit.line("broadcast-how")
        return
    if visit.words.meaning(said.html) == "stop":
        await stop_broadcast(visit, StopBroadcast())
        return
    preview = await visit.limber.broadcasts.prepare(visit.person.id, said.html, visit.update_id)
    await visit.say(View(said.html))
    await visit.ask(ConfirmingBroadcast(preview.broadcast.id))
    await visit.say(views.ask_broadcast(visit.voice, preview))


@on(SendBroadcast)
async def send_broadcast(visit: Visit, said: SendBroadcast) -> None:
    """Lets the text go to everybody, and shows in the same message how far it is."""
    broadcasts, broadcast_id = visit.limber.broadcasts, _meant(visit, said.broadcast_id)
    started = await broadcasts.start(broadcast_id, visit.person.id)
    if started is None:
        await visit.stale()
        return
    await visit.ask(None)
    view = views.broadcast(visit.voice, started, await broadcasts.counts(broadcast_id))
    message_id = await visit.edit(view)
    if message_id is not None:
        await broadcasts.show_in(broadcast_id, message_id)


@on(DropBroadcast)
async def drop_broadcast(visit: Visit, said: DropBroadcast) -> None:
    """The text goes to nobody."""
    if await visit.limber.broadcasts.drop(_meant(visit, said.broadcast_id), visit.person.id):
        await visit.ask(None)
        await visit.edit(View(visit.voice.say("broadcast-dropped")))
    else:
        await visit.stale()


@on(StopBroadcast)
async def stop_broadcast(visit: Visit, said: StopBroadcast) -> None:
    """The text goes to nobody more; who is being written to just now is counted a moment later."""
    broadcasts = visit.limber.broadcasts
    stopped = await broadcasts.stop_sending(said.broadcast_id, visit.person.id)
    if stopped is None:
        await visit.stale()
    else:
        await visit.edit(views.broadcast(visit.voice, stopped, await broadcasts.counts(stopped.id)))


def _account(said: str) -> int | None:
    """The number of a Telegram account, None for anything else."""
    return int(said) if ACCOUNT.fullmatch(said) else None


def _meant(visit: Visit, broadcast_id: int | None) -> int:
    """The broadcast that was named, else the one that is asked about; 0 where there is none."""
    question = visit.person.dialogue
    if broadcast_id is None and isinstance(question, ConfirmingBroadcast):
        return question.broadcast_id
    return broadcast_id or 0
