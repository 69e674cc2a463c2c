"""Learns what texts are about: `python -m docs.maintainer.learn_topics`, after the phrases in tests changed.

It learns from what is understood, and from what many kinds of people type about each topic.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bot.chat.hearing import hear
from bot.chat.topics import topic_of
from bot.material import CONTENT
from bot.words import files
from bot.words.spellings import ways_to_write
from bot.words.topics import FILE, WEIGHTS, Learned, Topic, Topics, written
from docs.maintainer.learning import EVERYDAY, LOCALES, PHRASES, digest, learn, table
from tests.understood import STATES, load

# A pattern can stand for hundreds of ways to write a word; so many of them are learned from.
WAYS = 4
# The entries of `words.toml`, by topic.
WORDS: Mapping[Topic, Sequence[str]] = {
    Topic.DONE: ("done", "done_yesterday", "one_more"),
    Topic.UNDO: ("undo", "wrong"),
    Topic.LATER: ("snooze", "not_now", "tomorrow", "wait"),
    Topic.NEXT: ("other_side",),
    Topic.NOT_TODAY: ("skip", "busy", "sore", "ill", "enough"),
    Topic.NOT_HERE: ("not-here",),
    Topic.ANOTHER: ("another", "not_for_me", "next"),
    Topic.EASIER: ("gentler",),
    Topic.NOW: ("session", "again", "today"),
    Topic.START: ("start",),
    Topic.TIMES: ("add", "change", "set_time", "often", "add_time"),
    Topic.CITY: ("lives_in",),
    Topic.BREAK: ("pause", "away", "gone"),
    Topic.BACK: ("resume",),
    Topic.LEAVE: ("stop", "leave"),
    Topic.HOW: ("more",),
    Topic.STRETCHES: ("favourite",),
    Topic.SETTINGS: ("loud", "quiet"),
    Topic.CONDITIONS: ("applies",),
    Topic.DATA: ("delete",),
    Topic.WAIT: ("keep",),
    Topic.LONGER: ("longer",),
    Topic.HELP: ("help",),
    Topic.TALK: ("cancel", "hello", "thanks", "bye", "sorry", "pleased", "well", "must_go"),
}

Phrase = tuple[str, Topic]


def phrases(language: str) -> list[Phrase]:
    """Every phrase to learn from with its topic, in a fixed order; one that means two things stands there twice."""
    found = set()
    words = tomllib.loads((LOCALES / language / "words.toml").read_text("utf-8"))
    for topic, meanings in WORDS.items():
        for pattern in (pattern for meaning in meanings for pattern in words[meaning]):
            ways = sorted(ways_to_write(pattern))
            found |= {(way, topic) for way in ways[:: -(-len(ways) // WAYS)]}
    found |= set(_understood(language))
    everyday = table(EVERYDAY, language).items()
    return sorted(found | {(said, Topic(topic)) for topic, listed in everyday for said in listed})


def _understood(language: str) -> Iterator[Phrase]:
    """What the tables say that is understood, where no question is open."""
    words = files.load(Path(CONTENT), unfinished=True, unlearned=True)
    for state, by_meaning in load(language).items():
        if STATES[state].question is None:
            for said in (one for listed in by_meaning.values() for one in listed):
                topic = topic_of(hear(said, STATES[state], words[language], tuple(words.values())))
                if topic is not None:
                    yield said, topic


def learned(said: Sequence[Phrase]) -> Topics:
    """What these phrases teach."""
    lines = learn([text for text, _ in said], [topic for _, topic in said], among=WEIGHTS)
    return Topics({Topic(name): Learned(*line) for name, line in lines.items()}, digest(said))


def main() -> None:
    """Writes the file of every language that has phrases."""
    for folder in sorted(path for path in LOCALES.iterdir() if path.is_dir()):
        if not (PHRASES / EVERYDAY / f"{folder.name}.toml").exists():
            continue
        said = phrases(folder.name)
        (folder / FILE).write_bytes(written(learned(said)))
        print(f"{folder.name}: {len(said)} phrases")


if __name__ == "__main__":
    main()
