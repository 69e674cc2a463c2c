"""A sign of something worse: the advice, what it keeps back, and the ways out of it."""

from __future__ import annotations

from bot.chat.handling import Handlers
from bot.chat.intents.base import Plain
from bot.chat.intents.stretching import AskWhose, SignOfMinor
from bot.chat.views import pain as views
from bot.chat.visit import Visit
from bot.domain.alarm import Alarm, AlarmKind
from bot.domain.dialogue import AboutSafety, AskedAlarm, AskedMistake, AskedWhose
from bot.domain.person import Person

on = Handlers()


@on(Plain.EMERGENCY)
async def emergency(visit: Visit) -> None:
    """Care at once; nothing comes before the safety screen is answered anew."""
    await _raise(visit, AlarmKind.EMERGENCY)


@on(Plain.DOCTOR_TODAY)
async def doctor_today(visit: Visit) -> None:
    """A doctor today; nothing comes before the safety screen is answered anew."""
    await _raise(visit, AlarmKind.TODAY)


@on(Plain.TOO_YOUNG)
async def too_young(visit: Visit) -> None:
    """Limber is for adults: nothing comes, unless it was a mistake."""
    await _raise(visit, AlarmKind.YOUNG)


@on(SignOfMinor)
async def sign_of_minor(visit: Visit, said: SignOfMinor) -> Plain:
    """The sign, which is answered alone; that they are under 18 holds when it is over."""
    await visit.limber.care.alarm(visit.person.id, AlarmKind.YOUNG)
    return said.sign


@on(AskWhose)
async def ask_whose(visit: Visit, said: AskWhose) -> None:
    """Asks whether a sign that was forwarded or quoted is their own."""
    await visit.ask(AskedWhose(said.kind))
    await visit.say(views.ask_whose(visit.voice))


@on(Plain.MINE)
async def mine(visit: Visit) -> None:
    """It is about themselves."""
    question = visit.person.dialogue
    await _raise(visit, question.alarm if isinstance(question, AskedWhose) else AlarmKind.EMERGENCY)


@on(Plain.NOT_MINE)
async def not_mine(visit: Visit) -> None:
    """It is about somebody else."""
    if isinstance(visit.person.dialogue, AskedWhose):
        await visit.ask(None)
    await visit.line("alarm-not-mine", number=visit.voice.emergency(visit.person))


@on(Plain.ALARM_OVER)
async def over(visit: Visit) -> Plain | None:
    """A professional has looked at it, and it is gone: the safety screens anew."""
    if visit.person.alarm is not None:
        return Plain.ASK_SAFETY
    await visit.stale()
    return None


@on(Plain.MISTAKE)
async def mistake(visit: Visit) -> Plain | None:
    """It was said by mistake: is none of the signs there now? An age that was not meant is simply taken back."""
    match visit.person.alarm:
        case None:
            await visit.stale()
        case Alarm(kind=AlarmKind.YOUNG):
            profile = await visit.limber.people.clear_alarm(visit.person.id)
            visit.person = profile.person
            if profile.unfinished is not None:
                return Plain.GO_ON_SUBSCRIBING
            await visit.say(await visit.with_next("conditions-kept", profile))
        case _:
            await visit.ask(AskedMistake())
            await visit.say(views.ask_mistake(visit.voice, for_today=is_for_today(visit.person)))
    return None


@on(Plain.NOT_YET)
async def not_yet(visit: Visit) -> None:
    """It is still there, or nobody has looked at it: Limber waits."""
    if visit.person.alarm is None:
        await visit.stale()
    elif is_too_young(visit.person):
        await hold_back(visit)
    else:
        # Also where the screens were begun: what is not over is not answered there.
        await visit.ask(AskedAlarm())
        name = "alarm-not-yet-today" if is_for_today(visit.person) else "alarm-not-yet"
        await visit.line(name, number=visit.voice.emergency(visit.person))


def is_too_young(person: Person) -> bool:
    """Whether an age under 18 keeps everything back, which no answer to the safety screens ends."""
    return person.alarm is not None and person.alarm.kind is AlarmKind.YOUNG


def is_for_today(person: Person) -> bool:
    """Whether what keeps everything back is for a doctor today, and not for emergency care."""
    return person.alarm is not None and person.alarm.kind is AlarmKind.TODAY


async def is_held_back(visit: Visit) -> bool:
    """Whether an alarm keeps back what is wanted, which is then said; it does not while the screens are answered."""
    is_answering = isinstance(visit.person.dialogue, AboutSafety)
    if visit.person.alarm is None or is_answering:
        return False
    await hold_back(visit)
    return True


async def hold_back(visit: Visit, why: str = "") -> None:
    """Says that an alarm keeps everything back, by the name of a message of its own, and asks whether it is over."""
    await visit.ask(AskedAlarm())
    if is_too_young(visit.person):
        await visit.say(views.too_young(visit.voice))
    else:
        holds = "alarm-holds-today" if is_for_today(visit.person) else "alarm-holds"
        await visit.say(views.alarm(visit.voice, visit.person, why or holds))


async def _raise(visit: Visit, kind: AlarmKind) -> None:
    await visit.limber.care.alarm(visit.person.id, kind)
    await visit.look_again()
    if kind is AlarmKind.YOUNG and not is_too_young(visit.person):
        # A sign holds besides, about which it is still asked.
        await visit.line("alarm-young")
    else:
        await hold_back(visit, f"alarm-{kind}")
