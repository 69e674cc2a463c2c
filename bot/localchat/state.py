"""Everything a Telegram with one bot in it knows: chats, messages, presses, files, what is still to be delivered."""

import asyncio
import itertools
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bot.localchat import limits
from bot.localchat.clock import Clock
from bot.localchat.files import Files
from bot.localchat.journal import Journal
from bot.localchat.limits import Refused
from bot.localchat.markup import Entity
from bot.localchat.updates import Updates

FIRST_MESSAGE_ID = 1
FIRST_PERSON_ID = 7_100_000_001
FIRST_GROUP_ID = -4_100_000_001
BOT_RIGHTS = {
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
    "has_topics_enabled": True,
    "allows_users_to_create_topics": True,
}


@dataclass
class Message:
    """One message: the Bot API's object, and what Telegram knows beyond it."""

    body: dict[str, Any]
    by_bot: bool
    silent: bool = False
    reply_to: int | None = None
    # Sent with a reply keyboard, its removal or a forced reply: no bot can edit it any more.
    fixed: bool = False

    @property
    def id(self) -> int:
        return int(self.body["message_id"])


@dataclass
class Chat:
    """A person's chat with the bot, or a group."""

    about: dict[str, Any]
    person: dict[str, Any] | None = None
    deactivated: bool = False
    # The bot's, as in my_chat_member: "kicked" is what Telegram calls blocked in a private chat.
    status: str = "member"
    keyboard: dict[str, Any] | None = None
    keyboard_from: int | None = None
    messages: dict[int, Message] = field(default_factory=dict)

    @property
    def id(self) -> int:
        return int(self.about["id"])

    def has_thread(self, thread: int) -> bool:
        """Whether something was said in this thread and is still there: one is deleted with all that is in it."""
        return any(message.body.get("message_thread_id") == thread for message in self.messages.values())

    def threads(self) -> list[dict[str, Any]]:
        """Ids and names of the threads that the person has opened, the oldest first."""
        return [
            {"id": message.id, "name": message.body["forum_topic_created"]["name"]}
            for message in self.messages.values()
            if "forum_topic_created" in message.body
        ]


def in_thread(thread: int | None) -> dict[str, Any]:
    """The fields of a message that say in which thread it is."""
    return {} if thread is None else {"message_thread_id": thread, "is_topic_message": True}


@dataclass
class Query:
    """A press on a button; the answer is what answerCallbackQuery said: `text` and `show_alert`."""

    id: str
    pressed_at: float
    answer: dict[str, Any] | None = None
    _done: asyncio.Event = field(default_factory=asyncio.Event, repr=False)

    def end(self, answer: dict[str, Any]) -> None:
        """Keeps the answer for those who wait for it."""
        self.answer = answer
        self._done.set()

    async def answered(self, within: float) -> dict[str, Any] | None:
        """The answer, or None if it did not come within so many seconds."""
        try:
            async with asyncio.timeout(within):
                await self._done.wait()
        except TimeoutError:
            return None
        return self.answer


class ServerState:
    """The chats of one bot and all that happens in them."""

    def __init__(
        self, token: str, *, clock: Clock, path: Path | None, first_name: str, username: str, record: bool
    ) -> None:
        self.token = token
        self.clock = clock
        self.journal = Journal(path)
        self.settings: dict[str, Any] = dict(self.journal.all("setting"))
        bot_id = int(token.partition(":")[0])
        self.bot: dict[str, Any] = {
            "id": bot_id,
            "is_bot": True,
            "first_name": first_name,
            "username": username,
        }
        self.files = Files(bot_id, self.journal)
        self.updates = Updates(self.journal, clock, record=record)
        self.queries = {key: Query(key, pressed_at) for key, pressed_at in self.journal.all("query")}
        self._subscribers: list[Callable[[dict[str, Any]], None]] = []
        self.chats = {key: Chat(**body) for key, body in self.journal.all("chat")}
        for _, body in self.journal.all("message"):
            message = Message(**body)
            self.chats[message.body["chat"]["id"]].messages[message.id] = message
        self._message_ids = itertools.count(self.settings.get("message_id", FIRST_MESSAGE_ID))
        self._query_ids = itertools.count(self.settings.get("query_id", 1))

    def keep(self, name: str, value: Any) -> None:
        """Keeps a setting over restarts."""
        self.settings[name] = value
        self.journal.put("setting", name, value)

    def now(self) -> int:
        """The present moment as messages are dated."""
        return int(self.clock.now().timestamp())

    def subscribe(self, listener: Callable[[dict[str, Any]], None]) -> Callable[[], None]:
        """Calls `listener` with each event of the page from now on; what comes back ends it."""
        self._subscribers.append(listener)
        return lambda: self._subscribers.remove(listener)

    def publish(self, kind: str, chat: Chat | None = None, /, **event: Any) -> None:
        """Tells the page what happened; it shows no groups."""
        if chat is not None:
            if chat.person is None:
                return
            event = {"person": chat.id, **event}
        for listener in self._subscribers:
            listener({"type": kind, **event})

    def chat(self, chat_id: int | str) -> Chat:
        """The chat; raises Refused if the bot never met it."""
        found = self.chats.get(chat_id) if isinstance(chat_id, int) else None
        if found is None:
            raise Refused(limits.CHAT_NOT_FOUND)
        return found

    def open_chat(self, chat_id: int | str) -> Chat:
        """The chat to write to; raises Refused where the bot is not wanted."""
        chat = self.chat(chat_id)
        if chat.deactivated:
            raise Refused(limits.DEACTIVATED)
        if chat.status == "kicked":
            raise Refused(limits.BLOCKED if chat.person else limits.KICKED)
        if chat.status == "left":
            raise Refused(limits.NOT_A_MEMBER)
        return chat

    def keep_chat(self, chat: Chat) -> None:
        """Keeps what changed about a chat."""
        self.chats[chat.id] = chat
        # Messages are kept one by one.
        body = {name: value for name, value in vars(chat).items() if name != "messages"}
        self.journal.put("chat", chat.id, body)

    def write(
        self,
        chat: Chat,
        content: dict[str, Any],
        *,
        sender: dict[str, Any],
        reply_to: int | None = None,
        markup: dict[str, Any] | None = None,
        silent: bool = False,
    ) -> Message:
        """The new message, kept and shown."""
        message_id = next(self._message_ids)
        self.keep("message_id", message_id + 1)
        body = {"message_id": message_id, "from": sender, "chat": chat.about, "date": self.now(), **content}
        if "forum_topic_created" in content:
            # A thread has the number of the message that opens it.
            body |= in_thread(message_id)
        inline = markup is not None and "inline_keyboard" in markup
        if inline and markup and markup["inline_keyboard"]:
            body["reply_markup"] = markup
        message = Message(body, sender["is_bot"], silent, reply_to, fixed=markup is not None and not inline)
        chat.messages[message_id] = message
        self.keep_message(message)
        self.publish("message", chat, message=self.on_page(message))
        if markup is not None and ("keyboard" in markup or "remove_keyboard" in markup):
            self.set_keyboard(chat, markup if "keyboard" in markup else None, message_id)
        return message

    def new_album(self) -> str:
        """The id that the messages of one album share."""
        number = self.settings.get("album", 0) + 1
        self.keep("album", number)
        return f"{self.bot['id']}{number:07}"

    def keep_message(self, message: Message) -> None:
        """Keeps a message as it now is."""
        self.journal.put("message", message.id, asdict(message))

    def remove(self, chat: Chat, message_id: int) -> None:
        """Takes a message away for everybody, and the keyboard that came with it."""
        del chat.messages[message_id]
        self.journal.drop("message", message_id)
        self.publish("delete", chat, message_id=message_id)
        if chat.keyboard_from == message_id:
            self.set_keyboard(chat, None, None)

    def set_keyboard(self, chat: Chat, keyboard: dict[str, Any] | None, message_id: int | None) -> None:
        """Puts a reply keyboard in force, or none."""
        chat.keyboard = keyboard
        chat.keyboard_from = message_id if keyboard else None
        self.keep_chat(chat)
        self.publish("keyboard", chat, keyboard=keyboard)

    def shown(self, message: Message) -> dict[str, Any]:
        """The Bot API's object, with the message it answers as far as that still exists."""
        body = dict(message.body)
        replied = self.chats[body["chat"]["id"]].messages.get(message.reply_to or 0)
        if replied is not None:
            body["reply_to_message"] = dict(replied.body)
        return body

    def on_page(self, message: Message) -> dict[str, Any]:
        """The object as the page shows it."""
        body = self.shown(message)
        if not message.by_bot:
            body["out"] = True
        if message.silent:
            body["silent"] = True
        return body

    def known(self, entities: list[Entity]) -> list[Entity]:
        """The entities, people in them as full users; a mention of somebody unknown is no entity."""
        kept = []
        for entity in entities:
            if entity["type"] == "text_mention":
                chat = self.chats.get(entity["user"]["id"])
                if chat is None or chat.person is None:
                    continue
                kept.append(entity | {"user": chat.person})
            else:
                kept.append(entity)
        return kept

    def change_status(self, chat: Chat, status: str, *, by: dict[str, Any]) -> None:
        """Lets the bot in or puts it out, and tells it so."""
        old, chat.status = chat.status, status
        self.keep_chat(chat)
        change = {"chat": chat.about, "from": by, "date": self.now()}
        change |= {"old_chat_member": self._member(old), "new_chat_member": self._member(status)}
        self.updates.add("my_chat_member", change, chat.id)

    def _member(self, status: str) -> dict[str, Any]:
        member = {"user": self.bot, "status": status}
        return member | {"until_date": 0} if status == "kicked" else member

    def new_query(self) -> Query:
        """A press whose answer is still to come."""
        number = next(self._query_ids)
        self.keep("query_id", number + 1)
        query = Query(f"{self.bot['id']}{number:06}", self.clock.now().timestamp())
        self.queries[query.id] = query
        self.journal.put("query", query.id, query.pressed_at)
        return query

    def answer_query(self, query_id: str, answer: dict[str, Any]) -> None:
        """Answers a press; raises Refused if it is answered already, too old or unknown."""
        query = self.queries.get(query_id)
        oldest = self.clock.now().timestamp() - limits.QUERY_KEPT_SECONDS
        if query is None or query.answer is not None or query.pressed_at < oldest:
            raise Refused(limits.QUERY_TOO_OLD)
        query.end(answer)
        self.journal.drop("query", query_id)
