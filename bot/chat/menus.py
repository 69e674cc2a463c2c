"""Pages of buttons that stay one message: each page is named by the intent that leads to it."""

from __future__ import annotations

from bot.chat.button_data import data_of, intent_of
from bot.chat.intents.base import Intent
from bot.chat.views.view import View
from bot.chat.visit import Visit
from bot.domain.dialogue import OnPage
from bot.words.words import normal

MARKS = "●○☑☐★✕‹›↻() "


async def turn_to(visit: Visit, leading: Intent, view: View | None) -> None:
    """Shows a page in the message that was pressed, in a new one where there is none."""
    if view is None:
        await visit.stale()
        return
    # Whoever presses a message that is gone pressed twice, unless it is the one that they should be looking at.
    message_id = await visit.edit(view, renew=_is_open(visit))
    if message_id is not None:
        await remember(visit, leading, message_id)


async def remember(visit: Visit, leading: Intent, message_id: int = 0) -> None:
    """Keeps which page is open, so that what stands on its buttons can be typed; a question that waits goes first."""
    question = visit.person.dialogue
    if not visit.is_press or question is None or isinstance(question, OnPage):
        await visit.ask(OnPage(data_of(leading), await _latest_prompt(visit), message_id))


def _is_open(visit: Visit) -> bool:
    """Whether the page that is open stands in the message that was pressed."""
    question = visit.person.dialogue
    return isinstance(question, OnPage) and question.message_id == visit.pressed_id


async def leading_to(visit: Visit, open_page: OnPage) -> Intent | None:
    """The intent that leads to the page which is open; None once a prompt came after it."""
    return None if await _latest_prompt(visit) > open_page.after_prompt else intent_of(open_page.page)


def labels(view: View | None) -> dict[str, Intent]:
    """What stands on the buttons of a page, as it may be typed."""
    keys = [
        (normal(key.label.strip(MARKS)), intent_of(key.data))
        for row in (view.keys if view else ())
        for key in row
    ]
    # The first of two with one label is the one that is meant.
    return {label: intent for label, intent in reversed(keys) if intent is not None}


async def _latest_prompt(visit: Visit) -> int:
    latest = await visit.limber.answers.open_prompt(visit.person.id, visit.at)
    return latest.id if latest else 0
