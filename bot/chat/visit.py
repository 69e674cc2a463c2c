"""One update of one person: who it is, in which voice to answer, and how an answer is shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from telegram import Message
from telegram.ext import CallbackContext, ExtBot

from bot.chat.desk import Desk
from bot.chat.views.people import nothing_fits
from bot.chat.views.view import Keys, View, Voice, escaped, inline
from bot.domain.dialogue import Dialogue
from bot.domain.person import Person
from bot.domain.prompt import Prompt
from bot.services.choosing import Wanted
from bot.services.limber import Limber
from bot.services.people import Profile
from bot.telegram_api.editing import edited
from bot.words.words import Words

Context = CallbackContext[ExtBot[Any], dict[Any, Any], dict[Any, Any], Desk]


@dataclass(slots=True)
class Visit:
    """What a handler works with."""

    desk: Desk
    bot: ExtBot[Any]
    person: Person
    update_id: int
    message: Message | None
    # When it was said, or the press came in: what somebody calls today was today then, however late it is handled.
    at: datetime
    # Whether it is a press, on a button under `message`.
    is_press: bool = False
    # The id of that message, also where Telegram tells no more of it.
    pressed_id: int | None = None
    # The language of their Telegram, which Limber may not speak.
    spoken: str = ""
    # Whether it was about something that is over.
    is_stale: bool = False
    # What a press is answered with.
    toast: str | None = None

    @property
    def limber(self) -> Limber:
        return self.desk.limber

    @property
    def today(self) -> date:
        """Which day it was for them when they said it: before their day starts it is still the day before."""
        return self.person.day(self.at)

    @property
    def voice(self) -> Voice:
        return self.desk.voices.to(self.person)

    @property
    def words(self) -> Words:
        words = self.desk.words_of(self.person.language)
        return words.of(self.voice.library.week_in(self.person.country))

    @property
    def text(self) -> str:
        """What was typed, also under a picture."""
        return (self.message.text or self.message.caption or "") if self.message else ""

    @property
    def replied_to(self) -> int | None:
        """The id of the message that this one replies to."""
        reply = self.message.reply_to_message if self.message and not self.is_press else None
        return reply.message_id if reply else None

    async def look_again(self) -> Person:
        """The person as they are after a change."""
        self.person = (await self.limber.people.profile(self.person.id)).person
        return self.person

    async def say(self, view: View) -> int:
        """Sends a new message and returns its id."""
        return (await self.desk.display.send(self.person.id, view)).message_id

    async def line(self, name: str, /, **values: str | int) -> None:
        """Sends one message by its name."""
        await self.say(View(self.voice.say(name, **values)))

    async def with_next(self, name: str, profile: Profile | None = None) -> View:
        """A message with the line that says when the next prompt comes."""
        known = profile or await self.limber.people.profile(self.person.id)
        return View(self.voice.say(name, next=self.voice.next_markup(known.person, known.next)))

    async def hint(self, name: str, /, **values: str | int) -> None:
        """Says why nothing more happens, by the name of the message: in the answer to a press, else in a message."""
        await self.hint_with(self.voice.say.plain(name, **values))

    async def hint_with(self, text: str) -> None:
        """Says this plain text: in the answer to a press, else in a message."""
        if self.is_press:
            self.toast = text
        else:
            await self.say(View(escaped(text)))

    async def stale(self, name: str = "stale-button") -> None:
        """Says that what was pressed is of another time."""
        self.is_stale = True
        await self.hint(name)

    async def bring(self, wanted: Wanted) -> Prompt | None:
        """Brings what is wanted now, or says that nothing fits; returns its prompt, None without one."""
        shown = await self.limber.prompts.show_now(self.person.id, wanted, self.update_id)
        if shown is None:
            await self.say(nothing_fits(self.voice))
        return shown

    async def ask(self, question: Dialogue | None) -> None:
        """Keeps which question is open from now on."""
        await self.limber.people.ask(self.person.id, question)

    def afresh(self) -> Visit:
        """The same visit, for what comes in a message of its own."""
        return replace(self, is_press=False)

    async def edit(self, view: View, *, renew: bool = True) -> int | None:
        """Changes the message that was pressed, or sends a new one where there is none or it cannot be changed.

        Returns the id of the one that shows the view. One that is gone is left so unless `renew` is true: None then.
        """
        if not self.is_press or self.pressed_id is None:
            return await self.say(view)
        shown = self.message
        has_picture = shown is not None and bool(shown.photo or shown.animation or shown.video)
        return await self.desk.display.change(
            self.person.id, self.pressed_id, view, has_picture=has_picture, renew=renew
        )

    async def put_away_keyboard(self) -> None:
        """Leaves the message that was pressed without buttons."""
        if self.is_press:
            await self.edit_keyboard(())

    async def edit_keyboard(self, keys: Keys) -> None:
        """Changes only the buttons of the message that was pressed."""
        if self.message is not None:
            await edited(
                self.bot.edit_message_reply_markup(
                    self.person.id, self.message.message_id, reply_markup=inline(keys)
                )
            )
