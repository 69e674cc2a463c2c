"""How long the helper takes for the picture of a year, and how large it is: `python -m docs.maintainer.time_record`."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

from bot.domain.days import Day, DayState, RecordWeek, Span
from bot.helper import Helper
from bot.pictures.chart import Chart, ChartWords
from bot.pictures.kept import Pictures

DRAWS = 50
LIKELY = {DayState.DONE: 70, DayState.SKIPPED: 7, DayState.OFF: 15, DayState.MISSED: 8}


def year(random: Random) -> Chart:
    """The record of somebody who did most of a year, with some pain and spare days."""
    first = date(2026, 1, 5)

    def day(on: date) -> Day:
        (state,) = random.choices(list(LIKELY), list(LIKELY.values()))
        return Day(
            on,
            state,
            is_covered=state is DayState.MISSED and random.random() < 0.5,
            hurt=random.random() < 0.1,
        )

    weeks = tuple(
        RecordWeek(
            tuple(day(first + timedelta(weeks=week, days=number)) for number in range(7)),
            random.uniform(2, 12),
            random.uniform(6, 10),
        )
        for week in range(Span.YEAR.weeks)
    )
    words = ChartWords(
        title="52 weeks: 5 Jan 2026 to 3 Jan 2027",
        minutes="Minutes a leg",
        plan="planned",
        covered="spare day",
        pain="pain",
        states=tuple((state, state.value) for state in LIKELY),
        weekdays=("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"),
        months=tuple("Jan" if week % 4 == 0 else "" for week in range(Span.YEAR.weeks)),
    )
    return Chart(Span.YEAR, weeks, weeks[-1].days[-1].on, words)


async def measure() -> None:
    """Draws as many years, each another one, and prints milliseconds and bytes."""
    helper = Helper()
    with TemporaryDirectory() as folder:
        pictures = Pictures({}, Path(folder), helper)
        # The process begins, and reads what draws.
        await pictures.calendar(year(Random(0)))
        took, sizes = [], []
        for seed in range(DRAWS):
            shown = year(Random(seed))
            began = perf_counter()
            sizes.append(len(await pictures.calendar(shown)))
            took.append(1000 * (perf_counter() - began))
    helper.close()
    share = quantiles(took, n=20)
    print(
        f"{DRAWS} years: median {share[9]:.0f} ms, 95th percentile {share[18]:.0f} ms, at most {max(sizes)} bytes"
    )


if __name__ == "__main__":
    asyncio.run(measure())
