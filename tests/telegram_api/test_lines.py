"""Lines: where an update belongs, and which updates are known."""

from typing import Any

import pytest

from bot.storage.inbox import Arrival
from bot.telegram_api import lines
from bot.telegram_api.arrivals import arrival_of
from bot.telegram_api.lines import MOST_WAITING, Lines, Place
from tests.world import MONDAY_MORNING

ANN = 7


def message(update_id: int, text: str, *, person_id: int = ANN, date: int = 1_800_000_000) -> Arrival:
    said: dict[str, Any] = {"message_id": update_id, "date": date, "from": {"id": person_id}, "text": text}
    return arrival_of({"update_id": update_id, "message": said}, MONDAY_MORNING)


def press(update_id: int) -> Arrival:
    return arrival_of(
        {"update_id": update_id, "callback_query": {"id": "1", "from": {"id": ANN}}}, MONDAY_MORNING
    )


def test_the_first_update_of_a_person_begins_a_line_and_the_next_waits_behind_it() -> None:
    waiting = Lines()
    assert waiting.add(message(1, "a")) is Place.FIRST
    assert waiting.add(message(2, "b")) is Place.BEHIND
    assert waiting.add(message(3, "c", person_id=8)) is Place.FIRST
    assert set(waiting.people) == {ANN, 8}
    waiting.move_up(ANN)
    first = waiting.first(ANN)
    assert first is not None
    assert first.update_id == 2


def test_what_says_the_same_within_a_second_is_repeated_and_a_press_never_is() -> None:
    waiting = Lines()
    waiting.add(message(1, "done"))
    assert waiting.add(message(2, "done", date=1_800_000_001)) is Place.REPEATED
    assert waiting.add(message(3, "done", date=1_800_000_009)) is Place.BEHIND
    assert waiting.add(press(4)) is Place.BEHIND
    assert waiting.add(press(5)) is Place.BEHIND


def test_a_flood_begins_once_until_the_line_has_ended() -> None:
    waiting = Lines()
    for number in range(MOST_WAITING):
        waiting.add(message(number, str(number)))
    assert waiting.add(message(100, "x")) is Place.FLOOD_BEGINS
    assert waiting.add(message(101, "y")) is Place.FLOOD
    assert waiting.add(press(102)) is Place.BEHIND
    waiting.end(ANN)
    for number in range(200, 200 + MOST_WAITING):
        waiting.add(message(number, str(number)))
    assert waiting.add(message(300, "z")) is Place.FLOOD_BEGINS


def test_an_update_is_known_while_it_waits_and_for_a_while_after_it_was_handled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lines, "REMEMBERED", 2)
    waiting, all_three = Lines(), [message(number, str(number)) for number in (1, 2, 3)]
    for arrival in all_three:
        waiting.add(arrival)
    assert waiting.unknown(all_three) == []
    for arrival in all_three:
        waiting.finished(arrival)
        waiting.move_up(ANN)
    assert waiting.unknown(all_three) == all_three[:1]
    assert waiting.add(all_three[2]) is Place.KNOWN


def test_what_is_left_to_another_process_is_forgotten_but_for_what_is_being_handled() -> None:
    waiting, both = Lines(), [message(1, "a"), message(2, "b")]
    for arrival in both:
        waiting.add(arrival)
    waiting.leave_to_others({ANN, 8})
    assert waiting.first(ANN) == both[0]
    assert waiting.unknown(both) == both[1:]
