"""An archive: all that Limber keeps of a person and that they may want elsewhere, as one value and as one JSON file.

Its form stands in docs/export.md and docs/limber.schema.json. What is on its way (a prompt put off, a timer, an open
question) is left out, and so are message ids and the file ids of pictures, which mean nothing to another bot.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any

from bot.domain.agenda import Because
from bot.domain.alarm import Alarm
from bot.domain.days import DayState
from bot.domain.own import OwnExercise
from bot.domain.person import Liking, Options, Person
from bot.domain.practice import Felt, Pain, Practice
from bot.domain.prompt import Answer, Delivery, Prompt, PromptKind, Reason
from bot.domain.schedule import EVERY_DAY, Slot, Wish
from bot.domain.setting import Setting
from bot.domain.stretch import Dose, Part, Side
from bot.domain.written import written

FORMAT, VERSION = "limber", 1
# What stands above the archive itself.
MARK = {"format": FORMAT, "version": VERSION}
# What became of a prompt; any other is on its way.
OUTCOMES = frozenset({Delivery.SENT, Delivery.UNKNOWN, Delivery.SKIPPED, Delivery.UNREACHABLE})


@dataclass(frozen=True, slots=True)
class KeptTime:
    """A time of a person, and where they are then."""

    at: time
    days: frozenset[int] = EVERY_DAY
    every: int = 1
    first_on: date | None = None
    extra: bool = True
    setting: Setting | None = None
    keeps_hour: bool = False

    @property
    def wish(self) -> Wish:
        """When it comes."""
        return Wish(self.at, self.days, self.extra, self.every, self.first_on)


@dataclass(frozen=True, slots=True)
class KeptExercise:
    """An exercise of their own, without its picture."""

    id: str
    name: str
    sides: bool = False
    seconds: int = 30
    repetitions: int = 1
    days: frozenset[int] = frozenset()
    notes: str = ""
    removed: bool = False


@dataclass(frozen=True, slots=True)
class KeptLiking:
    """What they think of a stretch."""

    stretch_id: str
    liking: Liking


@dataclass(frozen=True, slots=True)
class KeptPrompt:
    """What was offered and what became of it; `time` and `origin` are numbers in the lists of times and prompts."""

    kind: PromptKind
    due_at: datetime
    day: date
    delivery: Delivery
    time: int | None = None
    on: date | None = None
    origin: int | None = None
    stretch_id: str | None = None
    dose: Dose | None = None
    first_side: Side = Side.LEFT
    parts: tuple[Part, ...] = ()
    tip_id: str | None = None
    opening: int | None = None
    instead_of: str | None = None
    because: Because | None = None
    setting: Setting | None = None
    reason: Reason | None = None
    answer: Answer | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class KeptEntry:
    """An entry of the record; `prompt` is a number in the list of prompts."""

    day: date
    stretch_id: str
    done_at: datetime
    left: int
    right: int
    seconds: int
    timed: bool
    counts: bool
    pain: Pain | None = None
    worse: bool = False
    felt: Felt | None = None
    prompt: int | None = None


@dataclass(frozen=True, slots=True)
class KeptDay:
    """What another app says of a day."""

    on: date
    state: DayState


@dataclass(frozen=True, slots=True)
class KeptTip:
    """A sentence that is not said too often, and when they last saw it."""

    id: str
    on: date


@dataclass(frozen=True, slots=True)
class KeptBreak:
    """A break, from its first day off (none: since it was asked for) until its first day back (none: no end)."""

    away_on: date | None = None
    back_on: date | None = None


@dataclass(frozen=True, slots=True)
class KeptSafety:
    """What an import never takes: the screen's answer, a sign, and what a pain or a rest asks for."""

    version: int = 0
    answered_at: datetime | None = None
    alarm: Alarm | None = None
    resting_on: date | None = None
    gentle_on: date | None = None
    dizzy_on: date | None = None
    sent_on: date | None = None
    pain_on: date | None = None
    worse_running: int = 0


@dataclass(frozen=True, slots=True)
class Archive:
    """All of it. `conditions` are tags; `days` come from other apps."""

    language: str
    city: str | None = None
    zone: str | None = None
    country: str | None = None
    day_start: time = Person(0, "").day_start
    conditions: frozenset[str] = frozenset()
    settings: Options = field(default_factory=Options)
    pause: KeptBreak | None = None
    times: tuple[KeptTime, ...] = ()
    likings: tuple[KeptLiking, ...] = ()
    exercises: tuple[KeptExercise, ...] = ()
    prompts: tuple[KeptPrompt, ...] = ()
    entries: tuple[KeptEntry, ...] = ()
    days: tuple[KeptDay, ...] = ()
    tips: tuple[KeptTip, ...] = ()
    safety: KeptSafety = KeptSafety()

    @property
    def settled(self) -> Archive:
        """Only what is set: without what happened."""
        return replace(self, prompts=(), entries=(), days=(), tips=())


@dataclass(frozen=True, slots=True)
class Held:
    """All that is kept beside the person themselves; `days` come from other apps."""

    slots: tuple[Slot, ...]
    prompts: tuple[Prompt, ...]
    entries: tuple[Practice, ...]
    likings: Mapping[str, Liking]
    days: Mapping[date, DayState]
    tips: Mapping[str, date]


def archive_of(person: Person, held: Held, now: datetime) -> Archive:
    """The archive of a person at an instant, everything in an order of its own."""
    ended = [prompt for prompt in held.prompts if prompt.delivery in OUTCOMES]
    number_of = {prompt.id: number for number, prompt in enumerate(ended)}
    time_of = {slot.id: number for number, slot in enumerate(held.slots)}
    has_break = person.is_paused(now) or person.plans_break(now)
    recovery = person.recovery
    return Archive(
        language=person.language,
        city=person.place,
        zone=person.zone_name,
        country=person.country,
        day_start=person.day_start,
        conditions=person.tags,
        settings=person.options,
        pause=KeptBreak(person.away_on, person.back_on) if has_break else None,
        times=tuple(kept_time(slot) for slot in held.slots),
        likings=tuple(KeptLiking(*liking) for liking in sorted(held.likings.items())),
        exercises=tuple(map(_exercise, person.own)),
        prompts=tuple(_prompt(prompt, number_of, time_of) for prompt in ended),
        entries=tuple(_entry(entry, number_of) for entry in held.entries),
        days=tuple(KeptDay(*day) for day in sorted(held.days.items())),
        tips=tuple(KeptTip(*tip) for tip in sorted(held.tips.items())),
        safety=KeptSafety(
            version=person.safety_version,
            answered_at=person.safety_at,
            alarm=person.alarm,
            resting_on=person.resting_on,
            gentle_on=recovery.gentle_on,
            dizzy_on=recovery.dizzy_on,
            sent_on=recovery.sent_on,
            pain_on=recovery.pain_on,
            worse_running=recovery.worse_running,
        ),
    )


def as_json(archive: Archive) -> str:
    """The file: sorted, and without the moment at which it was made, so that the same archive is the same file."""
    whole: Mapping[str, Any] = {**MARK, **written(archive)}
    return json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def kept_time(slot: Slot) -> KeptTime:
    """A slot as an archive has it."""
    wish = slot.wish
    return KeptTime(wish.at, wish.days, wish.every, wish.first_on, wish.extra, slot.setting, slot.keeps_hour)


def _exercise(own: OwnExercise) -> KeptExercise:
    return KeptExercise(
        own.id, own.name, own.sides, own.seconds, own.repetitions, own.days, own.notes, own.removed
    )


def _prompt(prompt: Prompt, number_of: Mapping[int, int], time_of: Mapping[int, int]) -> KeptPrompt:
    return KeptPrompt(
        kind=prompt.kind,
        due_at=prompt.due_at,
        day=prompt.day,
        delivery=prompt.delivery,
        time=time_of.get(prompt.slot_id or 0),
        on=prompt.on,
        origin=number_of.get(prompt.origin_id or 0),
        stretch_id=prompt.stretch_id,
        dose=prompt.dose,
        first_side=prompt.first_side,
        parts=prompt.parts,
        tip_id=prompt.tip_id,
        opening=prompt.opening,
        instead_of=prompt.instead_of,
        because=prompt.because,
        setting=prompt.setting,
        reason=prompt.reason,
        answer=prompt.answer,
        answered_at=prompt.answered_at,
    )


def _entry(entry: Practice, number_of: Mapping[int, int]) -> KeptEntry:
    return KeptEntry(
        day=entry.day,
        stretch_id=entry.stretch_id,
        done_at=entry.done_at,
        left=entry.left,
        right=entry.right,
        seconds=entry.seconds,
        timed=entry.timed,
        counts=entry.counts,
        pain=entry.pain,
        worse=entry.worse,
        felt=entry.felt,
        prompt=number_of.get(entry.prompt_id or 0),
    )
