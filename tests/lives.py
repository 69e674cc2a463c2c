"""Made-up people, and what 120 days bring them: prompts, sessions, a try at PNF every day, pain, days away."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile
from pathlib import Path
from random import Random

from bot import content
from bot.domain.agenda import Item
from bot.domain.circumstances import Circumstances
from bot.domain.person import Liking, Options, Person, Progress, Standing
from bot.domain.practice import Pain, Practice, dose_step, practised
from bot.domain.prompt import Delivery, Prompt, PromptKind
from bot.domain.readiness import readiness
from bot.domain.schedule import Occurrence, Slot, Wish
from bot.domain.session import LENGTHS
from bot.domain.setting import Setting
from bot.domain.starting import NotStartable, Start, not_startable
from bot.domain.stretch import Dose, Part, Stretch
from bot.services.agenda import foreseen
from bot.services.choosing import REMEMBERED, Chooser, Past, Wanted, circumstances

LIBRARY = content.load(Path(__file__).parents[1] / "content")
FIRST_DAY = date(2027, 1, 4)
DAYS = 120
SUNDAY = 6
RARE_TAGS = ("clot", "operation", "tear")
GEAR = ("roller", "strap", "mat", "wall", "chair")
PAINS = {None: 880, Pain.LITTLE: 60, Pain.SOME: 40, Pain.STRONG: 12, Pain.TINGLING: 8}


@dataclass
class Shown:
    """A prompt with the person and the circumstances in which it was chosen, and whether it was done."""

    prompt: Prompt
    person: Person
    moment: Circumstances
    minutes: int | None = None
    done: bool = False

    @property
    def stretches(self) -> list[Stretch]:
        return [LIBRARY.stretches[part.stretch_id] for part in self.prompt.guided]


@dataclass
class Life:
    """One made-up person and what came of their days."""

    number: int
    # Whether they look at what is to come each Sunday, before anything of that day comes.
    looks_ahead: bool = False
    agenda: dict[tuple[int, date], Item] = field(default_factory=dict)
    practices: list[Practice] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)
    refused: list[tuple[date, NotStartable]] = field(default_factory=list)
    tips: dict[str, list[date]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        chance = self.chance = Random(self.number)
        self.chooser = Chooser(LIBRARY, Random(self.number))
        often = [tag for tag in LIBRARY.tags if tag not in RARE_TAGS]
        programme = chance.choice(sorted(LIBRARY.programmes))
        self.person = Person(
            self.number,
            "en",
            standing=Standing.ACTIVE,
            zone_name="Europe/Berlin",
            tags=frozenset(chance.sample(often, chance.choice([0, 0, 0, 1, 2]))),
            options=Options(
                programme=programme,
                level=chance.choice([1, 2, 3]),
                setting=chance.choice([None, None, *Setting]),
                lacking=frozenset(chance.sample(GEAR, chance.randint(0, 3))),
                longer=chance.random() < 0.2,
            ),
        )
        self.likings = {
            id_: chance.choice(list(Liking))
            for id_ in chance.sample(sorted(LIBRARY.stretches), chance.randint(0, 4))
        }
        self.times = sorted(chance.sample([6, 7, 9, 12, 15, 18, 21], chance.choice([1, 1, 2, 3, 6])))
        self.hurts_often = chance.random() < 0.5
        self.away_on = chance.randrange(40, 100) if chance.random() < 0.3 else None
        self.away_for = chance.choice([15, 30])

    def live(self) -> Life:
        for offset in range(DAYS):
            if self.away_on is not None and self.away_on <= offset < self.away_on + self.away_for:
                continue
            day = FIRST_DAY + timedelta(days=offset)
            if self.looks_ahead and day.weekday() == SUNDAY:
                self._look_ahead(day)
            for hour in self.times:
                self._while_awake(day, _due(day, hour), self._prompt)
            if self.chance.random() < 0.15:
                self._while_awake(day, datetime.combine(day, time(21), UTC), self._session)
            self._while_awake(day, datetime.combine(day, time(21, 30), UTC), self._pnf)
        return self

    def _look_ahead(self, day: date) -> None:
        """What is to come in seven days, as /plan chooses and keeps it."""
        ahead = [
            (Slot(hour, self.person.id, Wish(time(hour)), None), Occurrence(_due(on, hour), on), on)
            for on in (day + timedelta(days=later) for later in range(7))
            for hour in self.times
            if self.person.resting_on != on
        ]
        past = self._past(day, _due(day, self.times[0]) - timedelta(hours=1))
        coming = foreseen(LIBRARY, self.chooser, self.person, past, ahead, self.agenda)
        self.agenda |= {(one.slot.id, one.occurrence.on): one.item for one, _ in coming}

    def _while_awake(self, day: date, now: datetime, does: object) -> None:
        if self.person.resting_on != day and callable(does):
            does(day, now)

    def _prompt(self, day: date, now: datetime) -> None:
        ahead = self.agenda.get((now.hour + 1, day))
        asked = self._asked(PromptKind.SLOT, day, now)
        chosen = self.chooser.choose(asked, self.person, self._past(day, now), ahead=ahead)
        assert chosen is not None
        if chosen.tip_id is not None:
            self.tips.setdefault(chosen.tip_id, []).append(day)
        self._show(chosen, day, now, odds=0.8)

    def _session(self, day: date, now: datetime) -> None:
        minutes = self.chance.choice(LENGTHS)
        asked = self._asked(PromptKind.SESSION, day, now)
        chosen = self.chooser.choose(asked, self.person, self._past(day, now), Wanted(minutes=minutes))
        if chosen is not None:
            self._show(chosen, day, now, odds=0.9, minutes=minutes)

    def _pnf(self, day: date, now: datetime) -> None:
        """A try at PNF, as /stretches lets somebody start it."""
        stretch = LIBRARY.stretches["pnf"]
        moment = circumstances(self.person, self._past(day, now), day)
        ready = readiness(self.practices, self.person.recovery.pain_on, LIBRARY.stretches, day)
        dose = stretch.plan.dose(moment.step, longer=self.person.options.longer)
        why = not_startable(Start(stretch, dose), self.person, moment, ready)
        if why is not None:
            self.refused.append((day, why))
            return
        asked = replace(self._asked(PromptKind.CHOSEN, day, now), stretch_id="pnf")
        chosen = self.chooser.choose(asked, self.person, self._past(day, now))
        assert chosen is not None
        self._show(chosen, day, now, odds=0.7)

    def _asked(self, kind: PromptKind, day: date, now: datetime) -> Prompt:
        return Prompt(len(self.shown) + 1, self.person.id, kind, now, day, Delivery.CLAIMED)

    def _past(self, day: date, now: datetime) -> Past:
        of_day = list(takewhile(lambda practice: practice.day == day, reversed(self.practices)))
        left, right = sum(practice.left for practice in of_day), sum(practice.right for practice in of_day)
        lately = takewhile(lambda shown: day - shown.prompt.day <= REMEMBERED, reversed(self.shown))
        prompts = tuple(shown.prompt for shown in lately)
        tips = {id_: days[-1] for id_, days in self.tips.items()}
        return Past(now, prompts, self.likings, tips, {day: max(left, right)})

    def _show(
        self, chosen: Prompt, day: date, now: datetime, *, odds: float, minutes: int | None = None
    ) -> None:
        moment = circumstances(self.person, self._past(day, now), day)
        shown = Shown(replace(chosen, delivery=Delivery.SENT), self.person, moment, minutes)
        self.shown.append(shown)
        if self.chance.random() < odds:
            shown.done = True
            for part in chosen.guided[1:] if chosen.parts else chosen.guided:
                self._practise(part, day, now)

    def _practise(self, part: Part, day: date, now: datetime) -> None:
        stretch = LIBRARY.stretches[part.stretch_id]
        left, right = stretch.leg_seconds(part.dose, part.first_side, longer=self.person.options.longer)
        pain = (
            self.chance.choices(list(PAINS), list(PAINS.values()))[0]
            if self.hurts_often
            else self.chance.choice([None, Pain.NONE, Pain.LITTLE])
        )
        self.practices.append(
            Practice(len(self.practices), self.person.id, day, stretch.id, now, left, right, True, pain=pain)
        )
        progress = Progress(
            practised=practised(self.practices),
            dose_step=dose_step(self.practices),
            last_practice_on=day,
            last_done_at=now,
        )
        self.person = replace(self.person, progress=progress)
        if pain is not None and pain.holds_back:
            self.person = replace(self.person, recovery=replace(self.person.recovery, pain_on=day))
        if pain is not None and pain.ends_the_day:
            gentle = replace(self.person.recovery, gentle_on=day + timedelta(days=1))
            self.person = replace(self.person, resting_on=day, recovery=gentle)


def _due(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour - 1), UTC)


def holds_seconds(stretch: Stretch, dose: Dose, *, longer: bool) -> int:
    """The longest single hold of a dose."""
    return max(phase.seconds for phase in stretch.plan.timed(dose, longer=longer) if not phase.waits)
