"""The safety screen: the signs, the conditions to tick, and what waits for its answer."""

from __future__ import annotations

from bot.chat.button_data import Button, read
from bot.chat.views import people as views
from bot.chat.visit import Visit
from bot.domain.person import Asking, Dialogue

EMERGENCY = "emergency"
ADVISED = "advised "


async def ask_safety(visit: Visit, wanted: Button | None = None) -> None:
    """The safety screen; what is wanted, or was before, comes after it."""
    await keep_waiting(visit, Asking.SAFETY, wanted)
    await visit.say(views.safety(visit.voice))


async def show_conditions(visit: Visit) -> None:
    """The tick buttons."""
    await keep_waiting(visit, Asking.CONDITIONS)
    await visit.edit(views.conditions(visit.voice, visit.person))


async def tick(visit: Visit, tag: str, *, on: bool) -> None:
    """One condition ticked or cleared; an emergency sign leads to care, and to no stretch."""
    if tag == EMERGENCY:
        # Also where a break was to end on a date: nothing comes before they are well and say so.
        await visit.limber.people.pause(visit.person.id)
        await visit.limber.people.ask(visit.person.id, Dialogue(Asking.EMERGENCY))
        await visit.edit(views.emergency(visit.voice))
    elif (condition := visit.voice.library.tags.get(tag)) is not None:
        visit.person = await visit.limber.people.tick(visit.person.id, condition, on=on) or visit.person
        await visit.edit(views.conditions(visit.voice, visit.person))
    else:
        await visit.hint("stale-button")


async def ticked(visit: Visit) -> None:
    """What the ticked conditions ask for, before an explicit choice."""
    if visit.person.tags:
        await keep_waiting(visit, Asking.CONDITIONS, advised=True)
        await visit.edit(views.conditions_advice(visit.voice, visit.person))
    else:
        await visit.hint("conditions-nothing-ticked")


def is_advised(dialogue: Dialogue) -> bool:
    """Whether the advice about what is ticked has been shown."""
    return dialogue.asking is Asking.CONDITIONS and dialogue.said.startswith(ADVISED)


def waiting(dialogue: Dialogue | None) -> Button | None:
    """What waits for the safety screen, None where nothing does."""
    if dialogue is None or dialogue.asking not in {Asking.SAFETY, Asking.CONDITIONS}:
        return None
    return read(dialogue.said.removeprefix(ADVISED))


async def keep_waiting(
    visit: Visit, asking: Asking, wanted: Button | None = None, *, advised: bool = False
) -> None:
    """Keeps which part of the safety screen is open, and what comes after it."""
    after = wanted or waiting(visit.person.dialogue)
    said = f"{ADVISED if advised else ''}{after.written() if after else ''}"
    await visit.limber.people.ask(visit.person.id, Dialogue(asking, said=said))
