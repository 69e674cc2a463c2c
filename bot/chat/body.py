"""What a text says about the body: signs, feelings, conditions. Pure, and part of hearing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.chat.intents import pages, stretching
from bot.chat.intents.base import Intent, Plain
from bot.chat.intents.subscribing import Has
from bot.chat.replies import condition_named, reply
from bot.chat.said import Said
from bot.domain.alarm import AlarmKind
from bot.domain.dialogue import AskedPain, ConditionsScreen
from bot.domain.person import FROM_65
from bot.domain.practice import Pain, pain_of
from bot.words.topics import Topic
from bot.words.words import Sign, Words

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
# How like a sign what no pattern knows must be to be asked about; and how unlike one a sentence is that a pattern knows
# and that is asked about too, in the place of the advice.
LIKELY, UNLIKELY = 0.8, 0.2
# How little like one, and from where on surely about something else, a text is in which a word only may be of a sign.
HARDLY, ELSEWHERE = 0.1, 0.35
# What asks how a stretch is done, and "the clocks went back", which tells of no back: no sign, where it is hardly like
# one either.
OF_DOING = frozenset({"clocks", "support", "side_order", "explain", "name", "towel"})
# So few words say too little to doubt what a pattern knows; in so few what is asked or wished is all of it.
FEW_WORDS, ONE_WISH = 4, 6
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


def grave_sign(text: str, every_language: Sequence[Words]) -> Intent | None:
    """What a sign that comes before everything else means, of which a text speaks; None where it speaks of none."""
    sign = _heard_of(FIRST, text, every_language)
    if sign is None:
        return None
    return _with_age(sign, is_young=_heard_of((Sign.TOO_YOUNG,), text, every_language) is not None)


def foreign_sign(said: Said) -> Intent | None:
    """A grave sign in words that are not their own: whose is it?"""
    foreign = said.now.foreign
    sign = _heard_of(GRAVE, foreign, said.every_language) if foreign else None
    is_own_too = sign is not None and said.written != foreign and any(map(said.speaks_of, GRAVE))
    return None if sign is None or is_own_too else stretching.AskWhose(GRAVE[sign])


def certain_sign(said: Said) -> Intent | None:
    """A sign that a pattern knows for sure; asked about where hardly anybody types such a thing who means it."""
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
    if sign in GRAVE and len(said.written.split()) > FEW_WORDS and said.likeness < UNLIKELY:
        return Plain.ASK_SIGNS
    return _with_age(sign, is_young=sign in FIRST and said.speaks_of(Sign.TOO_YOUNG))


def _with_age(sign: Sign, *, is_young: bool) -> Intent:
    """What a sign means; an age that is said with one that goes before it is not forgotten over it."""
    meant = SIGNS[sign]
    return stretching.SignOfMinor(meant) if is_young and isinstance(meant, Plain) else meant


def feeling(said: Said) -> Intent | None:
    """A pain in a word or a number."""
    return _rated(said) or FEELINGS.get(said.meaning)


def condition(said: Said) -> Intent | None:
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


def possible_sign(said: Said) -> Intent | None:
    """What may be a sign by the words in it."""
    if not said.may_speak_of_a_sign() or (said.gist in OF_DOING and said.likeness < UNLIKELY):
        return None
    is_long = len(said.written.split()) > FEW_WORDS
    # What is about conditions is about the body.
    is_else = said.likeness < HARDLY and said.surest > ELSEWHERE and said.about is not Topic.CONDITIONS
    return None if is_long and is_else else Plain.ASK_SIGNS


def likely_sign(said: Said) -> Intent | None:
    """What no pattern knows, and is like what people type about signs."""
    return Plain.ASK_SIGNS if said.likeness > LIKELY else None


def likely_sign_at_length(said: Said) -> Intent | None:
    """The same in so many words that what they ask or wish besides is not all: "I can't" alone is a wish."""
    return likely_sign(said) if len(said.written.split()) > ONE_WISH else None


def sign_for_soon(said: Said) -> Intent | None:
    """A sign for a doctor soon, with what else the text means; what weighs more goes alone."""
    if said.meaning or not said.speaks_of(Sign.SOON):
        return None
    found = (hears(said) for hears in (certain_sign, feeling, condition, possible_sign))
    then = next((intent for intent in found if intent is not None), None)
    return (
        then if then in GRAVEST or isinstance(then, stretching.SignOfMinor) else stretching.DoctorSoon(then)
    )


def bodily(said: Said) -> Intent | None:
    """A word about the body."""
    return Plain.ABOUT_BODY if said.speaks_of(Sign.BODY) else None


def _heard_of(signs: Iterable[Sign], text: str, every_language: Sequence[Words]) -> Sign | None:
    """The first of these signs of which a text speaks, in whichever language."""
    return next((sign for sign in signs if any(words.hears(sign, text) for words in every_language)), None)


def _rated(said: Said) -> Intent | None:
    score = said.words.pain_score(said.written)
    return None if score is None else stretching.Hurts(pain_of(score))
