"""The two buttons under what was not understood: what its likeliest topics lead to, as things stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TypeAlias

from bot.chat.intents.base import Intent, Plain
from bot.chat.intents.pages import (
    Browse,
    Favour,
    Mind,
    NotForMe,
    OpenStretch,
    Page,
    ShowPage,
    ShowSettings,
    ShowShelf,
)
from bot.chat.intents.stretching import (
    Another,
    Done,
    More,
    NotHere,
    PressHold,
    Session,
    ShowSnooze,
    Skip,
    SkipRunning,
    Start,
    Undo,
)
from bot.chat.views.browsing import place_of
from bot.chat.views.view import Keys, Voice, rows
from bot.domain.browsing import Facet, Shelf
from bot.domain.hold import Frame, Hold, HoldState, Press
from bot.domain.person import Liking, Person
from bot.domain.prompt import Prompt
from bot.domain.stretch import Dose
from bot.words.topics import Topic

# A label, by its message behind `button-`, with what its button means.
Way: TypeAlias = tuple[str, Intent]
NOW: Way = ("now", Plain.TODAY)
SEVERAL: Way = ("several", Session())
STRETCHES: Way = ("stretches", Browse())
TIMES: Way = ("times", Plain.ASK_TIMES)
BREAK: Way = ("break", Plain.PAUSE_COMMAND)
END_BREAK: Way = ("end-break", Plain.RESUME)
DROP_BREAK: Way = ("drop-break", Plain.DROP_BREAK)
FAVOURITES: Way = ("favourites", ShowShelf(shelf=Shelf(Facet.LIKING, Liking.FAVOURITE).written()))
PLACE: Way = ("page-place", ShowSettings("place"))
POSITION: Way = ("by-position", Browse(Facet.POSITION))
GEAR: Way = ("page-gear", ShowSettings("gear"))
LEVEL: Way = ("page-level", ShowSettings("level"))
HELP: Way = ("help", ShowPage(Page.HELP))
GO_ON: Way = ("go-on", Plain.WELCOME)
Ways: TypeAlias = Mapping[Topic, tuple[Way, ...]]
# What can be done about a topic however things stand, what is likeliest wanted first.
WAYS: Ways = {
    Topic.UNDO: (("undo", Undo()),),
    Topic.TIMES: (TIMES, BREAK),
    Topic.CITY: (("zone-no", Plain.ASK_PLACE),),
    Topic.LEAVE: (("leave", Plain.STOP_COMMAND), BREAK),
    Topic.EASIER: (("easier", Plain.TOO_HARD), LEVEL),
    Topic.HARDER: (("harder", Plain.TOO_EASY), LEVEL),
    Topic.RECORD: (("week", ShowPage(Page.STATS)),),
    Topic.STRETCHES: (STRETCHES, NOW),
    Topic.PROGRAMME: (("page-programme", ShowSettings("programme")), LEVEL),
    Topic.SETTINGS: (("settings", ShowSettings()),),
    Topic.CONDITIONS: (("conditions", Plain.SHOW_CONDITIONS),),
    Topic.DATA: (("data", ShowPage(Page.PRIVACY)),),
    Topic.HELP: (HELP,),
}
WITHOUT_PROMPT: Ways = {
    Topic.DONE: (("done", Done()),),
    Topic.LATER: (TIMES,),
    Topic.NOT_TODAY: (BREAK,),
    Topic.NOT_HERE: (POSITION, PLACE),
    Topic.HOW: (STRETCHES, HELP),
    Topic.ANOTHER: (STRETCHES, NOW),
    **dict.fromkeys((Topic.NOW, Topic.START, Topic.NEXT), (NOW, SEVERAL)),
}
IN_A_BREAK: Ways = {Topic.BREAK: (BREAK, END_BREAK), Topic.BACK: (END_BREAK,)}
BEFORE_A_BREAK: Ways = {Topic.BREAK: (BREAK, DROP_BREAK), Topic.BACK: (DROP_BREAK,)}
IN_NO_BREAK: Ways = dict.fromkeys((Topic.BREAK, Topic.BACK), (BREAK,))
# What no word about the body is answered with: what brings a stretch, or goes on with one.
BRINGING = (Another, Session, Start)
FITTING = 2
# From where on the likeliest is asked about, in the place of saying that nothing was understood.
ASKED_ABOUT = 0.6


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody has before them: the prompt, the timer with what it shows, the stretch, and its dose.

    `lately` is the stretch that was shown last, where none is before them.
    """

    prompt: Prompt | None
    hold: Hold | None
    shown: Frame | None
    stretch_id: str | None
    dose: Dose | None
    lately: str | None = None

    @property
    def spoken_of(self) -> str | None:
        """The stretch of which somebody speaks who names none."""
        return self.stretch_id or self.lately


def fitting(
    voice: Voice, person: Person, seen: Seen, likely: Mapping[Topic, float], *, bodily: bool = False
) -> tuple[Keys, bool]:
    """The two buttons for what a text is `likely` about and can be done as things stand, and whether one is surely it.

    Where it is surely about one topic both may be of that one. None brings a stretch where the text is `bodily`.
    """
    if person.alarm is not None:
        return _buttons(voice, [HELP]), False
    if not person.standing.is_subscribed:
        return _buttons(voice, [GO_ON, HELP]), False
    ways = {
        topic: [way for way in of_topic if not (bodily and _brings_stretch(way))]
        for topic, of_topic in _ways(person, seen, voice.now()).items()
    }
    found = [
        way
        for topic, share in likely.items()
        for way in ways.get(topic, [])[: FITTING if share >= ASKED_ABOUT else 1]
    ]
    is_sure = any(share >= ASKED_ABOUT and ways.get(topic) for topic, share in likely.items())
    return _buttons(voice, dict.fromkeys(found)), is_sure


def _brings_stretch(way: Way) -> bool:
    _, intent = way
    again = isinstance(intent, PressHold) and intent.press is Press.AGAIN
    return again or intent is Plain.TODAY or isinstance(intent, BRINGING)


def _buttons(voice: Voice, ways: Iterable[Way]) -> Keys:
    return rows([voice.button(f"button-{label}", way) for label, way in islice(ways, FITTING)])


def _ways(person: Person, seen: Seen, now: datetime) -> Ways:
    """What can be done about each topic as things stand."""
    if seen.hold is not None:
        return {**WAYS, **_ways_of_timer(seen.hold, seen.shown), **_ways_of_stretch(seen.stretch_id)}
    return {
        **WAYS,
        **_ways_of_break(person, now),
        **(WITHOUT_PROMPT if seen.prompt is None else _ways_of(seen.prompt)),
        **_ways_of_stretch(seen.spoken_of),
    }


def _ways_of_break(person: Person, now: datetime) -> Ways:
    """What can be done about a break, as one is on, planned, or neither."""
    if person.is_paused(now):
        return IN_A_BREAK
    return BEFORE_A_BREAK if person.plans_break(now) else IN_NO_BREAK


def _ways_of_stretch(stretch_id: str | None) -> Ways:
    """What can be shown of a stretch, and done about it for good."""
    if stretch_id is None:
        return {Topic.FAVOURITE: (FAVOURITES, STRETCHES)}
    place = place_of(Shelf(), stretch_id)
    return {
        Topic.HOW: (("how", OpenStretch(0, place)), ("mind", Mind(0, place))),
        Topic.FAVOURITE: (("favourite", Favour(0, place)), FAVOURITES),
    }


def _ways_of(prompt: Prompt) -> Ways:
    """What can be done about the prompt that is open."""
    snooze, skip = ("snooze", ShowSnooze(prompt.id)), ("skip", Skip(prompt.id))
    another, more = ("another", Another(prompt.id)), ("more", More(prompt.id))
    never = [("not-for-me", NotForMe(0, place_of(Shelf(), prompt.stretch_id)))] if prompt.stretch_id else []
    return {
        Topic.DONE: (("done", Done(prompt.id)),),
        Topic.START: (("start", Start(prompt.id)),),
        Topic.LATER: (snooze, skip),
        Topic.NOT_TODAY: (skip, snooze),
        Topic.NOT_HERE: (("not-here", NotHere(prompt.id)), snooze),
        Topic.ANOTHER: (another, *never),
        **dict.fromkeys((Topic.NOW, Topic.NEXT), (another, SEVERAL)),
        **dict.fromkeys((Topic.HOW, Topic.LONGER), (more,)),
    }


def _ways_of_timer(hold: Hold, shown: Frame | None) -> Ways:
    """What can be done about the timer that is on; all that is said of a stretch is said of the one it guides."""
    pause: Way = ("resume", PressHold(hold.id, Press.RESUME))
    if hold.state is not HoldState.PAUSED:
        pause = ("pause", PressHold(hold.id, Press.PAUSE))
    stop: Way = ("stop", PressHold(hold.id, Press.STOP))
    longer: Way = ("longer", PressHold(hold.id, Press.LONGER))
    can_be_longer = shown is not None and Press.LONGER in shown.presses
    return {
        Topic.AGAIN: (("start-again", PressHold(hold.id, Press.AGAIN)),),
        Topic.HOW: (("more", More(hold.prompt_id)),),
        Topic.LONGER: (longer if can_be_longer else pause,),
        **dict.fromkeys((Topic.WAIT, Topic.LATER, Topic.BREAK, Topic.BACK, Topic.START), (pause, stop)),
        **dict.fromkeys((Topic.END, Topic.LEAVE, Topic.DONE), (stop, pause)),
        **dict.fromkeys(
            (Topic.NEXT, Topic.NOT_HERE, Topic.NOT_TODAY, Topic.NOW), (("skip", SkipRunning(hold.id)), stop)
        ),
        Topic.ANOTHER: (("another", Another(hold.prompt_id)), stop),
    }
