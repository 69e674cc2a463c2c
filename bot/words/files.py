"""The files of a language's words, read and checked."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from bot.domain.language import FIRST_LANGUAGE
from bot.domain.timetext import time_words
from bot.domain.timewords import TIME_FIELDS
from bot.mistakes import Mistaken
from bot.words import likeness, topics
from bot.words.gists import LISTS as OWN_LISTS
from bot.words.gists import Gists
from bot.words.phrases import Phrases, phrases
from bot.words.spellings import Shorthand, by_first_letter, ways_to_write
from bot.words.topics import UNLEARNED
from bot.words.words import Sign, Words, normal

# Courtesy around what is meant, in the file of the meanings.
COURTESY = ("before", "behind")
EVERYWHERE = frozenset({"done", "hurts", "call"})
# The file of what texts ask or wish.
GISTS = "gist.toml"
# The file of what is written short.
SHORTHAND = "shorthand.toml"
# What takes a phrase back, in every file of phrases.
TAKES_BACK = ("negatives", "idioms", "over", "ended", "key_words")
# The files of phrases, with the signs in each; one has the phrases of conditions, by their tags.
PHRASES = {
    "emergency.toml": (Sign.EMERGENCY, Sign.DESPAIR, Sign.TODAY, Sign.PERHAPS, Sign.UNUSUAL),
    "feelings.toml": (Sign.DIZZY, Sign.TINGLING, Sign.HURTS, Sign.BODY),
    "conditions.toml": (Sign.TOO_YOUNG, Sign.ADULT, Sign.SOON, Sign.UNLISTED),
}
CONDITIONS = "conditions"
# The lists that all of them name, among them who else is spoken of, the words of whoever speaks, what counts whoever
# it is, what ordinals stand before, what ends compounds, and other spellings.
LISTS = "body.toml"
WHO = ("others", "theirs", "cared_for", "own", "anybody", "ordinal", "compounds", "same")


Learned = TypeVar("Learned")


class WordsError(Mistaken):
    """Files of words are wrong; each argument is a mistake, with its file and field."""


def load(folder: Path, *, unfinished: bool = False, unlearned: bool = False) -> dict[str, Words]:
    """The words of every language under locales/; raises WordsError with every mistake, its file and field.

    A folder is a language once it says its own name; `unfinished` reads those as well that do not yet. `unlearned`
    leaves out what was learned of topics, for whoever learns it anew.
    """
    mistakes: list[str] = []
    everywhere = _read(folder / "words.toml", mistakes)
    _expect(folder / "words.toml", everywhere, EVERYWHERE, mistakes)
    # Every language has words for what the first one has.
    first = folder / "locales" / FIRST_LANGUAGE
    meanings = _read(first / "words.toml", mistakes)
    gists = _read(first / GISTS, mistakes)
    found = {}
    for language in sorted(path for path in (folder / "locales").glob("*") if path.is_dir()):
        if unfinished or (language / "language.toml").exists():
            words = _words(language, everywhere, meanings, gists, mistakes, unlearned=unlearned)
            if words is not None:
                found[language.name] = words
    if mistakes:
        raise WordsError(*mistakes)
    return found


def _words(
    folder: Path,
    everywhere: Mapping[str, Any],
    wanted: Collection[str],
    gists: Collection[str],
    mistakes: list[str],
    *,
    unlearned: bool,
) -> Words | None:
    """One language's words; None with its mistakes added where it has any."""
    before = len(mistakes)
    raw, times, about, short, named, *signs = (
        _read(folder / name, mistakes)
        for name in ("words.toml", "time.toml", GISTS, SHORTHAND, LISTS, *PHRASES)
    )
    if len(mistakes) > before:
        return None
    _expect(folder / "words.toml", raw, tuple(dict.fromkeys((*wanted, *COURTESY))), mistakes)
    _expect(folder / GISTS, about, gists, mistakes)
    for table, fields in TIME_FIELDS.items():
        given = times.get(table)
        _expect(folder / "time.toml", given if isinstance(given, dict) else {}, fields, mistakes, table=table)
    patterns = repr((named, *signs))
    for name, needed, lists in (
        (LISTS, WHO, named),
        *(
            (name, (*heard, *TAKES_BACK), of)
            for (name, heard), of in zip(PHRASES.items(), signs, strict=True)
        ),
    ):
        # Any other list is there to be named by a pattern.
        known = [one for one in lists if f"{{{one}}}" in patterns or isinstance(lists[one], dict)]
        _expect(folder / name, lists, dict.fromkeys((*needed, *known)), mistakes)
    if len(mistakes) > before:
        return None
    courtesy = [
        frozenset(normal(way) for pattern in raw.pop(name) for way in ways_to_write(pattern))
        for name in COURTESY
    ]
    meanings = _meanings(folder / "words.toml", raw, everywhere, mistakes)
    try:
        known_times = time_words(times)
    except ValueError as error:
        mistakes.append(f"{folder / 'time.toml'}: {error}")
        return None
    said, conditions = _phrases(folder, named, signs, mistakes)
    read = _gists(folder / GISTS, about, mistakes)
    shorthand = _shorthand(folder / SHORTHAND, short, mistakes)
    learned = _learned(folder / likeness.FILE, likeness.read, mistakes)
    about_what = UNLEARNED if unlearned else _learned(folder / topics.FILE, topics.read, mistakes)
    if read is None or learned is None or about_what is None or len(mistakes) > before:
        return None
    vocabulary = by_first_letter({*read.words, *(word for meaning in meanings for word in meaning.split())})
    return Words(
        meanings,
        courtesy[0],
        courtesy[1],
        known_times,
        said,
        conditions,
        read,
        learned,
        about_what,
        vocabulary,
        shorthand,
    )


def _phrases(
    folder: Path, named: Mapping[str, Any], signs: Iterable[dict[str, Any]], mistakes: list[str]
) -> tuple[dict[Sign, Phrases], dict[str, Phrases]]:
    """The phrases of signs, and those of conditions by their tags; adds the first mistake in the patterns of a file."""
    said: dict[Sign, Phrases] = {}
    conditions: dict[str, Phrases] = {}
    for (name, heard), lists in zip(PHRASES.items(), signs, strict=True):
        of_tags = lists.pop(CONDITIONS, {})
        try:
            found = phrases({**named, **lists}, heard)
            said |= {sign: found[sign] for sign in heard}
            if of_tags:
                conditions |= phrases({**named, **lists, **of_tags}, of_tags)
        except ValueError as error:
            mistakes.append(f"{folder / name}: {error}")
    return said, conditions


def _meanings(
    file: Path, raw: Mapping[str, Any], everywhere: Mapping[str, Any], mistakes: list[str]
) -> dict[str, str]:
    """Every way to write a word, with what it means; adds what means two things."""
    meanings: dict[str, str] = {}
    for meaning, patterns in raw.items():
        for word in (way for pattern in patterns for way in ways_to_write(pattern)):
            if meanings.setdefault(normal(word), meaning) != meaning:
                mistakes.append(f"{file}: {meaning}: {word!r} means something else already")
    for meaning, words in everywhere.items():
        for word in words:
            meanings.setdefault(normal(word), meaning)
    return meanings


def _gists(file: Path, raw: dict[str, Any], mistakes: list[str]) -> Gists | None:
    """One language's gists; None with the mistake added where a pattern is written wrongly."""
    lists = raw.pop(OWN_LISTS)
    try:
        return Gists(raw, lists)
    except ValueError as error:
        mistakes.append(f"{file}: {error}")
        return None


def _learned(file: Path, read: Callable[[Path], Learned], mistakes: list[str]) -> Learned | None:
    """What was learned of one language; None with the mistake added where that cannot be read."""
    try:
        return read(file)
    except FileNotFoundError:
        mistakes.append(f"{file}: the file is missing")
    except (OSError, ValueError, LookupError, TypeError) as error:
        mistakes.append(f"{file}: {error}")
    return None


def _shorthand(file: Path, raw: Mapping[str, Any], mistakes: list[str]) -> Shorthand:
    """What is written short with what it stands for; adds what stands for two things, and what is no list."""
    long: dict[str, str] = {}
    for meant, written in raw.items():
        if not isinstance(written, list) or not all(isinstance(one, str) for one in written):
            mistakes.append(f"{file}: {meant}: must be a list of words")
            continue
        for one in written:
            if long.setdefault(one.casefold(), meant) != meant:
                mistakes.append(f"{file}: {meant}: {one!r} stands for something else already")
    return Shorthand(long)


def _read(file: Path, mistakes: list[str]) -> dict[str, Any]:
    """What a file holds, nothing with its mistake added where it cannot be read."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        mistakes.append(f"{file}: the file is missing")
    except (OSError, ValueError) as error:
        mistakes.append(f"{file}: {error}")
    return {}


def _expect(
    file: Path, found: Mapping[str, Any], wanted: Collection[str], mistakes: list[str], *, table: str = ""
) -> None:
    """Adds every field that is missing, and every one that is too much."""
    for field in (*wanted, *found):
        if (field in wanted) != (field in found):
            why = "is missing" if field in wanted else "is not known"
            mistakes.append(f"{file}: {table}{'.' if table else ''}{field}: {why}")
