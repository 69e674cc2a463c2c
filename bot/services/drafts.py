"""What a draft of times comes to beside the times that stand: pure, and part of changing them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.dialogue import Draft, How
from bot.domain.person import Person
from bot.domain.schedule import MOST_SLOTS, Slot, Wish, by_calendar, is_night, merged, too_close
from bot.domain.timetext import Refusal
from bot.services.time_steps import AskHow, mark_of


def knows_nights(draft: Draft, standing: Sequence[Wish]) -> bool:
    """Whether it is known to which day a time at night belongs."""
    return draft.belongs_to_day_before is not None or any(is_night(wish.at) for wish in standing)


def by_dates(draft: Draft, standing: Sequence[Wish], person: Person) -> tuple[Wish, ...]:
    """The times of a draft for dates; until it is known to which day a night belongs its days are as they were said."""
    is_known = knows_nights(draft, standing)
    return by_calendar(draft.wishes, person.day_start) if is_known else draft.wishes


def ask_how(standing: tuple[Wish, ...], given: Sequence[Wish], draft: Draft) -> AskHow:
    """What to do with the times that stand, beside those that were given."""
    added = merged((*standing, *given))
    return AskHow(standing, None if refusal(added) else added, merged(given), mark_of(draft))


def staying(slots: Sequence[Slot], draft: Draft) -> tuple[Slot, ...]:
    """The slots that stay as they are."""
    if draft.slot_id is not None:
        return tuple(slot for slot in slots if slot.id != draft.slot_id)
    return tuple(slots) if draft.how is How.ADD else ()


def refusal(wishes: Sequence[Wish]) -> Refusal | None:
    """Why somebody cannot have these times; None where they can."""
    if len(wishes) > MOST_SLOTS:
        return Refusal.TOO_MANY
    return Refusal.TOO_CLOSE if too_close(wishes) else None
