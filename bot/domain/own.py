"""Exercises of a person's own: what one is, what may be one, and what it is among the stretches of the content."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from bot.domain.language import Language, StretchText
from bot.domain.library import Library
from bot.domain.stretch import PhasePlan, Plan, Stretch, StretchKind

# The phase of one on the timer, whether it is a hold or a movement.
DOING = "go"
# How the ids of own exercises begin, in prompts, holds and the record.
PREFIX = "own-"
MOST_EXERCISES = 30
NAME_LETTERS, NOTES_LETTERS = 60, 300
MOST_SECONDS, MOST_REPETITIONS = 600, 20
# All sides and repetitions of one together.
MOST_SECONDS_IN_ALL = 3600
# So many names are kept of those that were removed, the newest: the record may name them.
MOST_REMOVED = 60
GET_READY_SECONDS, SWITCH_SECONDS, REST_SECONDS = 10, 8, 10
# What Telegram's apps make a link of, and a little more: anything with a scheme, a domain, or a name behind an @.
LINK = re.compile(r"\w://|\bwww\.|@\w|(?<![\w.])[^\W\d_][\w-]*(?:\.[\w-]+)*\.[^\W\d_]{2,}", re.IGNORECASE)
# Marks that turn the direction in which a text is read; all else that is not seen at least changes nothing.
TURNS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f\x7f]")


class OwnStep(StrEnum):
    """What of an own exercise is asked; the values stand in buttons that people keep, so they stay."""

    NAME = "name"
    SIDES = "sides"
    SECONDS = "seconds"
    REPETITIONS = "reps"
    DAYS = "days"
    PICTURE = "picture"
    NOTES = "notes"

    @property
    def field(self) -> str:
        """The field of an exercise that it is about."""
        return "repetitions" if self is OwnStep.REPETITIONS else self.value


# The order of the questions about a new one; its notes may come with its picture, or later.
ASKED = tuple(step for step in OwnStep if step is not OwnStep.NOTES)


class OwnFault(StrEnum):
    """Why something is no part of an own exercise."""

    NO_NAME = "no-name"
    NAME_LENGTH = "name-length"
    NOTES_LENGTH = "notes-length"
    LINK = "link"
    SECONDS = "seconds"
    REPETITIONS = "reps"
    IN_ALL = "in-all"
    FULL = "full"


class PictureKind(StrEnum):
    """What Telegram shows a file as."""

    PHOTO = "photo"
    VIDEO = "video"
    ANIMATION = "animation"


@dataclass(frozen=True, slots=True)
class OwnPicture:
    """A photo or a video that a person sent, by the id under which this bot can send it."""

    kind: PictureKind
    file_id: str


@dataclass(frozen=True, slots=True)
class OwnExercise:
    """One exercise of a person's own, in plain text.

    `sides`: one side after the other. `days`: the weekdays on which it takes part, Monday 0; none is all of them.
    `removed`: only its name is left, for what the record has of it.
    """

    id: str
    name: str
    sides: bool = False
    seconds: int = 30
    repetitions: int = 1
    days: frozenset[int] = frozenset()
    notes: str = ""
    picture: OwnPicture | None = None
    removed: bool = False


@dataclass(frozen=True, slots=True)
class OwnDraft:
    """What is known of an exercise that is being made, or what of one is to be another; None where that is not said."""

    name: str | None = None
    sides: bool | None = None
    seconds: int | None = None
    repetitions: int | None = None
    days: frozenset[int] | None = None
    picture: OwnPicture | None = None
    notes: str | None = None

    @property
    def said(self) -> dict[str, object]:
        """What is known, by the names of the fields."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in values.items() if value is not None}

    def with_more(self, more: OwnDraft) -> OwnDraft:
        """The draft with what more is said."""
        return replace(self, **more.said)  # type: ignore[arg-type]

    def made(self, exercise: OwnExercise) -> OwnExercise:
        """An exercise with what is known here."""
        return replace(exercise, **self.said)  # type: ignore[arg-type]

    def step_after(self, step: OwnStep) -> OwnStep | None:
        """What is asked after a question about a new one; None where nothing more is."""
        return next((later for later in ASKED[ASKED.index(step) + 1 :] if later.field not in self.said), None)


NOTHING_SAID = OwnDraft()


def is_own(stretch_id: str) -> bool:
    """Whether the id of a stretch is that of somebody's own exercise."""
    return stretch_id.startswith(PREFIX)


def plain(text: str) -> str:
    """A text on one line, without what would turn its direction."""
    return " ".join(TURNS.sub("", text).split())


def fault_of(draft: OwnDraft) -> OwnFault | None:
    """The first thing wrong with what is said of an exercise, or None."""
    if draft.name is not None and not draft.name:
        return OwnFault.NO_NAME
    if len(draft.name or "") > NAME_LETTERS:
        return OwnFault.NAME_LENGTH
    if len(draft.notes or "") > NOTES_LETTERS:
        return OwnFault.NOTES_LENGTH
    if any(LINK.search(text or "") for text in (draft.name, draft.notes)):
        return OwnFault.LINK
    if draft.seconds is not None and not 1 <= draft.seconds <= MOST_SECONDS:
        return OwnFault.SECONDS
    if draft.repetitions is not None and not 1 <= draft.repetitions <= MOST_REPETITIONS:
        return OwnFault.REPETITIONS
    in_all = (draft.seconds or 0) * (draft.repetitions or 0) * (2 if draft.sides else 1)
    return OwnFault.IN_ALL if in_all > MOST_SECONDS_IN_ALL else None


def draft_of(exercise: OwnExercise) -> OwnDraft:
    """All that is known of an exercise."""
    return OwnDraft(**{field.name: getattr(exercise, field.name) for field in fields(OwnDraft)})


def kept(own: Iterable[OwnExercise]) -> tuple[OwnExercise, ...]:
    """Those of a person's exercises that are still theirs, in the order in which they came."""
    return tuple(exercise for exercise in own if not exercise.removed)


def own_with_id(own: Iterable[OwnExercise], id_: str | None) -> OwnExercise | None:
    """The exercise of this id that is still theirs, or None."""
    return next((exercise for exercise in kept(own) if exercise.id == id_), None)


def without(own: Sequence[OwnExercise], id_: str) -> tuple[OwnExercise, ...]:
    """A person's exercises without one, of which the name stays."""
    left = [OwnExercise(each.id, each.name, removed=True) if each.id == id_ else each for each in own]
    gone = [each for each in left if each.removed][-MOST_REMOVED:]
    return tuple(each for each in left if not each.removed or each in gone)


def with_own(library: Library, own: Sequence[OwnExercise]) -> Library:
    """The content with a person's own exercises among its stretches: the one place that makes stretches of them."""
    if not own:
        return library
    hiding = frozenset(tag.id for tag in library.tags.values() if tag.hides_everything)
    stretches = {exercise.id: _stretch(exercise, hiding) for exercise in kept(own)}
    return replace(library, stretches={**library.stretches, **stretches})


def spoken_with_own(language: Language, own: Sequence[OwnExercise]) -> Language:
    """A language with the words of a person's own exercises, and the names of those that they removed."""
    if not own:
        return language
    texts: Mapping[str, StretchText] = {exercise.id: _text(exercise) for exercise in own}
    return replace(language, stretches={**language.stretches, **texts})


def plan_of(exercise: OwnExercise) -> Plan:
    """How an exercise is timed: of a length that nothing changes."""
    seconds, repetitions = exercise.seconds, exercise.repetitions
    return Plan(
        sides=exercise.sides,
        get_ready=GET_READY_SECONDS,
        switch=SWITCH_SECONDS,
        rest=REST_SECONDS,
        repetitions_least=repetitions,
        repetitions_start=repetitions,
        repetitions_most=repetitions,
        phases=(PhasePlan(DOING, least=seconds, start=seconds, most=seconds, most_from_65=seconds),),
    )


def _stretch(exercise: OwnExercise, hidden_for: frozenset[str]) -> Stretch:
    """An exercise as a stretch for no muscle that is known, and in no position."""
    return Stretch(
        id=exercise.id,
        position=None,
        kind=StretchKind.STATIC,
        gear=frozenset(),
        muscles=frozenset(),
        level=1,
        settings=frozenset(),
        plan=plan_of(exercise),
        needs_warm_up=False,
        early_ok=True,
        alone_ok=True,
        easier=None,
        harder=None,
        sources=(),
        hidden_for=hidden_for,
        has_harder=False,
        days=exercise.days,
    )


def _text(exercise: OwnExercise) -> StretchText:
    """Its name, and its notes wherever there is a cue."""
    return StretchText(
        name=exercise.name,
        steps=(),
        cue=exercise.notes,
        error="",
        cautions=(),
        easier="",
        harder="",
        why="",
        phases={},
    )
