"""What people do: they write, press, share, block; each act becomes an update for the bot."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from bot.localchat import limits
from bot.localchat.entities import typed_text
from bot.localchat.files import StoredFile, photo_sizes
from bot.localchat.markup import units
from bot.localchat.state import Chat, Message, Query, ServerState

MessageOrId: TypeAlias = Mapping[str, Any] | int
# Enough of a picture for a model that shows none.
STICKER = b"RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f\0\0\0\x10\x07\x10\x11\x11\x88\x88\xfe\x07\0"
PHOTO = bytes.fromhex(  # One grey pixel, as PNG.
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a4944415478da6368"
    "000000820081da45083b0000000049454e44ae426082"
)
VOICE = b"OggS\0\x02" + bytes(58)


class Person:
    """Somebody with a chat with the bot."""

    def __init__(self, state: ServerState, chat: Chat) -> None:
        self._state = state
        self._chat = chat

    @property
    def id(self) -> int:
        return self._chat.id

    @property
    def user(self) -> dict[str, Any]:
        """The Bot API's User."""
        assert self._chat.person is not None
        return self._chat.person

    @property
    def blocked(self) -> bool:
        """Whether the person has blocked the bot."""
        return self._chat.status == "kicked"

    @property
    def chat(self) -> list[dict[str, Any]]:
        """The messages in the chat, the oldest first."""
        return [self._state.shown(message) for message in self._chat.messages.values()]

    @property
    def last(self) -> dict[str, Any]:
        """The bot's latest message that is still there."""
        sent = [message for message in self._chat.messages.values() if message.by_bot]
        if not sent:
            raise LookupError("the bot has written nothing")
        return self._state.shown(sent[-1])

    @property
    def keyboard(self) -> dict[str, Any] | None:
        """The reply keyboard in force."""
        return self._chat.keyboard

    def sends(
        self, text: str, *, reply_to: MessageOrId | None = None, thread: int | None = None
    ) -> dict[str, Any]:
        """The message the person has written, in a thread where they split the chat into some."""
        where = {} if thread is None else {"message_thread_id": thread, "is_topic_message": True}
        return self._says({**typed(text), **where}, reply_to=reply_to)

    def taps(self, label: str) -> dict[str, Any]:
        """The message that a button of the reply keyboard sends."""
        if label not in self._labels():
            raise LookupError(f"no button {label!r} among {self._labels()}")
        return self.sends(label)

    def presses(self, message: MessageOrId, label: str | None = None, *, data: str | None = None) -> Query:
        """The press on an inline button, found by its label; with `data` any string goes, even a forged one."""
        message_id = _id(message)
        shown = self._chat.messages.get(message_id)
        if data is None:
            data = self._data(shown, label)
        with self._state.journal:
            query = self._state.new_query()
            body: dict[str, Any] = {"id": query.id, "from": self.user, "chat_instance": str(self.id * 31)}
            # Of a message that is gone Telegram tells only where it was.
            gone = {"chat": self._chat.about, "message_id": message_id, "date": 0}
            body |= {"message": self._state.shown(shown) if shown else gone, "data": data}
            self._state.updates.add("callback_query", body, self.id)
        return query

    def shares_location(
        self, latitude: float, longitude: float, *, reply_to: MessageOrId | None = None
    ) -> dict[str, Any]:
        """The message with a place on the map."""
        location = {"latitude": float(latitude), "longitude": float(longitude)}
        return self._says({"location": location}, reply_to=reply_to)

    def edits(self, message: MessageOrId, text: str) -> dict[str, Any]:
        """The person's own message with another text."""
        stored = self._chat.messages[_id(message)]
        if stored.by_bot or "text" not in stored.body:
            raise ValueError("people edit only texts of their own")
        body = {name: value for name, value in stored.body.items() if name not in ("text", "entities")}
        with self._state.journal:
            stored.body = body | typed(text) | {"edit_date": self._state.now()}
            self._state.keep_message(stored)
            self._state.publish("edit", self._chat, message=self._state.on_page(stored))
            shown = self._state.shown(stored)
            self._state.updates.add("edited_message", shown, self.id)
        return shown

    def sends_sticker(self) -> dict[str, Any]:
        """The message with a sticker."""
        described = self._stored("Sticker", ("sticker.webp", STICKER, "image/webp")).described()
        shape = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
        return self._says({"sticker": {**described, **shape, "emoji": "👍"}})

    def sends_photos(self, *captions: str) -> list[dict[str, Any]]:
        """The messages with a picture each, an album where there are several; an empty caption is none."""
        album = {"media_group_id": str(self._state.now())} if len(captions) > 1 else {}
        sent = []
        for caption in captions:
            text, entities = typed_text(caption)
            words = {"caption": text, "caption_entities": entities}
            photo = photo_sizes(self._stored("Photo", ("photo.png", PHOTO, "image/png")))
            sent.append(
                self._says(
                    {"photo": photo, **album, **{name: value for name, value in words.items() if value}}
                )
            )
        return sent

    def sends_voice(self) -> dict[str, Any]:
        """The message with a voice recording."""
        described = self._stored("Voice", ("voice.oga", VOICE, "audio/ogg")).described()
        return self._says({"voice": {**described, "duration": 2, "mime_type": "audio/ogg"}})

    def sends_dice(self) -> dict[str, Any]:
        """The message with a thrown die."""
        return self._says({"dice": {"emoji": "🎲", "value": 4}})

    def sends_contact(self) -> dict[str, Any]:
        """The message with somebody else's contact."""
        return self._says({"contact": {"phone_number": "+4915550123", "first_name": "Somebody else"}})

    def sends_poll(self) -> dict[str, Any]:
        """The message with a poll."""
        options = [
            {"persistent_id": str(number), "text": text, "voter_count": 0}
            for number, text in enumerate(("Yes", "No"))
        ]
        poll: dict[str, Any] = {
            "id": str(self._state.now()),
            "question": "Stretching today?",
            "options": options,
        }
        poll |= {"total_voter_count": 0, "is_closed": False, "is_anonymous": True, "type": "regular"}
        poll |= {"allows_multiple_answers": False, "allows_revoting": True, "members_only": False}
        return self._says({"poll": poll})

    def forwards(self, text: str, *, author: str = "Somebody else") -> dict[str, Any]:
        """The message that somebody else wrote, passed on."""
        return self._says({**typed(text), "forward_origin": self._origin(author)})

    def quotes(self, quoted: str, text: str, *, author: str = "Somebody else") -> dict[str, Any]:
        """The message with what somebody else wrote in another chat, and the person's own words under it."""
        quote = {"text": quoted, "position": 0, "is_manual": True}
        return self._says({**typed(text), "external_reply": {"origin": self._origin(author)}, "quote": quote})

    def blocks(self) -> None:
        """Blocks the bot."""
        self._change_status("kicked")

    def unblocks(self) -> None:
        """Lets the bot write again."""
        self._change_status("member")

    def deletes_message(self, message: MessageOrId) -> None:
        """Deletes a message for both sides; the bot is not told."""
        with self._state.journal:
            self._state.remove(self._chat, _id(message))

    def clears(self) -> None:
        """Deletes the whole chat for both sides."""
        for message_id in list(self._chat.messages):
            self.deletes_message(message_id)

    def _origin(self, name: str) -> dict[str, Any]:
        return {"type": "hidden_user", "date": self._state.now(), "sender_user_name": name}

    def _says(self, content: dict[str, Any], *, reply_to: MessageOrId | None = None) -> dict[str, Any]:
        if self.blocked:
            raise ValueError("the bot is blocked: unblock it first")
        if self._chat.deactivated:
            raise ValueError("this account is deleted")
        with self._state.journal:
            shown = said(self._state, self._chat, self.user, content, reply_to)
            keyboard = self._chat.keyboard
            if keyboard and keyboard.get("one_time_keyboard") and content.get("text") in self._labels():
                self._state.set_keyboard(self._chat, None, None)
        return shown

    def _labels(self) -> list[str]:
        rows = (self._chat.keyboard or {}).get("keyboard", [])
        return [button["text"] for row in rows for button in row]

    def _data(self, message: Message | None, label: str | None) -> str:
        if message is None:
            raise LookupError("that message is gone")
        rows = message.body.get("reply_markup", {}).get("inline_keyboard", [])
        buttons = {button["text"]: button.get("callback_data") for row in rows for button in row}
        if label not in buttons:
            raise LookupError(f"no button {label!r} among {list(buttons)}")
        data = buttons[label]
        if data is None:
            raise LookupError(f"the button {label!r} tells the bot nothing")
        return str(data)

    def _stored(self, kind: str, upload: tuple[str, bytes, str]) -> StoredFile:
        with self._state.journal:
            return self._state.files.store(kind, upload)

    def _change_status(self, status: str) -> None:
        if self._chat.status == status:
            return
        with self._state.journal:
            self._state.change_status(self._chat, status, by=self.user)
        self._state.publish("people")


class Group:
    """A group that may have the bot in it."""

    def __init__(self, state: ServerState, chat: Chat) -> None:
        self._state = state
        self._chat = chat

    @property
    def id(self) -> int:
        return self._chat.id

    @property
    def chat(self) -> list[dict[str, Any]]:
        """The messages in the group, the oldest first."""
        return [self._state.shown(message) for message in self._chat.messages.values()]

    @property
    def has_bot(self) -> bool:
        """Whether the bot is in the group."""
        return self._chat.status == "member"

    def adds_bot(self, by: Person) -> dict[str, Any]:
        """The service message that tells of the new member."""
        with self._state.journal:
            self._state.change_status(self._chat, "member", by=by.user)
            bot = self._state.bot
            content = {"new_chat_members": [bot]}
            return said(self._state, self._chat, by.user, content, None)

    def removes_bot(self, by: Person) -> None:
        """Throws the bot out."""
        with self._state.journal:
            self._state.change_status(self._chat, "kicked", by=by.user)

    def sends(self, by: Person, text: str, *, reply_to: MessageOrId | None = None) -> dict[str, Any]:
        """The message somebody has written in the group."""
        with self._state.journal:
            return said(self._state, self._chat, by.user, typed(text), reply_to)


def said(
    state: ServerState,
    chat: Chat,
    user: dict[str, Any],
    content: dict[str, Any],
    reply_to: MessageOrId | None,
) -> dict[str, Any]:
    """What somebody has just put into a chat; the bot is told as far as it may read there."""
    replied = None if reply_to is None else _id(reply_to)
    if replied is not None and replied not in chat.messages:
        raise LookupError("the message to reply to is gone")
    message = state.write(chat, content, sender=user, reply_to=replied)
    shown = state.shown(message)
    if chat.status == "member" and (chat.person is not None or _is_for_bot(state, chat, shown)):
        state.updates.add("message", shown, chat.id)
    return shown


def typed(text: str) -> dict[str, Any]:
    """The fields of a message that a person types; raises ValueError for one no client would send."""
    text, entities = typed_text(text)
    if not text:
        raise ValueError("an empty message cannot be sent")
    if units(text) > limits.TEXT_UNITS:
        raise ValueError("a message has at most 4096 characters")
    return {"text": text, "entities": entities} if entities else {"text": text}


def _is_for_bot(state: ServerState, chat: Chat, message: dict[str, Any]) -> bool:
    """Whether a bot in privacy mode gets this message of a group."""
    replied = message.get("reply_to_message", {}).get("from", {})
    return str(message.get("text", "/")).startswith("/") or replied.get("id") == state.bot["id"]


def _id(message: MessageOrId) -> int:
    return message if isinstance(message, int) else int(message["message_id"])
