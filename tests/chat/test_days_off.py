"""Days off as people say them: which days that are, and where it is asked or nothing is heard."""

from datetime import date
from pathlib import Path

import pytest

from bot.chat.breaks import planned
from bot.chat.hearing import hear
from bot.chat.intents.base import Intent, Plain
from bot.chat.intents.pages import AskBreak, ChangeBreak, OfferBreak, Remark, Rest
from bot.chat.said import Situation
from bot.domain.calendar_week import CalendarWeek
from bot.domain.dialogue import AskedBreak
from bot.material import CONTENT
from bot.words import files

WORDS = files.load(Path(CONTENT))
MONDAY = date(2027, 5, 3)


def heard(text: str, language: str, *, today: date = MONDAY, asked: bool = False) -> Intent:
    """What a text means on that day, where a break may be asked about."""
    situation = Situation(AskedBreak() if asked else None, today=today)
    return hear(text, situation, WORDS[language], tuple(WORDS.values()))


def away(first: str, back: str = "") -> Rest:
    """A break from a day on, until another one begins."""
    return Rest(None, date.fromisoformat(back) if back else None, date.fromisoformat(first))


@pytest.mark.parametrize(
    ("language", "text", "first", "back"),
    [
        ("en", "off to Tenerife sat for a week", "2027-05-08", "2027-05-15"),
        ("en", "away next week", "2027-05-10", "2027-05-17"),
        ("en", "i'm away the week after next", "2027-05-17", "2027-05-24"),
        ("en", "pause from monday to friday", "2027-05-10", "2027-05-15"),
        ("en", "pause from monday on", "2027-05-10", ""),
        ("en", "i'm on holiday 24.12. to 2.1.", "2027-12-24", "2028-01-03"),
        ("en", "holiday 3-17 aug", "2027-08-03", "2027-08-18"),
        ("en", "away aug 3 to aug 17", "2027-08-03", "2027-08-18"),
        ("en", "away from aug 3 to 17", "2027-08-03", "2027-08-18"),
        ("en", "out of town from the 10th through the 15th of may", "2027-05-10", "2027-05-16"),
        ("en", "out of office 10/5 to 14/5", "2027-05-10", "2027-05-15"),
        ("en", "off sat and sun", "2027-05-08", "2027-05-10"),
        ("en", "away for the weekend", "2027-05-08", "2027-05-10"),
        ("en", "away on friday", "2027-05-07", "2027-05-08"),
        ("en", "vacation starts friday, back on the 20th", "2027-05-07", "2027-05-20"),
        ("en", "holiday in august", "2027-08-01", "2027-09-01"),
        ("en", "please don't message me next week", "2027-05-10", "2027-05-17"),
        ("en", "pause from the 20th", "2027-05-20", ""),
        ("de", "vom 3. bis 17. august urlaub", "2027-08-03", "2027-08-18"),
        ("de", "urlaub 28. juli bis 3. august", "2027-07-28", "2027-08-04"),
        ("de", "ich bin vom 28. bis 3. august im urlaub", "2027-07-28", "2027-08-04"),
        ("de", "ab nächster Woche zwei Wochen Urlaub", "2027-05-10", "2027-05-24"),
        ("de", "übernächste woche bin ich weg", "2027-05-17", "2027-05-24"),
        ("de", "übers Wochenende weg", "2027-05-08", "2027-05-10"),
        ("de", "pause mo-fr", "2027-05-10", "2027-05-15"),
        ("de", "24.-26.12. pause bitte", "2027-12-24", "2027-12-27"),
        ("de", "ab freitag weg, am 20. wieder da", "2027-05-07", "2027-05-20"),
        ("de", "ab übermorgen 3 tage weg", "2027-05-05", "2027-05-08"),
        ("de", "im august bin ich weg", "2027-08-01", "2027-09-01"),
        ("de", "lass mich nächste woche in ruhe", "2027-05-10", "2027-05-17"),
        ("de", "pause ab dem 20.", "2027-05-20", ""),
    ],
)
def test_days_off_are_planned(language: str, text: str, first: str, back: str) -> None:
    assert heard(text, language) == away(first, back)


@pytest.mark.parametrize(
    ("language", "text", "meant"),
    [
        # What begins tomorrow leaves this evening as it is.
        ("en", "pause from tomorrow for a week", away("2027-05-04", "2027-05-11")),
        ("de", "ab heute eine woche pause", Rest(None, date(2027, 5, 10))),
        ("en", "on holiday from the 3rd to the 17th", Rest(None, date(2027, 5, 18))),
        ("en", "off tomorrow", AskBreak()),
        # Until a day is as it was.
        ("en", "i'll be away until the 12th", Rest(None, date(2027, 5, 12))),
        ("de", "bis nach dem wochenende", Rest(None, date(2027, 5, 10))),
        ("en", "pause 12 may", Rest(None, date(2027, 5, 12))),
        # What changes one, and what drops it.
        ("de", "ab montag wieder", ChangeBreak(until=date(2027, 5, 10))),
        ("de", "doch kein Urlaub", Plain.DROP_BREAK),
        ("en", "cancel the break", Plain.DROP_BREAK),
        # What cannot be.
        ("en", "pause from 17 august to 3 august", Remark("break-ends-first")),
        ("en", "pause from 3.5.2029 to 10.5.2029", Remark("break-too-far")),
        ("de", "pause vom 1.4.2027 bis 8.4.2027", Plain.PAST_DATE),
        ("en", "tomorrow and friday off", Remark("break-in-parts")),
        # What may be one is asked about.
        ("en", "can i pause next week?", OfferBreak((away("2027-05-10", "2027-05-17"),))),
        ("de", "vom 3. bis 17. august", OfferBreak((away("2027-08-03", "2027-08-18"),))),
        ("de", "am wochenende frei", OfferBreak((away("2027-05-08", "2027-05-10"),))),
        ("de", "samstag für eine woche nach teneriffa", OfferBreak((away("2027-05-08", "2027-05-15"),))),
        (
            "en",
            "away next friday",
            OfferBreak((away("2027-05-07", "2027-05-08"), away("2027-05-14", "2027-05-15"))),
        ),
    ],
)
def test_other_texts_with_days_mean_what_they_say(language: str, text: str, meant: Intent) -> None:
    assert heard(text, language) == meant


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "we were away from saturday for a week"),
        ("en", "last year we went on holiday from 3 to 17 august"),
        ("en", "i work from monday to friday"),
        ("en", "can we pause it here"),
        ("en", "mondays off"),
        ("en", "no more saturdays"),
        ("en", "we are away the first two weeks of june"),
        ("de", "ich war samstag und sonntag weg"),
        ("de", "von 8 bis 9"),
        ("de", "jeden montag frei"),
        ("de", "wir fahren so und so weg"),
    ],
)
def test_a_story_a_habit_and_an_hour_are_no_days_off(language: str, text: str) -> None:
    assert not isinstance(heard(text, language), Rest | OfferBreak)


@pytest.mark.parametrize(
    ("language", "text", "meant"),
    [
        ("en", "next week", Rest(None, date(2027, 5, 10))),
        ("en", "friday", Rest(None, date(2027, 5, 7))),
        ("en", "from friday", away("2027-05-07")),
        ("en", "from friday to sunday", away("2027-05-07", "2027-05-10")),
        ("en", "the weekend", away("2027-05-08", "2027-05-10")),
        ("de", "nächste woche weg", away("2027-05-10", "2027-05-17")),
        ("de", "übers Wochenende", away("2027-05-08", "2027-05-10")),
    ],
)
def test_asked_for_how_long_a_day_alone_is_the_end(language: str, text: str, meant: Intent) -> None:
    assert heard(text, language, asked=True) == meant


@pytest.mark.parametrize(
    ("today", "meant"),
    [
        (date(2027, 12, 20), away("2027-12-24", "2028-01-03")),
        (date(2027, 12, 27), Rest(None, date(2028, 1, 3))),
        (date(2028, 1, 1), Rest(None, date(2028, 1, 3))),
        (date(2028, 1, 3), away("2028-12-24", "2029-01-03")),
    ],
)
def test_who_is_on_holiday_already_is_on_a_break_at_once(today: date, meant: Intent) -> None:
    assert heard("ich bin vom 24.12. bis 2.1. im urlaub", "de", today=today) == meant


@pytest.mark.parametrize(
    ("today", "meant"),
    [
        (date(2027, 5, 4), away("2027-05-08", "2027-05-10")),
        (date(2027, 5, 7), away("2027-05-08", "2027-05-10")),
        (date(2027, 5, 8), Rest(None, date(2027, 5, 10))),
        (date(2027, 5, 9), Rest(None, date(2027, 5, 10))),
    ],
)
def test_a_weekend_that_is_on_has_begun(today: date, meant: Intent) -> None:
    assert heard("away this weekend", "en", today=today) == meant


def test_a_weekend_is_that_of_their_country() -> None:
    words = WORDS["en"].of(CalendarWeek(6, frozenset({4, 5})))
    assert planned("away this weekend", words, MONDAY) == away("2027-05-07", "2027-05-09")
    assert planned("away next week", words, MONDAY) == away("2027-05-09", "2027-05-16")


def test_what_is_very_long_is_a_story() -> None:
    assert planned("away from friday " * 100, WORDS["en"], MONDAY) is None
