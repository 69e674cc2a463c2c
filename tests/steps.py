"""What somebody does with the bot, step by step: each of the ways through it, with what happened before."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.localchat.people import Person
from tests.world import World, buttons, offer, press, say, start_hold, subscribe

Step = Callable[[World, Person], Awaitable[object]]


@dataclass(frozen=True)
class Typed:
    """A step of somebody who types."""

    text: str

    async def __call__(self, world: World, person: Person) -> None:
        await say(world, person, self.text)

    def __str__(self) -> str:
        return f"types {self.text}"


@dataclass(frozen=True)
class Pressed:
    """A step of somebody who presses a button; the label may be the beginning of it."""

    label: str

    async def __call__(self, world: World, person: Person) -> None:
        labels = (label for message in reversed(person.chat) for label in buttons(message))
        await press(world, person, next(label for label in labels if label.startswith(self.label)))

    def __str__(self) -> str:
        return f"presses {self.label}"


async def is_new(world: World, person: Person) -> None:
    """Nothing has happened yet."""


async def subscribes(world: World, person: Person) -> None:
    await subscribe(world, person)
    await world.advance(minutes=20)


async def has_a_prompt(world: World, person: Person) -> None:
    await subscribes(world, person)
    await offer(world, person, "standing")


async def has_two_prompts(world: World, person: Person) -> None:
    await has_a_prompt(world, person)
    await world.advance(hours=3)
    await offer(world, person, "cross-body")


async def has_two_entries(world: World, person: Person) -> None:
    await has_a_prompt(world, person)
    await say(world, person, "done")
    await world.advance(hours=3)
    await offer(world, person, "cross-body")
    await say(world, person, "done")


async def a_day_later(world: World, person: Person) -> None:
    await has_two_entries(world, person)
    await world.advance(days=1)


async def opens_yesterday(world: World, person: Person) -> None:
    """The second of the days that can be opened."""
    await press(world, person, buttons(person.last)[1], person.last)


async def runs_a_hold(world: World, person: Person) -> None:
    await subscribes(world, person)
    await start_hold(world, person, "standing")
    await world.advance(seconds=12)


async def a_moment_passes(world: World, person: Person) -> None:
    """Long enough that the next press is no second tap."""
    await world.advance(seconds=2)


async def has_finished_a_hold(world: World, person: Person) -> None:
    await runs_a_hold(world, person)
    await world.advance(minutes=2)


async def has_two_times(world: World, person: Person) -> None:
    await subscribes(world, person)
    await say(world, person, "19:30")
    await press(world, person, "Add")
    await press(world, person, "One more stretch")


async def had_pain_yesterday(world: World, person: Person) -> None:
    await has_finished_a_hold(world, person)
    await press(world, person, "Any pain?")
    await press(world, person, "Some 3-5")
    await world.advance(days=1, minutes=30)


# Both safety screens: no sign, and no condition.
SAFE = [Pressed("None of these"), Pressed("None of these")]
STEPS: list[tuple[Step, list[Step]]] = [
    (is_new, [Typed("/start")]),
    (is_new, [Typed("/start"), *SAFE]),
    (is_new, [Typed("/start"), Pressed("None of these"), Pressed("One of these applies"), Pressed("☐")]),
    (is_new, [Typed("/start"), *SAFE, Typed("Berlin")]),
    (
        is_new,
        [
            Typed("/start"),
            *SAFE,
            Typed("Berlin"),
            Pressed("Yes, that is right"),
        ],
    ),
    (
        is_new,
        [
            Typed("/start"),
            *SAFE,
            Typed("Berlin"),
            Typed("yes"),
            Typed("7:30"),
        ],
    ),
    (
        is_new,
        [
            Typed("/start"),
            *SAFE,
            Typed("Berlin"),
            Typed("yes"),
            Pressed("18:00"),
        ],
    ),
    (subscribes, [Typed("/start")]),
    (subscribes, [Typed("/today")]),
    (subscribes, [Typed("/time 19:30"), Pressed("Change")]),
    (subscribes, [Typed("19:30"), Pressed("Add"), Pressed("One more stretch")]),
    (has_two_times, [Typed("12:00"), Pressed("Replace all")]),
    (has_two_times, [Typed("/time"), Pressed("19:30"), Pressed("Remove")]),
    (has_two_times, [Typed("/time"), Pressed("19:30"), Pressed("☑ Sun")]),
    (subscribes, [Typed("/zone Tokyo"), Pressed("Yes, that is right")]),
    (subscribes, [Typed("/pause"), Pressed("3 days")]),
    (subscribes, [Typed("/pause"), Pressed("3 days"), Typed("/resume")]),
    (subscribes, [Typed("/stop"), Pressed("Stop, keep my record")]),
    (has_finished_a_hold, [Typed("/delete"), Pressed("Delete everything")]),
    (
        subscribes,
        [
            Typed("/language"),
            Pressed("○ Deutsch"),
            Typed("/today"),
            Pressed("Nichts davon"),
            Pressed("Nichts davon"),
        ],
    ),
    (subscribes, [Typed("/settings"), Pressed("Turn the sound off")]),
    (has_a_prompt, [Pressed("Done")]),
    (has_a_prompt, [Typed("done")]),
    (has_two_prompts, [Typed("done")]),
    (has_two_entries, [Typed("done"), Typed("done"), Pressed("Log one more")]),
    (has_a_prompt, [Pressed("Not now"), Pressed("Skip")]),
    (has_two_prompts, [Typed("skip")]),
    (has_a_prompt, [Pressed("Not now"), Pressed("Skip"), Pressed("Ill")]),
    (has_a_prompt, [Pressed("Not now"), Pressed("Another")]),
    (has_two_prompts, [Typed("another")]),
    (has_a_prompt, [Pressed("Not now"), Pressed("30 min")]),
    (has_two_prompts, [Typed("snooze 30")]),
    (has_a_prompt, [Pressed("More")]),
    (has_two_entries, [Pressed("Undo")]),
    (has_two_entries, [Typed("undo")]),
    (has_two_entries, [Typed("done yesterday")]),
    (has_two_entries, [Typed("done yesterday"), Pressed("Keep")]),
    (has_two_entries, [Typed("done sat and sun"), Typed("yes")]),
    (a_day_later, [Typed("not done yesterday"), Pressed("Take back")]),
    (
        a_day_later,
        [
            Typed("/history"),
            opens_yesterday,
            Pressed("Heel-forward"),
            Pressed("Other"),
            Pressed("60 s"),
            Pressed("Keep"),
        ],
    ),
    (
        a_day_later,
        [
            Typed("/history"),
            opens_yesterday,
            Pressed("Heel-forward"),
            Pressed("Take it"),
            Pressed("Take back"),
        ],
    ),
    (has_a_prompt, [Pressed("Start timer")]),
    (has_two_prompts, [Typed("start")]),
    (runs_a_hold, [Pressed("+10 s")]),
    (runs_a_hold, [Typed("+10")]),
    (runs_a_hold, [Pressed("Pause")]),
    (runs_a_hold, [Typed("pause"), Typed("go on")]),
    (runs_a_hold, [Pressed("Pause"), a_moment_passes, Pressed("Resume")]),
    (runs_a_hold, [Pressed("Stop")]),
    (runs_a_hold, [Typed("stop")]),
    (runs_a_hold, [Pressed("It hurts")]),
    (runs_a_hold, [Typed("pain 6")]),
    (runs_a_hold, [Typed("done")]),
    (runs_a_hold, [Typed("/today"), Typed("done")]),
    (runs_a_hold, [Typed("/pause")]),
    (runs_a_hold, [Typed("/stop")]),
    (runs_a_hold, [Pressed("It hurts"), Pressed("A lot 6-10"), Typed("done"), Pressed("Done anyway")]),
    (has_finished_a_hold, [Pressed("Any pain?"), Pressed("Some 3-5")]),
    (has_finished_a_hold, [Pressed("Any pain?"), Typed("7")]),
    (has_finished_a_hold, [Pressed("Any pain?"), Pressed("A little 1-2"), Pressed("Go on more gently")]),
    (has_finished_a_hold, [Pressed("Any pain?"), Pressed("A little 1-2"), Pressed("Enough for today")]),
    (has_finished_a_hold, [Typed("tingling"), Pressed("One of these")]),
    (had_pain_yesterday, [Pressed("Worse")]),
]
