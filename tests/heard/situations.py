"""The situations in which something is said: each drives the bot from its very beginning."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from bot.localchat.people import Person
from tests import world as driving
from tests.heard.messages import Messages
from tests.world import World, buttons

Situation = Callable[["Somebody"], Awaitable[None]]
SITUATIONS: dict[str, Situation] = {}


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person who is brought into a situation, in whatever language they speak."""

    world: World
    person: Person
    messages: Messages

    async def says(self, *texts: str) -> None:
        for text in texts:
            await driving.say(self.world, self.person, text)

    async def presses(self, *names: str) -> None:
        """Presses buttons one after the other, each by the name of its message, on the latest message that has it."""
        for name in names:
            labels = [label for shown in reversed(self.person.chat) for label in buttons(shown)]
            label = next(label for label in labels if self.messages.is_label(name, label))
            await driving.press(self.world, self.person, label)

    async def presses_number(self, number: int) -> None:
        """Presses the button at this place under the last message."""
        await driving.press(self.world, self.person, buttons(self.person.last)[number], self.person.last)

    async def subscribes(self) -> None:
        """Goes through /start; a first stretch is open then."""
        await self.says("/start")
        await self.presses("button-none-of-these")
        await self.says("Berlin")
        await self.presses("button-zone-yes")
        await self.says("7:30")

    async def rests(self) -> None:
        """Subscribes and lets the first stretch be: nothing is open then."""
        await self.subscribes()
        await self.presses("button-skip")
        await self.world.advance(minutes=5)

    async def is_shown(self, stretch_id: str = "supine") -> dict[str, Any]:
        return await driving.offer(self.world, self.person, stretch_id)

    async def passes(self, **time: float) -> None:
        await self.world.advance(**time)

    async def starts(self, stretch_id: str = "supine") -> None:
        """Starts a timer, which is in its first hold then."""
        await self.rests()
        await self.is_shown(stretch_id)
        await self.presses("button-start-timer")
        await self.passes(seconds=20)


def situation(does: Situation) -> Situation:
    """A situation of the tables; its name there is what it is called here."""
    SITUATIONS[does.__name__.replace("_", " ")] = does
    return does


# /start


@situation
async def nothing_said_yet(somebody: Somebody) -> None:
    """Nobody has met them."""


@situation
async def the_language_asked_first(somebody: Somebody) -> None:
    await somebody.says("/start")


@situation
async def the_safety_screen_open(somebody: Somebody) -> None:
    await somebody.says("/start")


@situation
async def conditions_to_tick(somebody: Somebody) -> None:
    await somebody.says("/start")
    await somebody.presses("button-one-applies")


@situation
async def a_condition_ticked(somebody: Somebody) -> None:
    await conditions_to_tick(somebody)
    await somebody.presses_number(0)


@situation
async def advised_about_a_condition(somebody: Somebody) -> None:
    await a_condition_ticked(somebody)
    await somebody.presses("button-continue")


@situation
async def an_emergency_sign_ticked(somebody: Somebody) -> None:
    await conditions_to_tick(somebody)
    await somebody.presses("button-emergency-sign")


@situation
async def asked_for_the_city(somebody: Somebody) -> None:
    await somebody.says("/start")
    await somebody.presses("button-none-of-these")


@situation
async def several_cities_to_choose_from(somebody: Somebody) -> None:
    await asked_for_the_city(somebody)
    await somebody.says("Springfield")


@situation
async def a_city_to_confirm(somebody: Somebody) -> None:
    await asked_for_the_city(somebody)
    await somebody.says("Berlin")


@situation
async def asked_for_the_first_time(somebody: Somebody) -> None:
    await a_city_to_confirm(somebody)
    await somebody.presses("button-zone-yes")


@situation
async def asked_which_half_of_the_first_day(somebody: Somebody) -> None:
    await asked_for_the_first_time(somebody)
    await somebody.says("7")


# Prompts


@situation
async def the_first_stretch_open(somebody: Somebody) -> None:
    await somebody.subscribes()


@situation
async def nothing_open(somebody: Somebody) -> None:
    await somebody.rests()


@situation
async def a_prompt_open(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.is_shown()


@situation
async def a_prompt_done(somebody: Somebody) -> None:
    await a_prompt_open(somebody)
    await somebody.presses("button-done")


@situation
async def a_prompt_skipped(somebody: Somebody) -> None:
    await a_prompt_open(somebody)
    await somebody.presses("button-skip")


@situation
async def a_prompt_put_off(somebody: Somebody) -> None:
    await a_prompt_open(somebody)
    await somebody.presses("button-snooze")
    await somebody.presses_number(2)


@situation
async def the_hours_to_put_off_to(somebody: Somebody) -> None:
    await a_prompt_open(somebody)
    await somebody.presses("button-snooze")


@situation
async def asked_how_long_to_put_off(somebody: Somebody) -> None:
    await a_prompt_open(somebody)
    await somebody.says({"en": "snooze", "de": "später"}[somebody.person.user["language_code"]])


@situation
async def more_about_a_stretch(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.is_shown("reclining-big-toe")
    await somebody.presses("button-more")


@situation
async def two_prompts_open(somebody: Somebody) -> None:
    await a_prompt_open(somebody)
    await somebody.passes(hours=1)
    await somebody.is_shown("seated")


@situation
async def a_prompt_of_yesterday_open(somebody: Somebody) -> None:
    await a_prompt_open(somebody)
    await somebody.passes(hours=20)


@situation
async def a_prompt_of_last_week_open(somebody: Somebody) -> None:
    await a_prompt_open(somebody)
    await somebody.says("/pause 14")
    await somebody.passes(days=8)


# Timers


@situation
async def a_timer_about_to_begin(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.is_shown()
    await somebody.presses("button-start-timer")


@situation
async def a_timer_running(somebody: Somebody) -> None:
    await somebody.starts()


@situation
async def a_timer_paused(somebody: Somebody) -> None:
    await somebody.starts()
    await somebody.presses("button-pause")


@situation
async def a_timer_over(somebody: Somebody) -> None:
    await somebody.starts()
    await somebody.passes(minutes=5)


@situation
async def a_timer_stopped_early(somebody: Somebody) -> None:
    await somebody.starts()
    await somebody.presses("button-stop")


@situation
async def a_timer_forgotten(somebody: Somebody) -> None:
    await a_timer_paused(somebody)
    await somebody.passes(minutes=15)


@situation
async def a_timer_stopped_because_it_hurts(somebody: Somebody) -> None:
    await somebody.starts()
    await somebody.presses("button-hurts")


@situation
async def another_timer_wanted(somebody: Somebody) -> None:
    await somebody.starts()
    await somebody.is_shown("seated")
    await somebody.presses("button-start-timer")


@situation
async def a_warm_up_offered(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.is_shown("standing-forward-bend")
    await somebody.presses("button-start-timer")


@situation
async def a_session_open(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.says("/session 10")


@situation
async def a_session_running(somebody: Somebody) -> None:
    await a_session_open(somebody)
    await somebody.presses("button-start-timer")
    await somebody.passes(minutes=4)


# Pain


@situation
async def asked_for_any_pain(somebody: Somebody) -> None:
    await a_timer_over(somebody)
    await somebody.presses("button-any-pain")


@situation
async def asked_which_pain_after_a_skip(somebody: Somebody) -> None:
    await a_prompt_skipped(somebody)
    await somebody.presses("button-why-pain")


@situation
async def a_little_pain_said(somebody: Somebody) -> None:
    await asked_for_any_pain(somebody)
    await somebody.presses("button-pain-little")


@situation
async def some_pain_said(somebody: Somebody) -> None:
    await asked_for_any_pain(somebody)
    await somebody.presses("button-pain-some")


@situation
async def asked_for_the_signs(somebody: Somebody) -> None:
    await asked_for_any_pain(somebody)
    await somebody.presses("button-pain-strong")


@situation
async def a_day_of_rest(somebody: Somebody) -> None:
    await asked_for_the_signs(somebody)
    await somebody.presses("button-signs-none")
    await somebody.is_shown("seated")


@situation
async def an_emergency_spoken_of(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.says("112 notfall, emergency: chest pain")


@situation
async def asked_how_it_compares(somebody: Somebody) -> None:
    await some_pain_said(somebody)
    await somebody.passes(hours=28)


@situation
async def asked_about_the_floor(somebody: Somebody) -> None:
    await somebody.subscribes()
    await somebody.passes(hours=25)


# Breaks and leaving


@situation
async def paused_until_resumed(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.says("/pause")
    await somebody.presses("button-pause-open")


@situation
async def paused_for_three_days(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.says("/pause 3")


@situation
async def asked_how_long_to_pause(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.says("/pause")


@situation
async def asked_for_the_first_day_back(somebody: Somebody) -> None:
    await asked_how_long_to_pause(somebody)
    await somebody.presses("button-pause-date")


@situation
async def asked_whether_to_stop(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.says("/stop")


@situation
async def stopped(somebody: Somebody) -> None:
    await asked_whether_to_stop(somebody)
    await somebody.presses("button-stop-keep")


@situation
async def asked_whether_to_delete(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.says("/delete")


# Times and places


@situation
async def the_list_of_times(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.says("/time 7:30, 12:00")
    await somebody.presses("button-change", "button-extra")
    await somebody.says("/time")


@situation
async def one_time_with_its_days(somebody: Somebody) -> None:
    await the_list_of_times(somebody)
    await somebody.presses_number(0)


@situation
async def asked_for_the_new_time_of_one(somebody: Somebody) -> None:
    await one_time_with_its_days(somebody)
    await somebody.presses("button-slot-change")


@situation
async def asked_for_one_more_time(somebody: Somebody) -> None:
    await the_list_of_times(somebody)
    await somebody.presses("button-slot-add")


@situation
async def asked_which_half_of_the_day(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.says("8")


@situation
async def asked_how_to_change_the_times(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.says("18:45")


@situation
async def asked_for_one_stretch_more_or_only_if(somebody: Somebody) -> None:
    await asked_how_to_change_the_times(somebody)
    await somebody.presses("button-add")


@situation
async def asked_to_which_day_a_time_belongs(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.says("01:15")
    await somebody.presses("button-change")


@situation
async def asked_for_another_city(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.says("/zone")


@situation
async def another_city_to_confirm(somebody: Somebody) -> None:
    await asked_for_another_city(somebody)
    await somebody.says("London")


# Pages


@situation
async def the_settings(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.says("/settings")


@situation
async def the_programmes(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.says("/programme")


@situation
async def the_gear(somebody: Somebody) -> None:
    await the_settings(somebody)
    await somebody.presses("button-page-gear")


@situation
async def the_places(somebody: Somebody) -> None:
    await the_settings(somebody)
    await somebody.presses("button-page-place")


@situation
async def the_levels(somebody: Somebody) -> None:
    await the_settings(somebody)
    await somebody.presses("button-page-level")


@situation
async def the_languages(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.says("/language")


@situation
async def conditions_looked_at_again(somebody: Somebody) -> None:
    await the_settings(somebody)
    await somebody.presses("button-conditions")


@situation
async def the_lengths_of_a_session(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.says("/session")


@situation
async def what_to_browse_by(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.says("/stretches")


@situation
async def the_muscles_to_browse_by(somebody: Somebody) -> None:
    await what_to_browse_by(somebody)
    await somebody.presses("button-by-muscle")


@situation
async def a_shelf_of_stretches(somebody: Somebody) -> None:
    await what_to_browse_by(somebody)
    await somebody.presses("button-all-stretches")


@situation
async def a_stretch_looked_at(somebody: Somebody) -> None:
    await a_shelf_of_stretches(somebody)
    await somebody.presses_number(0)


@situation
async def a_favourite_looked_at(somebody: Somebody) -> None:
    await a_stretch_looked_at(somebody)
    await somebody.presses("button-favourite")


@situation
async def a_page_behind_a_prompt(somebody: Somebody) -> None:
    await the_settings(somebody)
    await somebody.is_shown()
