"""What somebody means by a text: pure, from what was said and how things stand to an intent."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.chat.body import (
    bodily,
    certain_sign,
    condition,
    feeling,
    foreign_sign,
    likely_sign,
    likely_sign_at_length,
    possible_sign,
    sign_for_soon,
)
from bot.chat.days_gone import days_gone
from bot.chat.details import changed_break, move, new_time, next_step, place, times, with_more
from bot.chat.gists import BODILY, COURTEOUS, GISTS, LACKS, beside
from bot.chat.intents import pages, stretching, subscribing
from bot.chat.intents.asking import Offer, Wishes
from bot.chat.intents.base import Intent, Plain
from bot.chat.intents.subscribing import GiveTimes, SaidPlace
from bot.chat.meanings import ALONE, AMBIGUOUS, NO_ANSWERS, ON_TIMER, ON_TIMER_TOO, WONDERS
from bot.chat.own_said import attached
from bot.chat.replies import reply
from bot.chat.said import MARKS, Said, Situation, times_within
from bot.chat.topics import SURE, is_doubtful, topic_of
from bot.domain.dialogue import StartStep, wants_answer
from bot.domain.prompt import SnoozeFor
from bot.domain.snooze import SnoozeAfter, SnoozeUntil
from bot.domain.timetext import Times
from bot.words.topics import Topic
from bot.words.words import Sign, Words

QUESTION_MARKS = ("?", "？", "؟")
# What means something only with more: "for a week" in "I'm in Rome for a week".
WITHIN = frozenset({"lives_in", "for_now"})
# What a slip of the finger alone does not do, for it cannot be taken back.
FOR_GOOD = frozenset({Plain.ERASE, Plain.STOP_FOR_GOOD})
UNWILLING, OF_THE_TIMER = Offer("offer-unwilling"), Offer("offer-cannot")
# Of the gists those that tell why a stretch cannot be done, or that somebody has enough: said of the one that runs.
OF_THE_STRETCH = frozenset(
    {
        "place",
        "cannot",
        "kneeling",
        "spare_it",
        "enough_of_it",
        "enough_now",
        "later",
        *LACKS,
    }
)
LONGEST_BREATH = 12
MOST_CLAUSES, TWO = 3, 2
# From where on a text is so surely about one topic that its clauses wish one thing.
ONE_WISH = 0.9
COURTESIES = frozenset(
    pages.Remark(f"said-{said}") for said in ("hello", "thanks", "yes", "pleased", "sorry", "bye")
)
CIVIL = frozenset({"hello", "thanks", "yes"})


def hear(text: str, now: Situation, words: Words, every_language: Sequence[Words]) -> Intent:
    """What somebody means; NOT_UNDERSTOOD where it is nothing that is known. Signs are heard in every language."""
    return _first(_said(text, now, words, every_language)) or Plain.NOT_UNDERSTOOD


def _said(text: str, now: Situation, words: Words, every_language: Sequence[Words]) -> Said:
    """A text with what all of it means; what is short is written out where that is nothing."""
    meaning = words.meaning(text)
    read = text if meaning else words.spelled_out(text)
    meaning = meaning or words.meaning(read) or ""
    return Said(read, "" if meaning in WITHIN else meaning, words, every_language, now, written=text)


def _first(said: Said) -> Intent | None:
    for hears, _ in ORDER:
        intent = hears(said)
        if intent is not None and not (_takes_a_part(said, hears, intent) and is_doubtful(said, intent)):
            return intent
    return None


def _takes_a_part(said: Said, hears: Callable[[Said], Intent | None], intent: Intent) -> bool:
    """Whether a part of the text may have been taken for all of it; a date, a length or a time is none that is read."""
    match intent:
        case Plain.REFUSE_DATE if any(char.isdecimal() for char in said.written):
            return False
        case pages.Rest() | pages.ChangeBreak() | subscribing.MoveTimes():
            return False
        case GiveTimes(said=Times()) | stretching.Snooze(choice=SnoozeFor() | SnoozeAfter() | SnoozeUntil()):
            return False
        case _:
            return hears in DOUBTED and not wants_answer(said.now.question)


def _foreign(said: Said) -> Intent | None:
    """Nothing is done because of what somebody else wrote; what they have filmed may be shown."""
    if not said.written or said.now.foreign != said.written:
        return None
    return attached(said.now) or Plain.NOT_THEIRS


def _file(said: Said) -> Intent | None:
    return said.now.file


def _timer(said: Said) -> Intent | None:
    return ON_TIMER.get(said.meaning) if said.now.has_timer else None


def _wonders(said: Said) -> Intent | None:
    """A word with a question mark: what it would do is asked about, and not done."""
    is_question = said.text.rstrip().endswith(QUESTION_MARKS)
    return WONDERS.get(said.meaning) if is_question else None


def _timer_beside(said: Said) -> Intent | None:
    """What one clause says to the timer, with why in others: "the dog wants out, stop"."""
    if said.meaning or not said.now.has_timer or said.may_speak_of_a_sign() or likely_sign(said) is not None:
        return None
    clauses = said.clauses()
    means = [meaning for clause in clauses if (meaning := said.words.meaning(clause) or "")]
    return ON_TIMER.get(means[0]) if len(means) == 1 and 2 <= len(clauses) <= MOST_CLAUSES else None


def _timer_too(said: Said) -> Intent | None:
    return ON_TIMER_TOO.get(said.meaning) if said.now.has_timer else None


def _done(said: Said) -> Intent | None:
    return stretching.Done() if said.meaning == "done" else None


def _alone(said: Said) -> Intent | None:
    # "Count me in" from somebody new says to go on.
    is_answer = said.meaning in NO_ANSWERS and wants_answer(said.now.question)
    waits = is_answer or (said.meaning == "join" and said.now.step is StartStep.SAFETY)
    return None if waits else ALONE.get(said.meaning)


def _refusal(said: Said) -> Intent | None:
    """A "no" to no question: later, or not today?"""
    is_free = said.now.step is None and not wants_answer(said.now.question)
    return UNWILLING if said.meaning == "no" and is_free else None


def _courtesy(said: Said) -> Intent | None:
    """Something polite; an "ok" to no question is that too. Who comes for the first time is welcomed by /start."""
    is_answer = said.meaning == "yes" and said.now.question is not None
    if said.meaning not in CIVIL or is_answer or said.now.step is StartStep.SAFETY:
        return None
    return pages.Remark(f"said-{said.meaning}")


def _ambiguous(said: Said) -> Intent | None:
    return AMBIGUOUS.get(said.meaning)


def _abuse(said: Said) -> Intent | None:
    is_rude = not said.meaning and said.gist == "abuse" and not said.may_speak_of_a_sign()
    return Plain.ABUSE if is_rude else None


def _language(said: Said) -> Intent | None:
    """Another language, asked for in that one: "kannst du auch deutsch?" to who speaks English with somebody."""
    is_free = not wants_answer(said.now.question)
    return GISTS["language"] if is_free and said.is_elsewhere("language") else None


def _gist(said: Said) -> Intent | None:
    """What a text asks or wishes somewhere in it; while a question is open, only what leaves it open.

    Of several the weightiest that may stand in a text about the body, where it is one, and that is not doubted.
    """
    if wants_answer(said.now.question):
        is_heard = said.gist in BODILY or not said.speaks_of(Sign.BODY)
        return beside(said.gist, said.now.question) if is_heard else None
    for gist in said.gists():
        # "What's this good for" is no praise, for it asks something that goes before.
        is_heard = gist == said.gist or gist not in COURTEOUS
        if is_heard and (gist in BODILY or not said.speaks_of(Sign.BODY)):
            intent = _meant_by(gist, said)
            if intent is not None and not is_doubtful(said, intent):
                return intent
    return None


def _meant_by(gist: str, said: Said) -> Intent | None:
    """What a gist means in a text."""
    if said.now.has_timer and gist in OF_THE_STRETCH:
        return OF_THE_TIMER
    if gist in LACKS and said.text.rstrip().endswith(QUESTION_MARKS):
        return GISTS["gear"]
    return (new_time(said) if gist == "new_time" else None) or GISTS.get(gist)


def _of_the_stretch(said: Said) -> Intent | None:
    """Why the stretch that the timer guides cannot be done: the timer can wait, go on or end."""
    return OF_THE_TIMER if said.now.has_timer and said.gist in OF_THE_STRETCH else None


def _wishes(said: Said) -> Intent | None:
    """What is wished in one clause beside courtesies in others; which of two comes first where they are different."""
    is_free = said.now.step is None and not said.now.has_timer and not wants_answer(said.now.question)
    if said.meaning or not is_free or said.may_speak_of_a_sign() or said.speaks_of(Sign.BODY):
        return None
    clauses = said.clauses()
    if not 2 <= len(clauses) <= MOST_CLAUSES:
        return None
    heard = [said.part(clause, said.words.meaning(clause) or "") for clause in clauses]
    if said.surest > ONE_WISH and not all(clause.meaning for clause in heard):
        return None
    meant = [(clause, _first(clause)) for clause in heard]
    wished = [(clause, intent) for clause, intent in meant if intent is None or not _is_courtesy(intent)]
    if len(wished) == 1:
        # What changes something needs a word for it here too.
        clause, intent = wished[0]
        return intent if clause.meaning or GISTS.get(clause.gist) == intent else None
    if any(isinstance(intent, SaidPlace | GiveTimes) and not _names_times(intent) for _, intent in wished):
        # "I'm in the library" tells why, and "3 weeks" how long.
        return None
    about = dict.fromkeys(_about(clause, intent) for clause, intent in wished)
    says_one = any(
        intent is not None and GISTS.get(clause.gist) != intent and topic_of(intent) is not None
        for clause, intent in wished
    )
    topics = tuple(topic for topic in about if topic is not None)
    return Wishes(topics) if says_one and len(topics) == TWO else None


def _names_times(intent: Intent | None) -> bool:
    return isinstance(intent, GiveTimes) and isinstance(intent.said, Times)


def _about(clause: Said, intent: Intent | None) -> Topic | None:
    """What a clause is about: by what it means, else where that is sure by what was learned."""
    if intent is not None:
        return topic_of(intent)
    return clause.about if clause.surest > SURE else None


def _parts(said: Said) -> Intent | None:
    """What two parts mean in one breath, "gotta go, enough for today": the same, or one is a courtesy or a no."""
    written = said.text.split()
    is_one_breath = 2 <= len(written) <= LONGEST_BREATH and said.now.step is not StartStep.PLACE
    if said.meaning or not is_one_breath or said.may_speak_of_a_sign() or said.speaks_of(Sign.BODY):
        return None
    for cut in range(1, len(written)):
        first, second = (_part(said, part) for part in (written[:cut], written[cut:]))
        if first is not None and second is not None and (both := _together(first, second)) is not None:
            return None if both in FOR_GOOD else both
    return None


def _part(said: Said, written: Sequence[str]) -> Intent | None:
    """What a part of a text means where all of it means something."""
    text = " ".join(written).strip(MARKS)
    meaning = said.words.meaning(text)
    if not meaning or meaning in WITHIN:
        return None
    return _first(said.part(text, meaning))


def _together(first: Intent, second: Intent) -> Intent | None:
    """What two intents are in one breath; None where they are two wishes, or may ask: "did i do it today"."""
    is_said_twice = first == second and not isinstance(first, stretching.Done)
    if (
        is_said_twice
        or _is_courtesy(first)
        or (first == UNWILLING and not isinstance(second, stretching.Done))
    ):
        return second
    return first if _is_courtesy(second) else None


def _is_courtesy(intent: Intent) -> bool:
    return intent in COURTESIES


def _early_times(said: Said) -> Intent | None:
    """The times that somebody new says before they are asked for."""
    if said.meaning or said.now.step is not StartStep.SAFETY or said.speaks_of(Sign.BODY):
        return None
    times, _left = times_within(said.text, said.words.time)
    return None if times is None else GiveTimes(times)


def _slip(said: Said) -> Intent | None:
    """What is meant once slips of the finger are mended; the name of a city is none."""
    mended = said.words.without_slips(said.text) if said.now.step is not StartStep.PLACE else None
    if mended is None:
        return None
    meant = said.instead(mended, said.words.meaning(mended) or "")
    if not (meant.meaning or meant.gist):
        return None
    found = _first(meant)
    return None if found in FOR_GOOD else found


# What takes a part of a text for all of it.
DOUBTED = frozenset({place, with_more, changed_break, _wishes, _parts, _of_the_stretch, _slip})
# The order in which meanings win.
ORDER: tuple[tuple[Callable[[Said], Intent | None], str], ...] = (
    (foreign_sign, "a sign that was forwarded or quoted may be somebody else's, and no answer to anything"),
    (_foreign, "what was forwarded, or came by another bot, is no wish and no answer of theirs"),
    (sign_for_soon, "a sign for a doctor soon, which stands beside whatever else is meant"),
    (certain_sign, "what is heard wherever it is said, for nothing weighs more"),
    (feeling, "a pain in a word or a number, which stops what runs"),
    (condition, "a condition that somebody has, which hides stretches"),
    (_wonders, "a word with a question mark behind it, which asks and wants nothing done"),
    (_timer, "what runs: it is what somebody looks at"),
    (_done, "done is done, whatever was asked meanwhile"),
    (days_gone, "what was done on days gone by, or was not, which is asked before it is kept"),
    (_abuse, "rude words, which answer nothing"),
    (_file, "a file with a record or a list of exercises, whatever is written under it"),
    (reply, "the answer to what is asked"),
    (_timer_too, "what is said of anything else at other times is said of the timer while it runs"),
    (move, "the standing time moved for good, which is no wish to wait"),
    (_alone, "what stands on the buttons of prompts, pages and answers"),
    (place, "where somebody says they are, which may be far from where they were"),
    (with_more, "the same with a length, a date or a time"),
    (changed_break, "the end of a break, which names a day or a length and no time"),
    (_courtesy, "a word of courtesy"),
    (_refusal, "a no to no question, which is asked about"),
    (times, "a time stands alone where nothing else wants a number"),
    (_ambiguous, "a bare stop or pause, with nothing running: it is asked which"),
    (possible_sign, "what may be a sign: it is asked, and no step of /start takes it for a city"),
    (_parts, "two parts that mean the same, or one of which is only polite"),
    (_early_times, "times from somebody new, whatever else is said of them"),
    (_timer_beside, "what one clause says to the timer that runs, with why in others"),
    (_of_the_stretch, "why the stretch that the timer guides cannot be done"),
    (
        likely_sign_at_length,
        "what no pattern knows, and is like what people type of signs: it is asked as well",
    ),
    (_wishes, "two wishes in as many clauses: it is asked which comes first"),
    (_language, "another language, asked for in that one"),
    (_gist, "what is asked or wished somewhere in a text: answered, shown or asked about, and nothing else"),
    (likely_sign, "the same in a few words, which ask or wish nothing"),
    (_slip, "the same again, with slips of the finger mended"),
    (next_step, "in the middle of /start whatever is left answers its step"),
    (bodily, "a word about the body, which no stretch answers"),
)
