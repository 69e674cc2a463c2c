"""What an intent is about: for the two buttons under what was not understood, and for doubts about what was."""

from __future__ import annotations

from collections.abc import Mapping

from bot.chat.body import ELSEWHERE
from bot.chat.intents import history, mine, pages, stretching, subscribing
from bot.chat.intents.asking import Ask, ForArea, Offer, Question
from bot.chat.intents.base import Detailed, Intent, Plain
from bot.chat.said import Said
from bot.domain.browsing import Facet
from bot.domain.hold import Press
from bot.domain.person import Liking
from bot.domain.practice import Felt
from bot.words.topics import Topic

KINDS: Mapping[type[Detailed], Topic] = {
    stretching.Done: Topic.DONE,
    stretching.Undo: Topic.UNDO,
    history.ShowHistory: Topic.RECORD,
    history.ChangeRecord: Topic.DONE,
    stretching.Snooze: Topic.LATER,
    stretching.Later: Topic.LATER,
    stretching.Skip: Topic.NOT_TODAY,
    stretching.SayWhy: Topic.NOT_TODAY,
    stretching.NotHere: Topic.NOT_HERE,
    stretching.LackSaid: Topic.NOT_HERE,
    stretching.Another: Topic.ANOTHER,
    stretching.Session: Topic.NOW,
    stretching.Start: Topic.START,
    stretching.More: Topic.HOW,
    stretching.SkipRunning: Topic.NEXT,
    stretching.OnToNext: Topic.NEXT,
    stretching.OtherSide: Topic.NEXT,
    subscribing.GiveTimes: Topic.TIMES,
    subscribing.MoveTimes: Topic.TIMES,
    subscribing.SaidPlace: Topic.CITY,
    pages.AskBreak: Topic.BREAK,
    pages.Rest: Topic.BREAK,
    pages.ChangeBreak: Topic.BREAK,
    pages.OfferBreak: Topic.BREAK,
    pages.WhichDate: Topic.BREAK,
    pages.AskStop: Topic.LEAVE,
    pages.ShowPlan: Topic.PROGRAMME,
    pages.Browse: Topic.STRETCHES,
    mine.ShowOwn: Topic.STRETCHES,
    ForArea: Topic.STRETCHES,
    pages.SetSound: Topic.SETTINGS,
    pages.TakeShorter: Topic.EASIER,
    subscribing.Has: Topic.CONDITIONS,
    pages.ReachFloor: Topic.CONDITIONS,
    pages.SayAge: Topic.CONDITIONS,
}
PLAIN: Mapping[Plain, Topic] = {
    Plain.ONE_MORE: Topic.DONE,
    Plain.ENOUGH: Topic.NOT_TODAY,
    Plain.TOO_HARD: Topic.EASIER,
    Plain.GENTLER: Topic.EASIER,
    Plain.TOO_EASY: Topic.HARDER,
    Plain.TODAY: Topic.NOW,
    Plain.ASK_TIMES: Topic.TIMES,
    Plain.ADVISE_TIME: Topic.TIMES,
    Plain.ADD_SLOT: Topic.TIMES,
    Plain.OTHER_HOUR: Topic.TIMES,
    Plain.FEWER_DAYS: Topic.TIMES,
    Plain.ASK_PLACE: Topic.CITY,
    Plain.RESUME: Topic.BACK,
    Plain.DROP_BREAK: Topic.BACK,
    Plain.REFUSE_DATE: Topic.BREAK,
    Plain.STOP_FOR_GOOD: Topic.LEAVE,
    Plain.SHOW_CONDITIONS: Topic.CONDITIONS,
    Plain.UNLISTED: Topic.CONDITIONS,
    Plain.ASK_DELETE: Topic.DATA,
    Plain.EXPORT: Topic.DATA,
    Plain.ASK_IMPORT: Topic.DATA,
    Plain.ASK_HELP: Topic.HELP,
    Plain.ABUSE: Topic.TALK,
}
FELT: Mapping[Felt, Topic] = {Felt.EASY: Topic.HARDER, Felt.HARD: Topic.EASIER}
PRESSES: Mapping[Press, Topic] = {
    Press.PAUSE: Topic.WAIT,
    Press.RESUME: Topic.WAIT,
    Press.STOP: Topic.END,
    Press.LONGER: Topic.LONGER,
    Press.READY: Topic.START,
}
LIKINGS: Mapping[Liking, Topic] = {
    Liking.FAVOURITE: Topic.FAVOURITE,
    Liking.NOT_FOR_ME: Topic.ANOTHER,
}
PAGES: Mapping[pages.Page, Topic] = {
    pages.Page.STATS: Topic.RECORD,
    pages.Page.PRECAUTIONS: Topic.CONDITIONS,
    pages.Page.SOURCES: Topic.PROGRAMME,
    pages.Page.HELP: Topic.HELP,
    pages.Page.PRIVACY: Topic.DATA,
}
SETTINGS: Mapping[str, Topic] = {
    "programme": Topic.PROGRAMME,
    "level": Topic.PROGRAMME,
    "place": Topic.NOT_HERE,
    "gear": Topic.NOT_HERE,
    "language": Topic.SETTINGS,
    "quiet": Topic.TIMES,
    "": Topic.SETTINGS,
}
# By the facet; a posture is wished for of any place, and for any wish.
SHELVES: Mapping[str, Topic | None] = {Facet.PLACE: Topic.NOT_HERE, Facet.POSITION: None}
QUESTIONS: Mapping[Question, Topic] = {
    Question.NEXT: Topic.TIMES,
    Question.ZONE: Topic.CITY,
    Question.LOGGED: Topic.RECORD,
    Question.MAKER: Topic.HELP,
    Question.MISSING: Topic.TIMES,
    **dict.fromkeys(
        (Question.HOW, Question.LENGTH, Question.SIDE, Question.RIGHT, Question.MUSCLE), Topic.HOW
    ),
}
# By the names of their messages.
OFFERS: Mapping[str, Topic] = {
    "offer-done": Topic.DONE,
    "offer-yesterday": Topic.DONE,
    "offer-undo": Topic.UNDO,
    "offer-ill": Topic.NOT_TODAY,
    "offer-unwilling": Topic.NOT_TODAY,
    "offer-cannot": Topic.NOT_HERE,
    "offer-another": Topic.ANOTHER,
    "offer-kneeling": Topic.CONDITIONS,
    "offer-spare": Topic.CONDITIONS,
    "offer-again": Topic.NOW,
    "offer-now": Topic.NOW,
    "offer-liked": Topic.FAVOURITE,
    "offer-place": Topic.NOT_HERE,
    "offer-longer": Topic.HARDER,
    "offer-menu": Topic.HELP,
}
REMARKS: Mapping[str, Topic] = {
    "answer-half": Topic.DONE,
    "answer-streak": Topic.RECORD,
    "answer-shoes": Topic.HOW,
    "answer-forgot": Topic.RECORD,
    "answer-previous": Topic.NEXT,
    "answer-gear": Topic.NOT_HERE,
    "answer-gone": Topic.BREAK,
    **dict.fromkeys(("break-in-parts", "break-ends-first", "break-too-far"), Topic.BREAK),
    "time-often": Topic.TIMES,
    "time-shifts": Topic.TIMES,
    "time-which-hour": Topic.TIMES,
    "zone-private": Topic.CITY,
    "answer-suits": Topic.EASIER,
    "answer-why-asked": Topic.DATA,
    **dict.fromkeys(
        (
            f"answer-{about}"
            for about in (
                "breathe",
                "shakes",
                "pull",
                "nothing",
                "side-told",
                "pnf",
                "cold",
                "sore",
            )
        ),
        Topic.HOW,
    ),
    **dict.fromkeys((f"answer-{about}" for about in ("weeks", "cure", "often", "when")), Topic.PROGRAMME),
    **dict.fromkeys((f"answer-{about}" for about in ("bot", "free", "friends", "spare")), Topic.HELP),
}
SAID = "said-"
# From where on a text is surely about something: a courtesy is doubted then, and any other reading whose own
# topic is so many times less likely.
SURE, DOUBT = 0.6, 10
# So few words are what they are.
FEW_WORDS = 2


def is_doubtful(said: Said, intent: Intent) -> bool:
    """Whether a text of some words is surely about something else, by what was learned."""
    topic = topic_of(intent)
    if topic is None or len(said.written.split()) <= FEW_WORDS:
        return False
    # "That felt good, one more please": beside a courtesy there is often a wish.
    sure, doubt = (SURE, 1) if topic is Topic.TALK else (ELSEWHERE, DOUBT)
    return said.surest > sure and said.topics[topic] * doubt < said.surest


def topic_of(intent: Intent) -> Topic | None:
    """What an intent is about; None for what is of none, such as an answer."""
    match intent:
        case Plain():
            return PLAIN.get(intent)
        case stretching.PressHold(_, press):
            return PRESSES.get(press)
        case stretching.Feel(_, felt):
            return FELT.get(felt)
        case stretching.LikeShown(liking):
            return LIKINGS.get(liking)
        case pages.ShowShelf(_, shelf):
            return SHELVES.get(shelf[:1], Topic.STRETCHES)
        case pages.ShowPage(page):
            return PAGES[page]
        case pages.ShowSettings(page):
            return SETTINGS.get(page)
        case Ask(question):
            return QUESTIONS.get(question)
        case Offer(name):
            return OFFERS.get(name)
        case pages.Remark(name):
            return Topic.TALK if name.startswith(SAID) else REMARKS.get(name)
        case _:
            return KINDS.get(type(intent))
