"""What somebody takes along, and what a file that they sent would bring."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from bot.chat.intents.base import Plain
from bot.chat.intents.pages import Switch
from bot.chat.intents.taking import TakeHabit
from bot.chat.views.choices import CLEARED, TICKED
from bot.chat.views.view import Key, Keys, View, Voice, rows
from bot.domain.archive import Archive
from bot.domain.days import DayState
from bot.domain.loopfile import Habit, UnreadLine, together
from bot.domain.otherapps import App
from bot.services.archives import Imported

# So many of the lines that were not read are named, and so many habits shown.
MOST_NAMED, MOST_SHOWN = 3, 20


def exported(voice: Voice, archive: Archive) -> View:
    """What is in the file above it."""
    return View(voice.say("export-ready", entries=len(archive.entries)))


def archive(voice: Voice, given: Archive) -> View:
    """What an archive would bring, and what of it not."""
    say = voice.say
    done_on = {entry.day for entry in given.entries if entry.counts}
    done_on |= {day.on for day in given.days if day.state is DayState.DONE}
    lines = [
        say("import-archive", name=voice.city(given.city or "", given.zone or "") or "none"),
        _days_done(voice, done_on) if done_on else say("import-no-days"),
        say(
            "import-holds",
            times=len(given.times),
            exercises=sum(not each.removed for each in given.exercises),
        ),
        say("import-safety"),
        say("import-nothing-kept"),
    ]
    return View("\n".join(lines), _keys(voice))


def loop(voice: Voice, habits: Sequence[Habit], ticked: Collection[int], today: date) -> View:
    """What the habits of Loop's file that are ticked would bring; where there are several each can be ticked."""
    say = voice.say
    chosen = [habit for habit in habits if habit.number in ticked]
    days = {day: state for day, state in together(chosen).items() if day <= today}
    done_on = [day for day, state in days.items() if state is DayState.DONE]
    lines = [say("import-loop", count=len(habits))]
    if done_on:
        skips = sum(state is DayState.SKIPPED for state in days.values())
        lines.append(f"{_days_done(voice, done_on)} {say('import-skips', count=skips)}")
    lines += _unread(voice, [line for habit in chosen for line in habit.unread])
    lines += [say("import-days-only"), say("import-nothing-kept")]
    several = len(habits) > 1
    ticks = (
        [[_tick(voice, habit, on=habit.number in ticked)] for habit in habits[:MOST_SHOWN]] if several else []
    )
    return View("\n".join(lines), rows(*ticks) + _keys(voice, takes=bool(done_on)))


def question(voice: Voice) -> View:
    """Is what was shown to be taken?"""
    return View(voice.say("import-nothing-kept"), _keys(voice))


def imported(voice: Voice, done: Imported) -> View:
    """What an import has changed, with the way back."""
    if not done.is_new:
        return View(voice.say("import-nothing-new"))
    lines = [voice.say("import-done", entries=done.entries, days=done.days)]
    if done.is_set_anew:
        lines.append(voice.say("import-set-anew"))
    return View("\n".join(lines), rows([voice.button("button-import-undo", Plain.UNDO_IMPORT)]))


def other_app(voice: Voice, app: App | None) -> View:
    """Whose file it is, and that it is not read."""
    if app is None:
        return View(voice.say("import-unknown"))
    if app is App.LOOP_BACKUP:
        return View(voice.say("import-loop-backup"))
    return View(voice.say("import-other-app", app=app.value))


def _days_done(voice: Voice, done_on: Collection[date]) -> str:
    first, last = min(done_on), max(done_on)
    say = voice.say
    return say("import-days", count=len(done_on), first=say.whole_date(first), last=say.whole_date(last))


def _unread(voice: Voice, lines: Sequence[UnreadLine]) -> Iterable[str]:
    if lines:
        named = [
            voice.say.plain("import-line", file=each.file, line=each.line) for each in lines[:MOST_NAMED]
        ]
        yield voice.say("import-unread", count=len(lines), which=", ".join(named))


def _tick(voice: Voice, habit: Habit, *, on: bool) -> Key:
    label = voice.say.plain(
        "import-habit", name=habit.name or str(habit.number), count=habit.count(DayState.DONE)
    )
    said = TakeHabit(habit.number, Switch.OFF if on else Switch.ON)
    return voice.labelled(f"{TICKED if on else CLEARED} {label}", said)


def _keys(voice: Voice, *, takes: bool = True) -> Keys:
    take = [voice.button("button-import", Plain.IMPORT, style="primary")] if takes else []
    return rows([*take, voice.button("button-import-drop", Plain.DROP_IMPORT)])
