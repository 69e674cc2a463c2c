"""What people set for themselves: options, language, and which stretches they like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time
from enum import StrEnum

from bot.domain.browsing import hidden_by
from bot.domain.circumstances import Circumstances
from bot.domain.library import Library
from bot.domain.own import with_own
from bot.domain.person import FROM_65, NO_FLOOR, Liking, Options, Person
from bot.domain.prompt import Prompt
from bot.domain.readiness import Readiness
from bot.domain.setting import Setting
from bot.domain.starting import NotStartable, Start, not_startable
from bot.domain.stretch import Dose, Stretch
from bot.domain.summary import next_sunday
from bot.domain.why import Fact, why
from bot.services import offering
from bot.services.choosing import Chooser, circumstances
from bot.services.ports import Clock
from bot.storage.database import Database

ANYWHERE = "any"
LEVELS = ("1", "2", "3")
# How long what comes by itself may be: one stretch, or a session of so many minutes.
AMOUNTS = ("0", "5", "10")
# Between which hours it may be quiet; no hour is never.
QUIET_FROM, QUIET_UNTIL = ("20", "21", "22", "23"), ("6", "7", "8", "9")
USUAL_QUIET = time(22), time(7)
NEVER = "never"
WEEKDAYS = frozenset("0123456")
SWITCH = {"on": True, "off": False}


class Option(StrEnum):
    """What a person can set; the values stand in buttons that people keep, so they stay."""

    PROGRAMME = "programme"
    HAVE = "have"
    LACK = "lack"
    PLACE = "place"
    FLOOR = "floor"
    AGE = "age"
    LEVEL = "level"
    LONGER = "longer"
    SHORTER = "shorter"
    MINUTES = "minutes"
    CHANCE = "chance"
    SUMMARY = "summary"
    REST_DAYS = "rest-days"
    QUIET_FROM = "quiet-from"
    QUIET_UNTIL = "quiet-until"
    SOUND = "sound"
    BARS = "bars"
    PAIN = "pain"
    STREAK = "streak"


@dataclass(frozen=True, slots=True)
class Opened:
    """A stretch that somebody looks at: their dose of it, what they think of it, and what keeps it from them."""

    stretch: Stretch
    dose: Dose
    liking: Liking | None
    refusal: NotStartable | None
    hidden_by: tuple[str, ...]
    readiness: Readiness


class Preferences:
    """Keeps what people set."""

    def __init__(self, database: Database, clock: Clock, library: Library) -> None:
        self._database = database
        self._clock = clock
        self._library = library

    async def choose(self, person_id: int, option: Option, value: str) -> Person | None:
        """The person with this option set, kept; None where there is no such value."""
        async with self._database.write() as tx:
            person = await tx.people.get(person_id)
            chosen = None
            if person is not None:
                chosen = _with(person, option, value, self._library, self._clock.now())
            if chosen is not None:
                await tx.people.save(chosen)
            return chosen

    async def set_up(self, person_id: int, option: Option | None = None, value: str = "") -> Person | None:
        """The person with an option of the screen set, or without one, who need not be asked again; kept.

        None where there is no such value.
        """
        async with self._database.write() as tx:
            person = await tx.people.get(person_id)
            if person is not None and option is not None:
                person = _with(person, option, value, self._library, self._clock.now())
            if person is not None:
                person = replace(person, options=replace(person.options, set_up=True))
                await tx.people.save(person)
            return person

    async def speak(self, person_id: int, language: str) -> Person | None:
        """The person with this language, kept; in a new one the safety screen is to be answered again."""
        async with self._database.write() as tx:
            person = await tx.people.get(person_id)
            if person is not None and language != person.language:
                person = replace(person, language=language, safety_version=0)
                await tx.people.save(person)
            return person

    async def like(self, person_id: int, stretch_id: str, liking: Liking | None) -> None:
        """Keeps what a person thinks of a stretch; None takes it back."""
        async with self._database.write() as tx:
            person = await tx.people.get(person_id)
            if person is not None and stretch_id in with_own(self._library, person.own).stretches:
                await tx.preferences.set(person_id, stretch_id, liking)

    async def likings(self, person_id: int) -> Mapping[str, Liking]:
        """What a person likes and does not want, by stretch id."""
        async with self._database.read() as tx:
            return (await tx.preferences.of_people([person_id]))[person_id]

    async def opened(self, person: Person, stretch_id: str) -> Opened | None:
        """A stretch as it would be for this person now; None where the content has no such stretch."""
        return await self._opened(person, stretch_id)

    async def kept_from(self, person: Person, prompt: Prompt) -> Opened | None:
        """A stretch of a prompt that is not for this person any more, or not now; None where its timer may start."""
        for part in prompt.guided:
            shown = await self._opened(person, part.stretch_id, prompt=prompt, dose=part.dose)
            if shown is not None and shown.refusal is not None:
                return shown
        return None

    async def offered(self, person: Person) -> str | None:
        """The stretch that is offered to this person because they are ready for it, or None."""
        async with self._database.read() as tx:
            stretch_id = await offering.fitting(tx, person, self._library.stretches)
        shown = None if stretch_id is None else await self._opened(person, stretch_id)
        return stretch_id if shown is not None and shown.refusal is None else None

    async def _opened(
        self,
        person: Person,
        stretch_id: str,
        *,
        prompt: Prompt | None = None,
        dose: Dose | None = None,
    ) -> Opened | None:
        stretch = with_own(self._library, person.own).stretches.get(stretch_id)
        if stretch is None:
            return None
        person = person.on(person.day(self._clock.now()))
        moment = await self._moment(person, None)
        async with self._database.read() as tx:
            ready = await offering.readiness_of(
                tx,
                person,
                self._library.stretches,
                self._clock.now(),
                but_prompt_id=prompt.id if prompt else None,
            )
        dose = dose or moment.dose(stretch, longer=person.options.longer)
        in_session = prompt is not None and bool(prompt.parts)
        return Opened(
            stretch,
            dose,
            liking=_liking(stretch_id, moment),
            refusal=not_startable(Start(stretch, dose, in_session), person, moment, ready),
            hidden_by=hidden_by(stretch, person, self._library),
            readiness=ready,
        )

    async def why(self, person: Person, prompt: Prompt) -> tuple[Fact, ...]:
        """What speaks for the stretch of a prompt; nothing where the content dropped it since."""
        library = with_own(self._library, person.own)
        stretch = library.stretches.get(prompt.stretch_id or "")
        if stretch is None:
            return ()
        here = person.on(prompt.day).at(prompt.setting)
        return why(stretch, prompt, here, await self._moment(person, prompt), library)

    async def _moment(self, person: Person, prompt: Prompt | None) -> Circumstances:
        """The circumstances of this moment, or of the one in which a prompt was due."""
        now = prompt.due_at if prompt else self._clock.now()
        day = prompt.day if prompt else person.day(now)
        async with self._database.read() as tx:
            past = (await Chooser.past(tx, [person.id], now))[person.id]
        if prompt is not None:
            # What came later, and the prompt itself, had no part in its choice.
            earlier = (older for older in past.prompts if (older.due_at, older.id) < (now, prompt.id))
            past = replace(past, prompts=tuple(earlier))
        return circumstances(person, past, day)


def _liking(stretch_id: str, moment: Circumstances) -> Liking | None:
    if stretch_id in moment.favourites:
        return Liking.FAVOURITE
    return Liking.NOT_FOR_ME if stretch_id in moment.not_for_me else None


def _with(person: Person, option: Option, value: str, library: Library, now: datetime) -> Person | None:
    """The person with one option set, None for a value that it does not have."""
    if option is Option.FLOOR and value in SWITCH:
        tags = person.tags - {NO_FLOOR} if SWITCH[value] else person.tags | {NO_FLOOR}
        return replace(person, tags=tags, options=replace(person.options, floor_asked=True))
    if option is Option.AGE and value in SWITCH:
        tags = person.tags | {FROM_65} if SWITCH[value] else person.tags - {FROM_65}
        return replace(person, tags=tags, options=replace(person.options, age_asked=True))
    if option is Option.SUMMARY and value in SWITCH:
        on = (person.options.summary_on or next_sunday(person.day(now))) if SWITCH[value] else None
        return replace(person, options=replace(person.options, summary_on=on, summary_offered=True))
    options = _set(person.options, option, value, library)
    return None if options is None else replace(person, options=options)


def _set(options: Options, option: Option, value: str, library: Library) -> Options | None:
    gear = {item for stretch in library.stretches.values() for item in stretch.gear}
    chosen: Options | None = None
    match option:
        case Option.PROGRAMME if value in library.programmes:
            chosen = replace(options, programme=value)
        case Option.HAVE if value in gear:
            chosen = replace(options, lacking=options.lacking - {value})
        case Option.LACK if value in gear:
            chosen = replace(options, lacking=options.lacking | {value})
        case Option.PLACE if value == ANYWHERE or value in set(Setting):
            chosen = replace(options, setting=None if value == ANYWHERE else Setting(value))
        case Option.LEVEL if value in LEVELS:
            chosen = replace(options, level=int(value))
        case Option.LONGER if value in SWITCH:
            chosen = replace(options, longer=SWITCH[value], shorter=options.shorter and not SWITCH[value])
        case Option.MINUTES if value in AMOUNTS:
            chosen = replace(options, minutes=int(value))
        case Option.SHORTER if value in SWITCH:
            chosen = replace(options, shorter=SWITCH[value], longer=options.longer and not SWITCH[value])
        case Option.SOUND if value in SWITCH:
            chosen = replace(options, sound=SWITCH[value])
        case Option.BARS if value in SWITCH:
            chosen = replace(options, bars=SWITCH[value])
        case Option.PAIN if value in SWITCH:
            chosen = replace(options, asks_pain=SWITCH[value])
        case Option.STREAK if value in SWITCH:
            chosen = replace(options, streak=SWITCH[value])
        case _:
            chosen = _set_reminders(options, option, value)
    return chosen


def _set_reminders(options: Options, option: Option, value: str) -> Options | None:
    """The same for what is about when and how reminders come."""
    chosen: Options | None = None
    match option:
        case Option.REST_DAYS if WEEKDAYS.issuperset(value) and len(set(value)) < len(WEEKDAYS):
            chosen = replace(options, rest_days=frozenset(map(int, value)))
        case Option.QUIET_FROM if value == NEVER:
            chosen = replace(options, quiet_from=None, quiet_to=None)
        case Option.QUIET_FROM if value in QUIET_FROM:
            until = options.quiet_to or USUAL_QUIET[1]
            chosen = replace(options, quiet_from=time(int(value)), quiet_to=until)
        case Option.QUIET_UNTIL if value in QUIET_UNTIL:
            since = options.quiet_from or USUAL_QUIET[0]
            chosen = replace(options, quiet_from=since, quiet_to=time(int(value)))
        case Option.CHANCE if value in SWITCH:
            chosen = replace(options, second_chance=SWITCH[value], chance_offered=True)
    return chosen
