"""The situations with breaks, times, places and pages."""

from __future__ import annotations

import io
import zipfile

from tests.heard.somebody import Somebody

# Breaks and leaving


async def paused_until_resumed(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.says("/pause")
    await somebody.presses("button-pause-open")


async def paused_for_three_days(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.says("/pause 3")


async def a_break_planned(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.says("/pause 10.5.-16.5.")


async def asked_whether_a_break_is_meant(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.says("/pause 10.5.-16.5.?")


async def asked_how_long_to_pause(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.says("/pause")


async def asked_for_the_first_day_back(somebody: Somebody) -> None:
    await asked_how_long_to_pause(somebody)
    await somebody.presses("button-pause-date")


async def asked_whether_to_stop(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.says("/stop")


async def stopped(somebody: Somebody) -> None:
    await asked_whether_to_stop(somebody)
    await somebody.presses("button-stop-keep")


async def asked_whether_to_delete(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.says("/delete")


# A question while something else is open


async def asked_whether_to_delete_while_a_timer_runs(somebody: Somebody) -> None:
    await somebody.starts()
    await somebody.says("/delete")


async def asked_how_long_to_pause_while_a_timer_is_paused(somebody: Somebody) -> None:
    await somebody.starts()
    await somebody.presses("button-pause")
    await somebody.says("/pause 3/4")


async def asked_how_to_change_the_times_while_a_prompt_is_open(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.is_shown()
    await somebody.says("18:45")


async def asked_whether_to_stop_while_a_prompt_is_open(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.is_shown()
    await somebody.says("/stop")


# Times and places


async def the_list_of_times(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.says("/time 7:30, 12:00")
    await somebody.presses("button-change", "button-extra")
    await somebody.says("/time")


async def one_time_with_its_days(somebody: Somebody) -> None:
    await the_list_of_times(somebody)
    await somebody.presses_number(0)


async def asked_for_the_new_time_of_one(somebody: Somebody) -> None:
    await one_time_with_its_days(somebody)
    await somebody.presses("button-slot-change")


async def asked_for_one_more_time(somebody: Somebody) -> None:
    await the_list_of_times(somebody)
    await somebody.presses("button-slot-add")


async def asked_which_half_of_the_day(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.says("8")


async def asked_how_to_change_the_times(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.says("18:45")


async def asked_for_one_stretch_more_or_only_if(somebody: Somebody) -> None:
    await asked_how_to_change_the_times(somebody)
    await somebody.presses("button-add")


async def asked_to_which_day_a_time_belongs(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.says("01:15")
    await somebody.presses("button-change")


async def asked_for_another_city(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.says("/zone")


async def another_city_to_confirm(somebody: Somebody) -> None:
    await asked_for_another_city(somebody)
    await somebody.says("London")


# Pages


async def the_settings(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.says("/settings")


async def the_programmes(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.says("/programme")


async def the_gear(somebody: Somebody) -> None:
    await the_settings(somebody)
    await somebody.presses("button-page-gear")


async def the_places(somebody: Somebody) -> None:
    await the_settings(somebody)
    await somebody.presses("button-page-place")


async def the_levels(somebody: Somebody) -> None:
    await the_settings(somebody)
    await somebody.presses("button-page-level")


async def the_languages(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.says("/language")


async def conditions_looked_at_again(somebody: Somebody) -> None:
    await the_settings(somebody)
    await somebody.presses("button-conditions")


async def the_lengths_of_a_session(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.says("/session")


async def what_to_browse_by(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.says("/stretches")


async def the_muscles_to_browse_by(somebody: Somebody) -> None:
    await what_to_browse_by(somebody)
    await somebody.presses("button-by-muscle")


async def a_shelf_of_stretches(somebody: Somebody) -> None:
    await what_to_browse_by(somebody)
    await somebody.presses("button-all-stretches")


async def a_stretch_looked_at(somebody: Somebody) -> None:
    await a_shelf_of_stretches(somebody)
    await somebody.presses_number(0)


async def a_favourite_looked_at(somebody: Somebody) -> None:
    await a_stretch_looked_at(somebody)
    await somebody.presses("button-favourite")


async def a_page_behind_a_prompt(somebody: Somebody) -> None:
    await the_settings(somebody)
    await somebody.is_shown()


# Exercises of their own


async def the_list_of_own_exercises(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.says("/mine")


async def asked_for_the_name_of_an_exercise(somebody: Somebody) -> None:
    await the_list_of_own_exercises(somebody)
    await somebody.presses("button-mine-add")


async def asked_for_its_sides(somebody: Somebody) -> None:
    await asked_for_the_name_of_an_exercise(somebody)
    await somebody.says("Plank")


async def asked_for_its_seconds(somebody: Somebody) -> None:
    await asked_for_its_sides(somebody)
    await somebody.presses("button-mine-both")


async def asked_how_often_it_is_done(somebody: Somebody) -> None:
    await asked_for_its_seconds(somebody)
    await somebody.says("40")


async def asked_for_its_days(somebody: Somebody) -> None:
    await asked_how_often_it_is_done(somebody)
    await somebody.says("2")


async def asked_for_its_picture(somebody: Somebody) -> None:
    await asked_for_its_days(somebody)
    await somebody.presses("button-mine-any-day")


async def an_own_exercise_looked_at(somebody: Somebody) -> None:
    await asked_for_its_picture(somebody)
    await somebody.presses("button-mine-no-picture")


async def a_list_of_exercises_offered(somebody: Somebody) -> None:
    await somebody.rests()
    plan = b'[[exercises]]\nname = "Plank"\nsides = "both"\nseconds = 40\nrepetitions = 2\n'
    somebody.person.sends_files([("plan.toml", plan, "application/toml")], as_documents=True)
    await somebody.world.settle()


async def an_import_offered(somebody: Somebody) -> None:
    await somebody.rests()
    files = {
        "Habits.csv": "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,Unit,"
        "Target Type,Target Value,Archived?\n001,Stretch,YES_NO,,,1,1,#FF8F00,,,,false\n",
        "001 Stretch/Checkmarks.csv": "Date,Value,Notes\n2027-05-02,YES_MANUAL,\n",
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as whole:
        for name, content in files.items():
            whole.writestr(name, content)
    somebody.person.sends_files([("Loop.zip", made.getvalue(), "application/zip")], as_documents=True)
    await somebody.world.settle()


# The days of the record


async def the_days_one_by_one(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.says("/history")


async def asked_whether_a_day_was_done(somebody: Somebody) -> None:
    await somebody.rests()
    await somebody.says(
        {"en": "done yesterday", "de": "gestern gemacht"}[somebody.person.user["language_code"]]
    )
