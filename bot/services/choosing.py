"""What a prompt shows: its stretch, dose, side and tip, from what a person did and likes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random

from bot.domain.agenda import Because, Item, why_not, why_not_together
from bot.domain.browsing import harder_is_for
from bot.domain.circumstances import Circumstances
from bot.domain.felt import MOST_STEPS, Tuning
from bot.domain.library import Library
from bot.domain.openings import opening_for
from bot.domain.own import with_own
from bot.domain.person import Liking, Person
from bot.domain.picking import pick
from bot.domain.practice import after_absence, starts_over
from bot.domain.prompt import Prompt, PromptKind
from bot.domain.session import Session, plan_session, session_of
from bot.domain.setting import Setting
from bot.domain.stretch import GENTLE_STEP, Dose, Side, Stretch
from bot.domain.tips import tip_for
from bot.storage.transaction import Transaction

REMEMBERED = timedelta(days=21)
# Without a stretch for so long, of whom had some before.
BREAK = timedelta(days=14)
# Who wants shorter ones has so much less than the dose that they have earned.
SHORTER_STEPS = 2
LEGS_REMEMBERED = timedelta(days=2)
SHOWN_LATELY = 4
A_WEEK = timedelta(days=7)
EARLY_FROM, EARLY_UNTIL = time(4), time(9)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asks for: any stretch, unless more is said.

    `kind`: of the prompt that is made for it. `stretch_id`: the one they chose. `minutes`: about how long a session is
    to be, None for a single stretch. `setting`: where they are just now, None where it is not said. `replaces`: the
    prompt in whose place another stretch is to come; `in_place` where its very message shows that. `upright`: nothing
    on the floor. `gentle`: a gentle dose. `passed`: what gave way to another one before.
    """

    kind: PromptKind = PromptKind.ASKED
    stretch_id: str | None = None
    setting: Setting | None = None
    minutes: int | None = None
    replaces: Prompt | None = None
    in_place: bool = False
    upright: bool = False
    gentle: bool = False
    passed: frozenset[str] = frozenset()


# Nothing more is asked of a stretch, as where it comes by itself.
ANYTHING = Wanted()


@dataclass(frozen=True, slots=True)
class Past:
    """What a person did and likes, as far as choosing looks back from the instant `at`.

    `prompts`: delivered ones, newest first. `likings`: by stretch id. `tips`: the day on which each was shown, by id.
    `legs`: hamstring seconds of the fuller leg, by day. `unanswered`: on how many days prompts came since they were
    last heard of.
    """

    at: datetime
    prompts: tuple[Prompt, ...]
    likings: dict[str, Liking]
    tips: dict[str, date]
    legs: dict[date, int]
    unanswered: int = 0


class Chooser:
    """Chooses what prompts show, from the content and what is the person's own."""

    def __init__(self, library: Library, chance: Random) -> None:
        self._library = library
        self._chance = chance

    @staticmethod
    async def past(tx: Transaction, person_ids: Collection[int], now: datetime) -> dict[int, Past]:
        """The past of each of these people, in five questions for all of them."""
        prompts = await tx.prompts.delivered_since(person_ids, now - REMEMBERED)
        likings = await tx.preferences.of_people(person_ids)
        tips = await tx.preferences.tips_of(person_ids)
        legs = await tx.practices.legs_since(person_ids, now.date() - LEGS_REMEMBERED)
        unanswered = await tx.prompts.unanswered_days(person_ids)
        return {
            id_: Past(now, prompts[id_], likings[id_], tips[id_], legs[id_], unanswered[id_])
            for id_ in person_ids
        }

    def choose(
        self,
        prompt: Prompt,
        person: Person,
        past: Past,
        wanted: Wanted = ANYTHING,
        ahead: Item | None = None,
    ) -> Prompt | None:
        """The prompt with what it shows, or None where nothing fits the person, or not enough for a session.

        That is its stretch, dose, first side and tip, or the parts of a session where one is wanted.

        A stretch that the prompt names already stays, unless a condition hides it by now. What was chosen `ahead`
        comes, or the prompt says why another does. The dose is gentle where that is wanted or something hurt on the
        prompt's day.
        """
        person = person.on(prompt.day).at(prompt.setting)
        library = with_own(self._library, person.own)
        if wanted.minutes is not None:
            return self._session(library, prompt, person, past, wanted.minutes, wanted)
        if prompt.parts and all(_may(library, part.stretch_id, person) for part in prompt.parts):
            return prompt
        if prompt.kind is PromptKind.SLOT and person.options.minutes and not _is_eased(person, prompt.day):
            planned = self._session(library, prompt, person, past, person.options.minutes, wanted, ahead)
            if planned is not None:
                return planned
        named = library.stretches.get(prompt.stretch_id or "")
        if named is not None and named.is_hidden_from(person.tags):
            # A condition came up since it was chosen.
            named = None
        if named is not None and prompt.dose is not None:
            return prompt
        moment = circumstances(person, past, prompt.day, wanted)
        because = None if ahead is None else _why_not(library, ahead, person, prompt.day, past, moment)
        if ahead is not None and because is None:
            named = library.stretches[ahead.stretch_ids[0]]
        stretch = named or pick(library, _returned(person, prompt.day), moment, self._chance)
        if stretch is None:
            return None
        if ahead is not None and ahead.stretch_ids == (stretch.id,):
            because = None
        same = next(
            (part for older in past.prompts for part in older.guided if part.stretch_id == stretch.id), None
        )
        spoken = self._library.languages.get(person.language)
        tips = spoken.tips if spoken else ()
        # Where it is said why another one comes, that is enough to read.
        may_tip = prompt.kind is PromptKind.SLOT and because is None
        tip = tip_for(tips, past.tips, prompt.day, self._chance) if may_tip else None
        return replace(
            _told(prompt, because, None if ahead is None or ahead.is_session else ahead.stretch_ids[0]),
            opening=self._opening(person, past),
            stretch_id=stretch.id,
            parts=(),
            dose=self._dose(stretch, prompt, person, moment, gentle=wanted.gentle),
            first_side=same.first_side.other if same else Side.LEFT,
            tip_id=tip.id if tip else None,
        )

    def _dose(
        self, stretch: Stretch, prompt: Prompt, person: Person, moment: Circumstances, *, gentle: bool
    ) -> Dose:
        if prompt.kind is PromptKind.FIRST:
            return stretch.plan.taster(moment.step)
        if gentle or person.recovery.pain_on == prompt.day:
            return stretch.plan.gentle()
        return next_dose(stretch, person, moment, with_own(self._library, person.own))

    def _opening(self, person: Person, past: Past) -> int | None:
        spoken = self._library.languages.get(person.language)
        shown = [older.opening for older in past.prompts]
        return opening_for(len(spoken.openings) if spoken else 0, shown, self._chance)

    def _session(
        self,
        library: Library,
        prompt: Prompt,
        person: Person,
        past: Past,
        minutes: int,
        wanted: Wanted,
        ahead: Item | None = None,
    ) -> Prompt | None:
        moment = circumstances(person, past, prompt.day, wanted)
        first_sides = {
            part.stretch_id: part.first_side.other
            for older in reversed(past.prompts)
            for part in older.guided
        }
        person, because, instead_of = _returned(person, prompt.day), None, None
        planned: Session | None = None
        if ahead is not None:
            because, instead_of = Because.LENGTH, None if ahead.is_session else ahead.stretch_ids[0]
        if ahead is not None and ahead.minutes == minutes:
            because, instead_of = why_not_together(ahead, library, person, moment)
            if because is None:
                planned = session_of(
                    library, person, moment, minutes, ahead.stretch_ids, first_sides=first_sides
                )
                because = Because.LEGS if planned is None else None
        planned = planned or plan_session(
            library,
            person,
            moment,
            minutes,
            self._chance,
            first_sides=first_sides,
            ahead=ahead.stretch_ids if ahead is not None and because is not Because.PROGRAMME else (),
        )
        return None if planned is None else replace(_told(prompt, because, instead_of), parts=planned.parts)


def _why_not(
    library: Library, ahead: Item, person: Person, day: date, past: Past, moment: Circumstances
) -> Because | None:
    """Why one stretch comes other than what was chosen ahead; None where that may come."""
    if not ahead.is_session:
        disturbed = any(one.because and day - one.day < A_WEEK for one in past.prompts)
        return why_not(ahead, library, person, moment, is_disturbed=disturbed)
    if person.options.minutes == 0:
        return Because.LENGTH
    if person.recovery.eases(day):
        return Because.PAIN
    return Because.AWAY if moment.returns else Because.LEGS


def _may(library: Library, stretch_id: str, person: Person) -> bool:
    stretch = library.stretches.get(stretch_id)
    return stretch is not None and not stretch.is_hidden_from(person.tags)


def circumstances(person: Person, past: Past, day: date, wanted: Wanted = ANYTHING) -> Circumstances:
    """What matters when a stretch is picked for a person's day, at the instant from which `past` looks back."""
    local = past.at.astimezone(person.zone)
    gentle = person.recovery.gentle_on == day
    # What the agenda has for later on is no past, and yet nothing to come twice.
    before = [older for older in past.prompts if older.due_at <= past.at]
    return Circumstances(
        weekday=day.weekday(),
        recent=[id_ for older in before for id_ in reversed(older.stretch_ids) if id_],
        days_ago=_days_ago(past, day),
        days_shown=len({older.day for older in before}),
        days_since_first=max(((day - older.day).days for older in before), default=0),
        shown_today=[
            id_ for older in before[:SHOWN_LATELY] if older.day == day for id_ in older.stretch_ids if id_
        ],
        early=EARLY_FROM <= local.time() < EARLY_UNTIL,
        gentle=gentle,
        eased=wanted.gentle,
        upright=wanted.upright,
        not_for_me=_liked(past, Liking.NOT_FOR_ME),
        favourites=_liked(past, Liking.FAVOURITE),
        not_this=wanted.replaces.stretch_id if wanted.replaces else None,
        passed=wanted.passed,
        leg_seconds=past.legs.get(day, 0),
        step=_step(person, day),
        returns=_returns(person, day),
        tuning=_tuning(person, day),
    )


def _days_ago(past: Past, day: date) -> dict[str, int]:
    """How many days before a day each stretch was shown alone, or fewer than none after it: what is nearest to it."""
    found: dict[str, int] = {}
    for older in past.prompts:
        if older.stretch_id and not older.parts:
            ago = (day - older.day).days
            found[older.stretch_id] = min(ago, found.get(older.stretch_id, ago), key=abs)
    return found


def _told(prompt: Prompt, because: Because | None, instead_of: str | None) -> Prompt:
    """The prompt that says why another one comes than was chosen ahead, and in the place of which."""
    return prompt if because is None else replace(prompt, because=because, instead_of=instead_of)


def _is_eased(person: Person, day: date) -> bool:
    """Whether a day asks for one gentle stretch, and for no session."""
    return person.recovery.eases(day) or _returns(person, day)


def _step(person: Person, day: date) -> int:
    if person.recovery.gentle_on == day:
        return GENTLE_STEP
    step = 0 if person.recovery.pain_on == day else present_step(person, day)
    return step - SHORTER_STEPS if person.options.shorter else step


def _returns(person: Person, day: date) -> bool:
    """Whether somebody comes back after a break: until they have stretched once it is to be easy."""
    last_on = person.progress.last_practice_on
    return last_on is not None and day - last_on >= BREAK


def _tuning(person: Person, day: date) -> Tuning:
    """What stretches that were too easy or too hard make of a day's doses."""
    tuning = person.progress.tuning
    is_careful = person.recovery.eases(day) or starts_over(person.progress.last_practice_on, day)
    return tuning.without_more() if is_careful else tuning


def next_dose(stretch: Stretch, person: Person, moment: Circumstances, library: Library) -> Dose:
    """The dose of a stretch; in its harder way for whom more of it was too easy, or no more is left.

    A gentle one after a break.
    """
    if moment.returns:
        return stretch.plan.gentle()
    longer, more = person.options.longer, moment.tuning.of.get(stretch.id, 0)
    dose = moment.dose(stretch, longer=longer)
    one_less = stretch.plan.dose(moment.step + more - 1, longer=longer)
    harder = more >= MOST_STEPS or (more > 0 and dose == one_less)
    can_be = stretch.has_harder and stretch.harder_gear.isdisjoint(person.options.lacking)
    return replace(dose, harder=harder and can_be and harder_is_for(stretch, person, library))


def present_step(person: Person, day: date) -> int:
    """The dose step that a person has on a day, after the days away."""
    if person.progress.last_practice_on is None:
        return person.progress.dose_step
    return after_absence(person.progress.dose_step, person.progress.last_practice_on, day)


def _returned(person: Person, day: date) -> Person:
    """The person on a day: after many days away at the start of their programme, like their dose."""
    if not starts_over(person.progress.last_practice_on, day):
        return person
    return replace(person, progress=replace(person.progress, practised=0))


def _liked(past: Past, liking: Liking) -> frozenset[str]:
    return frozenset(id_ for id_, said in past.likings.items() if said is liking)
