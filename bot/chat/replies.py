"""What answers the open question: the words that do, and what is read from any other text."""

from __future__ import annotations

from collections.abc import Mapping

from bot.chat.breaks import beside_a_break, break_said, change_said
from bot.chat.button_data import intent_of
from bot.chat.gists import beside
from bot.chat.intents import stretching, subscribing
from bot.chat.intents.admins import DropBroadcast, SendBroadcast
from bot.chat.intents.base import Intent, Plain
from bot.chat.intents.history import KeepChange
from bot.chat.intents.pages import (
    AskBreak,
    AskStop,
    ChangeBreak,
    ReachFloor,
    Remark,
    Rest,
    SayAge,
    Switch,
    TakeLonger,
)
from bot.chat.intents.stretching import SaySigns, SignsThere
from bot.chat.intents.subscribing import KeepsOut
from bot.chat.own_said import own_answer
from bot.chat.place_said import OF_TIMES, other_place, place_answered
from bot.chat.said import Said, session_behind, times_answered
from bot.domain import dialogue as asked
from bot.domain.dialogue import Dialogue, Extra, How, NightBelongsTo, StartStep
from bot.domain.history import LogDays, SetSeconds
from bot.domain.mixedtext import half_meant
from bot.domain.practice import Compared, Pain, pain_of
from bot.domain.timetext import (
    Refusal,
    Times,
    bare_number,
    half_named,
    half_said,
    looks_like_time,
    read_times,
)
from bot.words.words import Sign, normal

# A smaller number is more likely an hour.
ADULT, OLDER = 25, 65
# What is said where a time is asked for, and is none.
BESIDE_A_TIME: Mapping[str, Intent] = {"now": Remark("time-now"), "move": Plain.ASK_PLACE}
HALVES = frozenset({"morning", "afternoon", "evening"})
# How bad a pain is, in words that mean it only where it is asked.
PAINS = {
    **dict.fromkeys(("none", "no", "painless", "well"), Pain.NONE),
    "little": Pain.LITTLE,
    "some": Pain.SOME,
    "much": Pain.STRONG,
    "tingling": Pain.TINGLING,
}
CONDITIONS: Mapping[str, Intent] = {"none": Plain.NONE_APPLY, "applies": Plain.SHOW_CONDITIONS}
SIGNS: Mapping[str, Intent] = {
    **dict.fromkeys(("none", "no"), SaySigns(SignsThere.NONE)),
    **dict.fromkeys(("applies", "yes"), SaySigns(SignsThere.ONE)),
}
PLACE: Mapping[str, Intent] = {
    **dict.fromkeys(("no", "cancel", "wrong"), Plain.OTHER_PLACE),
    "locate": Plain.ASK_LOCATION,
    "more": Remark("answer-why-asked"),
}
KEEP_TIMES: Mapping[str, Intent] = dict.fromkeys(("no", "cancel", "back"), Plain.KEEP_TIMES)
STAY: Mapping[str, Intent] = dict.fromkeys(("no", "cancel", "back"), Plain.STAY)
LESS: Mapping[type[Dialogue], Mapping[str, Intent]] = {
    asked.AskedStop: {"break": AskBreak()},
    asked.AskedDelete: {
        **dict.fromkeys(("only_reminders", "enough_of_it", "off"), AskStop()),
        "break": AskBreak(),
        **dict.fromkeys(("stats", "later", "kept"), Remark("answer-gone")),
    },
}
HARD_FLOOR: Mapping[str, Intent] = dict.fromkeys(("no", "little", "some"), ReachFloor(Switch.OFF))
# The words that answer a question whatever it is about.
ANSWERS: Mapping[type[Dialogue], Mapping[str, Intent]] = {
    asked.SafetyScreen: {"none": Plain.NO_SIGNS, "no": Plain.NO_SIGNS, "applies": Plain.EMERGENCY},
    asked.ConditionsQuestion: {**CONDITIONS, "no": Plain.NONE_APPLY, "yes": Plain.SHOW_CONDITIONS},
    asked.ConditionsScreen: {
        **CONDITIONS,
        "resume": Plain.TICKED,
        "consent": Plain.TICKED,
    },
    asked.ChoosingPlace: PLACE,
    asked.ConfirmingPlace: {**PLACE, "yes": subscribing.ConfirmPlace()},
    asked.AskedTime: {**KEEP_TIMES, "open": Plain.ADVISE_TIME},
    asked.AskedEarlyTimes: {"yes": Plain.TAKE_EARLY_TIMES, "no": Plain.DROP_EARLY_TIMES},
    asked.AskedHalf: KEEP_TIMES,
    asked.ConfirmingTimes: {
        **KEEP_TIMES,
        "add": subscribing.AddOrReplace(How.ADD),
        "change": subscribing.AddOrReplace(How.REPLACE),
        "yes": subscribing.AddOrReplace(How.REPLACE),
    },
    asked.AskedExtra: {
        **KEEP_TIMES,
        "more": subscribing.SayExtra(Extra.ALWAYS),
        **dict.fromkeys(("one_more", "again"), subscribing.SayExtra(Extra.ALWAYS)),
        "only_if": subscribing.SayExtra(Extra.IF_NOTHING_DONE),
    },
    asked.AskedDay: {
        **KEEP_TIMES,
        "day_before": subscribing.SayNight(NightBelongsTo.DAY_BEFORE),
        "new_day": subscribing.SayNight(NightBelongsTo.NEW_DAY),
    },
    asked.AskedBreak: {**KEEP_TIMES, **dict.fromkeys(("none", "never"), Plain.KEEP_TIMES)},
    asked.AskedStop: {
        "delete": Plain.ERASE,
        **STAY,
        **dict.fromkeys(("keep", "yes", "stop", "leave"), Plain.STOP_FOR_GOOD),
    },
    asked.AskedDelete: {**dict.fromkeys(("delete", "delete_it"), Plain.ERASE), **STAY, "keep": Plain.STAY},
    asked.AskedCompared: {
        **dict.fromkeys(("better", "gone", "painless", "none"), stretching.ComparePain(Compared.BETTER)),
        "same": stretching.ComparePain(Compared.SAME),
        "worse": stretching.ComparePain(Compared.WORSE),
        "not_now": stretching.ComparePain(Compared.NOT_NOW),
    },
    asked.AskedSigns: SIGNS,
    asked.AskedTag: {"yes": subscribing.KeepOut(KeepsOut.YES), "no": subscribing.KeepOut(KeepsOut.NO)},
    asked.AskedWhose: {"yes": Plain.MINE, "no": Plain.NOT_MINE},
    asked.AskedMistake: {"none": SaySigns(SignsThere.NONE), "applies": SaySigns(SignsThere.ONE)},
    asked.AskedAlarm: {
        **dict.fromkeys(("gone", "yes"), Plain.ALARM_OVER),
        "mistake": Plain.MISTAKE,
        **dict.fromkeys(("not_yet", "no"), Plain.NOT_YET),
    },
    asked.AskedFloor: {"yes": ReachFloor(Switch.ON), **HARD_FLOOR},
    asked.AskedAge: {"yes": SayAge(Switch.ON), "no": SayAge(Switch.OFF)},
    asked.AskedLonger: {"yes": TakeLonger(Switch.ON), "no": TakeLonger(Switch.OFF)},
    asked.AskedList: {
        **dict.fromkeys(("yes", "take_these"), Plain.TAKE_LIST),
        **dict.fromkeys(("no", "cancel", "back"), Plain.DROP_LIST),
        "share_list": Plain.SHARE_LIST,
    },
    asked.AskedImport: {
        **dict.fromkeys(("yes", "import"), Plain.IMPORT),
        **dict.fromkeys(("no", "cancel", "back"), Plain.DROP_IMPORT),
    },
    asked.AskedOwn: dict.fromkeys(("cancel", "back"), Plain.LEAVE_OWN),
    asked.ConfirmingBroadcast: {"yes": SendBroadcast(), **dict.fromkeys(("no", "cancel"), DropBroadcast())},
}


def reply(said: Said) -> Intent | None:
    """The answer to the open question; None where there is none or it may mean something else."""
    question = said.now.question
    if question is None:
        return None
    return _read(said, question) or ANSWERS.get(type(question), {}).get(said.meaning)


def _read(said: Said, question: Dialogue) -> Intent | None:
    """What a text says that is more than one of the question's words."""
    match question:
        case asked.ConditionsScreen():
            return _condition(said, question)
        case asked.AskedAge() | asked.AskedAlarm():
            return _age(said, question)
        case asked.ChoosingPlace() | asked.ConfirmingPlace():
            return place_answered(said, question)
        case asked.AskedTime() | asked.AskedHalf():
            return _times(said, question)
        case asked.AskedBreak():
            return _break(said, question)
        case asked.AskedStop() | asked.AskedDelete() if not said.meaning:
            # Who wants less than is asked about gets that: nothing is deleted over a reminder.
            return LESS[type(question)].get(said.gist)
        case asked.AskedPain() | asked.AskedSnooze() | asked.AskedChange():
            return _of_a_stretch(said, question)
        case asked.AskedOwn():
            return own_answer(said, question)
        case asked.OnPage() | asked.ChoosingLanguage():
            return _on_page(said, question)
    return None


def _of_a_stretch(
    said: Said, question: asked.AskedPain | asked.AskedSnooze | asked.AskedChange
) -> Intent | None:
    match question:
        case asked.AskedPain(practice_id):
            return _pain(said, practice_id)
        case asked.AskedSnooze():
            return _snooze(said)
        case asked.AskedChange(keeps):
            return _change(said, keeps)


def _condition(said: Said, question: asked.ConditionsScreen) -> Intent | None:
    """A condition by its label, ticked or cleared; the consent once the advice was shown."""
    tag = condition_named(said)
    if tag is not None:
        return subscribing.Untick(tag) if tag in said.now.ticked else subscribing.Tick(tag)
    return Plain.CONSENT if said.meaning == "consent" and question.advised else None


def condition_named(said: Said) -> str | None:
    """The tag of the condition on the open list whose label was typed, or None."""
    return said.now.conditions.get(normal(said.written).lstrip("☐☑ "))


def _times(said: Said, question: asked.AskedTime | asked.AskedHalf) -> Intent | None:
    """The times that a text names, or why none are read; None where it is more likely something said besides."""
    if isinstance(question, asked.AskedHalf) and said.meaning in HALVES:
        half = half_named(question.hour, is_morning=said.meaning == "morning")
        return subscribing.GiveTimes(half, question.slot_id)
    if said.meaning or said.may_speak_of_a_sign():
        return None
    if isinstance(question, asked.AskedHalf):
        is_morning = half_meant(said.text, said.words.time)
        if is_morning is not None:
            return subscribing.GiveTimes(half_named(question.hour, is_morning=is_morning), question.slot_id)
    times = times_answered(said)
    if said.gist == "move" and said.now.step is StartStep.TIME:
        return other_place(said)
    if isinstance(times, Refusal) and said.gist in OF_TIMES and isinstance(question, asked.AskedTime):
        return Plain.ADVISE_TIME
    if isinstance(times, Refusal) and said.gist in BESIDE_A_TIME:
        return BESIDE_A_TIME[said.gist]
    if isinstance(times, Refusal) and beside(said.gist, said.now.question) is not None:
        return None
    if isinstance(question, asked.AskedHalf):
        return subscribing.GiveTimes(half_said(question.hour, times), question.slot_id)
    return subscribing.GiveTimes(times, question.slot_id, How.ADD if question.adds else None)


def _break(said: Said, question: asked.AskedBreak) -> Intent | None:
    if said.meaning == "yes" and question.offers:
        return Rest(None, question.back_on, question.away_on)
    if question.offers and said.meaning == "open":
        # "No idea" is no yes.
        return AskBreak()
    # Asked for how long, people say it as they would unasked: "pause 3 days", "holiday until 12 jan".
    behind = (said.words.behind(meaning, said.text) for meaning in ("pause", "away"))
    for text in filter(None, (said.text, *behind)):
        if (taken := break_said(text, said.words, said.now.today)) is not None:
            return taken
    match change_said(said.text, said.words, said.now.today):
        case ChangeBreak(days, until):
            return Rest(days, until)
    if said.gist == "never_mind":
        return Plain.KEEP_TIMES
    if question.offers:
        return None
    if (likely := beside_a_break(said.clauses(), said.words, said.now.today)) is not None:
        return likely
    # What only resembles a time is more likely a date where a date is asked for.
    times = looks_like_time(said.text, said.words.time) and read_times(said.text, said.words.time)
    return (
        None if said.meaning or isinstance(times, Times) or said.may_speak_of_a_sign() else Plain.REFUSE_DATE
    )


def _pain(said: Said, practice_id: int | None) -> Intent | None:
    if said.meaning in PAINS:
        return stretching.RatePain(practice_id, PAINS[said.meaning])
    score = said.words.pain_score(said.written, is_asked=True)
    return None if score is None else stretching.RatePain(practice_id, pain_of(score))


def _change(said: Said, keeps: str) -> Intent | None:
    """Whether a change of the record is kept; of what goes "keep it" leaves it."""
    meant = intent_of(keeps)
    adds = isinstance(meant, KeepChange) and isinstance(meant.change, LogDays | SetSeconds)
    yes, no = ("keep", "undo") if adds else ("undo", "keep")
    if said.meaning in {"yes", yes}:
        return meant
    return Plain.LEAVE_RECORD if said.meaning in {"no", "cancel", "back", no} else None


def _snooze(said: Said) -> Intent | None:
    choice = said.words.put_off(said.text)
    return stretching.Snooze(None, choice) if choice or bare_number(said.text) is not None else None


def _age(said: Said, question: asked.AskedAge | asked.AskedAlarm) -> Intent | None:
    """A bare number as an age where that is asked; "sorry, i meant 61" takes one back that was under 18."""
    if isinstance(question, asked.AskedAlarm):
        return Plain.MISTAKE if said.now.is_too_young and said.speaks_of(Sign.ADULT) else None
    number = bare_number(said.text)
    return SayAge(Switch.ON if number >= OLDER else Switch.OFF) if number and number >= ADULT else None


def _on_page(said: Said, question: asked.OnPage | asked.ChoosingLanguage) -> Intent | None:
    """What stands on a button of the page, or a number where it asks for minutes."""
    is_session = isinstance(question, asked.OnPage) and isinstance(
        intent_of(question.page), stretching.Session
    )
    if is_session and _is_number(said):
        return session_behind(said.text, said.words)
    return said.now.labels.get(normal(said.written))


def _is_number(said: Said) -> bool:
    """Whether a bare number is said while the page's buttons are still there."""
    return bare_number(said.text) is not None and bool(said.now.labels)
