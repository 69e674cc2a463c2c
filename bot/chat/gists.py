"""What is asked or wished somewhere in a text -> what is meant: only what answers, shows or asks.

What changes something needs all of a text, as a meaning of `words.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.chat.intents.asking import Ask, ForArea, Offer, Question
from bot.chat.intents.base import Intent, Plain
from bot.chat.intents.pages import (
    AskBreak,
    AskStop,
    Browse,
    Page,
    Remark,
    ShowCalendar,
    ShowPage,
    ShowSettings,
    ShowShelf,
)
from bot.chat.intents.stretching import LackSaid, More, Session, Snooze
from bot.domain.browsing import AREAS, Facet, Shelf
from bot.domain.dialogue import AskedDelete, AskedStop, Dialogue
from bot.domain.person import Liking
from bot.domain.setting import Setting
from bot.domain.stretch import Position

# What is answered beside an open question, which waits on.
BESIDE = (Remark, ShowPage)
BESIDE_TOO = frozenset({Plain.ABUSE, Plain.ASK_DELETE, Plain.EXPORT, AskStop("stop-ask")})
COURTEOUS = frozenset({"thanks", "pleased", "feels_better"})
GEAR = ("bed", "chair", "cushion", "door-frame", "mat", "roller", "strap", "wall")
# That a piece of gear is not there, and that the stretch with it is wanted.
LACKS = {f"lack_{gear}": LackSaid(gear) for gear in GEAR}
WITH = {f"with_{gear}": ShowShelf(shelf=Shelf(Facet.GEAR, gear).written()) for gear in GEAR}
AT = {
    f"at_{place}": ShowShelf(shelf=Shelf(Facet.PLACE, place).written())
    for place in (Setting.OFFICE, Setting.BED, Setting.OUTDOORS)
}
# By the names in `gist.toml`.
GISTS: Mapping[str, Intent] = {
    "abuse": Plain.ABUSE,
    "calendar": ShowCalendar(),
    "export": Plain.EXPORT,
    "import": Plain.ASK_IMPORT,
    "erase": Plain.ASK_DELETE,
    "pull_normal": Remark("answer-pull"),
    "support": Remark("answer-support"),
    "side_order": Remark("answer-order"),
    "towel": Remark("answer-towel"),
    "meal": Remark("answer-meal"),
    "name": Ask(Question.NAME),
    "missing": Ask(Question.MISSING),
    "streak_away": Remark("answer-streak"),
    "hold_longer": Offer("offer-longer"),
    "seated": ShowShelf(shelf=Shelf(Facet.POSITION, Position.CHAIR).written()),
    "upright": ShowShelf(shelf=Shelf(Facet.POSITION, Position.STANDING).written()),
    "minutes": Session(),
    "feels_better": Remark("said-pleased"),
    "after_a_miss": Remark("answer-forgot"),
    "streak": Remark("answer-streak"),
    "gone_then": Remark("answer-gone"),
    "fewer": Plain.ASK_TIMES,
    "break_ends": Ask(Question.NEXT),
    "yesterday_forgot": Offer("offer-yesterday"),
    "again_yesterday": Offer("offer-last"),
    "favourites": ShowShelf(shelf=Shelf(Facet.LIKING, Liking.FAVOURITE).written()),
    "joke": Remark("answer-joke"),
    "previous": Remark("answer-previous"),
    "pulls_where": Ask(Question.MUSCLE),
    "shoes": Remark("answer-shoes"),
    "kneeling": Offer("offer-kneeling"),
    "spare_it": Offer("offer-spare"),
    "hourly": Remark("time-often"),
    "shifts": Remark("time-shifts"),
    "only_reminders": AskStop("stop-ask"),
    "suits": Remark("answer-suits"),
    "aim": ShowSettings("programme"),
    "back_when": Ask(Question.NEXT),
    "my_times": Plain.ASK_TIMES,
    "clocks": Ask(Question.ZONE),
    "liked": Offer("offer-liked"),
    "unsure": Offer("offer-menu"),
    "why_asked": Remark("answer-why-asked"),
    "private": Remark("answer-why-asked"),
    "kept": ShowPage(Page.PRIVACY),
    "break_from": AskBreak(),
    "enough_of_it": AskStop("stop-ask"),
    "enough_now": Offer("offer-unwilling"),
    "off": AskStop("stop-ask"),
    "night": Plain.ASK_TIMES,
    "language": ShowSettings("language"),
    "sound": ShowSettings(),
    "video": Ask(Question.HOW),
    "zone": Ask(Question.ZONE),
    "move": Plain.ASK_PLACE,
    "next": Ask(Question.NEXT),
    "new_time": Plain.ASK_TIMES,
    "times": Plain.ASK_TIMES,
    "break": AskBreak(),
    "stats": ShowPage(Page.STATS),
    "today": Ask(Question.LOGGED),
    "did_yesterday": Offer("offer-yesterday"),
    "forgot": Remark("answer-forgot"),
    "change_later": Remark("answer-change-later"),
    "from_the_start": Offer("offer-again"),
    "never_mind": Remark("said-cancel"),
    "regret": Offer("offer-undo"),
    "half": Remark("answer-half"),
    "twice": Remark("answer-often"),
    "results": Remark("answer-weeks"),
    "cure": Remark("answer-cure"),
    "safe": ShowPage(Page.PRECAUTIONS),
    "pnf": Remark("answer-pnf"),
    "programme": ShowSettings("programme"),
    "spare": Remark("answer-spare"),
    "bot": Remark("answer-bot"),
    "maker": Ask(Question.MAKER),
    "free": Remark("answer-free"),
    "friends": Remark("answer-friends"),
    "left": Ask(Question.LENGTH),
    "why": More(),
    "length": Ask(Question.LENGTH),
    "side_told": Remark("answer-side-told"),
    "side": Ask(Question.SIDE),
    "right": Ask(Question.RIGHT),
    "muscle": Ask(Question.MUSCLE),
    "nothing": Remark("answer-nothing"),
    "shakes": Remark("answer-shakes"),
    "pulls": Remark("answer-pull"),
    "breathe": Remark("answer-breathe"),
    "cold": Remark("answer-cold"),
    "before": Remark("answer-when"),
    **LACKS,
    **WITH,
    **AT,
    "gear_needed": Remark("answer-gear"),
    "gear": ShowSettings("gear"),
    "place": Offer("offer-place"),
    "cannot": Offer("offer-cannot"),
    "ill": Offer("offer-ill"),
    "later": Snooze(None, None),
    "unwilling": Offer("offer-unwilling"),
    "easy": Plain.TOO_EASY,
    "hard": Plain.TOO_HARD,
    "explain": Ask(Question.HOW),
    "commands": Offer("offer-menu"),
    "other": Offer("offer-another"),
    "stretches": Browse(),
    "settings": ShowSettings(),
    "conditions": Plain.SHOW_CONDITIONS,
    "session": Session(),
    **{f"area_{area}": ForArea(area) for area in AREAS},
    "now": Offer("offer-now"),
    "sore": Remark("answer-sore"),
    "did": Offer("offer-done"),
    "thanks": Remark("said-thanks"),
    "pleased": Remark("said-pleased"),
    "trouble": Ask(Question.MAKER),
}
# Those that are about the body themselves; any other is not heard in a text that has a word about the body.
BODILY = frozenset((*(f"area_{area}" for area in AREAS), *LACKS)) | {
    "abuse",
    "before",
    "breathe",
    "cold",
    "conditions",
    "cure",
    "easy",
    "explain",
    "half",
    "hard",
    "ill",
    "kneeling",
    "spare_it",
    "suits",
    "shoes",
    "aim",
    "length",
    "muscle",
    "nothing",
    "place",
    "programme",
    "pulls",
    "pulls_where",
    "results",
    "right",
    "safe",
    "session",
    "shakes",
    "side",
    "side_told",
    "sore",
    "why_asked",
    "gear",
    "pull_normal",
    "support",
    "side_order",
    "towel",
    "meal",
    "missing",
    "hold_longer",
    "seated",
    "upright",
    "minutes",
    "feels_better",
    "liked",
    "again_yesterday",
}


def beside(gist: str, question: Dialogue | None) -> Intent | None:
    """What a gist means beside the open question; None where it means nothing, or would take its place."""
    if gist == "streak" and isinstance(question, AskedStop | AskedDelete):
        gist = "gone_then"
    if gist in COURTEOUS:
        # "Yes, delete it all, and thank you": the question is asked again, for the thanks may have come with an answer.
        return None
    intent = GISTS.get(gist)
    is_answer = isinstance(intent, Ask) and intent.about is not Question.HOW
    return intent if is_answer or isinstance(intent, BESIDE) or intent in BESIDE_TOO else None
