"""What all of a text means, by its entry in `words.toml` -> what is meant, on a timer, alone, or about times."""

from __future__ import annotations

from bot.chat.intents import KINDS, pages, stretching
from bot.chat.intents.asking import Ask, Offer, Question
from bot.chat.intents.base import Intent, Plain
from bot.domain.hold import Press
from bot.domain.person import Liking
from bot.domain.practice import Felt
from bot.services.preferences import Option

ON_TIMER: dict[str, Intent] = {
    "stop": stretching.PressHold(None, Press.STOP),
    "pause": stretching.PressHold(None, Press.PAUSE),
    "resume": stretching.PressHold(None, Press.RESUME),
    "ready": stretching.PressHold(None, Press.READY),
    "longer": stretching.PressHold(None, Press.LONGER),
    "keep": stretching.KeepRunning(),
    "skip": stretching.SkipRunning(),
}
# What is said of anything else at other times is said of the timer while it runs, unless it answers a question.
ON_TIMER_TOO: dict[str, Intent] = {
    **dict.fromkeys(("cancel", "enough", "must_go"), stretching.PressHold(None, Press.STOP)),
    **dict.fromkeys(("wait", "not_yet", "not_now"), stretching.PressHold(None, Press.PAUSE)),
    "next": stretching.OnToNext(),
    "not-here": Offer("offer-cannot"),
    "other_side": stretching.OtherSide(),
    "back": stretching.PressHold(None, Press.BACK),
    "some_more": stretching.PressHold(None, Press.LONGER),
}
# What is no answer, and begins nothing while a question is open.
NO_ANSWERS = frozenset({"today", "ready", "next", "again", "add", "change", "not_now"})
# What a word means that stands alone: the intent whose word it is, or one that the word completes.
ALONE: dict[str, Intent] = {
    **{plain.words: plain for plain in Plain if plain.words},
    **{kind.words: kind() for kind in KINDS if kind.words},
    "favourite": stretching.LikeShown(Liking.FAVOURITE),
    "not_for_me": stretching.LikeShown(Liking.NOT_FOR_ME),
    **{f"felt_{felt.value}": stretching.Feel(None, felt) for felt in Felt},
    "busy": stretching.SayWhy(0, "busy"),
    "sore": stretching.SayWhy(0, "sore"),
    "ill": stretching.SayWhy(0, "ill"),
    "loud": pages.SetSound(pages.Switch.ON),
    "quiet": pages.SetSound(pages.Switch.OFF),
    "streak_on": pages.Choose(Option.STREAK, pages.Switch.ON),
    "streak_off": pages.Choose(Option.STREAK, pages.Switch.OFF),
    "painless": pages.Remark("pain-none"),
    "quiet_hours": pages.ShowSettings("quiet"),
    "help": pages.ShowPage(pages.Page.HELP),
    "not_now": stretching.Snooze(None, None),
    "next": stretching.Another(),
    "again": Offer("offer-again"),
    "wrong": Offer("offer-undo"),
    "ready": stretching.Start(),
    "add": Plain.ADD_SLOT,
    "change": Plain.ASK_TIMES,
    **{said: pages.Remark(f"said-{said}") for said in ("wait", "cancel", "bye", "sorry", "pleased")},
    "well": pages.Remark("said-pleased"),
    "back": pages.Remark("said-cancel"),
    "must_go": pages.Remark("said-bye"),
    "join": pages.Remark("said-pleased"),
}
# What a word asks that has a question mark behind it; all else is as often a polite wish, "skip?".
WONDERS: dict[str, Intent] = {
    "done": Ask(Question.LOGGED),
    "next": Ask(Question.NEXT),
    "other_side": Ask(Question.SIDE),
    **dict.fromkeys(("loud", "quiet"), pages.ShowSettings()),
}
# A bare word that means one thing of a timer and another of the reminders.
AMBIGUOUS: dict[str, Intent] = {
    "stop": pages.AskStop("stop-which"),
    "pause": pages.AskBreak("pause-which"),
}
# What is about times and names none: how it can be said.
ABOUT_TIMES: dict[str, Intent] = {
    "morning": pages.Remark("time-which-hour"),
    "afternoon": pages.Remark("time-which-hour"),
    "evening": pages.Remark("time-which-hour"),
    "often": pages.Remark("time-often"),
    "never": pages.Remark("time-never"),
}
