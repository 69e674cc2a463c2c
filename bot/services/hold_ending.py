"""What a hold that has ended leaves in the record, and what its person is told."""

from __future__ import annotations

from datetime import date, datetime

from bot.domain.finished import Finished, finished
from bot.domain.hold import Hold, HoldState
from bot.domain.library import Library
from bot.domain.person import Person
from bot.domain.practice import Practice
from bot.services.ports import HoldEnding
from bot.services.practice import log, record_after
from bot.storage.practices import NewPractice
from bot.storage.transaction import Transaction

# What the person ended, or the timer at its end: as far as it got it is logged.
# Who stops at once has done nothing, unless it hurt.
LEAST_SECONDS = 5
ENDINGS = frozenset({HoldState.DONE, HoldState.STOPPED, HoldState.HURT})


async def ending_of(
    tx: Transaction, person: Person, hold: Hold, now: datetime, library: Library
) -> HoldEnding:
    """What to tell a person when a hold ends; one that ran out, was stopped or hurt is logged as far as it got.

    An entry is made for each stretch of which something was done, unless the record has it already.
    """
    prompt = await tx.prompts.get(hold.prompt_id, person.id)
    ids = prompt.stretch_ids if prompt else (hold.stretch_id,)
    ended = tuple(finished(hold, now, id_) for id_ in ids)
    entries = await tx.practices.of_prompt(hold.prompt_id)
    day = prompt.day if prompt else person.day(now)
    news = [
        _entry(hold, part, day, library)
        for part in (ended if hold.state in ENDINGS else ())
        if part.seconds >= (1 if hold.state is HoldState.HURT else LEAST_SECONDS)
        and not _is_logged(hold, entries.get(part.stretch_id))
    ]
    logged = await log(tx, person, prompt, news, library, now)
    # What hurt is the one that came last; else what is said is of one that counts, where one does.
    by_counting = hold.state is not HoldState.HURT
    latest = max(
        (*entries.values(), *logged.entries),
        key=lambda entry: (by_counting and entry.counts, entry.done_at, entry.id),
        default=None,
    )
    offered = logged.offered if latest else None
    after = logged.after
    if not logged.is_new and hold.state in ENDINGS:
        # An end that could not be shown is shown anew, with all that it has reached.
        own = [entry.id for entry in entries.values() if entry.done_at == hold.ended_at]
        after = await record_after(tx, person, own, library, now)
    return HoldEnding(hold, ended, latest, after, logged.prompt, offered)


def _is_logged(hold: Hold, entry: Practice | None) -> bool:
    """Whether what a hold gave a stretch stands in the record, or something longer does."""
    return entry is not None and (entry.counts or entry.done_at == hold.ended_at)


def _entry(hold: Hold, part: Finished, day: date, library: Library) -> NewPractice:
    # The content may have dropped the stretch since.
    stretch = library.stretches.get(part.stretch_id)
    is_counted = stretch is not None and stretch.for_hamstrings
    return NewPractice(
        person_id=hold.person_id,
        day=day,
        stretch_id=part.stretch_id,
        done_at=hold.ended_at,
        left=part.left if is_counted else 0,
        right=part.right if is_counted else 0,
        seconds=part.seconds,
        timed=True,
        counts=part.counts,
        prompt_id=hold.prompt_id,
        update_id=None,
    )
