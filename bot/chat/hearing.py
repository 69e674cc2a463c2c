"""What somebody means by a text: pure, from what was said and how things stand to an intent."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.chat.button_data import intent_of
from bot.chat.intents.base import Intent, Plain
from bot.chat.intents.pages import (
    AskBreak,
    AskStop,
    Greeting,
    Page,
    ReachFloor,
    Rest,
    SetSound,
    ShowPage,
    Switch,
    WhichDate,
)
from bot.chat.intents.stretching import (
    Another,
    Done,
    Hurts,
    KeepRunning,
    LikeShown,
    More,
    PressHold,
    RatePain,
    SaySigns,
    SayWhy,
    Session,
    SignsThere,
    Skip,
    Snooze,
    Start,
    Undo,
)
from bot.chat.intents.subscribing import (
    EMERGENCY_SIGN,
    AboutTimes,
    AddOrReplace,
    ConfirmPlace,
    Extra,
    GiveTimes,
    NightBelongsTo,
    NumberedPlace,
    SayExtra,
    SayNight,
    Tick,
    TypedPlace,
    Untick,
)
from bot.chat.words import Sign, Words, normal
from bot.domain.dialogue import (
    AskedBreak,
    AskedDay,
    AskedDelete,
    AskedExtra,
    AskedFloor,
    AskedHalf,
    AskedPain,
    AskedSigns,
    AskedSnooze,
    AskedStop,
    AskedTime,
    ChoosingLanguage,
    ChoosingPlace,
    ConditionsScreen,
    ConfirmingPlace,
    ConfirmingTimes,
    Dialogue,
    EmergencyTicked,
    How,
    OnPage,
    SafetyScreen,
    StartStep,
)
from bot.domain.hold import Press
from bot.domain.person import Liking
from bot.domain.practice import Pain, pain_of
from bot.domain.session import LENGTHS
from bot.domain.timetext import (
    Times,
    dates_meant,
    half_named,
    half_said,
    is_bare_number,
    looks_like_time,
    read_times,
)

QUESTION_MARKS = ("?", "？", "؟")
ON_TIMER = {
    "stop": Press.STOP,
    "pause": Press.PAUSE,
    "resume": Press.RESUME,
    "ready": Press.READY,
    "longer": Press.LONGER,
}
# What stands on the buttons of a prompt, and what stands alone.
ON_PROMPT: dict[str, Intent] = {
    "skip": Skip(),
    "another": Another(),
    "more": More(),
    "undo": Undo(),
    "start": Start(),
    "resume": Plain.RESUME,
    "leave": AskStop(),
    "away": AskBreak(),
    "favourite": LikeShown(Liking.FAVOURITE),
    "not_for_me": LikeShown(Liking.NOT_FOR_ME),
}
# What stands on a button under a page or an answer, typed without its question.
ON_PAGES: dict[str, Intent] = {
    "busy": SayWhy(0, "busy"),
    "sore": SayWhy(0, "sore"),
    "ill": SayWhy(0, "ill"),
    "gentler": Plain.GENTLER,
    "enough": Plain.ENOUGH,
    "one_more": Plain.ONE_MORE,
    "loud": SetSound(Switch.ON),
    "quiet": SetSound(Switch.OFF),
    "applies": Plain.SHOW_CONDITIONS,
    "delete": Plain.ASK_DELETE,
    "help": ShowPage(Page.HELP),
    "emergency": Plain.EMERGENCY,
    "painless": Plain.PAINLESS,
}
# A bare word that means one thing of a timer and another of the reminders.
AMBIGUOUS: dict[str, Intent] = {"stop": AskStop("stop-which"), "pause": AskBreak("pause-which")}
# What is about times and names none: how it can be said.
ABOUT_TIMES = {
    "morning": "time-which-hour",
    "afternoon": "time-which-hour",
    "evening": "time-which-hour",
    "often": "time-often",
    "never": "time-never",
}
HALVES = frozenset({"morning", "afternoon", "evening"})
# A bare number answers the open question; it is a time only where none is open that a number could answer.
WITHOUT_NUMBERS = (OnPage, ChoosingLanguage, AskedFloor, ConfirmingTimes, AskedExtra, AskedDay)


@dataclass(frozen=True, slots=True)
class Situation:
    """How things stand with somebody when they say something."""

    question: Dialogue | None = None
    # What of /start is still open, whether a timer runs or is paused, and whether they said where they live.
    step: StartStep | None = None
    has_timer: bool = False
    has_zone: bool = True
    ticked: Collection[str] = ()
    today: date = date.min
    # The labels that stand on the open page, and those of the conditions with their tags, both as `normal` has them.
    labels: Mapping[str, Intent] = field(default_factory=dict)
    conditions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Said:
    """A text, what all of it means in the person's language (None: nothing known), and how things stand."""

    text: str
    meaning: str | None
    words: Words
    every_language: Sequence[Words]
    now: Situation


Hears = Callable[[Said], Intent | None]


def hear(text: str, now: Situation, words: Words, every_language: Sequence[Words]) -> Intent:
    """What somebody means; NOT_UNDERSTOOD where it is nothing that is known. Signs are heard in every language."""
    said = Said(text, words.meaning(text), words, every_language, now)
    found = (hears(said) for hears, _ in ORDER)
    return next((intent for intent in found if intent is not None), Plain.NOT_UNDERSTOOD)


def _sign(said: Said) -> Intent | None:
    sign = next(
        (one for one in Sign if any(words.hears(one, said.text) for words in said.every_language)), None
    )
    if sign is None or (sign.is_feeling and isinstance(said.now.question, ConditionsScreen)):
        # "Kneeling hurts" is a condition there.
        return None
    match sign:
        case Sign.EMERGENCY:
            return Plain.EMERGENCY
        case Sign.DESPAIR:
            return Plain.DESPAIR
        case Sign.DIZZY:
            return Plain.DIZZY
        case Sign.TINGLING:
            return Hurts(Pain.TINGLING)
        case Sign.HURTS:
            return Hurts(_pain_named(said))


def _feeling(said: Said) -> Intent | None:
    if (pain := _pain_named(said)) is not None:
        return Hurts(pain)
    alone: dict[str, Intent] = {"tingling": Hurts(Pain.TINGLING), "hurts": Hurts(), "dizzy": Plain.DIZZY}
    return alone.get(said.meaning or "")


def _timer(said: Said) -> Intent | None:
    if not said.now.has_timer:
        return None
    if said.meaning == "keep":
        return KeepRunning()
    pressed = ON_TIMER.get(said.meaning or "")
    return None if pressed is None else PressHold(None, pressed)


def _done(said: Said) -> Intent | None:
    # "Done?" wonders, and logs nothing.
    wonders = said.text.rstrip().endswith(QUESTION_MARKS)
    return Done() if said.meaning == "done" and not wonders else None


def _answer(said: Said) -> Intent | None:
    """An answer to the open question; None where it is none and may mean something else."""
    match said.now.question:
        case None:
            return None
        case SafetyScreen() | ConditionsScreen() | EmergencyTicked() as asked:
            return _about_safety(said, asked)
        case ChoosingPlace() | ConfirmingPlace() as asked:
            return _about_place(said, asked)
        case AskedTime() | AskedHalf() as asked:
            return _about_time(said, asked)
        case ConfirmingTimes() | AskedExtra() | AskedDay() as asked:
            return _about_draft(said, asked)
        case AskedBreak():
            return _about_break(said)
        case AskedStop() | AskedDelete() as asked:
            return _about_leaving(said, asked)
        case AskedPain(practice_id):
            return _about_pain(said, practice_id)
        case AskedSigns():
            there = {"none": "none", "no": "none", "applies": "one", "yes": "one"}.get(said.meaning or "")
            return None if there is None else SaySigns(SignsThere(there))
        case AskedSnooze():
            choice = said.words.put_off(said.text)
            return None if choice is None and not is_bare_number(said.text) else Snooze(None, choice)
        case AskedFloor():
            easy = {"yes": Switch.ON, "no": Switch.OFF}.get(said.meaning or "")
            return None if easy is None else ReachFloor(easy)
        case ChoosingLanguage():
            return said.now.labels.get(normal(said.text))
        case OnPage(page):
            if isinstance(intent_of(page), Session) and is_bare_number(said.text) and said.now.labels:
                return _session(said, said.text)
            return said.now.labels.get(normal(said.text))


def _about_safety(said: Said, asked: SafetyScreen | ConditionsScreen | EmergencyTicked) -> Intent | None:
    tag = said.now.conditions.get(normal(said.text).lstrip("☐☑ "))
    match said.meaning, asked:
        case "none", _:
            return Plain.NONE_APPLY
        case "applies", _:
            return Plain.SHOW_CONDITIONS
        case "emergency", ConditionsScreen():
            return Tick(EMERGENCY_SIGN)
        case _, ConditionsScreen() if tag is not None:
            return Untick(tag) if tag in said.now.ticked else Tick(tag)
        case "consent", ConditionsScreen(advised=True):
            return Plain.CONSENT
        case "resume" | "consent", ConditionsScreen():
            return Plain.TICKED
    return None


def _about_place(said: Said, asked: ChoosingPlace | ConfirmingPlace) -> Intent | None:
    if said.meaning == "yes" and isinstance(asked, ConfirmingPlace):
        return ConfirmPlace()
    if said.meaning == "no":
        return Plain.OTHER_PLACE
    if said.meaning == "locate":
        return Plain.ASK_LOCATION
    if isinstance(asked, ChoosingPlace) and asked.places and is_bare_number(said.text):
        return NumberedPlace(int(said.text))
    if said.meaning is None and not looks_like_time(said.text, said.words.time):
        return TypedPlace(said.text)
    return None


def _about_time(said: Said, asked: AskedTime | AskedHalf) -> Intent | None:
    if said.meaning == "no":
        return Plain.KEEP_TIMES
    if isinstance(asked, AskedHalf) and said.meaning in HALVES:
        return GiveTimes(half_named(asked.hour, is_morning=said.meaning == "morning"), asked.slot_id)
    if said.meaning is not None:
        return None
    times = read_times(said.words.behind("set_time", said.text) or said.text, said.words.time)
    if isinstance(asked, AskedHalf):
        return GiveTimes(half_said(asked.hour, times), asked.slot_id)
    return GiveTimes(times, asked.slot_id, How.ADD if asked.adds else None)


def _about_draft(said: Said, asked: ConfirmingTimes | AskedExtra | AskedDay) -> Intent | None:
    match asked, said.meaning:
        case _, "no":
            return Plain.KEEP_TIMES
        case ConfirmingTimes(), "add":
            return AddOrReplace(How.ADD)
        case ConfirmingTimes(), "change" | "yes":
            return AddOrReplace(How.REPLACE)
        case AskedExtra(), "more" | "one_more" | "only_if":
            return SayExtra(Extra.IF_NOTHING_DONE if said.meaning == "only_if" else Extra.ALWAYS)
        case AskedDay(), "day_before" | "new_day":
            return SayNight(NightBelongsTo("before" if said.meaning == "day_before" else "new"))
    return None


def _about_break(said: Said) -> Intent | None:
    if said.meaning == "no":
        return Plain.KEEP_TIMES
    if (taken := _break(said, said.text)) is not None:
        return taken
    # What only resembles a time is more likely a date where a date is asked for.
    times = looks_like_time(said.text, said.words.time) and read_times(said.text, said.words.time)
    return None if said.meaning is not None or isinstance(times, Times) else Plain.REFUSE_DATE


def _about_leaving(said: Said, asked: AskedStop | AskedDelete) -> Intent | None:
    if said.meaning == "delete":
        return Plain.ERASE
    if isinstance(asked, AskedStop) and said.meaning in {"keep", "yes", "stop", "leave"}:
        return Plain.STOP_FOR_GOOD
    return Plain.STAY if said.meaning in {"no", "keep"} else None


def _about_pain(said: Said, practice_id: int | None) -> Intent | None:
    if said.meaning in {"none", "no", "painless"}:
        return RatePain(practice_id, Pain.NONE)
    score = said.words.pain_score(said.text, is_asked=True)
    return None if score is None else RatePain(practice_id, pain_of(score))


def _prompt(said: Said) -> Intent | None:
    words, text = said.words, said.text
    if said.meaning in ON_PROMPT:
        return ON_PROMPT[said.meaning]
    if (length := words.behind("session", text)) is not None:
        return _session(said, length)
    if pause := words.behind("pause", text) or words.behind("away", text):
        return _break(said, pause) or Plain.REFUSE_DATE
    return Snooze(None, words.snooze_choice(text)) if words.behind("snooze", text) is not None else None


def _page(said: Said) -> Intent | None:
    return ON_PAGES.get(said.meaning or "")


def _greeting(said: Said) -> Intent | None:
    """Something polite; an "ok" to no question is that too. Who comes for the first time is welcomed by /start."""
    is_answer = said.meaning == "yes" and said.now.question is not None
    if said.meaning not in {"hello", "thanks", "yes"} or is_answer or said.now.step is StartStep.SAFETY:
        return None
    return Greeting(f"said-{said.meaning}")


def _times(said: Said) -> Intent | None:
    if said.meaning in ABOUT_TIMES:
        return AboutTimes(ABOUT_TIMES[said.meaning])
    if (asked := said.words.behind("set_time", said.text)) is not None:
        return times_behind(asked, said.words)
    free = said.now.question is None or isinstance(said.now.question, WITHOUT_NUMBERS)
    is_time = (free and is_bare_number(said.text)) or looks_like_time(said.text, said.words.time)
    return GiveTimes(read_times(said.text, said.words.time)) if said.now.has_zone and is_time else None


def _ambiguous(said: Said) -> Intent | None:
    return AMBIGUOUS.get(said.meaning or "")


def _next_step(said: Said) -> Intent | None:
    match said.now.step:
        case StartStep.PLACE:
            return TypedPlace(said.text)
        case StartStep.TIME:
            return GiveTimes(read_times(said.text, said.words.time))
        case StartStep.SAFETY:
            return Plain.GO_ON_SUBSCRIBING
    return None


# The order in which meanings win.
ORDER: tuple[tuple[Hears, str], ...] = (
    (_sign, "what is heard wherever it is said, for nothing weighs more"),
    (_feeling, "a pain in a word or a number, which stops what runs"),
    (_timer, "what runs: it is what somebody looks at"),
    (_done, "done is done, whatever was asked meanwhile"),
    (_answer, "the answer to what is asked"),
    (_prompt, "what stands on the buttons of the open prompt"),
    (_page, "what stands on buttons under pages and answers"),
    (_greeting, "a word of courtesy"),
    (_times, "a time stands alone where nothing else wants a number"),
    (_ambiguous, "a bare stop or pause, with nothing running: it is asked which"),
    (_next_step, "in the middle of /start whatever is left answers its step"),
)


def times_behind(asked: str, words: Words) -> Intent:
    """Times behind a word or a command; the list of them where there are none."""
    return GiveTimes(read_times(asked, words.time)) if asked else Plain.ASK_TIMES


def break_behind(asked: str, words: Words, today: date) -> Intent:
    """A break that was said behind a word or a command."""
    return _rest(asked, words, today) or Plain.REFUSE_DATE


def session_behind(asked: str, words: Words) -> Intent:
    """A session of a length that was said; the question where none was."""
    minutes = words.minutes(asked)
    return Session(minutes) if minutes in LENGTHS or not asked else Plain.OTHER_SESSION


def _session(said: Said, asked: str) -> Intent:
    return session_behind(asked, said.words)


def _break(said: Said, asked: str) -> Intent | None:
    return _rest(asked, said.words, said.now.today)


def _rest(text: str, words: Words, today: date) -> Intent | None:
    """A break for some days, until a date or until resumed; None where the text says none of these."""
    days = words.days(text)
    meant = () if days else dates_meant(text, words.time, today)
    if days is None and not meant and words.meaning(text) != "open":
        return None
    if len(meant) > 1:
        return WhichDate(*meant)
    until = meant[0] if meant else None
    return Plain.PAST_DATE if until is not None and until <= today else Rest(days, until)


def _pain_named(said: Said) -> Pain | None:
    score = said.words.pain_score(said.text)
    return None if score is None else pain_of(score)
