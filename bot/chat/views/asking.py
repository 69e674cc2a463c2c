"""Answers to what is asked, offers of what may be meant, and what is said where nothing was understood."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from bot.chat.intents.asking import Question
from bot.chat.intents.base import Intent, Plain
from bot.chat.intents.pages import (
    Browse,
    Favour,
    OpenStretch,
    Page,
    ShowPage,
    ShowSettings,
    Switch,
    TakeLonger,
)
from bot.chat.intents.stretching import (
    Another,
    Done,
    NotHere,
    PressHold,
    SayWhy,
    ShowSnooze,
    Skip,
    SkipRunning,
    Start,
    Undo,
)
from bot.chat.views.browsing import place_of
from bot.chat.views.fitting import ASKED_ABOUT, Seen, fitting
from bot.chat.views.holds import side_name
from bot.chat.views.prompts import dose_line
from bot.chat.views.view import Key, View, Voice, pairs, rows
from bot.domain.browsing import Facet, Shelf, easier_is_for, harder_is_for
from bot.domain.hold import HoldState, Press
from bot.domain.person import Missed, Person
from bot.domain.prompt import Delivery, Prompt
from bot.words.topics import Topic

Offered: TypeAlias = Callable[[Voice, Seen], list[Key]]
MENU = "offer-menu"
UNWILLING = "offer-unwilling"
LIKED, AGREED = "offer-liked", "offer-yes"
# What is said of the stretch that the timer guides while it runs.
ON_TIMER = frozenset(
    {
        "offer-cannot",
        "offer-unwilling",
        "offer-again",
        "offer-another",
        "offer-spare",
        "offer-kneeling",
    }
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


def name_of(voice: Voice, stretch_id: str) -> View:
    """What a stretch is called, with the way to it."""
    return View(voice.say("answer-name", name=voice.name(stretch_id)), rows([_how(voice, stretch_id)]))


def missing(voice: Voice, person: Person, following: View, *, came_due: bool) -> View:
    """Why nothing came: what became of the last one, or that none was due, and when the next comes."""
    text = following.text if came_due else f"{voice.say('answer-none-due')}\n{following.text}"
    ways: list[tuple[str, Intent]] = [] if person.alarm else [("now", Plain.TODAY)]
    ways.append(("times", Plain.ASK_TIMES))
    return View(text, rows([voice.button(f"button-{name}", way) for name, way in ways]))


def wishes(voice: Voice, person: Person, seen: Seen, topics: Sequence[Topic]) -> View | None:
    """The ways for what several wishes are about; None where there is not one for each."""
    keys, _ = fitting(voice, person, seen, dict.fromkeys(topics, 0.0))
    has_all = person.standing.is_subscribed and sum(map(len, keys)) == len(topics)
    return View(voice.say("offer-wishes"), keys) if has_all else None


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
    if seen.hold is not None and name in ON_TIMER:
        return _about_timer(voice, seen, seen.hold.id, name)
    if name == LIKED and seen.spoken_of is None:
        return View(voice.say("said-pleased"))
    if name == AGREED and (seen.prompt is None or seen.hold is not None):
        return View(voice.say("said-yes"))
    of_prompt = OF_PROMPT.get(name) if seen.prompt is not None else None
    keys = (of_prompt or FITS.get(name, _none))(voice, seen)
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


def _about_timer(voice: Voice, seen: Seen, hold_id: int, name: str) -> View:
    """What the timer can do; as somebody says begin again, bring another stretch, or go on to what comes next."""
    ways: dict[str, tuple[str, Intent]] = {"offer-again": ("start-again", PressHold(hold_id, Press.AGAIN))}
    if seen.prompt is not None:
        ways["offer-another"] = "another", Another(seen.prompt.id)
    label, way = ways.get(name, ("skip", SkipRunning(hold_id)))
    return View(
        voice.say("offer-timer"), rows([*_timer_keys(voice, seen), voice.button(f"button-{label}", way)])
    )


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


def _none(voice: Voice, seen: Seen) -> list[Key]:
    return []


def _of_ways(*ways: tuple[str, Intent]) -> Offered:
    """The same buttons however things stand, by their labels' messages."""
    return lambda voice, seen: [voice.button(f"button-{label}", way) for label, way in ways]


def _then(*fits: Offered) -> Offered:
    """The buttons of several offers, one after another."""
    return lambda voice, seen: [key for each in fits for key in each(voice, seen)]


def _snooze(voice: Voice, seen: Seen) -> list[Key]:
    return [voice.button("button-snooze", ShowSnooze(seen.prompt.id))] if seen.prompt else []


def _skip(voice: Voice, seen: Seen) -> list[Key]:
    return [voice.button("button-skip", Skip(seen.prompt.id))] if seen.prompt else []


def _another(voice: Voice, seen: Seen) -> list[Key]:
    return [voice.button("button-another", Another(seen.prompt.id))] if seen.prompt else []


def _not_here(voice: Voice, seen: Seen) -> list[Key]:
    return [voice.button("button-not-here", NotHere(seen.prompt.id))] if seen.prompt else []


def _start(voice: Voice, seen: Seen) -> list[Key]:
    if seen.prompt is None:
        return []
    return [voice.button("button-start-timer", Start(seen.prompt.id), style="primary")]


def _done(voice: Voice, seen: Seen) -> list[Key]:
    return [voice.button("button-done", Done(seen.prompt.id if seen.prompt else None))]


def _favour(voice: Voice, seen: Seen) -> list[Key]:
    if seen.spoken_of is None:
        return []
    place = place_of(Shelf(), seen.spoken_of)
    return [voice.button("button-favourite", Favour(0, place)), _how(voice, seen.spoken_of)]


def _last(voice: Voice, seen: Seen) -> list[Key]:
    if seen.spoken_of is None:
        return []
    return [voice.labelled(voice.name(seen.spoken_of), OpenStretch(0, place_of(Shelf(), seen.spoken_of)))]


def _how(voice: Voice, stretch_id: str) -> Key:
    return voice.button("button-how", OpenStretch(0, place_of(Shelf(), stretch_id)))


def _level(voice: Voice) -> Key:
    return voice.button("button-page-level", ShowSettings("level"))


def _held(voice: Voice, seconds: int) -> str:
    """A length as minutes and seconds."""
    minutes, seconds = divmod(max(0, seconds), 60)
    return voice.say.plain("held", minutes=minutes, seconds=seconds)


PLACE = _of_ways(("page-place", ShowSettings("place")))
CONDITIONS = _of_ways(("conditions", Plain.SHOW_CONDITIONS))
NOW = _of_ways(("now", Plain.TODAY))
# What fits an offer where a prompt is open.
OF_PROMPT: Mapping[str, Offered] = {
    AGREED: _then(_start, _done),
    "offer-cannot": _then(_snooze, _another),
    "offer-unwilling": _then(_snooze, _skip, _another),
    "offer-another": _another,
    "offer-place": _then(_not_here, PLACE),
}
# What fits it else.
FITS: Mapping[str, Offered] = {
    "offer-again": _of_ways(("one-more", Plain.ONE_MORE), ("now", Plain.TODAY)),
    "offer-done": _done,
    "offer-yesterday": _of_ways(("done-yesterday", Plain.DONE_YESTERDAY)),
    "offer-another": NOW,
    "offer-undo": _of_ways(("undo", Undo())),
    **dict.fromkeys(("offer-kneeling", "offer-spare"), _then(_another, CONDITIONS)),
    "offer-ill": _of_ways(("enough", SayWhy(0, "ill")), ("break", Plain.PAUSE_COMMAND)),
    LIKED: _favour,
    "offer-last": _then(_last, _of_ways(("stretches", Browse()))),
    "offer-place": _then(_of_ways(("by-position", Browse(Facet.POSITION))), PLACE),
    "offer-longer": _of_ways(("longer-on", TakeLonger(Switch.ON)), ("page-level", ShowSettings("level"))),
    "offer-now": NOW,
}
