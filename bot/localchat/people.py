"""What people do: they write, press, share, block; each act becomes an update for the bot."""

from collections.abc import Sequence
from typing import Any

from bot.localchat import limits
from bot.localchat.attaching import attached
from bot.localchat.files import StoredFile, content_as
from bot.localchat.params import Upload
from bot.localchat.saying import MessageOrId, captioned, id_of, passed_on, quoted, said, typed
from bot.localchat.state import Chat, Message, Query, ServerState, in_thread

# Enough of a picture for a model that shows none.
STICKER = b"RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f\0\0\0\x10\x07\x10\x11\x11\x88\x88\xfe\x07\0"
PHOTO = bytes.fromhex(  # One grey pixel, as PNG.
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a4944415478da6368"
    "000000820081da45083b0000000049454e44ae426082"
)
MEDIA = ("photo", "video", "animation", "document")
WORDS = ("text", "entities", "caption", "caption_entities")
# The colours that Telegram's clients give to topics.
THREAD_COLOURS = (0x6FB9F0, 0xFFD67E, 0xCB86DB, 0x8EEE98, 0xFF93B2, 0xFB6F5F)
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
        self,
        text: str,
        *,
        reply_to: MessageOrId | None = None,
        quote: tuple[str, int] | None = None,
        thread: int | None = None,
    ) -> dict[str, Any]:
        """The message the person has written, in a thread where they split the chat into some.

        `quote` is the part of the message replied to that they answer, and how many UTF-16 units in it begins.
        """
        content = {**typed(text), **in_thread(thread)}
        if quote is not None and reply_to is not None:
            content["quote"] = quoted(self._there(reply_to).body, *quote)
        return self._says(content, reply_to=reply_to)

    def taps(self, label: str) -> dict[str, Any]:
        """The message that a button of the reply keyboard sends."""
        if label not in self._labels():
            raise LookupError(f"no button {label!r} among {self._labels()}")
        return self.sends(label)

    def presses(self, message: MessageOrId, label: str | None = None, *, data: str | None = None) -> Query:
        """The press on an inline button, found by its label; with `data` any string goes, even a forged one."""
        message_id = id_of(message)
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
        self,
        latitude: float,
        longitude: float,
        *,
        reply_to: MessageOrId | None = None,
        thread: int | None = None,
    ) -> dict[str, Any]:
        """The message with a place on the map."""
        location = {"latitude": float(latitude), "longitude": float(longitude)}
        return self._says({"location": location, **in_thread(thread)}, reply_to=reply_to)

    def edits(self, message: MessageOrId, text: str) -> dict[str, Any]:
        """The person's own message with another text, or under a picture another caption."""
        stored = self._there(message)
        if stored.by_bot or "forward_origin" in stored.body or not {"text", *MEDIA} & set(stored.body):
            raise ValueError("people edit only words of their own")
        words = typed(text) if "text" in stored.body else captioned(text)
        body = {name: value for name, value in stored.body.items() if name not in WORDS}
        with self._state.journal:
            stored.body = body | words | {"edit_date": self._state.now()}
            self._state.keep_message(stored)
            self._state.publish("edit", self._chat, message=self._state.on_page(stored))
            shown = self._state.shown(stored)
            self._state.updates.add("edited_message", shown, self.id)
        return shown

    def sends_files(
        self,
        uploads: Sequence[Upload],
        caption: str = "",
        *,
        as_documents: bool = False,
        reply_to: MessageOrId | None = None,
        thread: int | None = None,
    ) -> list[dict[str, Any]]:
        """The messages with what the person attached, each a photo, a video, an animation or a document.

        Several of a kind are an album; the caption stands under the first.
        """
        self._check_may_write()
        with self._state.journal:
            contents = attached(self._state, uploads, captioned(caption), as_documents=as_documents)
            return [self._says(content | in_thread(thread), reply_to=reply_to) for content in contents]

    def passes_on(
        self, messages: Sequence[MessageOrId], *, thread: int | None = None
    ) -> list[dict[str, Any]]:
        """The messages that pass others of this chat on to the bot; an album stays one."""
        originals = [self._there(message).body for message in messages]
        contents = [passed_on(original) for original in originals]
        is_album = len(originals) > 1 and all("media_group_id" in original for original in originals)
        album = {"media_group_id": self._state.new_album()} if is_album else {}
        return [self._says(content | album | in_thread(thread)) for content in contents]

    def opens_thread(self, name: str) -> dict[str, Any]:
        """The service message that opens a thread with this name; its number is the thread's."""
        if not 1 <= len(name.strip()) <= limits.THREAD_NAME_LETTERS:
            raise ValueError(f"the name of a topic has 1 to {limits.THREAD_NAME_LETTERS} letters")
        colour = THREAD_COLOURS[len(self._chat.threads()) % len(THREAD_COLOURS)]
        return self._says({"forum_topic_created": {"name": name.strip(), "icon_color": colour}})

    def sends_sticker(self) -> dict[str, Any]:
        """The message with a sticker."""
        described = self._stored("Sticker", ("sticker.webp", STICKER, "image/webp")).described()
        shape = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
        return self._says({"sticker": {**described, **shape, "emoji": "👍"}})

    def sends_photos(self, *captions: str) -> list[dict[str, Any]]:
        """The messages with a picture each, an album where there are several; an empty caption is none."""
        album = {"media_group_id": self._state.new_album()} if len(captions) > 1 else {}
        photos = [
            content_as("photo", self._stored("Photo", ("photo.png", PHOTO, "image/png")), {})
            for _ in captions
        ]
        return [
            self._says(photo | album | captioned(caption))
            for photo, caption in zip(photos, captions, strict=True)
        ]

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
            self._state.remove(self._chat, id_of(message))

    def clears(self) -> None:
        """Deletes the whole chat for both sides."""
        for message_id in list(self._chat.messages):
            self.deletes_message(message_id)

    def _origin(self, name: str) -> dict[str, Any]:
        return {"type": "hidden_user", "date": self._state.now(), "sender_user_name": name}

    def _there(self, message: MessageOrId) -> Message:
        """The message as it stands in the chat; raises LookupError if it is gone."""
        stored = self._chat.messages.get(id_of(message))
        if stored is None:
            raise LookupError("that message is gone")
        return stored

    def _check_may_write(self) -> None:
        if self.blocked:
            raise ValueError("the bot is blocked: unblock it first")
        if self._chat.deactivated:
            raise ValueError("this account is deleted")

    def _says(self, content: dict[str, Any], *, reply_to: MessageOrId | None = None) -> dict[str, Any]:
        self._check_may_write()
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
