"""Tasks that are kept until they end."""

import asyncio

from bot.services.tasks import Tasks


async def test_all_are_waited_for_also_those_that_another_begins() -> None:
    tasks, done = Tasks(), []

    async def last() -> None:
        await asyncio.sleep(0.01)
        done.append("last")

    async def first() -> None:
        await asyncio.sleep(0.01)
        tasks.begin(last())
        done.append("first")

    tasks.begin(first())
    await tasks.settle()
    assert done == ["first", "last"]
    assert len(tasks) == 0


async def test_what_does_not_end_in_time_is_cut_off_and_has_ended_then() -> None:
    tasks, ended = Tasks(), []

    async def lasts(name: str, seconds: float) -> None:
        try:
            await asyncio.sleep(seconds)
        finally:
            ended.append(name)

    tasks.begin(lasts("short", 0.01))
    long = tasks.begin(lasts("long", 60))
    await tasks.stop(0.2)
    assert ended == ["short", "long"]
    assert long.cancelled()


async def test_one_that_fails_leaves_the_others_alone() -> None:
    tasks = Tasks()

    async def fails() -> None:
        raise LookupError

    failing, fine = tasks.begin(fails()), tasks.begin(asyncio.sleep(0.01, "fine"))
    await tasks.settle()
    assert isinstance(failing.exception(), LookupError)
    assert fine.result() == "fine"
