"""Answers to what is asked, offers of what may be meant, and what is said where nothing was understood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.chat.intents.asking import Question
from bot.chat.intents.base import Intent, Plain
from bot.chat.intents.pages import Browse, OpenStretch, Page, ShowPage, ShowSettings
from bot.chat.intents.stretching import (
    Another,
    Done,
    PressHold,
    SayWhy,
    ShowSnooze,
    Skip,
    SkipRunning,
    Undo,
)
from bot.chat.views.browsing import place_of
from bot.chat.views.fitting import ASKED_ABOUT, Seen, fitting
from bot.chat.views.holds import side_name
from bot.chat.views.prompts import dose_line
from bot.chat.views.view import Key, View, Voice, pairs, rows
from bot.domain.browsing import Shelf, easier_is_for, harder_is_for
from bot.domain.hold import HoldState, Press
from bot.domain.person import Missed, Person
from bot.domain.prompt import Delivery, Prompt
from bot.words.topics import Topic

MENU = "offer-menu"
UNWILLING = "offer-unwilling"
# What is said of the stretch that the timer guides while it runs.
ON_TIMER = frozenset(
    {"offer-cannot", "offer-unwilling", "offer-again", "offer-another", "offer-spare", "offer-kneeling"}
)
# The wordings of what was not understood, and after how many in a row the menu is offered.
WORDINGS = 3
ENOUGH_IN_A_ROW = 3


def turn_of(count: Missed, *, among: int = WORDINGS) -> int:
    """Which of so many wordings is next."""
    return count.ever % among


def maker(voice: Voice) -> View:
    """Who runs this Limber, and how to reach them."""
    return View(
        voice.say("answer-maker", contact=voice.operator_contact or voice.say.plain("privacy-no-contact"))
    )


def last_line(voice: Voice, last: Prompt, person: Person) -> str:
    """When the last prompt of a time was due, and what became of it."""
    return voice.say(
        "last-prompt",
        time=voice.hour(last.due_at, person.zone),
        came="no" if last.delivery is Delivery.SKIPPED else "yes",
        reason=last.reason or "none",
    )


def about_stretch(voice: Voice, person: Person, about: Question, seen: Seen) -> View:
    """What is asked about the stretch; what holds for every stretch where none is looked at."""
    text = voice.stretch(seen.stretch_id, person.tags)
    stretch = voice.library.stretches.get(seen.stretch_id or "")
    if text is None or stretch is None:
        return View(voice.say(f"answer-{about}"))
    name = voice.title(stretch.id, text.name)
    match about:
        case Question.LENGTH if seen.hold is not None and seen.shown is not None:
            left = seen.hold.length - seen.hold.on_timer(voice.now())
            ids = seen.hold.stretch_ids
            behind = len(ids) - 1 - ids.index(seen.hold.stretch_of(seen.shown.phase))
            return View(voice.say("answer-left", held=_held(voice, int(left.total_seconds())), more=behind))
        case Question.LENGTH if seen.dose is not None:
            return View(f"{name}\n{dose_line(voice, stretch.plan, seen.dose, longer=person.options.longer)}")
        case Question.SIDE if not stretch.plan.sides:
            return View(voice.say("answer-no-side"))
        case Question.SIDE:
            side = seen.shown.phase.side if seen.shown else seen.prompt.first_side if seen.prompt else None
            if side is None:
                return View(voice.say("answer-no-side"))
            when = "first" if seen.shown is None else "now"
            return View(voice.say("answer-this-side", side=side_name(voice, stretch.id, side), when=when))
        case Question.RIGHT if text.error:
            lines = [
                voice.say("answer-unseen"),
                voice.say("prompt-cue", text=text.cue),
                voice.say("more-error", text=text.error),
            ]
            return View("\n".join(lines))
        case Question.MUSCLE if stretch.muscles:
            muscles = [voice.say.plain(f"muscle-{muscle}") for muscle in sorted(stretch.muscles)]
            return View(voice.say("answer-this-muscle", muscles=voice.say.listed(muscles)))
    return View(voice.say(f"answer-{about}"))


def too_hard(voice: Voice, person: Person, seen: Seen) -> View:
    """That less is fine, the easier way of the stretch, and the buttons for what is gentler."""
    lines = [voice.say("too-hard")]
    text = voice.stretch(seen.stretch_id, person.tags)
    stretch = voice.library.stretches.get(seen.stretch_id or "")
    if text is not None and stretch is not None and easier_is_for(stretch, person, voice.library):
        lines.append(voice.say("more-easier", text=text.easier))
    gentler = [] if seen.hold or person.alarm else [voice.button("button-gentler", Plain.GENTLER)]
    return View("\n\n".join(lines), rows(_timer_keys(voice, seen), gentler, [_level(voice)]))


def too_easy(voice: Voice, person: Person, seen: Seen) -> View:
    """The harder way where it is for them, and the level."""
    lines = [voice.say("too-easy")]
    text = voice.stretch(seen.stretch_id, person.tags)
    stretch = voice.library.stretches.get(seen.stretch_id or "")
    if text is not None and stretch is not None and harder_is_for(stretch, person, voice.library):
        lines.append(voice.say("more-harder", text=text.harder))
    return View("\n\n".join(lines), rows([_level(voice)]))


def offer(voice: Voice, name: str, seen: Seen) -> View | None:
    """A message with the buttons for what may be meant; None where nothing of it is possible."""
    keys: Sequence[Key] = ()
    if seen.hold is not None and name in ON_TIMER:
        return _about_timer(voice, seen, seen.hold.id, from_start=name == "offer-again")
    match name:
        case "offer-cannot" if seen.prompt is not None:
            keys = [_snooze(voice, seen.prompt), voice.button("button-another", Another(seen.prompt.id))]
        case "offer-unwilling" if seen.prompt is not None:
            keys = [_snooze(voice, seen.prompt), voice.button("button-skip", Skip(seen.prompt.id))]
        case "offer-again":
            keys = [voice.button("button-one-more", Plain.ONE_MORE), voice.button("button-now", Plain.TODAY)]
        case "offer-done":
            keys = [voice.button("button-done", Done(seen.prompt.id if seen.prompt else None))]
        case "offer-yesterday":
            keys = [voice.button("button-done-yesterday", Plain.DONE_YESTERDAY)]
        case "offer-another" if seen.prompt is not None:
            keys = [voice.button("button-another", Another(seen.prompt.id))]
        case "offer-another":
            keys = [voice.button("button-now", Plain.TODAY)]
        case "offer-undo":
            keys = [voice.button("button-undo", Undo())]
        case "offer-kneeling" | "offer-spare":
            keys = [voice.button("button-another", Another(seen.prompt.id))] if seen.prompt else []
            keys = [*keys, voice.button("button-conditions", Plain.SHOW_CONDITIONS)]
        case "offer-ill":
            keys = [
                voice.button("button-enough", SayWhy(0, "ill")),
                voice.button("button-break", Plain.PAUSE_COMMAND),
            ]
        case "offer-liked":
            if seen.stretch_id is None:
                return View(voice.say("said-pleased"))
            keys = [voice.button("button-more", OpenStretch(0, place_of(Shelf(), seen.stretch_id)))]
        case "offer-now":
            keys = [voice.button("button-now", Plain.TODAY)]
    return View(voice.say(name), rows(keys)) if keys else None


def menu(voice: Voice, person: Person, name: str) -> View:
    """The ways on, under a message; no stretch while a sign keeps all of them back."""
    ways: list[tuple[str, Intent]] = [] if person.alarm else [("now", Plain.TODAY)]
    ways += [
        ("times", Plain.ASK_TIMES),
        ("week", ShowPage(Page.STATS)),
        ("stretches", Browse()),
        ("settings", ShowSettings()),
        ("help", ShowPage(Page.HELP)),
    ]
    return View(voice.say(name), rows(*pairs(voice.button(f"button-{key}", way) for key, way in ways)))


def unknown(voice: Voice, person: Person, count: Missed, seen: Seen, likely: Mapping[Topic, float]) -> View:
    """The two buttons that fit what it is `likely` about, under the next wording of what can be said."""
    if likely.get(Topic.TALK, 0.0) >= ASKED_ABOUT:
        return View(voice.say("unknown-talk", turn=turn_of(count)))
    keys, is_sure = fitting(voice, person, seen, likely)
    return View(voice.say("unknown-likely" if is_sure else "unknown", turn=turn_of(count)), keys)


def about_body(voice: Voice, person: Person, count: Missed) -> View:
    """What can be said about the body."""
    return View(voice.say("unknown-body", number=voice.emergency(person), turn=turn_of(count, among=2)))


def unknown_body(
    voice: Voice, person: Person, count: Missed, seen: Seen, likely: Mapping[Topic, float]
) -> View:
    """The same, with the two buttons that fit what it is `likely` about and bring no stretch."""
    keys, is_sure = fitting(voice, person, seen, likely, bodily=True)
    if not is_sure:
        return View(about_body(voice, person, count).text, keys)
    return View(voice.say("unknown-body-likely", number=voice.emergency(person)), keys)


def _about_timer(voice: Voice, seen: Seen, hold_id: int, *, from_start: bool) -> View:
    """What the timer can do; where somebody says so begin again, else go on to what comes next."""
    skip = voice.button("button-skip", SkipRunning(hold_id))
    again = voice.button("button-start-again", PressHold(hold_id, Press.AGAIN))
    return View(voice.say("offer-timer"), rows([*_timer_keys(voice, seen), again if from_start else skip]))


def _timer_keys(voice: Voice, seen: Seen) -> list[Key]:
    """Whether the timer waits or goes on, and its end; nothing where none runs."""
    if seen.hold is None:
        return []
    paused = seen.hold.state is HoldState.PAUSED
    name, press = ("resume", Press.RESUME) if paused else ("pause", Press.PAUSE)
    return [
        voice.button(f"button-{name}", PressHold(seen.hold.id, press)),
        voice.button("button-stop", PressHold(seen.hold.id, Press.STOP)),
    ]


def _snooze(voice: Voice, prompt: Prompt) -> Key:
    return voice.button("button-snooze", ShowSnooze(prompt.id))


def _level(voice: Voice) -> Key:
    return voice.button("button-page-level", ShowSettings("level"))


def _held(voice: Voice, seconds: int) -> str:
    """A length as minutes and seconds."""
    minutes, seconds = divmod(max(0, seconds), 60)
    return voice.say.plain("held", minutes=minutes, seconds=seconds)
