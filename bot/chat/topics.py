"""What an intent is about: for the two buttons under what was not understood, and for doubts about what was."""

from __future__ import annotations

from collections.abc import Mapping

from bot.chat.intents import mine, pages, stretching, subscribing
from bot.chat.intents.asking import Ask, ForArea, Offer, Question
from bot.chat.intents.base import Detailed, Intent, Plain
from bot.domain.browsing import Facet
from bot.domain.hold import Press
from bot.domain.person import Liking
from bot.domain.practice import Felt
from bot.words.topics import Topic

KINDS: Mapping[type[Detailed], Topic] = {
    stretching.Done: Topic.DONE,
    stretching.Undo: Topic.UNDO,
    stretching.Snooze: Topic.LATER,
    stretching.Later: Topic.LATER,
    stretching.Skip: Topic.NOT_TODAY,
    stretching.SayWhy: Topic.NOT_TODAY,
    stretching.NotHere: Topic.NOT_HERE,
    stretching.LackSaid: Topic.NOT_HERE,
    pages.ShowShelf: Topic.STRETCHES,
    stretching.Another: Topic.ANOTHER,
    stretching.Session: Topic.NOW,
    stretching.Start: Topic.START,
    stretching.More: Topic.HOW,
    stretching.SkipRunning: Topic.NEXT,
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
    Plain.DONE_YESTERDAY: Topic.DONE,
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
    Liking.FAVOURITE: Topic.STRETCHES,
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
QUESTIONS: Mapping[Question, Topic] = {
    Question.NEXT: Topic.TIMES,
    Question.ZONE: Topic.CITY,
    Question.LOGGED: Topic.RECORD,
    Question.MAKER: Topic.HELP,
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
    "offer-liked": Topic.STRETCHES,
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
    "answer-export": Topic.DATA,
    "answer-why-asked": Topic.DATA,
    **dict.fromkeys(
        (
            f"answer-{about}"
            for about in ("breathe", "shakes", "pull", "nothing", "side-told", "pnf", "cold", "sore")
        ),
        Topic.HOW,
    ),
    **dict.fromkeys((f"answer-{about}" for about in ("weeks", "cure", "often", "when")), Topic.PROGRAMME),
    **dict.fromkeys((f"answer-{about}" for about in ("bot", "free", "friends", "spare")), Topic.HELP),
}
SAID = "said-"


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
        case pages.ShowShelf(_, shelf) if shelf.startswith(Facet.PLACE):
            return Topic.NOT_HERE
        case pages.ShowPage(page):
            return PAGES[page]
        case pages.ShowSettings(page):
            return SETTINGS.get(page)
        case Ask(question):
            return QUESTIONS[question]
        case Offer(name):
            return OFFERS.get(name)
        case pages.Remark(name):
            return Topic.TALK if name.startswith(SAID) else REMARKS.get(name)
        case _:
            return KINDS.get(type(intent))
