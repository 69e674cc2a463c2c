"""A message to show, and the voice it is said in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove

from bot.chat.button_data import Action, Button
from bot.domain.person import Person, Standing
from bot.domain.schedule import Occurrence
from bot.domain.stretch import Language, Library, StretchText
from bot.text import Html, Texts, clock

Keyboard = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove
CAPTION_UNITS = 1024
FULL, EMPTY = "▰", "▱"
WEEKDAY_IS_CLEAR = timedelta(days=6)
TEXT_UNITS = 4096


@dataclass(frozen=True, slots=True)
class View:
    """A text in Telegram's HTML with its keyboard."""

    text: str
    keyboard: Keyboard | None = None

    @property
    def inline(self) -> InlineKeyboardMarkup | None:
        """The keyboard where it stands under the message itself."""
        return self.keyboard if isinstance(self.keyboard, InlineKeyboardMarkup) else None

    @property
    def buttons_as_sent(self) -> dict[str, Any] | None:
        """The inline keyboard as Telegram's JSON; its own `to_dict` asks each button for a dozen things more."""
        keyboard = self.inline
        if keyboard is None:
            return None
        return {"inline_keyboard": [[_as_sent(button) for button in row] for row in keyboard.inline_keyboard]}


@dataclass(frozen=True, slots=True)
class Voice:
    """A language to speak in: messages, content, and the operator's own words."""

    say: Texts
    content: Language
    library: Library
    emergency_number: str
    operator_contact: str
    now: Callable[[], datetime]
    # After so many days without a word, who left is forgotten.
    retention_days: int

    @property
    def emergency(self) -> str:
        """The emergency number, or how to call it where the operator set none."""
        return self.emergency_number or self.say.plain("safety-number")

    def stretch(self, stretch_id: str | None) -> StretchText | None:
        """The sentences of a stretch, None where the content dropped it since."""
        return self.content.stretches.get(stretch_id or "")

    def name(self, stretch_id: str | None) -> str:
        """A stretch's name."""
        text = self.stretch(stretch_id)
        return text.name if text else self.say.plain("unnamed")

    def careful(self, stretch_id: str, tags: frozenset[str]) -> tuple[str, ...]:
        """What somebody with these conditions minds at a stretch."""
        return tuple(
            caution
            for tag in self.library.tags.values()
            if tag.id in tags and stretch_id in tag.careful and (caution := self.content.tags[tag.id].caution)
        )

    def button(
        self, name: str, button: Button, /, *, style: str | None = None, **values: str | int
    ) -> InlineKeyboardButton:
        """A button with the label of this message."""
        return InlineKeyboardButton(
            self.say.plain(name, **values), callback_data=button.written(), style=style
        )

    def labelled(self, label: str, button: Button) -> InlineKeyboardButton:
        """A button whose label is content or a time."""
        return InlineKeyboardButton(label, callback_data=button.written())

    def local(self, moment: datetime, zone: ZoneInfo) -> str:
        """An instant as the person's weekday and time."""
        return self.say.when(moment.astimezone(zone))

    def hour(self, moment: datetime, zone: ZoneInfo) -> str:
        """An instant as the person's time of day."""
        return clock(moment.astimezone(zone).time())

    def next_line(self, person: Person, following: Occurrence | None) -> str:
        """When the next prompt comes, as Telegram shows an instant in the reader's own zone."""
        if following is not None:
            return self.say("next-line", time=self.instant(following.due_at, person.zone))
        names = {Standing.PAUSED: "next-paused", Standing.STOPPED: "next-stopped"}
        return self.say(names.get(person.standing, "next-none"))

    def next_markup(self, person: Person, following: Occurrence | None) -> Html:
        """The "Next" line, to stand inside another message."""
        return Html(self.next_line(person, following))

    def instant(self, moment: datetime, zone: ZoneInfo) -> Html:
        """An instant as a date_time entity: a wrong zone shows at once, because the reader's own clock formats it."""
        local = moment.astimezone(zone)
        # A weekday alone is clear for a week; what lies further ahead needs its date.
        far = local - self.now().astimezone(zone) > WEEKDAY_IS_CLEAR
        said = f"{self.say.day(local.date())}, {clock(local.time())}" if far else self.say.when(local)
        return Html(
            f'<tg-time unix="{int(moment.timestamp())}" format="{"Dt" if far else "wt"}">{said}</tg-time>'
        )


def _as_sent(button: InlineKeyboardButton) -> dict[str, Any]:
    sent = {"text": button.text, "callback_data": button.callback_data}
    return sent | {"style": button.style} if button.style else sent


def rows(*lines: Sequence[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    """An inline keyboard of these rows."""
    return InlineKeyboardMarkup([line for line in lines if line])


def pairs(buttons: Iterable[InlineKeyboardButton]) -> list[list[InlineKeyboardButton]]:
    """Buttons in rows of two."""
    found = list(buttons)
    return [found[index : index + 2] for index in range(0, len(found), 2)]


def undo_button(voice: Voice, practice_id: int) -> InlineKeyboardButton:
    return voice.button("button-undo", Button(Action.UNDO, practice_id))


def escaped(text: str) -> str:
    """Content as Telegram's HTML."""
    return escape(text, quote=False)


def units(text: str) -> int:
    """A text's length as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2
