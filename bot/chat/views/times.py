"""How times look: the list, one slot with its days, and the questions before a change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from bot.chat.intents.base import Plain
from bot.chat.intents.pages import (
    AskBreak,
    AskStop,
    ShowCalendar,
    ShowPlan,
    Switch,
    TakeChance,
    TakeShorter,
    TakeSummary,
)
from bot.chat.intents.subscribing import (
    AddOrReplace,
    AskSlotPlace,
    ChangeSlot,
    KeepHour,
    MoveSlot,
    PlaceSlot,
    RemoveSlot,
    SayExtra,
    SayNight,
    SetDays,
    ShowSlot,
    TapTime,
)
from bot.chat.views.breaks import plan_lines
from bot.chat.views.choices import CHOSEN, OPEN, day_ticks, weekday
from bot.chat.views.view import Keyboard, View, Voice, pairs, rows
from bot.domain.calendar_week import CalendarWeek
from bot.domain.dialogue import Extra, How, NightBelongsTo
from bot.domain.noticing import BreakEnds, Notice, OtherHour, SecondChance, SundaySummary, Unanswered
from bot.domain.person import Person
from bot.domain.schedule import EVERY_DAY, Slot, Wish, by_own_days
from bot.domain.setting import Setting
from bot.domain.timetext import Refusal
from bot.services.people import Profile
from bot.services.time_steps import (
    AskDay,
    AskExtra,
    AskHalf,
    AskHow,
    Set,
)
from bot.text import clock

OFFERED_TIMES = (time(7, 30), time(9), time(12, 30), time(16), time(18), time(21))
WEEKDAYS = frozenset(range(5))
WEEKEND = frozenset({5, 6})
LEAST_RUN = 3


def times(voice: Voice, profile: Profile) -> View:
    """The times with their days, and what can be done with them."""
    lines = [voice.say("times-title", place=voice.home(profile.person))]
    lines += [
        time_line(voice, slot.wish, _next_on(profile.person, slot), place=slot.setting)
        for slot in profile.slots
    ]
    lines += night_lines(voice, profile.person, [slot.wish for slot in profile.slots])
    lines.append(voice.next_line(profile.person, profile.next))
    lines += plan_lines(voice, profile)
    if profile.snoozed_until is not None:
        at = voice.instant(profile.snoozed_until, profile.person.zone)
        lines.append(voice.say("times-snoozed", time=at))
    lines.append(voice.say("times-hint"))
    slots = [
        voice.labelled(time_line(voice, slot.wish, place=slot.setting), ShowSlot(slot.id))
        for slot in profile.slots
    ]
    add = voice.button("button-slot-add", Plain.ADD_SLOT)
    plan = voice.button("button-plan", ShowPlan())
    calendar = [voice.button("button-calendar", ShowCalendar())] if slots else []
    return View("\n".join(lines), rows(*[[slot] for slot in slots], [add, plan], calendar))


def slot(voice: Voice, shown: Slot, week: CalendarWeek, *, alone: bool) -> View:
    """One time with a button for each day of the person's week; each says what it sets.

    What comes every so many days is on none of them: the first that is tapped takes its place.
    """
    weekdays = shown.wish.days if shown.wish.every == 1 else frozenset[int]()
    days = day_ticks(voice, week, weekdays, lambda wanted: SetDays(shown.id, wanted))
    place = [
        voice.button("button-slot-place", AskSlotPlace(shown.id), place=place_name(voice, shown.setting))
    ]
    last = [voice.button("button-slot-change", ChangeSlot(shown.id))]
    if not alone:
        last.append(voice.button("button-slot-remove", RemoveSlot(shown.id)))
    return View(
        voice.say(
            "slot-title" if shown.wish.every == 1 else "slot-title-every",
            time=clock(shown.wish.at),
            days=days_of(voice, shown.wish),
        ),
        rows(days[:4], days[4:], place, last, [voice.button("button-back", Plain.SHOW_TIMES)]),
    )


def noticed(voice: Voice, person: Person, said: Notice) -> View:
    """What was noticed of how reminders are answered, and what may suit better."""
    match said:
        case OtherHour():
            text = voice.say("noticed-hour", often=clock(said.at), usual=clock(said.usual))
            move = voice.button("button-move", MoveSlot(said.slot_id, said.at), time=clock(said.at))
            keep = voice.button("button-leave-it", KeepHour(said.slot_id))
            return View(text, rows([move, keep]))
        case BreakEnds():
            time = voice.instant(said.following.due_at, person.zone)
            longer = voice.button("button-longer-break", AskBreak())
            return View(voice.say("noticed-break-ends", time=time), rows([longer]))
        case SecondChance():
            yes = voice.button("button-chance-yes", TakeChance(Switch.ON))
            no = voice.button("button-chance-no", TakeChance(Switch.OFF))
            return View(voice.say("noticed-chance"), rows([yes, no]))
        case SundaySummary():
            yes = voice.button("button-summary-yes", TakeSummary(Switch.ON))
            no = voice.button("button-summary-no", TakeSummary(Switch.OFF))
            return View(voice.say("noticed-summary"), rows([yes, no]))
        case Unanswered():
            keep = voice.button("button-leave-it", Plain.LEAVE_IT)
            return View(
                voice.say("noticed-unanswered"),
                rows(
                    [
                        voice.button("button-other-hour", Plain.OTHER_HOUR),
                        voice.button("button-fewer-days", Plain.FEWER_DAYS),
                    ],
                    [
                        voice.button("button-shorter", TakeShorter()),
                        voice.button("button-take-break", AskBreak()),
                    ],
                    [voice.button("button-stop-reminders", AskStop()), keep],
                ),
            )


def ask_slot_place(voice: Voice, shown: Slot) -> View:
    """Where are they at a time?"""
    choices = [
        voice.labelled(
            f"{CHOSEN if place is shown.setting else OPEN} {place_name(voice, place)}",
            PlaceSlot(shown.id, place),
        )
        for place in (*Setting, None)
    ]
    back = voice.button("button-back", ShowSlot(shown.id))
    return View(voice.say("slot-place-ask", time=clock(shown.wish.at)), rows(*pairs(choices), [back]))


def place_name(voice: Voice, place: Setting | None) -> str:
    """A place in words; None is where somebody always stretches."""
    return voice.say.plain("place-as-always" if place is None else f"place-{place.value}")


def ask_half(voice: Voice, asked: AskHalf) -> View:
    """Morning or evening?"""
    choices = [asked.which.morning, asked.which.evening]
    buttons = [voice.labelled(clock(at), TapTime(at)) for at in choices]
    return View(
        voice.say("time-half-ask", morning=clock(choices[0]), evening=clock(choices[1])), rows(buttons)
    )


def ask_how(voice: Voice, asked: AskHow) -> View:
    """Before and after, and what to do with the times that stand."""
    cancel = voice.button("button-cancel", Plain.KEEP_TIMES)
    add = voice.button("button-add", AddOrReplace(How.ADD, asked.mark))
    adding = [] if asked.added is None else [add]
    replacing = AddOrReplace(How.REPLACE, asked.mark)
    before, replaced = times_list(voice, asked.before), times_list(voice, asked.replaced)
    if len(asked.before) == 1:
        change = voice.button("button-change", replacing, style="primary")
        text = voice.say("time-change-ask", before=before, after=replaced)
        return View(text, rows([change, *adding], [cancel]))
    added = voice.say.plain("time-cannot-add") if asked.added is None else times_list(voice, asked.added)
    text = voice.say("time-several-ask", before=before, added=added, replaced=replaced)
    return View(text, rows([*adding, voice.button("button-replace-all", replacing)], [cancel]))


def ask_extra(voice: Voice, asked: AskExtra) -> View:
    """One more stretch, or only on an empty day?"""
    return View(
        voice.say("time-extra-ask"),
        rows(
            [voice.button("button-extra", SayExtra(Extra.ALWAYS, asked.mark))],
            [voice.button("button-only-if", SayExtra(Extra.IF_NOTHING_DONE, asked.mark))],
            [voice.button("button-cancel", Plain.KEEP_TIMES)],
        ),
    )


def ask_day(voice: Voice, asked: AskDay) -> View:
    """Does a time in the small hours belong to the day before?"""
    return View(
        voice.say("time-day-ask", time=clock(asked.at)),
        rows(
            [voice.button("button-day-before", SayNight(NightBelongsTo.DAY_BEFORE, asked.mark))],
            [voice.button("button-day-new", SayNight(NightBelongsTo.NEW_DAY, asked.mark))],
        ),
    )


def changed(voice: Voice, person: Person, done: Set) -> View:
    """The times as they are now, and when the next stretch comes."""
    lines = [
        voice.say("times-set", times=times_list(voice, done.wishes)),
        *night_lines(voice, person, done.wishes),
        voice.next_line(person, done.next),
    ]
    if done.from_tomorrow:
        lines.append(voice.say("times-from-tomorrow"))
    inside = [clock(wish.at) for wish in done.wishes if person.is_quiet(wish.at)]
    if inside:
        lines.append(voice.say("quiet-inside", times=voice.say.listed(inside), count=len(inside)))
    if done.done_already:
        lines.append(voice.say("times-done-already"))
    return View("\n".join(lines))


def stands(voice: Voice, profile: Profile) -> View:
    """What was given stands already."""
    times = times_list(voice, [slot.wish for slot in profile.slots])
    return View(f"{voice.say('times-stand', times=times)}\n{voice.next_line(profile.person, profile.next)}")


def kept(voice: Voice, profile: Profile) -> View:
    """Nothing was changed."""
    return View(voice.say("times-kept", times=times_list(voice, [slot.wish for slot in profile.slots])))


def offered_times(voice: Voice) -> Keyboard:
    """A few times to tap."""
    return rows(*pairs([voice.labelled(clock(at), TapTime(at)) for at in OFFERED_TIMES]))


def refused(voice: Voice, why: Refusal, *, is_asked: bool = False) -> View:
    """Why nothing was changed, with an example; where a time is asked for, a few to tap as well."""
    names = {
        Refusal.HALF_OF_EITHER: "time-refused-half",
        Refusal.QUARTER_OF_EITHER: "time-refused-quarter",
        Refusal.TOO_MANY: "time-refused-many",
        Refusal.TOO_CLOSE: "time-refused-close",
        Refusal.OUT_OF_RANGE: "time-refused-range",
    }
    text = voice.say(names.get(why, "time-refused"))
    return View(text, offered_times(voice)) if is_asked else View(text)


def times_list(voice: Voice, wishes: Sequence[Wish]) -> str:
    """Times with their days in one line; days that several times have stand once."""
    by_days: dict[tuple[frozenset[int], int], list[Wish]] = {}
    for wish in wishes:
        by_days.setdefault(wish.recurs, []).append(wish)
    return "; ".join(
        voice.say.plain(
            "times-of-days",
            times=", ".join(clock(wish.at) for wish in same),
            days=days_of(voice, same[0]),
            onlyif=", ".join(clock(wish.at) for wish in same if not wish.extra) or "none",
        )
        for same in by_days.values()
    )


def night_lines(voice: Voice, person: Person, wishes: Sequence[Wish]) -> list[str]:
    """The evenings to which times after midnight belong, where these are not the days on which they come."""
    nights = [(wish, by_own_days(wish, person.day_start)) for wish in wishes]
    return [
        voice.say("time-night", time=clock(wish.at), days=days_of(voice, evening))
        for wish, evening in nights
        if evening.days != wish.days
    ]


def time_line(voice: Voice, wish: Wish, next_on: date | None = None, *, place: Setting | None = None) -> str:
    """One time with its days, and with the date of the next and the place where these are given."""
    days = days_of(voice, wish)
    if next_on is not None:
        weekday, day = voice.say.weekday(next_on), voice.say.day(next_on)
        days = voice.say.plain("days-next", days=days, weekday=weekday, day=day)
    return voice.say.plain(
        "times-line",
        time=clock(wish.at),
        days=days,
        extra="yes" if wish.extra else "no",
        place="none" if place is None else voice.say.plain(f"place-{place.value}"),
    )


def _next_on(person: Person, slot: Slot) -> date | None:
    """The date on which a time comes next, where its days do not say it; None while it is not known."""
    if slot.wish.every == 1 or slot.next is None or person.is_paused(slot.next.due_at):
        return None
    return slot.next.on


def days_of(voice: Voice, wish: Wish) -> str:
    """The days of a time in words."""
    days = wish.days
    if wish.every > 1:
        return voice.say.plain("every-days", count=wish.every)
    names = {EVERY_DAY: "all-days", WEEKDAYS: "weekdays", WEEKEND: "weekends"}
    if days in names:
        return voice.say.plain(names[days])
    # From the first day after one that is left out, so that "Sunday to Thursday" is one run.
    first = next(day for day in range(7) if day in days and (day - 1) % 7 not in days)
    in_order = [day for step in range(7) if (day := (first + step) % 7) in days]
    names_of = [weekday(voice, day) for day in in_order]
    if len(names_of) == len(EVERY_DAY) - 1:
        (rest,) = EVERY_DAY - days
        return voice.say.plain("all-days-but", day=weekday(voice, rest))
    if len(names_of) >= LEAST_RUN and (in_order[-1] - first) % 7 == len(days) - 1:
        return voice.say.plain("days-run", first=names_of[0], last=names_of[-1])
    return voice.say.listed([weekday(voice, day) for day in sorted(days)])
