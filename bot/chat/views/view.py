"""A message to show, and the voice it is said in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from html import escape, unescape
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove

from bot.chat.button_data import data_of
from bot.chat.intents.base import Intent
from bot.chat.intents.stretching import Undo
from bot.domain.alarm import AlarmKind
from bot.domain.language import Language, StretchText
from bot.domain.library import Library
from bot.domain.own import (
    OwnExercise,
    OwnPicture,
    is_own,
    own_with_id,
    spoken_with_own,
    with_own,
)
from bot.domain.person import Person, Standing
from bot.domain.picking import hides_everything
from bot.domain.practice import IN_GENERAL
from bot.domain.schedule import Occurrence
from bot.domain.stretch import Drawn
from bot.pictures.chart import Chart
from bot.telegram_api.pictures import Card, Motif, Week
from bot.text import Html, Texts, clock


class Key(NamedTuple):
    """A button under a message: its label, and what a press brings back."""

    label: str
    data: str
    style: str | None = None


# Row by row.
Keys = tuple[tuple[Key, ...], ...]
Keyboard = Keys | ReplyKeyboardMarkup | ReplyKeyboardRemove
CAPTION_UNITS = 1024
TAG = re.compile(r"<[^>]+>")
FULL, EMPTY = "▰", "▱"
WEEKDAY_IS_CLEAR = timedelta(days=6)
# And a day with its month for most of a year.
YEAR_IS_CLEAR = timedelta(days=300)


@dataclass(frozen=True, slots=True)
class View:
    """A text in Telegram's HTML with its keyboard, and what is to be seen above it."""

    text: str
    keyboard: Keyboard | None = None
    motif: Motif | Card | Week | Chart | OwnPicture | None = None

    @property
    def keys(self) -> Keys:
        """The buttons under the message itself."""
        return self.keyboard if isinstance(self.keyboard, tuple) else ()

    @property
    def inline(self) -> InlineKeyboardMarkup | None:
        """The buttons under the message itself, for PTB."""
        return inline(self.keys)

    @property
    def markup(self) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | None:
        """The keyboard of a new message, for PTB."""
        return self.inline if isinstance(self.keyboard, tuple) else self.keyboard

    @property
    def markup_as_sent(self) -> dict[str, Any] | None:
        """The keyboard of a new message as Telegram's JSON: PTB's objects cost more than the rest of its look."""
        if isinstance(self.keyboard, ReplyKeyboardMarkup | ReplyKeyboardRemove):
            return self.keyboard.to_dict()
        keys = [[_as_sent(key) for key in row] for row in self.keys]
        return {"inline_keyboard": keys} if keys else None


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

    def emergency(self, person: Person) -> str:
        """The number of the person's country; else the operator's, or how to call it where they set none."""
        number = self.library.emergency_numbers.get(person.country or "")
        return number or self.emergency_number or self.say.plain("safety-number")

    def with_own(self, own: Sequence[OwnExercise]) -> Voice:
        """The voice that knows a person's own exercises as well."""
        if not own:
            return self
        content = spoken_with_own(self.content, own)
        return replace(self, content=content, library=with_own(self.library, own))

    def stretch(self, stretch_id: str | None, tags: frozenset[str]) -> StretchText | None:
        """The sentences of a stretch for somebody with these conditions, None where there is no such stretch any more.

        The first condition that has words of its own for it decides, in the order in which the content has them.
        """
        text = self.content.stretches.get(stretch_id or "")
        # Of their own that they removed the name alone is kept.
        if text is None or stretch_id not in self.library.stretches:
            return None
        return next(
            (text.variants[tag] for tag in self.library.tags if tag in tags & text.variants.keys()), text
        )

    def name(self, stretch_id: str | None) -> str:
        """A stretch's name; where it is known no more, what it was."""
        text = self.content.stretches.get(stretch_id or "")
        if text is None:
            if stretch_id == IN_GENERAL:
                return self.say.plain("in-general")
            return self.say.plain("unnamed-own" if is_own(stretch_id or "") else "unnamed")
        return text.name

    def title(self, stretch_id: str, name: str) -> str:
        """The name of a stretch above what is said of it, marked where it is their own."""
        return self.say("prompt-title-own" if is_own(stretch_id) else "prompt-title", name=name)

    def cue(self, text: StretchText) -> list[str]:
        """The line that says what to mind while it is done, none where nothing is."""
        return [self.say("prompt-cue", text=text.cue)] if text.cue else []

    def city(self, name: str, zone: str) -> str:
        """What a city of this zone is called in the language; the name itself where it has no other there."""
        return self.content.cities.get(zone, {}).get(name, name)

    def home(self, person: Person) -> str:
        """The person's city; empty where they named none."""
        return self.city(person.place or "", person.zone_name or "")

    def careful(self, stretch_id: str, tags: frozenset[str]) -> tuple[str, ...]:
        """What somebody with these conditions minds at a stretch, beyond what its words for them say.

        Of an exercise of their own nobody here knows: that they ask who treats them.
        """
        if is_own(stretch_id):
            labels = [self.content.tags[tag].label for tag in self.library.tags if tag in tags]
            return (self.say.plain("own-ask", labels=" · ".join(labels)),) if labels else ()
        unsaid = tags - self._heeded(stretch_id, tags)
        return tuple(
            caution
            for tag in self.library.tags.values()
            if tag.id in unsaid
            and stretch_id in tag.careful
            and (caution := self.content.tags[tag.id].caution)
        )

    def minded(self, stretch_id: str, tags: frozenset[str], turn: int) -> tuple[str, ...]:
        """What somebody minds at a stretch: all that their conditions ask for, else in turn one of what all do."""
        concerning = self._concerning(stretch_id, tags - self._heeded(stretch_id, tags))
        return self.careful(stretch_id, tags) or concerning[turn % max(1, len(concerning)) :][:1]

    def cautions(self, stretch_id: str, tags: frozenset[str]) -> tuple[str, ...]:
        """All that there is to mind at a stretch, whoever it is about, beyond what its words for these tags say."""
        return self._concerning(stretch_id, frozenset(self.library.tags) - self._heeded(stretch_id, tags))

    def button(self, name: str, intent: Intent, /, *, style: str | None = None, **values: str | int) -> Key:
        """A button with the label of this message."""
        return Key(self.say.plain(name, **values), data_of(intent), style)

    def labelled(self, label: str, intent: Intent) -> Key:
        """A button whose label is content or a time."""
        return Key(label, data_of(intent))

    def local(self, moment: datetime, zone: ZoneInfo) -> str:
        """An instant as the person's weekday and time."""
        return self.say.when(moment.astimezone(zone))

    def full_day(self, on: date) -> str:
        """A date with its weekday, and with its year where that is not clear."""
        return self.say.full_day(on, with_year=on - self.now().date() > YEAR_IS_CLEAR)

    def hour(self, moment: datetime, zone: ZoneInfo) -> str:
        """An instant as the person's time of day."""
        return clock(moment.astimezone(zone).time())

    def next_line(self, person: Person, following: Occurrence | None) -> str:
        """When the next prompt comes, as Telegram shows an instant in the reader's own zone."""
        if person.alarm is not None:
            return self.say("next-young" if person.alarm.kind is AlarmKind.YOUNG else "next-alarm")
        if following is not None and hides_everything(person, self.library):
            tags = self.library.tags
            whole = [tag for tag in sorted(person.tags) if tag in tags and tags[tag].hides_everything]
            labels = (self.content.tags[tag].label for tag in whole or sorted(person.tags & set(tags)))
            return self.say("next-hidden", labels=" · ".join(labels))
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
        ahead = local - self.now().astimezone(zone)
        far = ahead > WEEKDAY_IS_CLEAR
        day = (self.say.whole_date if ahead > YEAR_IS_CLEAR else self.say.day)(local.date())
        said = f"{day}, {clock(local.time())}" if far else self.say.when(local)
        return Html(
            f'<tg-time unix="{int(moment.timestamp())}" format="{"Dt" if far else "wt"}">{said}</tg-time>'
        )

    def _heeded(self, stretch_id: str, tags: frozenset[str]) -> frozenset[str]:
        """The condition of which a stretch's own words for it take care already, of these; none as a rule."""
        text = self.stretch(stretch_id, tags)
        return frozenset({text.tag} if text and text.tag else ())

    def _concerning(self, stretch_id: str, tags: frozenset[str]) -> tuple[str, ...]:
        """The cautions of a stretch for everybody, and those about one of these conditions."""
        stretch, cautions = self.library.stretches[stretch_id], self.content.stretches[stretch_id].cautions
        return tuple(caution for number, caution in enumerate(cautions) if stretch.concerns(number, tags))


def _as_sent(key: Key) -> dict[str, str]:
    sent = {"text": key.label, "callback_data": key.data}
    return sent if key.style is None else {**sent, "style": key.style}


def inline(keys: Keys) -> InlineKeyboardMarkup | None:
    """Buttons for PTB, None where there are none."""
    if not keys:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(key.label, callback_data=key.data, style=key.style) for key in row]
            for row in keys
        ]
    )


def rows(*lines: Sequence[Key]) -> Keys:
    """The buttons of these rows; an empty one is left out."""
    return tuple(tuple(line) for line in lines if line)


def pairs(buttons: Iterable[Key]) -> list[list[Key]]:
    """Buttons in rows of two."""
    found = list(buttons)
    return [found[index : index + 2] for index in range(0, len(found), 2)]


def to_be_seen(person: Person, shown: tuple[Drawn, ...], *, title: str = "") -> Motif | OwnPicture:
    """What is to be seen of these stretches: of one of their own what they sent themselves, if they did.

    `title` stands on a card in the place of a picture that there is none of; without it there is none then.
    """
    own = own_with_id(person.own, shown[0].stretch_id) if len(shown) == 1 else None
    return own.picture if own and own.picture else Motif(shown, person.tags, title)


def undo_button(voice: Voice, practice_id: int) -> Key:
    """Takes an entry back."""
    return voice.button("button-undo", Undo(practice_id))


def escaped(text: str) -> str:
    """Content as Telegram's HTML."""
    return escape(text, quote=False)


def bulleted(sentences: Iterable[str]) -> str:
    """Content line by line, with a dot before each."""
    return "\n".join(f"• {escaped(sentence)}" for sentence in sentences)


def numbered(sentences: Iterable[str]) -> str:
    """Content line by line, with its number before each."""
    return "\n".join(f"{number}. {escaped(sentence)}" for number, sentence in enumerate(sentences, start=1))


def units(text: str) -> int:
    """A text's length as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2


def units_shown(text: str) -> int:
    """The length of a text in HTML as Telegram counts it: what is read of it, without its tags."""
    return units(unescape(TAG.sub("", text)))


def fits_caption(text: str) -> bool:
    """Whether a text in HTML may stand under a picture."""
    return units_shown(text) <= CAPTION_UNITS
