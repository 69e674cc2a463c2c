"""Who waits for an answer of this process: a line of updates for each person."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable
from enum import Enum, auto

from bot.storage.inbox import Arrival
from bot.telegram_api.arrivals import is_flood, line_of, repeats

# More messages than anybody types while one is answered.
MOST_WAITING = 8
REMEMBERED = 10_000


class Place(Enum):
    """What an update is to those that came before it."""

    KNOWN = auto()
    """It came before, and was handled lately or will be."""
    FIRST = auto()
    """It begins a line: nobody handles this person's updates yet."""
    BEHIND = auto()
    """It waits in the person's line."""
    REPEATED = auto()
    """It says once more what the one before it says, and stands in no line."""
    FLOOD_BEGINS = auto()
    """It is the first one too many of a person, and stands in no line."""
    FLOOD = auto()
    """It is one more too many, and stands in no line."""


class Lines:
    """The lines, and which updates are known; all of it in memory alone, because the inbox has them too."""

    def __init__(self) -> None:
        self._lines: dict[int, deque[Arrival]] = {}
        self._flooding: set[int] = set()
        # What is to be handled or set aside, and what was lately, the oldest first: a look at the inbox from just
        # before an update was handled must not bring it back.
        self._open: set[int] = set()
        self._finished: dict[int, None] = {}

    @property
    def people(self) -> Collection[int]:
        """Whose updates are being handled, as long as they are; 0 for nobody's."""
        return self._lines.keys()

    def add(self, arrival: Arrival) -> Place:
        """Puts an update into its line, if it is to wait in one, and says where it belongs."""
        if self._is_known(arrival):
            return Place.KNOWN
        self._open.add(arrival.update_id)
        line = self._lines.get(line_of(arrival))
        if line is None:
            self._lines[line_of(arrival)] = deque([arrival])
            return Place.FIRST
        if line and repeats(arrival, line[-1]):
            return Place.REPEATED
        if len(line) >= MOST_WAITING and is_flood(arrival, line[-MOST_WAITING]):
            if arrival.person_id is None or arrival.person_id in self._flooding:
                return Place.FLOOD
            self._flooding.add(arrival.person_id)
            return Place.FLOOD_BEGINS
        line.append(arrival)
        return Place.BEHIND

    def unknown(self, arrivals: Iterable[Arrival]) -> list[Arrival]:
        """Those that neither stand in a line nor were handled lately."""
        return [arrival for arrival in arrivals if not self._is_known(arrival)]

    def first(self, person_id: int) -> Arrival | None:
        """The update that is this person's next, None where none waits."""
        line = self._lines[person_id]
        return line[0] if line else None

    def move_up(self, person_id: int) -> None:
        """Takes the first update out of the line."""
        self._open.discard(self._lines[person_id].popleft().update_id)

    def finished(self, arrival: Arrival) -> None:
        """Keeps in mind that an update was handled or set aside."""
        self._open.discard(arrival.update_id)
        self._finished[arrival.update_id] = None
        if len(self._finished) > REMEMBERED:
            del self._finished[next(iter(self._finished))]

    def leave(self, arrival: Arrival) -> None:
        """Forgets an update that stands in no line, so that it is new to `add` when it is found in the inbox."""
        self._open.discard(arrival.update_id)

    def leave_to_others(self, person_ids: Collection[int]) -> None:
        """Takes whatever waits for these people out of their lines, but for what is being handled."""
        for person_id in self._lines.keys() & person_ids:
            line = self._lines[person_id]
            while len(line) > 1:
                self._open.discard(line.pop().update_id)

    def end(self, person_id: int) -> None:
        """Ends the line, with whatever still stands in it."""
        self._open.difference_update(arrival.update_id for arrival in self._lines.pop(person_id))
        self._flooding.discard(person_id)

    def _is_known(self, arrival: Arrival) -> bool:
        return arrival.update_id in self._open or arrival.update_id in self._finished
