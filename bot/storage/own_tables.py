"""The tables of Limber's own work: what comes in and goes out, and what several processes share."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
    text,
)

from bot.storage.columns import Instant, RowId, TelegramId
from bot.storage.tables import metadata

inbox = Table(
    "inbox",
    metadata,
    Column("update_id", TelegramId, primary_key=True, autoincrement=False),
    # Not a foreign key: an update may come from somebody unknown yet. Emptied together with the body.
    Column("person_id", TelegramId),
    Column("received_at", Instant, nullable=False, index=True),
    Column("state", String, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("body", LargeBinary),
)
Index(
    "ix_inbox_waiting",
    inbox.c.update_id,
    sqlite_where=inbox.c.state == text("'waiting'"),
)

# Which process handles the updates of a person, so that they stay in order; 0 stands for updates of nobody.
turns = Table(
    "turns",
    metadata,
    Column("person_id", TelegramId, primary_key=True, autoincrement=False),
    Column("lease_by", String, nullable=False),
    Column("lease_until", Instant, nullable=False),
)

# Permits that several processes share: up to when they are given out.
budget = Table(
    "budget",
    metadata,
    Column("bot_id", TelegramId, primary_key=True, autoincrement=False),
    Column("given_until", Instant, nullable=False),
)

broadcasts = Table(
    "broadcasts",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("admin_id", TelegramId, nullable=False),
    Column("html", String, nullable=False),
    Column("state", String, nullable=False),
    Column("made_at", Instant, nullable=False),
    # The message in the admin's chat that shows how far it is.
    Column("message_id", TelegramId),
    Column("update_id", TelegramId),
    Column("lease_by", String),
    Column("lease_until", Instant),
    UniqueConstraint("update_id"),
)

recipients = Table(
    "recipients",
    metadata,
    Column("broadcast_id", RowId, ForeignKey("broadcasts.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", TelegramId, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("delivery", String, nullable=False),
    Column("reason", String),
    Column("attempts", Integer, nullable=False),
    Column("waiting_until", Instant),
    Index("ix_recipients_broadcast_id_delivery", "broadcast_id", "delivery"),
    Index("ix_recipients_person_id", "person_id"),
)

media = Table(
    "media",
    metadata,
    Column("content_hash", String, primary_key=True),
    Column("bot_id", TelegramId, primary_key=True, autoincrement=False),
    Column("file_id", String, nullable=False),
)

meta = Table(
    "meta",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)

# The last import of a person, for a day: what stood before it, and what came of it.
imports = Table(
    "imports",
    metadata,
    Column("person_id", TelegramId, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("made_at", Instant, nullable=False),
    Column("update_id", TelegramId, nullable=False),
    Column("undoes", JSON, nullable=False),
)


# All tables, also those of people: this module reads the other one.
whole = metadata
