"""What texts are understood as, state by state, in tables for people; `python -m tests.understood` writes them.

A phrase stands in its state under what it means. The program moves phrases to what they mean today, so that `git diff`
shows what became of them; whether that is what somebody wants who types it for the first time is for the reader to say.
"""

from __future__ import annotations

import json
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from enum import Enum
from pathlib import Path

from bot.chat.hearing import hear
from bot.chat.intents.base import Intent, Plain
from bot.chat.said import Situation
from bot.domain import dialogue as asked
from bot.domain.dialogue import StartStep
from bot.domain.place import Place
from bot.material import CONTENT
from bot.words import files
from bot.words.words import Words

FOLDER = Path(__file__).parent / "chat" / "understood"
LANGUAGES = ("en", "de")
TODAY = date(2027, 5, 3)
BERLIN = Place("Berlin", "DE", "Europe/Berlin", "")
STATES: Mapping[str, Situation] = {
    # Hearing needs not know of an open prompt, a break or an end: what is done about the intent does.
    **dict.fromkeys(
        ("nothing open", "a prompt open", "after a prompt", "a break", "unsubscribed"), Situation(today=TODAY)
    ),
    "a timer running": Situation(has_timer=True, today=TODAY),
    "asked for the signs at first": Situation(
        asked.SafetyScreen(), StartStep.SAFETY, has_zone=False, today=TODAY
    ),
    "asked about conditions at first": Situation(
        asked.ConditionsQuestion(), StartStep.SAFETY, has_zone=False, today=TODAY
    ),
    "asked for the city": Situation(asked.ChoosingPlace(), StartStep.PLACE, has_zone=False, today=TODAY),
    "a city to confirm": Situation(
        asked.ConfirmingPlace((BERLIN,)), StartStep.PLACE, has_zone=False, today=TODAY
    ),
    "asked for the time": Situation(asked.AskedTime(), StartStep.TIME, today=TODAY),
    "asked how long to pause": Situation(asked.AskedBreak(), today=TODAY),
    "asked whether to stop": Situation(asked.AskedStop(), today=TODAY),
    "asked whether to delete": Situation(asked.AskedDelete(), today=TODAY),
    "asked for any pain": Situation(asked.AskedPain(1), today=TODAY),
    "asked how long to put off": Situation(asked.AskedSnooze(), today=TODAY),
    "asked about the floor": Situation(asked.AskedFloor(), today=TODAY),
    "asked about their age": Situation(asked.AskedAge(), today=TODAY),
    "asked how it compares": Situation(asked.AskedCompared(), today=TODAY),
    "asked which half of the day": Situation(asked.AskedHalf(8), today=TODAY),
}
# State -> what is meant -> the phrases that mean it.
Table = dict[str, dict[str, list[str]]]


def all_words() -> dict[str, Words]:
    """The words of every language."""
    return files.load(Path(CONTENT))


def meant(intent: Intent) -> str:
    """An intent as the tables write it: its name, with whatever is short of its fields."""
    if isinstance(intent, Plain):
        return str(intent)
    values = (getattr(intent, field.name) for field in fields(intent))
    short = [str(value) for value in values if isinstance(value, str | int | date | Enum)]
    return f"{type(intent).__name__}({', '.join(short)})" if short else type(intent).__name__


def understood(text: str, state: str, language: str, words: Mapping[str, Words]) -> str:
    """What a text means in a state, as the tables write it."""
    return meant(hear(text, STATES[state], words[language], tuple(words.values())))


def load(language: str) -> Table:
    """A language's table."""
    return tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))


def write(language: str, table: Table) -> None:
    """Writes a language's table, the states and what is meant in order."""
    name = {"en": "English", "de": "German"}[language]
    lines = [
        f"# What somebody who speaks {name} types, by what it means, state by state (tests/understood.py)."
    ]
    for state in STATES:
        if state in table:
            lines += ["", f"[{json.dumps(state)}]"]
            lines += [
                f"{json.dumps(means, ensure_ascii=False)} = {json.dumps(sorted(phrases), ensure_ascii=False)}"
                for means, phrases in sorted(table[state].items())
            ]
    (FOLDER / f"{language}.toml").write_text("\n".join([*lines, ""]), encoding="utf-8")


def main() -> None:
    words = all_words()
    for language in LANGUAGES:
        found: Table = {}
        for state, by_meaning in load(language).items():
            now = found.setdefault(state, defaultdict(list))
            for phrase in (phrase for phrases in by_meaning.values() for phrase in phrases):
                now[understood(phrase, state, language, words)].append(phrase)
        write(language, found)


if __name__ == "__main__":
    main()
