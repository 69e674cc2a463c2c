"""The situations in which something is said, from /start to pain: each drives the bot from its very beginning."""

from __future__ import annotations

from tests.heard.somebody import Somebody

# /start


async def nothing_said_yet(somebody: Somebody) -> None:
    """Nobody has met them."""


async def the_language_asked_first(somebody: Somebody) -> None:
    await somebody.says("/start")


async def the_safety_screen_open(somebody: Somebody) -> None:
    await somebody.says("/start")


async def asked_about_conditions(somebody: Somebody) -> None:
    await somebody.says("/start")
    await somebody.presses("button-signs-none")


async def conditions_to_tick(somebody: Somebody) -> None:
    await asked_about_conditions(somebody)
    await somebody.presses("button-one-applies")


async def a_condition_ticked(somebody: Somebody) -> None:
    await conditions_to_tick(somebody)
    await somebody.presses_number(10)


async def advised_about_a_condition(somebody: Somebody) -> None:
    await a_condition_ticked(somebody)
    await somebody.presses("button-continue")


async def an_emergency_sign_there_at_first(somebody: Somebody) -> None:
    await somebody.says("/start")
    await somebody.presses("button-signs-one")


async def asked_for_the_city(somebody: Somebody) -> None:
    await asked_about_conditions(somebody)
    await somebody.presses("button-none-of-these")


async def several_cities_to_choose_from(somebody: Somebody) -> None:
    await asked_for_the_city(somebody)
    await somebody.says("Springfield")


async def a_city_to_confirm(somebody: Somebody) -> None:
    await asked_for_the_city(somebody)
    await somebody.says("Berlin")


async def asked_for_the_first_time(somebody: Somebody) -> None:
    await a_city_to_confirm(somebody)
    await somebody.presses("button-zone-yes")


async def asked_about_times_said_early(somebody: Somebody) -> None:
    await asked_for_the_city(somebody)
    await somebody.says("12:30")
    await somebody.says("Berlin")
    await somebody.presses("button-zone-yes")


async def asked_which_half_of_the_first_day(somebody: Somebody) -> None:
    await asked_for_the_first_time(somebody)
    await somebody.says("7")


# Prompts


async def the_first_stretch_open(somebody: Somebody) -> None:
    await somebody.subscribes()


async def nothing_open(somebody: Somebody) -> None:
    await somebody.rests()


async def a_prompt_open(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.is_shown()


async def a_prompt_done(somebody: Somebody) -> None:
    await a_prompt_open(somebody)
    await somebody.presses("button-done")


async def a_prompt_skipped(somebody: Somebody) -> None:
    await a_prompt_open(somebody)
    await somebody.presses("button-not-now")
    await somebody.presses("button-skip")


async def a_prompt_put_off(somebody: Somebody) -> None:
    await a_prompt_open(somebody)
    await somebody.presses("button-not-now")
    await somebody.presses_number(2)


async def the_hours_to_put_off_to(somebody: Somebody) -> None:
    await a_prompt_open(somebody)
    await somebody.presses("button-not-now")


async def asked_how_long_to_put_off(somebody: Somebody) -> None:
    await a_prompt_open(somebody)
    await somebody.says({"en": "snooze", "de": "später"}[somebody.person.user["language_code"]])


async def more_about_a_stretch(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.is_shown("reclining-big-toe")
    await somebody.presses("button-more")


async def two_prompts_open(somebody: Somebody) -> None:
    await a_prompt_open(somebody)
    await somebody.passes(hours=1)
    await somebody.is_shown("seated")


async def a_prompt_of_yesterday_open(somebody: Somebody) -> None:
    await a_prompt_open(somebody)
    await somebody.passes(hours=20)


async def a_prompt_of_last_week_open(somebody: Somebody) -> None:
    await a_prompt_open(somebody)
    await somebody.says("/pause 14")
    await somebody.passes(days=8)


# Timers


async def a_timer_about_to_begin(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.is_shown()
    await somebody.presses("button-start-timer")


async def a_timer_running(somebody: Somebody) -> None:
    await somebody.starts()


async def a_timer_paused(somebody: Somebody) -> None:
    await somebody.starts()
    await somebody.presses("button-pause")


async def a_timer_over(somebody: Somebody) -> None:
    await somebody.starts()
    await somebody.passes(minutes=5)


async def a_timer_stopped_early(somebody: Somebody) -> None:
    await somebody.starts()
    await somebody.presses("button-stop")


async def a_timer_forgotten(somebody: Somebody) -> None:
    await a_timer_paused(somebody)
    await somebody.passes(minutes=15)


async def a_timer_stopped_because_it_hurts(somebody: Somebody) -> None:
    await somebody.starts()
    await somebody.presses("button-hurts")


async def another_timer_wanted(somebody: Somebody) -> None:
    await somebody.starts()
    await somebody.is_shown("seated")
    await somebody.presses("button-start-timer")


async def a_warm_up_offered(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.is_shown("standing-forward-bend")
    await somebody.presses("button-start-timer")


async def a_session_open(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.says("/session 10")


async def a_session_running(somebody: Somebody) -> None:
    await a_session_open(somebody)
    await somebody.presses("button-start-timer")
    await somebody.passes(minutes=4)


# Pain


async def asked_for_any_pain(somebody: Somebody) -> None:
    await a_timer_over(somebody)
    await somebody.presses("button-any-pain")


async def asked_which_pain_after_a_skip(somebody: Somebody) -> None:
    await a_prompt_skipped(somebody)
    await somebody.presses("button-why-pain")


async def a_little_pain_said(somebody: Somebody) -> None:
    await asked_for_any_pain(somebody)
    await somebody.presses("button-pain-little")


async def some_pain_said(somebody: Somebody) -> None:
    await asked_for_any_pain(somebody)
    await somebody.presses("button-pain-some")


async def asked_for_the_signs(somebody: Somebody) -> None:
    await asked_for_any_pain(somebody)
    await somebody.presses("button-pain-strong")


async def asked_to_keep_positions_out(somebody: Somebody) -> None:
    await asked_for_any_pain(somebody)
    await somebody.presses("button-pain-tingling")
    await somebody.presses("button-signs-none")


async def a_day_of_rest(somebody: Somebody) -> None:
    await asked_for_the_signs(somebody)
    await somebody.presses("button-signs-none")
    await somebody.is_shown("seated")


async def an_emergency_spoken_of(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.says("112 notfall, emergency: chest pain")


async def asked_whether_it_was_a_mistake(somebody: Somebody) -> None:
    await an_emergency_spoken_of(somebody)
    await somebody.presses("button-alarm-mistake")


async def asked_whose_a_sign_is(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.forwards("emergency, notfall: chest pain")


async def asked_how_it_compares(somebody: Somebody) -> None:
    await some_pain_said(somebody)
    await somebody.passes(hours=28)


async def asked_about_the_floor(somebody: Somebody) -> None:
    await somebody.subscribes()
    # The screen that fits Limber to them would come in its place.
    await somebody.world.app.limber.preferences.set_up(somebody.person.id)
    await somebody.passes(hours=25)


async def asked_about_their_age(somebody: Somebody) -> None:
    await asked_about_the_floor(somebody)
    await somebody.presses("button-yes")
    # A week later, in which they are heard of.
    await somebody.passes(hours=96)
    await somebody.says("thanks")
    await somebody.passes(hours=72)


async def asked_about_longer_holds(somebody: Somebody) -> None:
    await asked_about_their_age(somebody)
    await somebody.presses("button-yes")
