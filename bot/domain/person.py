"""A person who stretches with Limber: what they told it and whether it may write to them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.alarm import Alarm
from bot.domain.dialogue import Dialogue
from bot.domain.felt import UNTUNED, Tuning
from bot.domain.library import Tag
from bot.domain.own import OwnExercise
from bot.domain.schedule import USUAL_DAY_START, Wish, day_of, instant
from bot.domain.setting import Setting

# The condition that is no illness: the floor is hard to get to.
NO_FLOOR = "no-floor"
# The one that is no illness either: holding on, and longer holds as an option.
FROM_65 = "from-65"
# The one that also holds for a day, and the one about which a pain asks.
DIZZY = "dizzy"
TINGLING = "tingling"

# After so long the advice to see a doctor soon is news again.
SENT_AGAIN_AFTER = timedelta(weeks=4)


class BreakIsOn(Exception):
    """A break is on that ends before another one would begin."""


class Standing(StrEnum):
    """Whether prompts go to a person, and why not."""

    NEW = "new"
    ACTIVE = "active"
    # They asked for a break; its days say whether it is on, is still to come, or is over.
    PAUSED = "paused"
    STOPPED = "stopped"
    BLOCKED = "blocked"
    GONE = "gone"

    @property
    def is_subscribed(self) -> bool:
        return self in {Standing.ACTIVE, Standing.PAUSED}

    @property
    def can_be_reached(self) -> bool:
        return self not in {Standing.BLOCKED, Standing.GONE}


class Liking(StrEnum):
    """What a person thinks of a stretch; "not for me" is never picked."""

    FAVOURITE = "favourite"
    NOT_FOR_ME = "not-for-me"


@dataclass(frozen=True, slots=True)
class Options:
    """What a person set for themselves, mostly under /settings.

    `setting`: where they stretch, None for anywhere. `lacking`: the gear they do not have. `longer`: longer and calmer
    holds, as the sources advise from 65 on. `shorter`: less than usual of each; never both. `bars`: bars of progress in
    what is shown. `second_chance`: a reminder without an answer is shown once more. `asks_pain`: Limber asks about pain
    of its own accord. `streak`: days in a row are shown, and celebrated. `summary_on`: the Sunday on which the next
    summary of a week comes, None where they want none.
    """

    programme: str = "hamstrings"
    level: int = 2
    setting: Setting | None = None
    lacking: frozenset[str] = frozenset({"roller"})
    # Whether they were asked if the floor is hard to get to; what they said is a condition among the tags.
    floor_asked: bool = False
    # The same about whether they are 65 or over.
    age_asked: bool = False
    # Whether the screen that fits Limber to them was answered, or shown for the last time.
    set_up: bool = False
    # How long what comes by itself is to be, as a session; 0 for one stretch.
    minutes: int = 0
    longer: bool = False
    shorter: bool = False
    second_chance: bool = False
    # On which weekdays no reminder comes, Monday 0, and between which hours one comes without sound; both or neither.
    rest_days: frozenset[int] = frozenset()
    quiet_from: time | None = None
    quiet_to: time | None = None
    chance_offered: bool = False
    summary_on: date | None = None
    summary_offered: bool = False
    sound: bool = True
    bars: bool = True
    asks_pain: bool = True
    streak: bool = True


@dataclass(frozen=True, slots=True)
class Progress:
    """What a person's record adds up to, counted anew whenever an entry is made or taken back.

    `practised`: practices since they last started over. `dose_step`: steps above the start, as of the last practice.
    `last_practice_on`: the day of the last entry of a stretch that counts. `last_done_at`: when the last one was made
    that was meant for the day on which it was made. `tuning`: what they said of stretches that were too easy or too
    hard.
    """

    practised: int = 0
    dose_step: int = 0
    last_practice_on: date | None = None
    last_done_at: datetime | None = None
    tuning: Tuning = UNTUNED


@dataclass(frozen=True, slots=True)
class Recovery:
    """What a pain, or being dizzy, asks for afterwards.

    `pain_on`: the day of the last pain of 3 or more. `worse_running`: how often running it was said to be worse than
    the day before. `gentle_on`: the day on which only gentle stretches come, after strong pain. `dizzy_on`: the last
    day without what needs a steady stand, because they were dizzy. `sent_on`: the day on which they were last told to
    see a doctor soon.
    """

    pain_on: date | None = None
    worse_running: int = 0
    gentle_on: date | None = None
    dizzy_on: date | None = None
    sent_on: date | None = None

    def eases(self, day: date) -> bool:
        """Whether a pain makes a day an easy one: its own, or the one after strong pain."""
        return day in {self.gentle_on, self.pain_on}


@dataclass(frozen=True, slots=True)
class Missed:
    """How many texts of a person were not understood: in a row, and ever, by which their answers take turns."""

    running: int = 0
    ever: int = 0


@dataclass(frozen=True, slots=True)
class Person:
    """One person; the id is Telegram's, which is also the id of their private chat."""

    id: int
    language: str
    standing: Standing = Standing.NEW
    zone_name: str | None = None
    # The city, as the index of places names it in every language.
    place: str | None = None
    # The ISO code of the country they live in, None where it is not known.
    country: str | None = None
    day_start: time = USUAL_DAY_START
    # The first day of a break that begins later; None where it began as it was asked for.
    away_on: date | None = None
    # The first day after a break that has an end.
    back_on: date | None = None
    resting_on: date | None = None
    tags: frozenset[str] = frozenset()
    safety_version: int = 0
    safety_at: datetime | None = None
    alarm: Alarm | None = None
    # When whoever runs this bot shut them out; what they are otherwise stays beside it.
    banned_at: datetime | None = None
    options: Options = Options()
    progress: Progress = Progress()
    recovery: Recovery = Recovery()
    missed: Missed = Missed()
    dialogue: Dialogue | None = None
    # Times that were said before they were asked for, to be confirmed then.
    early_times: tuple[Wish, ...] = ()
    # Whether the button that shares a location stands under their chat.
    has_keyboard: bool = False
    last_seen_at: datetime | None = None
    # The last day on which something was said that was noticed of how they answer, and which of these it was.
    noticed_on: date | None = None
    noticed: str | None = None
    changed_by: int | None = None
    # Their own exercises, the oldest first, and the names of those that they removed.
    own: tuple[OwnExercise, ...] = ()

    @property
    def zone(self) -> ZoneInfo:
        """Their zone; UTC before they chose one."""
        return ZoneInfo(self.zone_name or "UTC")

    @property
    def is_banned(self) -> bool:
        return self.banned_at is not None

    def day(self, at: datetime) -> date:
        """Which day it is for them at an instant."""
        return day_of(at, self.zone, self.day_start)

    def ticked(self, tag: Tag, *, on: bool) -> Person:
        """The person with one condition set, in the place of those it rules out, or cleared."""
        tags = (self.tags - tag.instead_of) | {tag.id} if on else self.tags - {tag.id}
        return replace(self, tags=tags)

    def on(self, day: date) -> Person:
        """The person with all conditions that hold on a day."""
        is_dizzy = self.recovery.dizzy_on is not None and day <= self.recovery.dizzy_on
        return replace(self, tags=self.tags | {DIZZY}) if is_dizzy else self

    def at(self, setting: Setting | None) -> Person:
        """The person as they are where they stretch just now; None for where they always do."""
        return self if setting is None else replace(self, options=replace(self.options, setting=setting))

    def was_sent(self, day: date) -> bool:
        """Whether they were told to see a doctor soon within the four weeks up to a day: more often it is not read."""
        sent_on = self.recovery.sent_on
        return sent_on is not None and day < sent_on + SENT_AGAIN_AFTER

    def rest_until(self, at: datetime) -> date:
        """The last day of a rest that somebody asks for at this instant, because nothing more is to come "today".

        Before their day start their day is still yesterday, while the calendar says today: the rest lasts through the
        later of the two.
        """
        return max(self.day(at), at.astimezone(self.zone).date())

    def rests(self, day: date) -> bool:
        """Whether nothing more comes on a day."""
        return self.resting_on is not None and day <= self.resting_on

    @property
    def paused_from(self) -> datetime | None:
        """When a break begins that was planned, wherever they are by then; None where none was."""
        return None if self.away_on is None else instant(self.away_on, self.day_start, self.zone)

    @property
    def paused_until(self) -> datetime | None:
        """When a break ends: as their first day back begins, wherever they are by then; None where it has no end."""
        return None if self.back_on is None else instant(self.back_on, self.day_start, self.zone)

    def keeps_free(self, day: date) -> bool:
        """Whether no reminder comes on a day of the week, as they set."""
        return day.weekday() in self.options.rest_days

    def is_quiet(self, at: time) -> bool:
        """Whether a time of day lies in their quiet hours, which may go past midnight."""
        start, end = self.options.quiet_from, self.options.quiet_to
        if start is None or end is None:
            return False
        return start <= at < end if start < end else at >= start or at < end

    def is_quiet_at(self, moment: datetime) -> bool:
        """Whether it is in their quiet hours at an instant."""
        return self.is_quiet(moment.astimezone(self.zone).time())

    def is_paused(self, at: datetime) -> bool:
        """Whether a break is on at an instant."""
        is_over = self.back_on is not None and self.day(at) >= self.back_on
        return self.standing is Standing.PAUSED and not is_over and not self.plans_break(at)

    def plans_break(self, at: datetime) -> bool:
        """Whether a break is still to come at an instant."""
        return self.standing is Standing.PAUSED and self.away_on is not None and self.day(at) < self.away_on

    def with_break(self, at: datetime, away_on: date | None, back_on: date | None) -> Person:
        """The person with the break that they ask for at an instant; None is at once, and without an end.

        One that is on goes on through one that begins before it ends. Raises BreakIsOn where days without a break would
        lie between the two, for only one is kept.
        """
        if away_on is not None and self.is_paused(at):
            if self.back_on is not None and away_on > self.back_on:
                raise BreakIsOn
            away_on = self.away_on
            back_on = None if self.back_on is None or back_on is None else max(self.back_on, back_on)
        return replace(self, standing=Standing.PAUSED, away_on=away_on, back_on=back_on, dialogue=None)
