"""An archive that comes back as a file: read strictly, for anybody may have written it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.archive import MARK, OUTCOMES, Archive, KeptEntry, KeptExercise, KeptPrompt, KeptTime
from bot.domain.days import OF_OTHERS
from bot.domain.own import LINK, MOST_EXERCISES, PREFIX, OwnDraft, fault_of, plain
from bot.domain.prompt import PromptKind
from bot.domain.schedule import EVERY_DAY, MOST_DAYS_APART, MOST_SLOTS, too_close
from bot.domain.written import Misfit, Path, Why, read

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,79}")
COUNTRY = re.compile(r"[A-Z]{2}")
CITY_LETTERS = 100
MOST_NUMBER, MOST_SECONDS = 1000, 24 * 3600
# Before anybody can have used Limber, and what clocks differ by.
FIRST_YEAR = 2000
CLOCKS_DIFFER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Known:
    """What this Limber has, by ids: whatever else a file names, it cannot take."""

    languages: frozenset[str]
    programmes: frozenset[str]
    gear: frozenset[str]
    conditions: frozenset[str]
    levels: frozenset[int]
    minutes: frozenset[int]


def is_archive(raw: Any) -> bool:
    """Whether JSON says that it is an archive, of whatever version."""
    return isinstance(raw, dict) and raw.get("format") == MARK["format"]


def read_archive(raw: Mapping[str, Any], known: Known, now: datetime) -> Archive:
    """The archive that JSON with its mark says; raises Misfit for the first thing that is wrong with it."""
    if type(raw.get("version")) is not int:
        raise Misfit(Why.TYPE, ("version",))
    if raw["version"] != MARK["version"]:
        raise Misfit(Why.VALUE, ("version",))
    archive: Archive = read(Archive, {name: value for name, value in raw.items() if name not in MARK})
    for path in _wrong(archive, known, now):
        raise Misfit(Why.VALUE, path)
    return archive


def _wrong(archive: Archive, known: Known, now: datetime) -> Iterator[Path]:
    """What leads to each value that is of the right type and cannot be."""
    settings, first = archive.settings, datetime(FIRST_YEAR, 1, 1, tzinfo=now.tzinfo)
    last_day = (now + CLOCKS_DIFFER).date()
    checks: dict[Path, bool] = {
        ("language",): archive.language in known.languages,
        ("city",): archive.city is None or _is_words(archive.city),
        ("zone",): archive.zone is None or _is_zone(archive.zone),
        ("country",): archive.country is None or bool(COUNTRY.fullmatch(archive.country)),
        ("day_start",): archive.day_start.tzinfo is None,
        ("conditions",): archive.conditions <= known.conditions,
        ("settings", "programme"): settings.programme in known.programmes,
        ("settings", "level"): settings.level in known.levels,
        ("settings", "minutes"): settings.minutes in known.minutes,
        ("settings", "lacking"): settings.lacking <= known.gear,
        ("settings", "shorter"): not (settings.longer and settings.shorter),
        ("settings", "rest_days"): settings.rest_days < EVERY_DAY,
        ("settings", "quiet_from"): (settings.quiet_from is None) == (settings.quiet_to is None),
        ("times",): _are_times(archive.times),
        ("exercises",): sum(not each.removed for each in archive.exercises) <= MOST_EXERCISES,
    }
    yield from (("times", number) for number, time in enumerate(archive.times) if not _is_time(time))
    yield from (path for path, is_right in checks.items() if not is_right)
    lists: list[tuple[str, tuple[Any, ...], Callable[[Any], bool]]] = [
        ("likings", archive.likings, lambda liking: _is_id(liking.stretch_id)),
        ("exercises", archive.exercises, _is_exercise),
        ("prompts", archive.prompts, lambda prompt: _is_prompt(prompt, archive)),
        ("entries", archive.entries, lambda entry: _is_entry(entry, archive)),
        ("days", archive.days, lambda day: day.state in OF_OTHERS and first.date() <= day.on <= last_day),
        ("tips", archive.tips, lambda tip: _is_id(tip.id) and first.date() <= tip.on <= last_day),
    ]
    for name, values, is_right in lists:
        yield from ((name, number) for number, value in enumerate(values) if not is_right(value))
    happened = chain(
        (("prompts", number, prompt.due_at, prompt.day) for number, prompt in enumerate(archive.prompts)),
        (("entries", number, entry.done_at, entry.day) for number, entry in enumerate(archive.entries)),
    )
    for name, number, at, day in happened:
        if not (first <= at <= now + CLOCKS_DIFFER and first.date() <= day <= last_day):
            yield (name, number)


def _is_time(time: KeptTime) -> bool:
    if time.at.tzinfo is not None or time.at.second or time.at.microsecond or time.every < 1:
        return False
    recurs = time.every == 1 or (time.days == EVERY_DAY and time.first_on is not None)
    return bool(time.days) and time.days <= EVERY_DAY and time.every <= MOST_DAYS_APART and recurs


def _are_times(times: Sequence[KeptTime]) -> bool:
    return (
        len(times) <= MOST_SLOTS and all(map(_is_time, times)) and not too_close(each.wish for each in times)
    )


def _is_exercise(own: KeptExercise) -> bool:
    draft = OwnDraft(own.name, own.sides, own.seconds, own.repetitions, own.days, None, own.notes)
    is_plain = plain(own.name) == own.name and plain(own.notes) == own.notes
    is_its_own = own.id.startswith(PREFIX) and _is_id(own.id)
    return is_its_own and is_plain and own.days <= EVERY_DAY and fault_of(draft) is None


def _is_prompt(prompt: KeptPrompt, archive: Archive) -> bool:
    ids = [
        prompt.stretch_id,
        prompt.tip_id,
        prompt.instead_of,
        *(part.stretch_id for part in prompt.parts),
    ]
    doses = [prompt.dose, *(part.dose for part in prompt.parts)]
    numbers = [prompt.opening or 0]
    numbers += [number for dose in doses if dose for number in (dose.step, dose.repetitions, dose.sides)]
    is_of_time = prompt.time is None or 0 <= prompt.time < len(archive.times)
    is_occurrence = prompt.on is None or prompt.kind is PromptKind.SLOT
    comes_from = prompt.origin is None or 0 <= prompt.origin < len(archive.prompts)
    is_known = all(id_ is None or _is_id(id_) for id_ in ids) and all(0 <= n <= MOST_NUMBER for n in numbers)
    return prompt.delivery in OUTCOMES and is_of_time and is_occurrence and comes_from and is_known


def _is_entry(entry: KeptEntry, archive: Archive) -> bool:
    is_named = not entry.stretch_id or _is_id(entry.stretch_id)
    is_of_prompt = entry.prompt is None or 0 <= entry.prompt < len(archive.prompts)
    return (
        is_named
        and is_of_prompt
        and all(0 <= n <= MOST_SECONDS for n in (entry.left, entry.right, entry.seconds))
    )


def _is_id(text: str) -> bool:
    return bool(ID.fullmatch(text))


def _is_words(text: str) -> bool:
    return plain(text) == text and len(text) <= CITY_LETTERS and not LINK.search(text)


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        return False
    return True
