"""How hard a stretch was, pressed under its end or said of the last one."""

from __future__ import annotations

from telegram import Message

from bot.chat.asking import look
from bot.chat.button_data import intent_of
from bot.chat.handling import Handlers
from bot.chat.intents.base import Intent, Plain
from bot.chat.intents.pages import Remark
from bot.chat.intents.stretching import Feel
from bot.chat.views import endings as views
from bot.chat.views.view import Key, Keys, View
from bot.chat.visit import Visit
from bot.domain.practice import Felt
from bot.services.rating import Rated

# What it is about a stretch that lies open, or in general.
SAID_IN_GENERAL: dict[Felt, Intent] = {
    Felt.EASY: Plain.TOO_EASY,
    Felt.RIGHT: Remark("said-pleased"),
    Felt.HARD: Plain.TOO_HARD,
}
on = Handlers()


@on(Feel)
async def feel(visit: Visit, said: Feel) -> Intent | None:
    """Keeps how hard the stretch of an entry was, and says what will be different the next time."""
    if said.practice_id is None and (await look(visit)).prompt is not None:
        return SAID_IN_GENERAL[said.felt]
    rated = await visit.limber.ratings.rate(visit.person.id, said.practice_id, said.felt, visit.at)
    if rated is not None:
        await _show(visit, rated)
        return None
    if said.practice_id is None:
        return SAID_IN_GENERAL[said.felt]
    await visit.stale()
    return None


async def _show(visit: Visit, rated: Rated) -> None:
    """What it leads to, under what was said of the stretch; the other buttons stay."""
    answer = views.rated(visit.voice, visit.person, rated)
    pressed = visit.message if visit.is_press else None
    if pressed is not None and pressed.text:
        await visit.edit(View(f"{pressed.text_html}\n\n{answer}", _other_keys(pressed)))
    else:
        await visit.say(View(answer))


def _other_keys(pressed: Message) -> Keys:
    """What stands under the message beside how hard it was."""
    markup = pressed.reply_markup
    return tuple(
        tuple(Key(button.text, str(button.callback_data), button.style) for button in row)
        for row in (markup.inline_keyboard if markup else ())
        if not any(isinstance(intent_of(str(button.callback_data)), Feel) for button in row)
    )
