"""What somebody means by a text: pure, from what was said and how things stand to an intent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from bot.chat.details import changed_break, move, next_step, place, times, with_more
from bot.chat.gists import BODILY, GISTS, LACKS, beside
from bot.chat.intents import pages, stretching
from bot.chat.intents.asking import Ask, Offer, Question
from bot.chat.intents.base import Intent, Plain
from bot.chat.intents.subscribing import GiveTimes, Has
from bot.chat.meanings import ALONE, AMBIGUOUS, NO_ANSWERS, ON_TIMER, ON_TIMER_TOO
from bot.chat.replies import condition_named, reply
from bot.chat.said import MARKS, Said, Situation, times_within
from bot.domain.alarm import AlarmKind
from bot.domain.dialogue import (
    AskedPain,
    ConditionsScreen,
    StartStep,
    wants_answer,
)
from bot.domain.person import FROM_65
from bot.domain.practice import Pain, pain_of
from bot.words.words import Sign, Words

QUESTION_MARKS = ("?", "？", "؟")
# The signs that are certain, the weightiest first.
SIGNS: dict[Sign, Intent] = {
    Sign.EMERGENCY: Plain.EMERGENCY,
    Sign.DESPAIR: Plain.DESPAIR,
    Sign.TODAY: Plain.DOCTOR_TODAY,
    Sign.TOO_YOUNG: Plain.TOO_YOUNG,
    Sign.DIZZY: Plain.DIZZY,
    Sign.TINGLING: stretching.Hurts(Pain.TINGLING),
    Sign.HURTS: stretching.Hurts(),
}
# What keeps everything back.
GRAVE: dict[Sign, AlarmKind] = {
    Sign.EMERGENCY: AlarmKind.EMERGENCY,
    Sign.TODAY: AlarmKind.TODAY,
}
# What is heard also where a text is no answer and no wish: behind a command, under a picture.
FIRST = (Sign.EMERGENCY, Sign.DESPAIR, Sign.TODAY)
GRAVEST = frozenset({SIGNS[sign] for sign in (*FIRST, Sign.TOO_YOUNG)})
FEELINGS: dict[str, Intent] = {
    "call": Plain.EMERGENCY,
    "tingling": stretching.Hurts(Pain.TINGLING),
    "hurts": stretching.Hurts(),
    "dizzy": Plain.DIZZY,
}
# What means something only with more: "for a week" in "I'm in Rome for a week".
WITHIN = frozenset({"lives_in", "for_now"})
# What a slip of the finger alone does not do, for it cannot be taken back.
FOR_GOOD = frozenset({Plain.ERASE, Plain.STOP_FOR_GOOD})
UNWILLING = Offer("offer-unwilling")
# Of the gists those that tell why a stretch cannot be done.
OF_THE_STRETCH = frozenset({"place", "cannot", "kneeling", "spare_it", *LACKS})
LONGEST_BREATH = 12
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
    found = (hears(said) for hears, _ in ORDER)
    return next((intent for intent in found if intent is not None), None)


def grave_sign(text: str, every_language: Sequence[Words]) -> Intent | None:
    """What a sign that comes before everything else means, of which a text speaks; None where it speaks of none."""
    sign = _heard_of(FIRST, text, every_language)
    if sign is None:
        return None
    return _with_age(sign, is_young=_heard_of((Sign.TOO_YOUNG,), text, every_language) is not None)


def _foreign_sign(said: Said) -> Intent | None:
    """A grave sign in words that are not their own: whose is it?"""
    foreign = said.now.foreign
    sign = _heard_of(GRAVE, foreign, said.every_language) if foreign else None
    is_own_too = sign is not None and said.written != foreign and any(map(said.speaks_of, GRAVE))
    return None if sign is None or is_own_too else stretching.AskWhose(GRAVE[sign])


def _foreign(said: Said) -> Intent | None:
    """Nothing is done because of what somebody else wrote."""
    return Plain.NOT_THEIRS if said.written and said.now.foreign == said.written else None


def _sign(said: Said) -> Intent | None:
    sign = next(filter(said.speaks_of, SIGNS), None)
    if sign is None or (sign is not Sign.EMERGENCY and _names_condition(said)):
        return None
    if sign.is_feeling and isinstance(said.now.question, ConditionsScreen):
        # "Kneeling hurts" is a condition there.
        return None
    if sign.is_feeling and isinstance(said.now.question, AskedPain) and (answer := reply(said)) is not None:
        return answer
    if sign is Sign.HURTS:
        # "It hurts since I fell" may be more than the pain rule is for.
        return _rated(said) or (Plain.ASK_SIGNS if said.speaks_of(Sign.PERHAPS) else SIGNS[sign])
    return _with_age(sign, is_young=sign in FIRST and said.speaks_of(Sign.TOO_YOUNG))


def _with_age(sign: Sign, *, is_young: bool) -> Intent:
    """What a sign means; an age that is said with one that goes before it is not forgotten over it."""
    meant = SIGNS[sign]
    return stretching.SignOfMinor(meant) if is_young and isinstance(meant, Plain) else meant


def _feeling(said: Said) -> Intent | None:
    return _rated(said) or FEELINGS.get(said.meaning)


def _condition(said: Said) -> Intent | None:
    """A condition that somebody says they have."""
    # By its label it is an answer to the list.
    if _names_condition(said):
        return None
    found = (words.condition(said.written) for words in said.every_language)
    tag = next((tag for tag in found if tag is not None), None)
    if tag == FROM_65:
        return pages.SayAge(pages.Switch.ON)
    if tag is not None:
        return Has(tag)
    return Plain.UNLISTED if said.speaks_of(Sign.UNLISTED) else None


def _names_condition(said: Said) -> bool:
    return condition_named(said) is not None


def _timer(said: Said) -> Intent | None:
    return ON_TIMER.get(said.meaning) if said.now.has_timer else None


def _timer_too(said: Said) -> Intent | None:
    return ON_TIMER_TOO.get(said.meaning) if said.now.has_timer else None


def _done(said: Said) -> Intent | None:
    # "Done?" wonders, and logs nothing.
    wonders = said.text.rstrip().endswith(QUESTION_MARKS)
    return stretching.Done() if said.meaning == "done" and not wonders else None


def _alone(said: Said) -> Intent | None:
    # "Next?" asks when it comes.
    if said.meaning == "next" and said.text.rstrip().endswith(QUESTION_MARKS):
        return Ask(Question.NEXT)
    waits = said.meaning in NO_ANSWERS and wants_answer(said.now.question)
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


def _perhaps(said: Said) -> Intent | None:
    # "The clocks went back" tells of no back.
    return Plain.ASK_SIGNS if said.may_speak_of_a_sign() and said.gist != "clocks" else None


def _abuse(said: Said) -> Intent | None:
    is_rude = not said.meaning and said.gist == "abuse" and not said.may_speak_of_a_sign()
    return Plain.ABUSE if is_rude else None


def _gist(said: Said) -> Intent | None:
    """What a text asks or wishes somewhere in it; while a question is open, only what leaves it open."""
    if said.gist not in BODILY and said.speaks_of(Sign.BODY):
        return None
    if said.gist in LACKS and said.text.rstrip().endswith(QUESTION_MARKS):
        return GISTS["gear"]
    return beside(said.gist) if wants_answer(said.now.question) else GISTS.get(said.gist)


def _of_the_stretch(said: Said) -> Intent | None:
    """Why the stretch that the timer guides cannot be done: the timer can wait, go on or end."""
    return Offer("offer-cannot") if said.now.has_timer and said.gist in OF_THE_STRETCH else None


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
    return _first(replace(said, text=text, written=text, meaning=meaning, _signs={}, _gist=[]))


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
    meaning = said.words.meaning(mended) or ""
    meant = replace(said, text=mended, written=mended, meaning=meaning, _signs={}, _gist=[])
    if not (meant.meaning or meant.gist):
        return None
    found = _first(meant)
    return None if found in FOR_GOOD else found


def _soon(said: Said) -> Intent | None:
    """A sign for a doctor soon, with what else the text means; what weighs more goes alone."""
    if said.meaning or not said.speaks_of(Sign.SOON):
        return None
    found = (hears(said) for hears in (_sign, _feeling, _condition, _perhaps))
    then = next((intent for intent in found if intent is not None), None)
    return (
        then if then in GRAVEST or isinstance(then, stretching.SignOfMinor) else stretching.DoctorSoon(then)
    )


def _body(said: Said) -> Intent | None:
    return Plain.ABOUT_BODY if said.speaks_of(Sign.BODY) else None


# The order in which meanings win.
ORDER: tuple[tuple[Callable[[Said], Intent | None], str], ...] = (
    (_foreign_sign, "a sign that was forwarded or quoted may be somebody else's, and no answer to anything"),
    (_foreign, "what was forwarded, or came by another bot, is no wish and no answer of theirs"),
    (_soon, "a sign for a doctor soon, which stands beside whatever else is meant"),
    (_sign, "what is heard wherever it is said, for nothing weighs more"),
    (_feeling, "a pain in a word or a number, which stops what runs"),
    (_condition, "a condition that somebody has, which hides stretches"),
    (_timer, "what runs: it is what somebody looks at"),
    (_done, "done is done, whatever was asked meanwhile"),
    (_abuse, "rude words, which answer nothing"),
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
    (_perhaps, "what may be a sign: it is asked, and no step of /start takes it for a city"),
    (_parts, "two parts that mean the same, or one of which is only polite"),
    (_early_times, "times from somebody new, whatever else is said of them"),
    (_of_the_stretch, "why the stretch that the timer guides cannot be done"),
    (
        _gist,
        "what is asked or wished somewhere in a text: it is answered, shown or asked about, and nothing else",
    ),
    (_slip, "the same again, with slips of the finger mended"),
    (next_step, "in the middle of /start whatever is left answers its step"),
    (_body, "a word about the body, which no stretch answers"),
)


def _heard_of(signs: Iterable[Sign], text: str, every_language: Sequence[Words]) -> Sign | None:
    """The first of these signs of which a text speaks, in whichever language."""
    return next((sign for sign in signs if any(words.hears(sign, text) for words in every_language)), None)


def _rated(said: Said) -> Intent | None:
    score = said.words.pain_score(said.written)
    return None if score is None else stretching.Hurts(pain_of(score))
