"""A person's own exercises: made answer by answer, changed, and removed."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.dialogue import AskedOwn
from bot.domain.own import (
    MOST_EXERCISES,
    PREFIX,
    OwnDraft,
    OwnExercise,
    OwnFault,
    OwnStep,
    draft_of,
    fault_of,
    kept,
    own_with_id,
    without,
)
from bot.domain.person import Person
from bot.storage.database import Database


class OwnExercises:
    """Keeps what people want to do beside the stretches of the content."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def ask(self, person_id: int, step: OwnStep, exercise_id: str = "") -> Person | OwnFault | None:
        """The person, who is asked about an exercise from now on: about a new one, else about the one with this id.

        The fault where there is room for no more; None where there is no such exercise.
        """
        async with self._database.write() as tx:
            person = await tx.people.get(person_id)
            if person is None or (exercise_id and own_with_id(person.own, exercise_id) is None):
                return None
            if not exercise_id and len(kept(person.own)) >= MOST_EXERCISES:
                return OwnFault.FULL
            person = replace(person, dialogue=AskedOwn(step, exercise_id=exercise_id))
            await tx.people.save(person)
            return person

    async def answer(
        self, person_id: int, step: OwnStep, said: OwnDraft, update_id: int
    ) -> Person | OwnFault | None:
        """The person with an answer to the question of this step, kept; their next question, if any, is open then.

        The fault where what is said can be no part of an exercise: the question stays open. None where it is not what
        is asked. An update that is handled again changes nothing more.
        """
        async with self._database.write() as tx:
            person = await tx.people.get(person_id)
            if person is None:
                return None
            asked, id_ = person.dialogue, f"{PREFIX}{update_id}"
            if own_with_id(person.own, id_) or (isinstance(asked, AskedOwn) and asked.by == update_id):
                return person
            if not isinstance(asked, AskedOwn) or asked.step is not step:
                return None
            answered = _answered(person, asked, said, update_id)
            if isinstance(answered, Person):
                await tx.people.save(answered)
            return answered

    async def remove(self, person_id: int, exercise_id: str) -> OwnExercise | None:
        """The exercise that is theirs no more; its name stays with the record. None where there is none."""
        async with self._database.write() as tx:
            person = await tx.people.get(person_id)
            exercise = None if person is None else own_with_id(person.own, exercise_id)
            if person is not None and exercise is not None:
                await tx.people.save(replace(person, own=without(person.own, exercise_id)))
            return exercise


def _answered(person: Person, asked: AskedOwn, said: OwnDraft, update_id: int) -> Person | OwnFault | None:
    """The person with what they said of an exercise, or what is wrong with it; None where it is gone meanwhile."""
    if (fault := fault_of(said)) is not None:
        return fault
    if asked.exercise_id:
        exercise = own_with_id(person.own, asked.exercise_id)
        if exercise is None:
            return None
        changed = said.made(exercise)
        if asked.step is OwnStep.PICTURE and said.picture is None:
            changed = replace(changed, picture=None)
        own = tuple(changed if each is exercise else each for each in person.own)
        return fault_of(draft_of(changed)) or replace(person, own=own, dialogue=None)
    draft = asked.draft.with_more(said)
    if (fault := fault_of(draft)) is not None:
        return fault
    made = draft.made(OwnExercise(f"{PREFIX}{update_id}", ""))
    following = draft.step_after(asked.step)
    if following is not None:
        return replace(person, dialogue=AskedOwn(following, draft, by=update_id))
    if len(kept(person.own)) >= MOST_EXERCISES:
        return OwnFault.FULL
    return replace(person, own=(*person.own, made), dialogue=None)
