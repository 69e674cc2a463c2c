"""Writes to people on Limber's own account: prompts, timers, endings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import structlog
from telegram import Message
from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.chat.desk import Voices
from bot.chat.display import Display
from bot.chat.views import admins as admin_views
from bot.chat.views import endings as ending_views
from bot.chat.views import holds as hold_views
from bot.chat.views import people as people_views
from bot.chat.views import prompts as prompt_views
from bot.chat.views import record as record_views
from bot.chat.views import set_up as set_up_views
from bot.chat.views import settings as settings_views
from bot.chat.views import times as time_views
from bot.chat.views.view import View
from bot.domain.broadcast import Broadcast
from bot.domain.hold import Frame, Hold, pictures_of
from bot.domain.noticing import Notice
from bot.domain.person import Person
from bot.domain.prompt import Delivery, Prompt
from bot.domain.summary import WeekSummary
from bot.services.ports import HoldEnding, NotDelivered, Permit, Sent
from bot.telegram_api.budget import Budget
from bot.telegram_api.chat_budget import Priority
from bot.telegram_api.editing import edited, sorted_failures
from bot.telegram_api.threads import in_thread

log = structlog.get_logger()

# What must be heard or seen at once may wait a little; a frame gives way to the next one.
PATIENCE_SECONDS = {True: 1.0, False: 0.25}
SILENTLY: Mapping[str, Any] = {"disable_notification": True}


class TelegramMessenger:
    """The services' Messenger on a bot and its budget."""

    def __init__(
        self, bot: ExtBot[Any], budget: Budget, voices: Voices, display: Display, *, paid: bool
    ) -> None:
        """`paid` lets prompts go faster than Telegram's free rate, for the bot's Stars."""
        self._bot = bot
        self._budget = budget
        self._voices = voices
        self._display = display
        # Named only where it is wanted: it goes with every single prompt.
        self._paying: dict[str, Any] = {"allow_paid_broadcast": True} if paid else {}

    async def is_answering(self) -> bool:
        try:
            await self._bot.get_me()
        except TelegramError:
            return False
        return True

    def may_send(self) -> bool:
        return self._budget.may_send()

    async def send_prompt(self, person: Person, prompt: Prompt, *, silent: bool) -> Sent:
        view = prompt_views.prompt(self._voices.to(person), person, prompt)
        # Who asked waits for it; a morning's reminders would keep them waiting for a second and more.
        priority = Priority.ANSWER if prompt.kind.is_asked_for else Priority.PROMPT
        options = {"disable_notification": silent, **self._paying}
        with sorted_failures():
            return await self._display.send(person.id, view, priority, options)

    async def send_again(self, person: Person, prompt: Prompt, *, silent: bool) -> Sent:
        view = prompt_views.prompt_again(self._voices.to(person), person, prompt)
        options = {"disable_notification": silent, **self._paying}
        with sorted_failures():
            return await self._display.send(person.id, view, Priority.PROMPT, options)

    async def turn_into(self, person: Person, prompt: Prompt, message_id: int, *, has_picture: bool) -> Sent:
        view = prompt_views.prompt(self._voices.to(person), person, prompt)
        with sorted_failures():
            return await self._display.turn_into(person.id, message_id, view, has_picture=has_picture)

    async def ask_compared(self, person: Person) -> None:
        await self._send(person, hold_views.ask_compared(self._voices.to(person)), Priority.PROMPT)

    async def ask_age(self, person: Person) -> None:
        view = settings_views.ask_age(self._voices.to(person))
        await self._send(person, view, Priority.PROMPT, silent=True)

    async def ask_floor(self, person: Person) -> None:
        view = settings_views.ask_floor(self._voices.to(person))
        await self._send(person, view, Priority.PROMPT, silent=True)

    async def ask_set_up(self, person: Person) -> None:
        view = set_up_views.set_up(self._voices.to(person), person)
        await self._send(person, view, Priority.PROMPT, silent=True)

    async def say_noticed(self, person: Person, noticed: Notice) -> None:
        view = time_views.noticed(self._voices.to(person), person, noticed)
        await self._send(person, view, Priority.PROMPT, silent=True)

    async def send_summary(self, person: Person, week: WeekSummary) -> None:
        view = record_views.summary(self._voices.to(person), week)
        with sorted_failures():
            await self._display.send(
                person.id, view, Priority.PROMPT, {"disable_notification": True, **self._paying}
            )

    async def ask_safety(self, person: Person, *, silent: bool) -> None:
        view = people_views.safety_before_stretch(self._voices.to(person), person)
        await self._send(person, view, Priority.PROMPT, silent=silent)

    async def permit_to_tidy(self, person_id: int) -> Permit:
        with sorted_failures():
            return Permit(await self._budget.permit(person_id, Priority.BULK))

    async def leave_done_button(self, person: Person, prompt: Prompt, permit: Permit | None = None) -> None:
        older = prompt_views.older(self._voices.to(person), prompt)
        await self._show_prompt(person, prompt, older, Priority.ANSWER if permit is None else permit)

    async def shrink_prompt(self, person: Person, prompt: Prompt) -> None:
        voice = self._voices.to(person)
        await self._show_prompt(person, prompt, prompt_views.answered(voice, person, prompt))

    async def permit_for_hold(
        self, person_id: int, *, urgent: bool, ahead: Sequence[float] = ()
    ) -> Permit | None:
        priority = Priority.HOLD_CHANGE if urgent else Priority.HOLD_BEAT
        permit = await self._budget.permit_within(person_id, priority, PATIENCE_SECONDS[urgent], ahead)
        return None if permit is None else Permit(permit)

    async def show_hold(
        self, person: Person, hold: Hold, frame: Frame, permit: Permit | None = None
    ) -> Sent | None:
        view = hold_views.frame(self._voices.to(person), person, hold, frame)
        paid: Any = Priority.ANSWER if permit is None else permit
        has_picture = hold.picture is not None
        with sorted_failures():
            if hold.message_id is None:
                return await self._display.send(person.id, view, paid)
            is_there = await self._display.refresh(
                person.id,
                hold.message_id,
                view,
                paid,
                has_picture=has_picture,
                keeps_picture=frame.picture == hold.picture,
            )
        return Sent(hold.message_id, has_picture) if is_there else None

    async def draw_ahead(self, person: Person, hold: Hold) -> None:
        voice = self._voices.to(person)
        for drawn in pictures_of(hold):
            await self._display.draw_ahead(hold_views.picture(voice, person, drawn))

    async def set_aside(self, person: Person, prompt: Prompt, permit: Permit) -> None:
        running = prompt_views.running(self._voices.to(person), prompt)
        await self._show_prompt(person, prompt, running, permit)

    async def call_out(self, person: Person, hold: Hold, frame: Frame, permit: Permit) -> int:
        text = hold_views.call(self._voices.to(person), hold, frame)
        return (await self._send(person, View(text), permit)).message_id

    async def take_away(self, person: Person, message_id: int) -> None:
        with sorted_failures():
            await edited(
                self._bot.delete_message(person.id, message_id, rate_limit_args=Priority.HOLD_CHANGE)
            )

    async def end_hold(self, person: Person, ending: HoldEnding) -> None:
        voice = self._voices.to(person)
        await self._send(
            person,
            ending_views.ending(voice, person, ending),
            Priority.HOLD_CHANGE,
            silent=not person.options.sound,
        )
        try:
            for message_id in (ending.hold.message_id, ending.hold.sound_message_id):
                if message_id is not None:
                    await self.take_away(person, message_id)
        except NotDelivered:
            # The end was shown; what stays of the timer above it misleads nobody.
            log.info("timer message left", hold_id=ending.hold.id)
        await self._celebrate(person, ending)

    async def _celebrate(self, person: Person, ending: HoldEnding) -> None:
        """Sends the card of each milestone that was reached; the end was shown, so one that is refused is left out."""
        voice = self._voices.to(person)
        for reached in ending.after.milestones:
            try:
                with sorted_failures():
                    await self._display.send(
                        person.id, ending_views.milestone(voice, reached), options=SILENTLY
                    )
            except NotDelivered as error:
                log.info("milestone not shown", hold_id=ending.hold.id, why=str(error))
                return

    async def send_broadcast(self, person_id: int, html: str) -> None:
        options = {**SILENTLY, **self._paying}
        with sorted_failures():
            await self._display.send(person_id, View(html), Priority.BULK, options)

    async def show_broadcast(
        self, admin: Person, broadcast: Broadcast, counts: Mapping[Delivery, int]
    ) -> None:
        view = admin_views.broadcast(self._voices.to(admin), broadcast, counts)
        if broadcast.message_id is not None:
            with sorted_failures():
                await self._display.refresh(
                    admin.id, broadcast.message_id, view, Priority.BULK, has_picture=False
                )

    async def _send(self, person: Person, view: View, paid: Any, *, silent: bool = False) -> Message:
        with sorted_failures():
            return await self._bot.send_message(
                person.id,
                view.text,
                reply_markup=view.markup,
                parse_mode=ParseMode.HTML,
                message_thread_id=in_thread.get(),
                disable_notification=silent,
                rate_limit_args=paid,
            )

    async def _show_prompt(
        self, person: Person, prompt: Prompt, view: View, paid: Any = Priority.ANSWER
    ) -> None:
        """Changes a prompt's message, whether it is a picture or a text; one that is gone is left alone."""
        if prompt.message_id is None:
            return
        with sorted_failures():
            await self._display.refresh(
                person.id, prompt.message_id, view, paid, has_picture=prompt.has_picture
            )
