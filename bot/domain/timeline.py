"""A typed line as times of day and days: "weekdays 8, sat 10", "every other day at 7", "8pm but not on sundays"."""

from dataclasses import dataclass

from bot.domain.clocktext import Clock, ClockLine
from bot.domain.schedule import EVERY_DAY, FEWEST_DAYS_APART, MOST_DAYS_APART
from bot.domain.typedline import NotRead

# Of more days it is not sure that only the time behind them is theirs: "8, mon to fri, sat 10".
MOST_APART = 2
MARKS_BETWEEN = (",", "+", "&", "\n")


@dataclass(frozen=True, slots=True)
class Not:
    """Days that are left out."""

    days: frozenset[int]


@dataclass(frozen=True, slots=True)
class On:
    """On which days: on these of the week, or every so many."""

    days: frozenset[int] = EVERY_DAY
    every: int = 1

    def without(self, days: frozenset[int]) -> "On":
        """The days without some of the week; NotRead where none is left, or none can be left out."""
        if days and (self.every > 1 or self.days <= days):
            raise NotRead
        return On(self.days - days, self.every)


Item = Clock | On | Not


class TimeLine(ClockLine):
    """A line read as times and days."""

    # Whether it says "only" of days.
    is_about_days = False

    def items(self) -> list[Item]:
        """The times and the runs of days of the whole line; NotRead where anything else stands in it."""
        items: list[Item] = []
        is_joined = True
        # Whether days stand apart from the time before them: "8, sat 10".
        is_apart = False
        self.take_all(self.words.around_all)
        while is_joined or not self.is_done:
            if items and self._is_at_its_end():
                break
            item = self._others(items) if self.take(self.words.otherwise) else self._item()
            last = items[-1] if items else None
            if isinstance(last, On) and isinstance(item, On):
                if max(last.every, item.every) > 1:
                    raise NotRead
                items[-1] = On(last.days | item.days)
            elif isinstance(last, On) and isinstance(item, Not):
                items[-1] = last.without(item.days)
            elif isinstance(last, Clock) and isinstance(item, Clock) and _may_be_one(last, item, is_joined):
                raise NotRead
            elif isinstance(last, Not) and len(items) > 1 and isinstance(item, Clock) and is_joined:
                # "8, not sat, 10": whose is the second?
                raise NotRead
            else:
                if isinstance(item, On):
                    is_apart = (
                        bool(items) and is_joined and all(isinstance(before, Clock) for before in items)
                    )
                elif isinstance(last, On) and is_apart and not is_joined and len(last.days) <= MOST_APART:
                    # That time is for these days alone.
                    items[-1] = Not(last.days)
                items.append(item)
            is_joined = self._is_joined()
        return items

    def _others(self, items: list[Item]) -> Item:
        """The days that were not named before "otherwise"; behind days that are left out it changes nothing."""
        named = [item for item in items if isinstance(item, On)]
        if items and all(isinstance(item, Not) for item in items):
            return self._item()
        rest = EVERY_DAY.difference(*(on.days for on in named))
        is_rest = bool(named) and bool(rest) and all(on.every == 1 for on in named)
        if not is_rest or not isinstance(items[-1], Clock):
            raise NotRead
        return On(rest)

    def _on(self) -> On | None:
        every = self._days_apart()
        if every is not None:
            if every > 1 and not FEWEST_DAYS_APART <= every <= MOST_DAYS_APART:
                raise NotRead
            self.take(":")
            return On(every=every)
        days = self.days()
        return None if days is None else On(days)

    def _days_apart(self) -> int | None:
        """How many days apart, as in "every other day", "every 3 days" and "jeden 2. Tag"."""
        words, start = self.words, self.at
        if self.take(words.alternate):
            return FEWEST_DAYS_APART
        if self.take(words.every):
            name = self.take(words.ordinals)
            count = words.ordinals[name] if name else self.number()
            if count and not name:
                self.take((".", *words.after_a_number))
            if count and self.take(words.day_unit):
                return count
            if count and self.take(words.week_unit):
                return count * len(EVERY_DAY)
        self.at = start
        return None

    def _is_joined(self) -> bool:
        return self.take_all((*MARKS_BETWEEN, *self.words.and_))

    def _left_out(self) -> frozenset[int]:
        """All days that stand here, as "sat and sun": after "not" they are not one by one."""
        self.take_all(self.words.before_a_day)
        found = self.days()
        if found is None:
            raise NotRead
        while True:
            start = self.at
            self._is_joined()
            self.take_all(self.words.before_a_day)
            more = self.days()
            if more is None:
                self.at = start
                break
            found |= more
        return found

    def _is_denied(self) -> bool:
        """Whether a "not" stands behind days and nothing more is said of them: "sonntags nicht, sonst 7:15"."""
        start = self.at
        if self.take(self.words.but_not):
            behind = self.at
            if self.is_done or self._is_joined() or self.take(self.words.otherwise):
                self.at = behind
                return True
        self.at = start
        return False

    def _is_at_its_end(self) -> bool:
        """Whether nothing but what may stand around a whole line is left."""
        start = self.at
        if self.take_all(self.words.around_all) and self.is_done:
            return True
        self.at = start
        return False

    def _item(self) -> Item:
        # "But only on" leaves nothing out.
        says_only = self.take_all(self.words.around_days)
        if not says_only and self.take(self.words.but_not):
            out = self._left_out()
            # "But not on sundays", and "aber sonntags nicht".
            self._is_denied()
            return Not(out)
        item: Clock | On | None = self._on()
        if item is None and (item := self.clock()) is None:
            if self.take_all(self.words.before_a_day):
                says_only |= self.take_all(self.words.around_days)
                item = self._on()
            else:
                self.take_all(self.words.before_a_time)
                item = self.clock()
        if isinstance(item, On) and item.every == 1 and not says_only and self._is_denied():
            return Not(item.days)
        if isinstance(item, On):
            self.is_about_days |= self.take_all(self.words.around_days) or says_only
        elif says_only:
            raise NotRead
        if item is None:
            raise NotRead
        return item


def _may_be_one(first: Clock, second: Clock, is_joined: bool) -> bool:
    """Whether two times may be one, as in "7 30"."""
    return not is_joined and (first.is_number or second.is_number)
