"""Changes of a record in real databases: the streak that was said is the one that comes, and nothing else changes."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.history import Change, ClearDays, LogDays, Refused, RemoveEntry, SetSeconds
from bot.domain.library import Library
from bot.domain.person import Person
from bot.domain.prompt import Answer, Delivery, PromptKind
from bot.services.history import Changed, Foreseen
from bot.services.practice import count_up
from bot.storage.practices import NewPractice
from bot.storage.prompt_rows import NewPrompt
from tests.world import World

NOON = 12
# Of each of the last days: whether a reminder came, how it was answered, and what is logged.
DAY = st.tuples(
    st.booleans(),
    st.sampled_from([None, Answer.SKIPPED, Answer.SNOOZED, Answer.REPLACED]),
    st.sampled_from(["nothing", "nothing", "done", "done", "short", "once more", "of another day"]),
)
CHANGE = st.tuples(
    st.sampled_from(["log", "clear", "remove", "hold"]),
    st.lists(st.integers(0, 15), min_size=1, max_size=3, unique=True),
)


@given(st.lists(DAY, min_size=1, max_size=30), st.lists(CHANGE, min_size=1, max_size=5))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_the_streak_said_before_a_change_is_the_one_after_it(
    world: World,
    history: list[tuple[bool, Answer | None, str]],
    changes: list[tuple[str, list[int]]],
) -> None:
    limber, updates = world.app.limber, count(1000)
    now = world.clock.now()
    today = now.date()
    await lived(world, now, history)
    for kind, backs in changes:
        days = tuple(sorted(today - timedelta(days=back) for back in backs))
        async with world.app.database.read() as tx:
            entries = await tx.practices.of_person(7)
        id_ = entries[backs[0] % len(entries)].id if entries else 1
        changes_of: dict[str, Change] = {
            "log": LogDays(days),
            "clear": ClearDays(days),
            "remove": RemoveEntry(id_),
            "hold": SetSeconds(id_, 45),
        }
        change = changes_of[kind]
        before = await kept(world)
        said = await limber.history.foresee(7, change, now)
        assert await kept(world) == before, "something was changed before it was to be kept"
        if isinstance(said, Refused):
            assert await limber.history.keep(7, change, 0, now, next(updates)) is said
            assert await kept(world) == before
            continue
        wrong = await limber.history.keep(7, change, said.effect.after + 1, now, next(updates))
        assert wrong == said, "with another streak than the one that was said it is asked anew"
        assert await kept(world) == before
        update = next(updates)
        made = await limber.history.keep(7, change, said.effect.after, now, update)
        assert isinstance(made, Changed)
        assert made.after.streak.days == said.effect.after
        assert (await limber.record.stats(7)).streak.days == said.effect.after
        after = await kept(world)
        again = await limber.history.keep(7, change, said.effect.after, now, update)
        assert isinstance(again, Changed)
        assert again.after.streak.days == said.effect.after
        assert await kept(world) == after, "the same update changed something twice"
        if kind in {"log", "clear", "remove"}:
            assert not isinstance(await limber.history.foresee(7, change, now), Foreseen)


async def kept(world: World) -> list[object]:
    """The entries with the answers of all prompts."""
    async with world.app.database.read() as tx:
        entries = await tx.practices.of_person(7)
        return [*entries, *((prompt.id, prompt.answer) for prompt in await tx.prompts.of_person(7))]


async def lived(world: World, now: datetime, history: list[tuple[bool, Answer | None, str]]) -> None:
    """Makes somebody who has had these days, the last of them yesterday."""
    library: Library = world.app.voices.of("en").library
    dose = library.stretches["supine"].plan.dose(0)
    async with world.app.database.write() as tx:
        await tx.people.remove(7)
        await tx.people.add(Person(7, "en", zone_name="UTC", safety_version=1, safety_at=now))
        before: int | None = None
        for back, (came, answer, logged) in zip(range(len(history), 0, -1), history, strict=True):
            at = now - timedelta(days=back)
            prompt_id = None
            if came:
                prompt_id = await tx.prompts.add(
                    NewPrompt(
                        7, PromptKind.SLOT, at, at.date(), Delivery.SENT, stretch_id="supine", dose=dose
                    )
                )
                assert prompt_id is not None
                done = logged == "done"
                await tx.prompts.answer(
                    prompt_id, Answer.DONE if done else answer, at if done or answer else None
                )
            if logged != "nothing":
                of = {"once more": None, "of another day": before}.get(logged, prompt_id)
                counts = logged != "short"
                new = NewPractice(7, at.date(), "supine", at, 30, 30, True, counts, of, None, seconds=60)
                await tx.practices.add(new)
            before = prompt_id if logged == "nothing" else None
        person = await tx.people.get(7)
        assert person is not None
        await count_up(tx, person)
