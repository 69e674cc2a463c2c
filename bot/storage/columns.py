"""Column types of the tables."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Integer, String, TypeDecorator

from bot.domain.felt import UNTUNED, Tuning

TelegramId = BigInteger
RowId = BigInteger().with_variant(Integer, "sqlite")


class Instant(TypeDecorator[datetime]):
    """An instant in UTC; refuses a naive datetime, because SQLite would lose its offset silently."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Days(TypeDecorator[frozenset[int]]):
    """A set of weekdays, Monday 0, as the bits of one number."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: frozenset[int] | None, dialect: Dialect) -> int | None:
        return None if value is None else sum(1 << day for day in value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> frozenset[int] | None:
        return None if value is None else frozenset(day for day in range(7) if value >> day & 1)


class WordSet(TypeDecorator[frozenset[str]]):
    """A set of identifiers, in order, with a space between them."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Iterable[str] | None, dialect: Dialect) -> str | None:
        return None if value is None else " ".join(sorted(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> frozenset[str] | None:
        return None if value is None else frozenset(value.split())


class Tuned(TypeDecorator[Tuning]):
    """By how much doses differ, as JSON: the steps of each stretch and, under no id, those of all others."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: Tuning | None, dialect: Dialect) -> dict[str, int] | None:
        return None if value is None or value == UNTUNED else {**value.of, "": value.others}

    def process_result_value(self, value: dict[str, Any] | None, dialect: Dialect) -> Tuning:
        of = dict(value or {})
        return Tuning(others=of.pop("", 0), of=of)
