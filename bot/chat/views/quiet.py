"""The page of quiet hours and free days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from bot.chat.intents.pages import Choose
from bot.chat.views.choices import back, day_ticks, option, weekday
from bot.chat.views.view import View, Voice, rows
from bot.domain.calendar_week import CalendarWeek
from bot.domain.person import Person
from bot.domain.schedule import Wish
from bot.services.preferences import NEVER, QUIET_FROM, QUIET_UNTIL, Option
from bot.text import clock


def quiet(voice: Voice, person: Person, wishes: Sequence[Wish], week: CalendarWeek) -> View:
    """Quiet hours, days without reminders, and the times that lie in these hours; each button says what it sets."""
    say, options = voice.say, person.options
    lines = [say("quiet-ask"), quiet_line(voice, person), rest_days_line(voice, person)]
    inside = [clock(wish.at) for wish in wishes if person.is_quiet(wish.at)]
    if inside:
        lines.append(say("quiet-inside", times=say.listed(inside), count=len(inside)))
    never = [wish for wish in wishes if wish.every == 1 and options.rest_days.issuperset(wish.days)]
    if never:
        lines.append(
            say("quiet-all-free", times=say.listed([clock(wish.at) for wish in never]), count=len(never))
        )
    hours = [
        [
            option(voice, say.plain(label, time=clock(time(int(hour)))), choice, hour, chosen=hour == chosen)
            for hour in offered
        ]
        for label, choice, offered, chosen in (
            ("quiet-from-hour", Option.QUIET_FROM, QUIET_FROM, _hour(options.quiet_from)),
            ("quiet-until-hour", Option.QUIET_UNTIL, QUIET_UNTIL, _hour(options.quiet_to)),
        )
    ]
    none = option(
        voice, say.plain("quiet-never"), Option.QUIET_FROM, NEVER, chosen=options.quiet_from is None
    )
    days = day_ticks(
        voice,
        week,
        options.rest_days,
        lambda wanted: Choose(Option.REST_DAYS, "".join(map(str, sorted(wanted)))),
    )
    return View("\n".join(lines), rows(*hours, [none], days[:4], days[4:], [back(voice)]))


def _hour(at: time | None) -> str | None:
    """An hour as a button carries it."""
    return None if at is None else str(at.hour)


def quiet_line(voice: Voice, person: Person) -> str:
    """The quiet hours of a person."""
    since, until = person.options.quiet_from, person.options.quiet_to
    if since is None or until is None:
        return voice.say("settings-loud")
    return voice.say("settings-quiet", since=clock(since), until=clock(until))


def rest_days_line(voice: Voice, person: Person) -> str:
    """The weekdays on which no reminder comes to a person."""
    days = [weekday(voice, day) for day in sorted(person.options.rest_days)]
    return voice.say("settings-rest-days", days=voice.say.listed(days) if days else "none")
