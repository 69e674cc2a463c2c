"""The one place that sends or changes a message with a view: with its picture where it has one, else in words alone."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

import structlog
from telegram import InputMediaAnimation, InputMediaPhoto, InputMediaVideo, Message
from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.chat.views.view import View, fits_caption
from bot.domain.own import PictureKind
from bot.services.ports import Refused, Sent
from bot.telegram_api.chat_budget import Permit, Priority
from bot.telegram_api.editing import edited, taken_away
from bot.telegram_api.failures import is_bad_file, is_thread_gone, sort_failure, why
from bot.telegram_api.pictures import Picture, StretchPictures
from bot.telegram_api.threads import in_thread, where

log = structlog.get_logger()

PLAINLY: Mapping[str, Any] = {}
# By the file id, and by the picture itself where that file id is no good.
MOST_TRIES = 2
MOVING, STILL = "stretch.gif", "stretch.png"
# As what each is put into a message that is there, and the name of its file where it is uploaded; no video ever is.
MEDIA: Mapping[
    PictureKind, tuple[type[InputMediaPhoto | InputMediaAnimation | InputMediaVideo], str | None]
] = {
    PictureKind.PHOTO: (InputMediaPhoto, STILL),
    PictureKind.ANIMATION: (InputMediaAnimation, MOVING),
    PictureKind.VIDEO: (InputMediaVideo, None),
}

Shown = TypeVar("Shown")


class Display:
    """Sends and changes messages; raises TelegramError."""

    def __init__(self, bot: ExtBot[Any], pictures: StretchPictures) -> None:
        self._bot = bot
        self._pictures = pictures

    async def send(
        self,
        person_id: int,
        view: View,
        priority: Priority | Permit = Priority.ANSWER,
        options: Mapping[str, Any] = PLAINLY,
    ) -> Sent:
        """Sends a view as a new message, in the thread of what it answers; `options` are more of its parameters."""

        async def sent(picture: Picture | None) -> Sent:
            here = {**options, **where()}
            if picture is not None and picture.is_upload:
                return await self._upload(person_id, view, picture, priority, here)
            return await self._send(person_id, view, picture, priority, here)

        return await _in_a_thread(lambda: self._with_picture(view, sent))

    async def send_file(self, person_id: int, content: bytes, name: str, view: View) -> None:
        """Sends a file under this name with a view below it, in the thread of what it answers."""

        async def sent() -> Message:
            here: dict[str, Any] = {**where()}
            words = {"caption": view.text, "parse_mode": ParseMode.HTML, "reply_markup": view.inline, **here}
            return await self._bot.send_document(
                person_id, content, filename=name, rate_limit_args=Priority.ANSWER, **words
            )

        await _in_a_thread(sent)

    async def change(
        self, person_id: int, message_id: int, view: View, *, has_picture: bool, renew: bool = True
    ) -> int | None:
        """Makes a message show a view, or sends that in its place; returns the id of the message that shows it.

        A message that has a picture cannot become one without. What is replaced is taken away, or its buttons where it
        is too old for that. Where it is gone the view comes anew, unless `renew` is false: None then.
        """
        shown = await self._changed(person_id, message_id, view, has_picture=has_picture)
        if shown is not None:
            return shown.message_id
        was_there = await taken_away(self._bot, person_id, message_id)
        return (await self.send(person_id, view)).message_id if was_there or renew else None

    async def turn_into(self, person_id: int, message_id: int, view: View, *, has_picture: bool) -> Sent:
        """The same for what is to be seen in any case, and whether it has a picture then."""
        shown = await self._changed(person_id, message_id, view, has_picture=has_picture)
        if shown is None:
            await taken_away(self._bot, person_id, message_id)
            shown = await self.send(person_id, view)
        return shown

    async def refresh(
        self,
        person_id: int,
        message_id: int,
        view: View,
        paid: Priority | Permit,
        *,
        has_picture: bool,
        keeps_picture: bool = True,
    ) -> bool:
        """Makes a message show a view, with its picture only where that is another; False where the message is gone.

        A picture that is refused leaves the one before.
        """

        async def edited_to(picture: Picture | None) -> bool:
            if picture is not None:
                return await edited(self._edit_media(person_id, message_id, view, picture, paid))
            edit = self._edit_caption if has_picture else self._edit_text
            return await edited(edit(person_id, message_id, view, paid))

        if not has_picture or keeps_picture:
            return await edited_to(None)
        return await self._with_picture(view, edited_to)

    async def draw_ahead(self, view: View) -> None:
        """Has the picture of a view drawn, where Telegram does not have it yet."""
        await self._picture(view)

    async def _changed(
        self, person_id: int, message_id: int, view: View, *, has_picture: bool
    ) -> Sent | None:
        """The message with the view; None where it is gone, or has a picture that the view lacks."""

        async def edited_to(picture: Picture | None) -> Sent | None:
            if picture is not None:
                changed = await edited(self._edit_media(person_id, message_id, view, picture))
            else:
                changed = not has_picture and await edited(self._edit_text(person_id, message_id, view))
            return Sent(message_id, has_picture=picture is not None) if changed else None

        return await self._with_picture(view, edited_to)

    async def _with_picture(self, view: View, show: Callable[[Picture | None], Awaitable[Shown]]) -> Shown:
        """What `show` returns, given the view's picture, or None where there is none or Telegram refuses it."""
        for _ in range(MOST_TRIES):
            picture = await self._picture(view)
            if picture is None:
                break
            try:
                return await show(picture)
            except TelegramError as error:
                if not isinstance(sort_failure(error), Refused):
                    raise
                log.warning("picture refused", why=why(error))
                if not (picture.can_be_drawn and is_bad_file(error)):
                    break
                await self._pictures.forget(picture)
        return await show(None)

    async def _picture(self, view: View) -> Picture | None:
        if view.motif is None or not fits_caption(view.text):
            return None
        return await self._pictures.of(view.motif)

    async def _send(
        self,
        person_id: int,
        view: View,
        picture: Picture | None,
        priority: Priority | Permit,
        options: Mapping[str, Any],
    ) -> Sent:
        # PTB's objects round the call and its answer would cost more than all the rest of a prompt.
        method, content = "sendMessage", {"text": view.text}
        if picture is not None:
            method = f"send{picture.kind.title()}"
            content = {picture.kind.value: str(picture.media), "caption": view.text}
        answer = await self._bot.do_api_request(
            method,
            api_kwargs={
                **content,
                "chat_id": person_id,
                "reply_markup": view.markup_as_sent,
                "parse_mode": ParseMode.HTML,
                **options,
            },
            rate_limit_args=priority,
        )
        return Sent(int(answer["message_id"]), has_picture=picture is not None)

    async def _upload(
        self,
        person_id: int,
        view: View,
        picture: Picture,
        priority: Priority | Permit,
        options: Mapping[str, Any],
    ) -> Sent:
        words: dict[str, Any] = {
            "caption": view.text,
            "reply_markup": view.markup,
            "parse_mode": ParseMode.HTML,
            "rate_limit_args": priority,
            **options,
        }
        if picture.kind is PictureKind.ANIMATION:
            message = await self._bot.send_animation(person_id, picture.media, filename=MOVING, **words)
        else:
            message = await self._bot.send_photo(person_id, picture.media, filename=STILL, **words)
        await self._pictures.sent(picture, message)
        return Sent(message.message_id, has_picture=True)

    async def _edit_text(
        self, person_id: int, message_id: int, view: View, paid: Priority | Permit = Priority.ANSWER
    ) -> None:
        await self._bot.edit_message_text(
            view.text,
            person_id,
            message_id,
            reply_markup=view.inline,
            parse_mode=ParseMode.HTML,
            rate_limit_args=paid,
        )

    async def _edit_caption(
        self, person_id: int, message_id: int, view: View, paid: Priority | Permit
    ) -> None:
        await self._bot.edit_message_caption(
            person_id,
            message_id,
            caption=view.text,
            reply_markup=view.inline,
            parse_mode=ParseMode.HTML,
            rate_limit_args=paid,
        )

    async def _edit_media(
        self,
        person_id: int,
        message_id: int,
        view: View,
        picture: Picture,
        paid: Priority | Permit = Priority.ANSWER,
    ) -> None:
        kind, name = MEDIA[picture.kind]
        media = kind(picture.media, caption=view.text, parse_mode=ParseMode.HTML, filename=name)
        changed = await self._bot.edit_message_media(
            media, person_id, message_id, reply_markup=view.inline, rate_limit_args=paid
        )
        if picture.is_upload and isinstance(changed, Message):
            await self._pictures.sent(picture, changed)


async def _in_a_thread(send: Callable[[], Awaitable[Shown]]) -> Shown:
    """What `send` returns; whoever deleted the thread meanwhile still gets the answer."""
    try:
        return await send()
    except TelegramError as error:
        if in_thread.get() is None or not is_thread_gone(error):
            raise
        in_thread.set(None)
        return await send()
