"""What is done about each intent: one table, for what is typed, pressed and commanded alike."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from bot.chat import (
    answering,
    browsing,
    commands,
    onboarding,
    pain,
    safety,
    sessions,
    settings,
    timers,
    timing,
)
from bot.chat.intents import pages as page
from bot.chat.intents import stretching as stretch
from bot.chat.intents import subscribing as start
from bot.chat.intents.base import Detailed, Intent, Plain
from bot.chat.views.view import View
from bot.chat.visit import Visit
from bot.domain.person import Liking
from bot.domain.timetext import daily
from bot.services.preferences import Option

Doing = Callable[[Visit], Awaitable[None]]
Detail = TypeVar("Detail", bound=Detailed)


async def do(visit: Visit, intent: Intent) -> None:
    """Does what somebody means."""
    if isinstance(intent, Plain):
        await PLAIN[intent](visit)
    else:
        await DETAILED[type(intent)](visit, intent)


def _line(name: str) -> Doing:
    return lambda visit: visit.line(name)


def _answers_safety(answers: Callable[[Visit], Awaitable[Intent | None]]) -> Doing:
    """An answer to the safety screen, and then what waited for it, in a message of its own."""

    async def doing(visit: Visit) -> None:
        wanted = await answers(visit)
        if wanted is not None:
            await do(visit.afresh(), wanted)

    return doing


PLAIN: dict[Plain, Doing] = {
    Plain.NONE_APPLY: _answers_safety(onboarding.none_of_these),
    Plain.SHOW_CONDITIONS: safety.show_conditions,
    Plain.TICKED: safety.ticked,
    Plain.CONSENT: _answers_safety(onboarding.consent),
    Plain.ASK_PLACE: onboarding.ask_zone,
    Plain.ASK_LOCATION: onboarding.ask_location,
    Plain.OTHER_PLACE: onboarding.another_place,
    Plain.ASK_TIMES: commands.ask_times,
    Plain.SHOW_TIMES: timing.show_times,
    Plain.KEEP_TIMES: timing.cancel,
    Plain.ADD_SLOT: timing.ask_one_more,
    Plain.TODAY: answering.today,
    Plain.ONE_MORE: answering.one_more,
    Plain.OTHER_SESSION: _line("session-lengths"),
    Plain.PAINLESS: _line("pain-none"),
    Plain.GENTLER: answering.gentler,
    Plain.ENOUGH: pain.enough,
    Plain.EMERGENCY: pain.emergency,
    Plain.DESPAIR: lambda visit: visit.line("despair", number=visit.voice.emergency),
    Plain.DIZZY: pain.dizzy,
    Plain.PAUSE_COMMAND: commands.pause,
    Plain.ASK_DATE: commands.ask_date,
    Plain.REFUSE_DATE: lambda visit: commands.refuse_break(visit, "pause-date-refused"),
    Plain.PAST_DATE: lambda visit: commands.refuse_break(visit, "pause-date-past"),
    Plain.RESUME: commands.resume,
    Plain.STOP_COMMAND: commands.stop,
    Plain.STOP_FOR_GOOD: commands.stop_keeping,
    Plain.ASK_DELETE: commands.delete,
    Plain.ERASE: commands.erase,
    Plain.STAY: commands.stay,
    Plain.WELCOME: onboarding.start,
    Plain.GO_ON_SUBSCRIBING: onboarding.next_step,
    Plain.NOT_UNDERSTOOD: _line("unknown"),
}
DETAILED: dict[type[Detailed], Callable[[Visit, Any], Awaitable[None]]] = {}


def _on(kind: type[Detail], does: Callable[[Visit, Detail], Awaitable[None]]) -> None:
    DETAILED[kind] = does


_on(start.Tick, lambda visit, said: safety.tick(visit, said.tag, on=True))
_on(start.Untick, lambda visit, said: safety.tick(visit, said.tag, on=False))
_on(start.ChoosePlace, lambda visit, said: onboarding.tapped_place(visit, said.which))
_on(start.NumberedPlace, lambda visit, said: onboarding.numbered_place(visit, said.number))
_on(start.TypedPlace, lambda visit, said: onboarding.typed_place(visit, said.text))
_on(start.ConfirmPlace, lambda visit, said: onboarding.zone_yes(visit, said.zone))
_on(
    start.GiveTimes,
    lambda visit, said: onboarding.offer_times(visit, said.said, slot_id=said.slot_id, how=said.how),
)
_on(
    start.TapTime,
    lambda visit, said: onboarding.offer_times(visit, daily(said.at), slot_id=timing.slot_meant(visit)),
)
_on(start.AddOrReplace, lambda visit, said: onboarding.answer_about_times(visit, said.mark, how=said.how))
_on(
    start.SayExtra,
    lambda visit, said: onboarding.answer_about_times(
        visit, said.mark, extra=said.extra is start.Extra.ALWAYS
    ),
)
_on(
    start.SayNight,
    lambda visit, said: onboarding.answer_about_times(
        visit, said.mark, belongs_to_day_before=said.day is start.NightBelongsTo.DAY_BEFORE
    ),
)
_on(start.ShowSlot, lambda visit, said: timing.show_slot(visit, said.slot_id))
_on(start.SetDays, lambda visit, said: timing.set_days(visit, said.slot_id, said.days))
_on(start.ChangeSlot, lambda visit, said: timing.ask_change(visit, said.slot_id))
_on(start.RemoveSlot, lambda visit, said: timing.remove(visit, said.slot_id))
_on(start.AboutTimes, lambda visit, said: visit.line(said.name))

_on(stretch.Begin, lambda visit, said: browsing.begin(visit, said.stretch_id))
_on(stretch.Done, lambda visit, said: answering.done(visit, said.prompt_id))
_on(stretch.DoneAnyway, lambda visit, said: answering.done_anyway(visit, said.hold_id))
_on(stretch.Undo, lambda visit, said: answering.undo(visit, said.practice_id))
_on(stretch.Skip, lambda visit, said: answering.skip(visit, said.prompt_id))
_on(stretch.SayWhy, lambda visit, said: answering.why_skipped(visit, said.why))
_on(stretch.Another, lambda visit, said: answering.another(visit, said.prompt_id))
_on(stretch.More, lambda visit, said: answering.more(visit, said.prompt_id))
_on(stretch.ShowSnooze, lambda visit, said: answering.show_snooze(visit, said.prompt_id))
_on(stretch.Snooze, lambda visit, said: answering.snooze(visit, said.choice, said.prompt_id))
_on(stretch.ShowButtons, lambda visit, said: answering.show_buttons(visit, said.prompt_id))
_on(stretch.Lack, lambda visit, said: answering.lack_gear(visit, said.prompt_id, said.gear))
_on(stretch.LikeShown, lambda visit, said: browsing.like_shown(visit, said.liking))
_on(stretch.Start, lambda visit, said: timers.start_timer(visit, said.prompt_id))
_on(stretch.StartInstead, lambda visit, said: timers.start_timer(visit, said.prompt_id, instead=True))
_on(stretch.StartAgain, lambda visit, said: timers.start_timer(visit, said.prompt_id))
_on(stretch.KeepRunning, lambda visit, _: visit.edit(View(visit.voice.say("hold-kept"))))
_on(stretch.PressHold, lambda visit, said: timers.press(visit, said.press, said.hold_id))
_on(stretch.WarmUp, lambda visit, said: sessions.take_warm_up(visit, said.prompt_id, said.choice))
_on(stretch.Session, lambda visit, said: sessions.choose(visit, said.minutes))
_on(stretch.Hurts, lambda visit, said: pain.hurts(visit, said.pain))
_on(stretch.RatePain, lambda visit, said: pain.rate(visit, said.practice_id, said.pain))
_on(stretch.AskPain, lambda visit, said: pain.ask(visit, said.practice_id))
_on(stretch.ComparePain, lambda visit, said: pain.compare(visit, said.said))
_on(stretch.SaySigns, lambda visit, said: pain.signs(visit, said.there))

_on(page.AskBreak, lambda visit, said: commands.ask_break(visit, said.question))
_on(page.Rest, lambda visit, said: commands.take_break(visit, days=said.days, until=said.until))
_on(page.WhichDate, lambda visit, said: commands.ask_which_day(visit, said.first, said.second))
_on(page.AskStop, lambda visit, said: commands.ask_stop(visit, said.question))
_on(page.ShowSettings, lambda visit, said: settings.show(visit, said.page))
_on(page.Choose, lambda visit, said: settings.choose(visit, said.choice, said.value))
_on(page.SetSound, lambda visit, said: settings.choose(visit, Option.SOUND, said.on))
_on(page.Speak, lambda visit, said: settings.speak(visit, said.language))
_on(page.ReachFloor, lambda visit, said: settings.reach_floor(visit, said.easy))
_on(page.Browse, browsing.show)
_on(page.ShowShelf, browsing.show)
_on(page.OpenStretch, browsing.show)
_on(page.Favour, lambda visit, said: browsing.like(visit, said.page, said.place, Liking.FAVOURITE))
_on(page.NotForMe, lambda visit, said: browsing.like(visit, said.page, said.place, Liking.NOT_FOR_ME))
_on(page.Unlike, lambda visit, said: browsing.like(visit, said.page, said.place, None))
_on(page.ShowPage, lambda visit, said: commands.show_page(visit, said.name))
_on(page.Greeting, lambda visit, said: visit.line(said.name))
