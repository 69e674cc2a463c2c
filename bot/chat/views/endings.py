"""What is said when a stretch is over: what was done, the week, the run of days, and how hard it was."""

from __future__ import annotations

from bot.chat.intents.pages import AskSetUp
from bot.chat.intents.stretching import AskPain, DoneAnyway, Feel, StartAgain
from bot.chat.views import sessions
from bot.chat.views.holds import pain_question, part_of
from bot.chat.views.prompts import dose_line
from bot.chat.views.view import Key, Keys, View, Voice, escaped, rows, undo_button
from bot.domain.after import After
from bot.domain.browsing import easier_is_for
from bot.domain.finished import Finished
from bot.domain.hold import Hold, HoldState
from bot.domain.milestone import Milestone
from bot.domain.person import Person
from bot.domain.practice import Felt, Practice, Streak, Week
from bot.domain.prompt import Prompt, PromptKind
from bot.services.ports import HoldEnding
from bot.services.practice import Logged
from bot.services.rating import Rated
from bot.telegram_api.pictures import Card

DONE, NOT_DONE = "●", "·"
NO_BREAK = "\N{NO-BREAK SPACE}"


def ending(voice: Voice, person: Person, end: HoldEnding) -> View:
    """How a hold ended, what the record is after it, and what can be said about it."""
    match end.hold.state:
        case HoldState.LOST:
            return _count_lost(voice, end.hold, "end-lost")
        case HoldState.FORGOTTEN:
            return _count_lost(voice, end.hold, "end-forgotten")
        case HoldState.HURT:
            seconds = sum(part.seconds for part in end.finished)
            practice_id = end.practice.id if end.practice else None
            return pain_question(voice, "pain-stopped", practice_id, seconds=seconds)
    if end.practice is None:
        return View(voice.say("end-stopped-nothing"))
    if len(end.finished) > 1:
        said = sessions.ending(voice, end)
    elif end.hold.state is HoldState.DONE:
        said = _done(voice, *end.finished)
    else:
        said = _stopped(voice, *end.finished)
    whole = end.hold.state is HoldState.DONE
    lines = _around(voice, person, said, end.after, end.offered, whole=whole, counts=end.practice.counts)
    return View(
        "\n".join(lines), rows(*end_keys(voice, person, end.practice), _fits(voice, person, end.prompt))
    )


def logged(voice: Voice, person: Person, made: Logged) -> View:
    """What was logged, what the record is after it, and what can be said about it."""
    entry = made.entries[-1]
    day = "today" if entry.day == made.after.today else voice.say.weekday(entry.day)
    if made.prompt is not None:
        name = sessions.title(voice, made.prompt)
    else:
        name = sessions.names(voice, [each.stretch_id for each in made.entries])
    said = voice.say("logged", name=name, day=day)
    lines = _around(voice, person, said, made.after, made.offered, whole=False, counts=True)
    return View("\n".join(lines), rows(*end_keys(voice, person, entry), _fits(voice, person, made.prompt)))


def milestone(voice: Voice, reached: Milestone) -> View:
    """A number of days or hours that was reached: a sentence under a card that one may forward."""
    words = voice.say.plain("milestone-words", measure=reached.measure.value, number=reached.number)
    return View(escaped(voice.content.milestones[reached]), motif=Card(reached, words))


def end_keys(voice: Voice, person: Person, practice: Practice) -> Keys:
    """What can be said about an entry: how hard it was, whether it hurt, and that it was none."""
    felt = [voice.button(f"button-felt-{felt.value}", Feel(practice.id, felt)) for felt in Felt]
    pain = [voice.button("button-any-pain", AskPain(practice.id))] if person.options.asks_pain else []
    return rows(felt if practice.counts else [], [*pain, undo_button(voice, practice.id)])


def _fits(voice: Voice, person: Person, prompt: Prompt | None) -> list[Key]:
    """The way to the screen that fits Limber to somebody, under the end of their first stretch."""
    is_first = prompt is not None and prompt.kind is PromptKind.FIRST
    return [voice.button("button-set-up-ask", AskSetUp())] if is_first and not person.options.set_up else []


def rated(voice: Voice, person: Person, rating: Rated) -> str:
    """What will be different the next time."""
    if rating.hurts:
        return voice.say("felt-hurts")
    same = rating.felt is not Felt.RIGHT and not rating.changes
    name = f"felt-{rating.felt.value}{'-same' if same else ''}"
    others = [voice.say("felt-others")] if rating.others and rating.felt is not Felt.RIGHT else []
    if rating.next_dose is None:
        return "\n".join([voice.say(f"{name}-session"), *others])
    stretch = voice.library.stretches[rating.stretch_id]
    dose = dose_line(voice, stretch.plan, rating.next_dose, longer=person.options.longer)
    lines = [voice.say(name), dose]
    text = voice.stretch(stretch.id, person.tags)
    if text is not None and rating.felt is Felt.EASY and rating.next_dose.harder:
        lines.append(voice.say("more-harder", text=text.harder))
    elif text is not None and rating.felt is Felt.HARD and easier_is_for(stretch, person, voice.library):
        lines.append(voice.say("more-easier", text=text.easier))
    return "\n".join([*lines, *others])


def week_line(voice: Voice, week: Week) -> str:
    """The days of a week, those with an entry marked; short enough for one line of a phone."""
    # Where it breaks all the same, no day loses its mark.
    return " ".join(
        f"{voice.say.brief_weekday(day)}{NO_BREAK}{DONE if day in week.done_on else NOT_DONE}"
        for day in week.days
    )


def streak_line(voice: Voice, streak: Streak) -> str:
    """The streak in one line, with the day that a spare day covered last."""
    best = "yes" if streak.days == streak.best else "no"
    line = voice.say("streak-line", days=streak.days, best=streak.best, isbest=best)
    if streak.covered_on:
        covered = voice.say("streak-covered", day=voice.say.weekday(streak.covered_on[-1]))
        line = f"{line} {covered}"
    return line


def _around(
    voice: Voice, person: Person, said: str, after: After, offered: str | None, *, whole: bool, counts: bool
) -> list[str]:
    """What was done, with a word of praise where it is `whole`, the record after it, and a last word."""
    content, cheers = voice.content, not after.hurts
    praise = [escaped(content.praises[after.turn % len(content.praises)])]
    last = ["", escaped(content.ends[after.turn % len(content.ends)])]
    done = voice.say("week-done", count=len(after.week.done_on))
    return [
        said,
        *(praise if whole and cheers else []),
        week_line(voice, after.week) if person.options.bars else done,
        *([streak_line(voice, after.streak)] if person.options.streak else []),
        *([voice.say("offer-ready", name=voice.name(offered))] if offered else []),
        *(last if counts and cheers else []),
    ]


def _done(voice: Voice, finished: Finished) -> str:
    return voice.say(
        "end-done",
        name=voice.name(finished.stretch_id),
        efforts=finished.efforts_done,
        total=finished.efforts,
        minutes=_each(voice, finished),
    )


def _stopped(voice: Voice, finished: Finished) -> str:
    return voice.say(
        "end-stopped",
        name=voice.name(finished.stretch_id),
        seconds=finished.seconds,
        counts="yes" if finished.counts else "no",
    )


def _each(voice: Voice, finished: Finished) -> str:
    left, right = finished.left, finished.right
    if left and left == right:
        return voice.say("end-seconds-each", seconds=left, part=part_of(voice, finished.stretch_id))
    if left and right:
        return voice.say("end-seconds-sides", left=left, right=right)
    return voice.say("end-seconds-one", seconds=finished.seconds)


def _count_lost(voice: Voice, hold: Hold, name: str) -> View:
    return View(
        voice.say(name),
        rows(
            [
                voice.button("button-done-anyway", DoneAnyway(hold.id)),
                voice.button("button-start-again", StartAgain(hold.prompt_id)),
            ]
        ),
    )
