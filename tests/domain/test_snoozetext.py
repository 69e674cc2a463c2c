"""How long a prompt can wait, as people type it, and when it comes back."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.person import Person, Standing
from bot.domain.snooze import SnoozeAfter, SnoozeUntil, comes_back_at, hours_meant, snooze_of
from bot.domain.snoozetext import snooze_said
from tests.domain.test_timetext import ENGLISH, GERMAN

LENGTHS = [
    ("{} 45 minutes", 45),
    ("{} 45 min", 45),
    ("{} 45 m", 45),
    ("{} 2 hours", 120),
    ("{} 2 h", 120),
    ("{} two hours", 120),
    ("{} an hour", 60),
    ("{} one hour", 60),
    ("{} a hour", 60),
    ("{} half an hour", 30),
    ("{} an hour and a half", 90),
    ("{} one and a half hours", 90),
    ("{} 1.5 hours", 90),
    ("{} 1h30", 90),
    ("{} 1 h 30 min", 90),
    ("{} 2 hours and 10 minutes", 130),
    ("{} twenty five minutes", 25),
    ("{} a quarter hour", 15),
    ("{} 24 hours", 1440),
    ("{} 5 minutes", 5),
]
GERMAN_LENGTHS = [
    ("{} 45 Minuten", 45),
    ("{} 2 Stunden", 120),
    ("{} zwei Stunden", 120),
    ("{} einer Stunde", 60),
    ("{} einer halben Stunde", 30),
    ("{} einer Viertelstunde", 15),
    ("{} einer dreiviertel Stunde", 45),
    ("{} anderthalb Stunden", 90),
    ("{} eineinhalb Stunden", 90),
    ("{} 1,5 Stunden", 90),
    ("{} 1 Std 30 Min", 90),
    ("{} fünfundzwanzig Minuten", 25),
]


@pytest.mark.parametrize(
    "before", ["in", "remind me in", "remind me again in", "not now, in", "ask me again in"]
)
@pytest.mark.parametrize(("typed", "minutes"), LENGTHS)
def test_a_length_behind_in_is_known_without_being_asked_for(before: str, typed: str, minutes: int) -> None:
    assert snooze_said(typed.format(before), ENGLISH, is_asked=False) == SnoozeAfter(minutes)


@pytest.mark.parametrize("before", ["in", "erinner mich in", "nochmal in", "jetzt nicht, in", "frag mich in"])
@pytest.mark.parametrize(("typed", "minutes"), GERMAN_LENGTHS)
def test_a_german_length_behind_in_is_known_without_being_asked_for(
    before: str, typed: str, minutes: int
) -> None:
    assert snooze_said(typed.format(before), GERMAN, is_asked=False) == SnoozeAfter(minutes)


@pytest.mark.parametrize(("typed", "minutes"), LENGTHS)
def test_a_length_alone_is_one_only_where_it_is_asked_for(typed: str, minutes: int) -> None:
    alone = typed.removeprefix("{} ")
    assert snooze_said(alone, ENGLISH, is_asked=True) == SnoozeAfter(minutes)
    assert snooze_said(alone, ENGLISH, is_asked=False) is None
    assert snooze_said(f"for {alone}", ENGLISH, is_asked=True) == SnoozeAfter(minutes)
    assert snooze_said(f"{alone} later", ENGLISH, is_asked=False) == SnoozeAfter(minutes)


@given(st.integers(min_value=0, max_value=3000))
def test_any_number_of_minutes_from_five_to_a_day_can_be_waited(minutes: int) -> None:
    meant = SnoozeAfter(minutes) if 5 <= minutes <= 1440 else None
    assert snooze_said(f"in {minutes} minutes", ENGLISH, is_asked=False) == meant
    if meant is not None:
        assert snooze_said(str(minutes), ENGLISH, is_asked=True) == meant


@pytest.mark.parametrize(
    ("typed", "until"),
    [
        ("until 5pm", SnoozeUntil(time(17))),
        ("till 17:00", SnoozeUntil(time(17))),
        ("until half past 5 in the afternoon", SnoozeUntil(time(17, 30))),
        ("until 5:30", SnoozeUntil(time(5, 30), is_as_written=True)),
        ("until noon", SnoozeUntil(time(12))),
        ("until 5", SnoozeUntil(time(5), is_either_half=True)),
        ("wait until ten to eight pm", SnoozeUntil(time(19, 50))),
    ],
)
def test_an_hour_behind_until_is_known_without_being_asked_for(typed: str, until: SnoozeUntil) -> None:
    assert snooze_said(typed, ENGLISH, is_asked=False) == until
    assert snooze_said(typed.replace("until", "at"), ENGLISH, is_asked=True) == until


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "2 hours",
            "45",
            "5pm",
            "at 5pm",
            "in the morning",
            "in bed",
            "for 10 minutes",
            "10 minutes",
            "until may",
        ),
        *(
            "until monday",
            "in 3 days",
            "in 2 weeks",
            "in 4 minutes",
            "in 25 hours",
            "until 8 and 9",
            "until 8 on monday",
        ),
        *("pain in 2 places", "in 10 seconds", "10 more", "later", "until"),
    ],
)
def test_what_may_mean_something_else_puts_nothing_off(typed: str) -> None:
    assert snooze_said(typed, ENGLISH, is_asked=False) is None


@given(st.text(), st.booleans())
def test_no_text_raises(text: str, is_asked: bool) -> None:
    for words in (ENGLISH, GERMAN):
        snooze_said(text, words, is_asked=is_asked)
        snooze_said(f"in {text}", words, is_asked=is_asked)


BERLIN = ZoneInfo("Europe/Berlin")
ANN = Person(7, "en", standing=Standing.ACTIVE, zone_name="Europe/Berlin")


@pytest.mark.parametrize(
    ("now", "meant"),
    [
        ("03:00", (time(5), time(17))),
        ("05:00", (time(17),)),
        ("12:00", (time(17),)),
        ("17:00", (time(5),)),
        ("23:00", (time(5),)),
    ],
)
def test_an_hour_is_asked_about_only_where_both_halves_of_today_lie_ahead(
    now: str, meant: tuple[time, ...]
) -> None:
    at = datetime.combine(datetime(2027, 5, 3, tzinfo=UTC).date(), time.fromisoformat(now), BERLIN)
    for wish in (SnoozeUntil(time(5), is_either_half=True), SnoozeUntil(time(17), is_either_half=True)):
        assert hours_meant(wish, at.astimezone(UTC), BERLIN) == tuple(map(SnoozeUntil, meant))
    assert hours_meant(SnoozeUntil(time(5)), at, BERLIN) == (SnoozeUntil(time(5)),)


@given(st.times(), st.integers(min_value=0, max_value=2 * 365 * 24 * 60))
def test_a_typed_hour_comes_within_a_day_and_an_hour(at: time, minutes: int) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    until = comes_back_at(SnoozeUntil(at.replace(second=0, microsecond=0)), now, ANN, ())
    assert until is not None
    # A change of the clocks may put an hour of the gap an hour later, and the day is an hour longer in autumn.
    assert timedelta(0) < until - now <= timedelta(hours=26)


def test_a_button_carries_a_choice_or_an_hour() -> None:
    assert snooze_of(SnoozeUntil(time(17, 5)).value) == SnoozeUntil(time(17, 5))
    for wrong in ("", "zebra", "25.00", "1.2.3", "x.y"):
        with pytest.raises(ValueError, match=r".*"):
            snooze_of(wrong)


@pytest.mark.parametrize(
    ("typed", "now", "meant"),
    [
        ("until 5:30", "03:00", "05:30"),
        ("until 5:30", "14:00", "17:30"),
        ("until 5:30", "20:00", "05:30"),
        ("until 05:30", "14:00", "05:30"),
        ("until 5:30 am", "14:00", "05:30"),
        ("until a quarter past 5", "14:00", "17:15"),
        ("until 12:15", "14:00", "12:15"),
        ("until 17:30", "20:00", "17:30"),
    ],
)
def test_minutes_without_a_half_of_the_day_are_the_one_that_is_still_to_come_today(
    typed: str, now: str, meant: str
) -> None:
    said = snooze_said(typed, ENGLISH, is_asked=False)
    assert isinstance(said, SnoozeUntil)
    at = datetime.combine(datetime(2027, 5, 3, tzinfo=UTC).date(), time.fromisoformat(now), BERLIN)
    assert hours_meant(said, at, BERLIN) == (SnoozeUntil(time.fromisoformat(meant)),)
