"""The local Telegram: people on one side, the Bot API on the other."""

import itertools
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from bot.localchat import limits
from bot.localchat.clock import Clock
from bot.localchat.faults import Faults
from bot.localchat.groups import Group
from bot.localchat.limits import Refused
from bot.localchat.methods import BY_NAME, GET_UPDATES
from bot.localchat.params import Upload, read_params
from bot.localchat.people import Person
from bot.localchat.polling import get_updates
from bot.localchat.state import FIRST_GROUP_ID, FIRST_PERSON_ID, Chat, ServerState


class Call(NamedTuple):
    """One call of the bot and what it was answered."""

    method: str
    params: dict[str, Any]
    status: int
    body: bytes

    @property
    def result(self) -> Any:
        """The result of a call that was done."""
        return orjson.loads(self.body)["result"]


class LocalTelegram:
    """A Telegram with one bot in it.

    With a path all of it survives a restart. With `record` it keeps every call and every update for judges.
    """

    def __init__(
        self,
        token: str,
        *,
        clock: Clock,
        path: Path | None = None,
        first_name: str = "Limber",
        username: str = "limber_local_bot",
        record: bool = False,
    ) -> None:
        self.token = token
        self.faults = Faults()
        self.calls: list[Call] = []
        self._record = record
        self.state = ServerState(
            token, clock=clock, path=path, first_name=first_name, username=username, record=record
        )
        self._persons: dict[int, Person] = {}

    @property
    def people(self) -> list[Person]:
        """Everybody with a chat with the bot, in the order they came."""
        return [self.find(chat.id) for chat in self.state.chats.values() if chat.person is not None]

    @property
    def updates_sent(self) -> list[dict[str, Any]]:
        """Every update made for the bot, if recorded."""
        return self.state.updates.made

    @property
    def clock_offset(self) -> float:
        """How many seconds the bot's clock is ahead, as kept over restarts."""
        return float(self.state.settings.get("clock_offset", 0.0))

    @clock_offset.setter
    def clock_offset(self, seconds: float) -> None:
        self.state.keep("clock_offset", seconds)

    def person(
        self,
        first_name: str,
        *,
        language_code: str | None = None,
        id: int | None = None,
        last_name: str | None = None,
        username: str | None = None,
    ) -> Person:
        """Somebody new, with an empty chat with the bot."""
        person_id = id if id is not None else self._free_id(itertools.count(FIRST_PERSON_ID))
        if person_id in self.state.chats:
            raise ValueError(f"there is a chat {person_id} already")
        names = {"first_name": first_name, "last_name": last_name, "username": username}
        names = {name: value for name, value in names.items() if value is not None}
        user: dict[str, Any] = {"id": person_id, "is_bot": False, **names}
        if language_code is not None:
            user["language_code"] = language_code
        self.state.keep_chat(Chat({"id": person_id, **names, "type": "private"}, user))
        self.state.publish("people")
        return self.find(person_id)

    def find(self, person_id: int) -> Person:
        """The person with this id; raises LookupError if there is none."""
        if person_id not in self._persons:
            chat = self.state.chats.get(person_id)
            if chat is None or chat.person is None:
                raise LookupError(f"nobody has the id {person_id}")
            self._persons[person_id] = Person(self.state, chat)
        return self._persons[person_id]

    def group(self, title: str) -> Group:
        """A new group without the bot."""
        group_id = self._free_id(itertools.count(FIRST_GROUP_ID, -1))
        chat = Chat({"id": group_id, "title": title, "type": "group"}, status="left")
        self.state.keep_chat(chat)
        return Group(self.state, chat)

    def deactivate(self, person: Person) -> None:
        """Deletes somebody's account; the bot is not told."""
        chat = self.state.chats[person.id]
        chat.deactivated = True
        self.state.keep_chat(chat)

    def inject(self, update: dict[str, Any] | bytes) -> None:
        """Delivers a forged update: a dict without update_id gets the next one, bytes go out as they are."""
        self.state.updates.inject(update)

    async def call(
        self, method: str, params: Mapping[str, Any], files: Mapping[str, Upload] | None = None
    ) -> tuple[int, bytes]:
        """Status and body of the answer; a status of `faults.Broken` means that no answer came, and how."""
        fault = self.faults.next(method, params.get("chat_id"))
        if fault is None or fault.accepts:
            status, body = await self._done(method, params, files or {})
        else:
            status, body = 0, b""
        if fault is not None:
            status, body = fault.answer(body)
        if self._record:
            self.calls.append(Call(method, dict(params), status, body))
        return status, body

    def close(self) -> None:
        """Lets go of the file."""
        self.state.journal.close()

    async def _done(
        self, method: str, params: Mapping[str, Any], files: Mapping[str, Upload]
    ) -> tuple[int, bytes]:
        try:
            if method.lower() == "getupdates":
                updates = await get_updates(self.state, read_params(GET_UPDATES, (), params, {}))
                return 200, b'{"ok":true,"result":[' + b",".join(update.body() for update in updates) + b"]}"
            known = BY_NAME.get(method.lower())
            if known is None:
                raise Refused(limits.METHOD_NOT_FOUND)
            given = read_params(known.kinds, known.required, params, files)
            with self.state.journal:
                result = known.do(self.state, given, files)
        except Refused as refused:
            return refused.refusal.code, orjson.dumps(refused.refusal.body())
        return 200, orjson.dumps({"ok": True, "result": result})

    def _free_id(self, ids: Iterable[int]) -> int:
        return next(number for number in ids if number not in self.state.chats)
