"""The tables: a row is observed, read and written."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from inspect import iscoroutinefunction
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from bot.localchat.people import Person
from bot.localchat.state import Message, Query
from bot.localchat.telegram import LocalTelegram
from tests.heard import more_situations, situations
from tests.heard.messages import Messages, messages
from tests.heard.record import Record, changes
from tests.heard.somebody import Somebody
from tests.world import MONDAY_MORNING, TOKEN, FakeClock, Outgoing, World, buttons, data_of, running

FOLDER = Path(__file__).parents[1] / "chat" / "heard"
LANGUAGES = ("en", "de")
# Every function of these modules is a situation, with the name that it has in the tables.
SITUATIONS: dict[str, Callable[[Somebody], Awaitable[None]]] = {
    name.replace("_", " "): brings
    for part in (situations, more_situations)
    for name, brings in vars(part).items()
    if iscoroutinefunction(brings)
}
# Somebody who does something after something else: the button is that which stood there before both.
THEN = " > "
STICKER = "(a sticker)"
LOCATION = "(a location in Rome)"
ROME = (41.9, 12.5)
SHOWS = {"sendMessage", "sendPhoto", "sendAnimation", "sendDocument", "editMessageText", "editMessageMedia"}
# A frame of a timer; what it has below its second line follows from that.
FRAME = re.compile(r"<b>(?P<seconds>\d+) s</b>\n(?P<line>[^\n]*).*", re.DOTALL)
# What an answered prompt shrinks to says nothing that the record does not.
SHRUNK = ("prompt-done", "prompt-skipped", "prompt-snoozed", "prompt-replaced")


@dataclass(frozen=True, slots=True)
class Row:
    """What happens after a text, or a press in square brackets; `wrong` says why that is a fault of today."""

    happens: str
    wrong: str = ""


# What is said or pressed in a situation -> what happens.
Table = dict[str, Row]


class Rewound(FakeClock):
    """A clock that can be set back, for the next situation."""

    def rewind(self, now: datetime) -> None:
        self._now = now


class Stage:
    """A world in which one person after the other is brought into a situation, and into it again for each row."""

    def __init__(self, world: World, record: Record, clock: Rewound, chance: Random) -> None:
        self._world = world
        self._record = record
        self._clock = clock
        self._chance = chance
        self._empty = record.keep()

    async def observe(self, language: str, name: str, said: Iterable[str]) -> dict[str, str]:
        """What happens in a situation after each of these texts and presses."""
        self._record.put_back(self._empty)
        self._clock.rewind(MONDAY_MORNING)
        self._chance.seed(7)
        spoken = "fi" if name == "the language asked first" else language
        person = self._world.telegram.person("Ann", language_code=spoken)
        await SITUATIONS[name](Somebody(self._world, person, messages(language)))
        scene = Scene(self._world, person, self._record, language)
        luck = self._chance.getstate()
        happens = {}
        for text in said:
            scene.put_back()
            self._chance.setstate(luck)
            happens[text] = await scene.after(text)
        return happens


class Scene:
    """A situation somebody is in, and can be put back into."""

    def __init__(self, world: World, person: Person, record: Record, language: str) -> None:
        self._world = world
        self._person = person
        self._record = record
        self._language = language
        self._kept = record.keep()
        self._chat = world.telegram.state.chats[person.id]
        self._shown = self._as_shown(self._chat.messages)
        self._facts = record.facts(person.id)
        self.buttons = {
            label: (message, data)
            for message in person.chat
            for label, data in zip(buttons(message), data_of(message), strict=True)
        }

    def put_back(self) -> None:
        """Everything is as it was when the situation began."""
        self._record.put_back(self._kept)
        self._chat.messages = self._as_shown(self._shown)
        self._chat.keyboard = self._chat.keyboard_from = None

    @staticmethod
    def _as_shown(messages: Mapping[int, Message]) -> dict[int, Message]:
        return {number: replace(message, body=dict(message.body)) for number, message in messages.items()}

    async def after(self, said: str) -> str:
        """What happens after a text or a press, of several in a row after the last; what is asked where nothing was."""
        if not said:
            return f"asks {self._facts.get('asks', 'nothing')}"
        *first, last = said.split(THEN)
        for act in first:
            await self._does(act)
        before = self._record.facts(self._person.id) if first else self._facts
        calls = len(self._world.timeline)
        query = await self._does(last)
        after = self._record.facts(self._person.id)
        known = messages(after.get("speaks", self._language))
        answers = [answer for call in self._world.timeline[calls:] if (answer := self._answer(call, known))]
        if query is not None and query.answer is not None and query.answer.get("text"):
            answers.append(f"toast {known.headline(query.answer['text'])}")
        return "; ".join([" + ".join(answers) or "no answer", *changes(before, after)])

    async def _does(self, act: str) -> Query | None:
        query = None
        if act == STICKER:
            self._person.sends_sticker()
        elif act == LOCATION:
            self._person.shares_location(*ROME)
        elif act.startswith("["):
            query = self._presses(act[1:-1])
        else:
            self._person.sends(act)
        await self._world.settle()
        await self._world.app.limber.holds.settle()
        return query

    def _presses(self, label: str) -> Query:
        if label in self.buttons:
            message, data = self.buttons[label]
            return self._person.presses(message, data=data)
        shown = next((shown for shown in reversed(self._person.chat) if label in buttons(shown)), None)
        assert shown is not None, f"there is no button {label!r} any more"
        return self._person.presses(shown, label)

    def _answer(self, call: Outgoing, known: Messages) -> str | None:
        """What one call of the bot shows, None where that tells nothing."""
        if call.status != 200 or call.params.get("chat_id") != self._person.id:
            return None
        if call.method == "editMessageReplyMarkup":
            found = (shown for shown in self._person.chat if shown["message_id"] == call.params["message_id"])
            labels = buttons(next(found))
            return f"buttons {known.label(labels[0])}" if labels else "buttons away"
        given = call.params.get("media", call.params)
        text = str(given.get("text", given.get("caption")))
        if (frame := FRAME.fullmatch(text)) is not None:
            return f"{known.headline(frame['line'])} {frame['seconds']}"
        if call.method not in SHOWS:
            return None
        headline = known.headline(text)
        edits_prompt = call.method == "editMessageText" and headline.startswith(SHRUNK)
        return None if edits_prompt else headline


@asynccontextmanager
async def stage(folder: Path) -> AsyncIterator[Stage]:
    """A stage with its database in this folder."""
    clock, chance, file = Rewound(MONDAY_MORNING), Random(7), folder / "heard.sqlite"
    telegram = LocalTelegram(TOKEN, clock=clock)
    # The budget's clock goes on while the bot's is set back.
    budget_clock = count(step=10.0).__next__
    url = f"sqlite:///{file}"
    async with running(telegram, clock, url, budget_clock=budget_clock, chance=chance) as world:
        record = Record(file)
        yield Stage(world, record, clock, chance)
        record.close()
    telegram.close()


def load(language: str) -> dict[str, Table]:
    """A language's table of each situation."""
    raw: dict[str, dict[str, Any]] = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    return {
        name: {said: Row(*row) if isinstance(row, list) else Row(row) for said, row in table.items()}
        for name, table in raw.items()
    }


def write(language: str, tables: Mapping[str, Table]) -> None:
    """Writes a language's tables, what comes to the same beside each other."""
    (FOLDER / f"{language}.toml").write_text(
        "\n".join([HEAD[language], *(_written(name, tables[name]) for name in SITUATIONS if name in tables)]),
        encoding="utf-8",
    )


HEAD = {
    language: f"""\
# What somebody who speaks {name} says or presses in each situation = what happens: the messages that the bot answers
# with, then what changed. "" is nothing said: which question is open. "[Done]" is a press, "done > [Skip]" a press on a
# button of before. Where two stand behind the sign, the second is why that is wrong today.
# A new row is its text with ""; `python -m tests.heard` does the rest.
"""
    for language, name in zip(LANGUAGES, ("English", "German"), strict=True)
}


def _written(name: str, table: Table) -> str:
    lines = [f"[{_quoted(name)}]"]
    for said, row in sorted(table.items(), key=lambda each: (each[0] != "", each[1].happens, each[0])):
        value = f"[{_quoted(row.happens)}, {_quoted(row.wrong)}]" if row.wrong else _quoted(row.happens)
        lines.append(f"{_quoted(said)} = {value}")
    return "\n".join([*lines, ""])


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
