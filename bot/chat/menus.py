"""Pages of buttons that stay one message: each page is named by the button that leads to it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.chat.button_data import Button, read
from bot.chat.views.view import View
from bot.chat.visit import Visit
from bot.chat.words import normal
from bot.domain.person import Asking, Dialogue

Page = Callable[[Visit, Button], Awaitable[View | None]]
MARKS = "●○☑☐★✕‹›() "


async def turn_to(visit: Visit, button: Button, page: Page) -> None:
    """Shows a page in the message that was pressed, in a new one where there is none."""
    view = await page(visit, button)
    if view is None:
        await visit.hint("stale-button")
    else:
        await remember(visit, button)
        await visit.edit(view)


async def remember(visit: Visit, button: Button) -> None:
    """Keeps which page is open, so that what stands on its buttons can be typed; a question that waits goes first."""
    dialogue = visit.person.dialogue
    if visit.button is None or dialogue is None or dialogue.asking is Asking.MENU:
        said = f"{button.written()} {await _latest_prompt(visit)}"
        await visit.limber.people.ask(visit.person.id, Dialogue(Asking.MENU, said=said))


async def open_page(visit: Visit, dialogue: Dialogue) -> Button | None:
    """The button that leads to the page which is open; None once a prompt came after it."""
    written, _, prompt_id = dialogue.said.partition(" ")
    return None if await _latest_prompt(visit) > int(prompt_id or 0) else read(written)


def typed_button(view: View, text: str) -> Button | None:
    """The button of a page whose label was typed, or None."""
    wanted = normal(text)
    for key in (key for row in view.keys for key in row):
        if normal(key.label.strip(MARKS)) == wanted:
            return read(key.data)
    return None


async def _latest_prompt(visit: Visit) -> int:
    latest = await visit.limber.answers.open_prompt(visit.person.id)
    return latest.id if latest else 0
