"""Kinds of what new people say: the open question comes back, and each kind leads where it should."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.chat.hearing import hear
from bot.chat.intents.asking import ForArea, Offer
from bot.chat.intents.base import Intent, Plain
from bot.chat.intents.pages import Page, Remark, Rest, ShowPage
from bot.chat.intents.stretching import Done, PressHold
from bot.chat.said import Situation
from bot.domain.dialogue import AskedBreak, AskedDelete, AskedStop
from bot.domain.hold import Press
from bot.localchat.people import Person
from bot.material import CONTENT
from bot.words import files as word_files
from tests.world import World, buttons, offer, profile_of, said, say, subscribe


@pytest.mark.parametrize("asks", ["delete everything", "/stop", "/pause", "add 21:00", "9:00"])
@pytest.mark.parametrize("text", ["blub blub", "zzz what"])
async def test_an_open_question_comes_back_with_its_own_buttons(
    world: World, ann: Person, asks: str, text: str
) -> None:
    await subscribe(world, ann)
    await say(world, ann, "skip")
    await say(world, ann, asks)
    before, asked = buttons(ann.last), (await profile_of(world, ann)).person.dialogue
    assert before
    await say(world, ann, text)
    assert buttons(ann.last) == before
    assert (await profile_of(world, ann)).person.dialogue == asked


@pytest.mark.parametrize("asks", ["delete everything", "/stop", "/pause"])
async def test_what_is_asked_beside_a_question_is_answered_and_the_question_comes_back(
    world: World, ann: Person, asks: str
) -> None:
    await subscribe(world, ann)
    await say(world, ann, "skip")
    await say(world, ann, asks)
    before = buttons(ann.last)
    await say(world, ann, "how much does it cost")
    assert buttons(ann.last) == before
    await say(world, ann, "thanks")
    assert buttons(ann.last) == []


async def test_a_snooze_and_a_pain_that_are_asked_come_back_too(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "skip")
    await offer(world, ann, "standing")
    for text in ("snooze", "it hurts"):
        await say(world, ann, text)
        before = buttons(ann.last)
        await say(world, ann, "blub blub")
        assert buttons(ann.last) == before
        assert "no answer I know" in said(ann)


MONDAY, FRIDAY = date(2027, 5, 3), date(2027, 5, 7)
WORDS = word_files.load(Path(CONTENT))


@pytest.mark.parametrize(
    ("language", "text", "stands", "meant"),
    [
        ("en", "on second thought no", {"question": AskedDelete()}, Plain.STAY),
        ("de", "lieber doch nicht", {"question": AskedDelete()}, Plain.STAY),
        ("en", "delete it all", {"question": AskedDelete()}, Plain.ERASE),
        # It may be the reminders that are to go: what cannot be taken back is not done for it.
        ("de", "ja weg damit", {"question": AskedStop()}, Plain.NOT_UNDERSTOOD),
        ("de", "ja weg damit", {"question": AskedDelete()}, Plain.NOT_UNDERSTOOD),
        ("en", "is my record gone then", {"question": AskedDelete()}, Remark("answer-gone")),
        ("de", "ist dann alles weg", {"question": AskedDelete()}, Remark("answer-gone")),
        ("en", "the day after tomorrow", {"question": AskedBreak()}, Rest(None, date(2027, 5, 5))),
        ("de", "übermorgen", {"question": AskedBreak()}, Rest(None, date(2027, 5, 5))),
        ("en", "until the end of the month", {"question": AskedBreak()}, Rest(None, date(2027, 6, 1))),
        ("en", "no idea", {"question": AskedBreak()}, Rest()),
        ("en", "5.5. to 9.5.", {"question": AskedBreak()}, Rest(None, date(2027, 5, 10), date(2027, 5, 5))),
        (
            "de",
            "24.12. bis 2.1.",
            {"question": AskedBreak()},
            Rest(None, date(2028, 1, 3), date(2027, 12, 24)),
        ),
        (
            "en",
            "just the weekend",
            {"question": AskedBreak()},
            Rest(None, date(2027, 5, 10), date(2027, 5, 8)),
        ),
        (
            "en",
            "just the weekend",
            {"question": AskedBreak(), "today": FRIDAY},
            Rest(None, date(2027, 5, 10), date(2027, 5, 8)),
        ),
        ("en", "bit longer", {"has_timer": True}, PressHold(None, Press.LONGER)),
        ("de", "noch 10 sekunden", {"has_timer": True}, PressHold(None, Press.LONGER)),
        ("en", "gotta go", {"has_timer": True}, PressHold(None, Press.STOP)),
        ("en", "gotta go", {}, Remark("said-bye")),
        ("en", "pause a sec, door", {"has_timer": True}, PressHold(None, Press.PAUSE)),
        ("en", "pause because of the cat", {"has_timer": True}, PressHold(None, Press.PAUSE)),
        ("en", "previous one again", {"has_timer": True}, Remark("answer-previous")),
        ("en", "doneeee", {}, Done()),
        ("de", "fertiggg", {}, Done()),
        ("en", "hips", {}, ForArea("hips")),
        ("de", "nacken", {}, ForArea("neck")),
        ("en", "not pregnant anymore", {}, Plain.SHOW_CONDITIONS),
        ("en", "did it yesterday but forgot to press", {}, Offer("offer-yesterday")),
        ("en", "once a day is enough, not so many", {}, Plain.ASK_TIMES),
        ("en", "forget me", {}, Plain.ASK_DELETE),
        ("en", "what do you do with my data", {}, ShowPage(Page.PRIVACY)),
        ("de", "was machst du mit meinen daten", {}, ShowPage(Page.PRIVACY)),
        ("en", "tell me a joke", {}, Remark("answer-joke")),
        ("en", "wrong button", {}, Offer("offer-undo")),
    ],
)
def test_a_kind_of_text_leads_where_it_should(
    language: str, text: str, stands: dict[str, Any], meant: Intent
) -> None:
    situation = Situation(**{"today": MONDAY, **stands})
    assert hear(text, situation, WORDS[language], tuple(WORDS.values())) == meant
