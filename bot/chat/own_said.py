"""What is said of an exercise of one's own: the answer to each question about it, and all of it in one line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from bot.chat.intents.base import Intent
from bot.chat.intents.mine import AnswerOwn, SayOwn
from bot.chat.said import Said, Situation
from bot.domain.dialogue import AskedOwn
from bot.domain.own import NOTHING_SAID, OwnDraft, OwnStep, plain
from bot.domain.timetext import only_days
from bot.words.words import Words, normal

# "45", "45 s", "2 min"; "3 x 30 s" among other words; what stands between the parts of a line.
AMOUNT = re.compile(r"([0-9]{1,4})\s*([^\W\d_]*)\.?")
SETS = re.compile(r"\b([0-9]{1,3})\s*[x×*]\s*([0-9]{1,4})\s*([^\W\d_]*)", re.IGNORECASE)
BETWEEN = re.compile(r"[,;\n]+")
SECONDS_OF = {"seconds": 1, "minutes": 60}
NONE = frozenset({"none", "no", "skip", "no_picture"})


def own_answer(said: Said, question: AskedOwn) -> Intent | None:
    """The answer to the open question about an exercise; None where the text is more likely about something else."""
    if said.may_speak_of_a_sign():
        return None
    if question.step is OwnStep.PICTURE:
        return _picture(said)
    draft = READERS[question.step](said)
    return None if draft is None else SayOwn(question.step, draft)


def attached(now: Situation) -> Intent | None:
    """What a file means, whatever is written under it: a record, a list, or the picture that is asked for."""
    return now.file or picture_sent(now)


def picture_sent(now: Situation, words: str = "") -> Intent | None:
    """The photo or video that came where one is asked for, with these words as notes; else None."""
    if now.picture is None or not (
        isinstance(now.question, AskedOwn) and now.question.step is OwnStep.PICTURE
    ):
        return None
    return SayOwn(OwnStep.PICTURE, OwnDraft(picture=now.picture, notes=plain(words) or None))


def _picture(said: Said) -> Intent | None:
    """The picture that came, or that there is to be none."""
    if (sent := picture_sent(said.now, said.written)) is not None:
        return sent
    return AnswerOwn(OwnStep.PICTURE) if said.meaning in NONE else None


def _name(said: Said) -> OwnDraft | None:
    """A name, or all of an exercise; a word that means something else, and a question, is none."""
    if said.meaning or "?" in said.written:
        return None
    return in_one_line(said.written, said.words) or OwnDraft(name=plain(said.written))


def _notes(said: Said) -> OwnDraft | None:
    return None if said.meaning and said.meaning not in NONE else OwnDraft(notes=_unless_none(said))


def _unless_none(said: Said) -> str:
    return "" if said.meaning in NONE else plain(said.written)


READERS: Mapping[OwnStep, Callable[[Said], OwnDraft | None]] = {
    OwnStep.NAME: _name,
    OwnStep.SIDES: lambda said: sides_said(said.written, said.words),
    OwnStep.SECONDS: lambda said: (
        sets_said(said.written, said.words) or seconds_said(said.written, said.words)
    ),
    OwnStep.REPETITIONS: lambda said: repetitions_said(said.written, said.words),
    OwnStep.DAYS: lambda said: days_said(said.written, said.words),
    OwnStep.NOTES: _notes,
}


def sides_said(text: str, words: Words) -> OwnDraft | None:
    """Whether it is done on one side after the other, or None where that is not said."""
    meant = {"each_side": True, "at_once": False}.get(words.meaning(text) or "")
    return None if meant is None else OwnDraft(sides=meant)


def seconds_said(text: str, words: Words, *, bare: bool = True) -> OwnDraft | None:
    """A length in "45 s" or "2 min", and where it is asked for in a `bare` number."""
    found = AMOUNT.fullmatch(normal(text))
    unit = _unit(found[2], words) if found and (bare or found[2]) else None
    return None if found is None or unit is None else OwnDraft(seconds=int(found[1]) * unit)


def repetitions_said(text: str, words: Words, *, bare: bool = True) -> OwnDraft | None:
    """How often in "3 times", and where it is asked for in a `bare` number."""
    found = AMOUNT.fullmatch(normal(text))
    if found is None or not (words.meaning(found[2]) == "times" if found[2] else bare):
        return None
    return OwnDraft(repetitions=int(found[1]))


def sets_said(text: str, words: Words) -> OwnDraft | None:
    """How often and how long in "3 x 30 s"."""
    found = SETS.fullmatch(normal(text))
    unit = _unit(found[3], words) if found else None
    if found is None or unit is None:
        return None
    return OwnDraft(repetitions=int(found[1]), seconds=int(found[2]) * unit)


def days_said(text: str, words: Words) -> OwnDraft | None:
    """Weekdays without a time; none of them where any day is meant."""
    if words.meaning(text) == "any_day":
        return OwnDraft(days=frozenset())
    days = only_days(text, words.time)
    return None if days is None else OwnDraft(days=days)


def in_one_line(text: str, words: Words) -> OwnDraft | None:
    """A name with at least one thing more, "calf raises, each side, 3 x 30 s"; None where a part is not read."""
    apart = SETS.sub(lambda found: f",{found[0]},", text)
    name, *parts = (part for part in map(plain, BETWEEN.split(apart)) if part)
    draft = OwnDraft(name=name)
    for part in parts:
        more = _part(part, words)
        if more is None:
            return None
        both = (draft.days or frozenset()) | (more.days or frozenset())
        draft = draft.with_more(more)
        if more.days is not None:
            draft = draft.with_more(OwnDraft(days=both))
    return draft if parts else None


def _part(text: str, words: Words) -> OwnDraft | None:
    """What one part of a line says of an exercise."""
    read = (
        sets_said(text, words),
        sides_said(text, words),
        seconds_said(text, words, bare=False),
        repetitions_said(text, words, bare=False),
        days_said(text, words),
    )
    return next((draft for draft in read if draft not in (None, NOTHING_SAID)), None)


def _unit(written: str, words: Words) -> int | None:
    """How many seconds one of this unit has; seconds where none is written, None for what is no unit of time."""
    return SECONDS_OF.get(words.meaning(written) or "") if written else 1
