"""The record of one person: a picture of their weeks, and all of it in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from bot.chat.intents.base import Intent, Plain
from bot.chat.intents.history import ShowHistory
from bot.chat.intents.pages import ShowRecord, ShowSettings, TakeShorter
from bot.chat.views.choices import CHOSEN
from bot.chat.views.endings import streak_line, week_line
from bot.chat.views.view import EMPTY, FULL, Keys, View, Voice, escaped, rows
from bot.domain.days import Day, DayState, RecordWeek, Span
from bot.domain.hold import BAR_CELLS
from bot.domain.person import Person
from bot.domain.stretch import Side
from bot.domain.summary import Suggestion, WeekSummary
from bot.pictures.chart import Chart, ChartWords
from bot.services.practice import Stats

# The button that goes with what a summary suggests.
SUGGESTED: Mapping[Suggestion, tuple[str, Intent] | None] = {
    Suggestion.GENTLER: ("button-gentler", Plain.GENTLER),
    Suggestion.SHORTER: ("button-shorter", TakeShorter()),
    Suggestion.OTHER_HOUR: ("button-other-hour", Plain.OTHER_HOUR),
    Suggestion.FEWER_DAYS: ("button-fewer-days", Plain.FEWER_DAYS),
    Suggestion.MORE: ("button-page-level", ShowSettings("level")),
    Suggestion.KEEP: None,
}
SHOWN = (DayState.DONE, DayState.SKIPPED, DayState.OFF, DayState.MISSED)


def record(voice: Voice, person: Person, shown: Stats) -> View:
    """This week, the streak, the score and the weeks of a span; words alone before the first entry."""
    week = shown.week
    # What was too short to count is no day with an entry, and its seconds are there all the same.
    if not (shown.streak.best or week.left_minutes or week.right_minutes):
        return View(voice.say("stats-none"))
    lines = [*_this_week(voice, person, shown), "", *_span(voice, shown)]
    return View("\n".join(lines), keys(voice, shown.span), _chart(voice, shown))


def keys(voice: Voice, chosen: Span) -> Keys:
    """A button for each span, the one that is shown marked, and the way to the days one by one."""
    return rows(
        [
            voice.labelled(f"{CHOSEN} {label}" if span is chosen else label, ShowRecord(span))
            for span in Span
            for label in [voice.say.plain(f"button-record-{span.value}")]
        ],
        [voice.button("button-history", ShowHistory())],
    )


def summary(voice: Voice, shown: WeekSummary) -> View:
    """The picture of a week, what it came to in a sentence, and a suggestion with its button."""
    week = shown.week
    first, last = week.days[0].on, week.days[-1].on
    title = voice.say.plain("summary-title", first=voice.say.day(first), last=voice.say.day(last))
    minutes = _week(voice, week.held, week.planned, name="record-week-minutes")
    lines = [
        f"<b>{escaped(title)}</b>",
        voice.say("summary-week", done=shown.done, asked=shown.asked, minutes=minutes),
        voice.say(f"summary-{shown.suggestion.value}"),
    ]
    way = SUGGESTED[shown.suggestion]
    suggested = [voice.button(way[0], way[1])] if way else []
    keyboard = rows(suggested, [voice.button("button-history", ShowHistory())])
    words = _words(voice, (week,), Span.MONTH, title)
    return View("\n".join(lines), keyboard, Chart(Span.MONTH, (week,), shown.today, words))


def _this_week(voice: Voice, person: Person, shown: Stats) -> list[str]:
    """This week's strip, the minutes a leg against what the person's times have brought, and what they add up to."""
    week, planned = shown.week, shown.weeks[-1].planned
    left, right = (_held(voice, minutes) for minutes in (week.left_minutes, week.right_minutes))
    lines = [
        voice.say("stats-title"),
        week_line(voice, week),
        voice.say("stats-minutes", left=left, right=right),
    ]
    if planned:
        lines.append(voice.say("stats-plan", minutes=_held(voice, planned)))
        if person.options.bars:
            lines += [
                f"{_bar(minutes, planned)} {voice.say.plain('side', side=side.value, part='leg')}"
                for side, minutes in ((Side.LEFT, week.left_minutes), (Side.RIGHT, week.right_minutes))
            ]
    if shown.says_enough:
        lines.append(voice.say("stats-enough"))
    if week.others:
        lines.append(voice.say("stats-others", count=week.others))
    if person.options.streak:
        lines.append(streak_line(voice, shown.streak))
    if shown.score is not None:
        score = shown.score
        lines.append(voice.say("stats-score", percent=score.percent, done=score.done, of=score.of))
    if shown.total_days:
        lines.append(voice.say("stats-total", days=shown.total_days))
    return lines


def _span(voice: Voice, shown: Stats) -> list[str]:
    """The weeks of a span, with what their picture shows."""
    days = _days(shown.weeks)
    counted = Counter(day.state for day in days)
    covered, hurt = sum(day.is_covered for day in days), [day for day in days if day.hurt]
    lines = [
        f"<b>{_title(voice, shown)}</b>",
        voice.say("record-days", **{state.value: counted[state] for state in SHOWN}),
    ]
    if covered:
        lines.append(voice.say("record-covered", days=covered))
    if hurt:
        lines.append(voice.say("record-pain", days=len(hurt), last=voice.say.day(hurt[-1].on)))
    known = _known(shown.weeks)
    if known and shown.span is Span.YEAR:
        held, planned = (sum(each) / len(known) for each in zip(*_minutes(known), strict=True))
        lines.append(voice.say("record-average", week=_week(voice, held, planned)))
    elif known:
        said = " · ".join(_week(voice, held, planned) for held, planned in _minutes(known))
        lines.append(voice.say("record-minutes", weeks=said))
    return lines


def _chart(voice: Voice, shown: Stats) -> Chart:
    words = _words(voice, shown.weeks, shown.span, _title(voice, shown))
    return Chart(shown.span, shown.weeks, shown.today, words)


def _words(voice: Voice, weeks: Sequence[RecordWeek], span: Span, title: str) -> ChartWords:
    """Every word of a picture of these weeks."""
    say = voice.say.plain
    minutes = _minutes(weeks)
    of: dict[Span, list[str]] = {
        Span.WEEKS: [_whole(held) for held, _ in minutes],
        Span.MONTH: [_week(voice, *each, name="record-week-minutes") for each in minutes],
        Span.YEAR: [],
    }
    return ChartWords(
        title=title,
        minutes=say("record-bars"),
        plan=say("record-plan"),
        covered=say("record-spare"),
        pain=say("record-hurt"),
        states=tuple((state, say(f"record-{state.value}")) for state in SHOWN),
        weekdays=tuple(voice.say.brief_weekday(day.on) for day in weeks[0].days),
        months=_months(voice, weeks),
        of=tuple(of[span]),
    )


def _title(voice: Voice, shown: Stats) -> str:
    first, last = shown.weeks[0].days[0].on, shown.weeks[-1].days[-1].on
    said = voice.say.day if first.year == last.year else voice.say.whole_date
    return voice.say.plain("record-span", span=shown.span.value, first=said(first), last=said(last))


def _months(voice: Voice, weeks: Sequence[RecordWeek]) -> tuple[str, ...]:
    """The month that begins in each week; above the first week its own, where the next one leaves room for it."""
    begins = [next((day.on for day in week.days if day.on.day == 1), None) for week in weeks]
    if not any(begins[:2]):
        begins[0] = weeks[0].days[0].on
    return tuple(voice.say.month(on) if on else "" for on in begins)


def _known(weeks: Sequence[RecordWeek]) -> Sequence[RecordWeek]:
    """The weeks from the first on that has minutes."""
    first = next((number for number, week in enumerate(weeks) if week.held or week.planned), len(weeks))
    return weeks[first:]


def _days(weeks: Sequence[RecordWeek]) -> list[Day]:
    return [day for week in weeks for day in week.days]


def _minutes(weeks: Sequence[RecordWeek]) -> list[tuple[float, float]]:
    return [(week.held, week.planned) for week in weeks]


def _week(voice: Voice, held: float, planned: float, name: str = "record-week") -> str:
    """Minutes of a week against the plan, where there was one."""
    return voice.say.plain(name, held=_whole(held), planned=_whole(planned) if planned else "none")


def _whole(minutes: float) -> str:
    """Whole minutes; what is less than one is no nothing."""
    return "<1" if 0 < minutes < 1 else str(round(minutes))


def _held(voice: Voice, minutes: float) -> str:
    """How long that is, in whole seconds: "12 s", "2 min 30 s"."""
    whole, seconds = divmod(round(minutes * 60), 60)
    return voice.say.plain("held", minutes=whole, seconds=seconds)


def _bar(minutes: float, planned: float) -> str:
    full = min(BAR_CELLS, round(BAR_CELLS * minutes / planned))
    return FULL * full + EMPTY * (BAR_CELLS - full)
