"""The tables of people: who they are, what comes to them, and what they did.

An index that has a condition has it on PostgreSQL too, where its migration says so: said here it would load all of that
dialect everywhere.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Time,
    UniqueConstraint,
    false,
    text,
    true,
)

from bot.storage.columns import Days, Instant, RowId, TelegramId, Tuned, WordSet

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def person_id() -> Column[int]:
    """Whose row it is, which goes with them."""
    return Column("person_id", TelegramId, ForeignKey("people.id", ondelete="CASCADE"), nullable=False)


people = Table(
    "people",
    metadata,
    # Telegram's id of the person, which is also the id of their private chat.
    Column("id", TelegramId, primary_key=True, autoincrement=False),
    Column("language", String, nullable=False),
    Column("standing", String, nullable=False),
    Column("zone_name", String),
    Column("place", String),
    # As ISO 3166-1 writes it with two letters; none where it is not known.
    Column("country", String),
    Column("day_start", Time, nullable=False),
    # The first day of a break that was planned and the first one after it, with the instants at which they begin.
    Column("away_on", Date),
    Column("back_on", Date),
    Column("paused_from", Instant),
    Column("paused_until", Instant),
    Column("resting_on", Date),
    Column("gentle_on", Date),
    Column("dizzy_on", Date),
    # The day on which they were last told to see a doctor soon.
    Column("sent_on", Date),
    Column("tags", WordSet, nullable=False),
    Column("safety_version", Integer, nullable=False),
    Column("safety_at", Instant),
    # A sign that keeps stretches and reminders back until the safety screen is answered anew.
    Column("alarm", String),
    Column("alarm_at", Instant),
    Column("alarm_young", Boolean, nullable=False, server_default=false()),
    Column("banned_at", Instant),
    Column("programme", String, nullable=False),
    Column("sound", Boolean, nullable=False),
    Column("bars", Boolean, nullable=False, server_default=true()),
    Column("longer", Boolean, nullable=False, server_default=false()),
    Column("shorter", Boolean, nullable=False, server_default=false()),
    # Whether a reminder without an answer is shown once more, and whether that was offered.
    Column("second_chance", Boolean, nullable=False, server_default=false()),
    Column("chance_offered", Boolean, nullable=False, server_default=false()),
    # The Sunday on which the next summary of a week is due, none where they want none, and whether that was offered.
    Column("summary_on", Date),
    Column("summary_offered", Boolean, nullable=False, server_default=false()),
    Column("rest_days", Days, nullable=False, server_default="0"),
    Column("quiet_from", Time),
    Column("quiet_to", Time),
    Column("level", Integer, nullable=False, server_default="2"),
    Column("setting", String),
    # What a person lacks, not what they have: gear that comes with a new stretch is had until they say no.
    Column("lacking", WordSet, nullable=False, server_default="roller"),
    Column("floor_asked", Boolean, nullable=False, server_default=false()),
    Column("age_asked", Boolean, nullable=False, server_default=false()),
    Column("set_up", Boolean, nullable=False, server_default=false()),
    # Of a session at each time; 0 for one stretch.
    Column("minutes", Integer, nullable=False, server_default="0"),
    # Whether Limber asks about pain of its own accord; saying that it hurts is heard all the same.
    Column("asks_pain", Boolean, nullable=False, server_default=true()),
    Column("streak", Boolean, nullable=False, server_default=true()),
    # The day of the last pain of 3 or more, and how often in a row it was said to be worse.
    Column("pain_on", Date),
    Column("worse_running", Integer, nullable=False, server_default="0"),
    # How many texts were not understood, in a row and ever.
    Column("missed_running", Integer, nullable=False, server_default="0"),
    Column("missed_ever", Integer, nullable=False, server_default="0"),
    Column("dialogue", JSON(none_as_null=True)),
    Column("early_times", JSON(none_as_null=True)),
    Column("has_keyboard", Boolean, nullable=False, server_default=false()),
    # Counted up from practices whenever they change, so that a burst of prompts need not read every record.
    Column("practised", Integer, nullable=False),
    Column("dose_step", Integer, nullable=False),
    # What they said of stretches that were too easy or too hard; none where that changes nothing.
    Column("tuning", Tuned),
    Column("last_practice_on", Date),
    Column("last_done_at", Instant),
    Column("last_seen_at", Instant),
    Column("noticed_on", Date),
    Column("noticed", String),
    # The update whose change would be another one if it were made twice: the same update handled again makes none.
    Column("changed_by", TelegramId),
    # Their own exercises: at most 30 and some names, read with the person, and asked about by nobody else.
    Column("own", JSON(none_as_null=True)),
)
Index("ix_people_summary_on", people.c.summary_on, sqlite_where=people.c.summary_on.is_not(None))

# What became of each summary that was due.
summaries = Table(
    "summaries",
    metadata,
    Column("id", RowId, primary_key=True),
    person_id(),
    Column("on", Date, nullable=False),
    Column("delivery", String, nullable=False),
    Column("reason", String),
    UniqueConstraint("person_id", "on"),
)

slots = Table(
    "slots",
    metadata,
    Column("id", RowId, primary_key=True),
    person_id(),
    Column("at", Time, nullable=False),
    Column("days", Days, nullable=False),
    # How many days apart, counted from the first date; 1 with none where the weekdays decide.
    Column("every", Integer, nullable=False, server_default="1"),
    Column("first_on", Date),
    Column("extra", Boolean, nullable=False),
    # Where they are at that time, none where it is where they always stretch.
    Column("setting", String),
    # Whether it is to stay at its hour, whenever it is answered.
    Column("keeps_hour", Boolean, nullable=False, server_default=false()),
    # The first date for which it is as it is now: there it begins in a calendar.
    Column("since", Date),
    # Empty while the person is not subscribed.
    Column("next_due_at", Instant, index=True),
    Column("next_on", Date),
    Index("ix_slots_person_id", "person_id"),
)

# What is to come at the occurrences of the coming days, chosen ahead. It goes with its slot, and stays when that moves.
agenda = Table(
    "agenda",
    metadata,
    Column("slot_id", RowId, ForeignKey("slots.id", ondelete="CASCADE"), primary_key=True),
    Column("slot_on", Date, primary_key=True),
    person_id(),
    Column("stretch_ids", JSON, nullable=False),
    # Of a session; 0 for one stretch.
    Column("minutes", Integer, nullable=False),
    # What it was chosen for, beside the person and the day.
    Column("programme", String, nullable=False),
    Column("level", Integer, nullable=False),
    Column("setting", String),
    # How many choices were made for it, and what gave way to another by a swap.
    Column("turn", Integer, nullable=False),
    Column("passed", WordSet, nullable=False),
    Index("ix_agenda_person_id", "person_id"),
    Index("ix_agenda_slot_on", "slot_on"),
)

prompts = Table(
    "prompts",
    metadata,
    Column("id", RowId, primary_key=True),
    person_id(),
    Column("slot_id", RowId, ForeignKey("slots.id", ondelete="SET NULL")),
    Column("slot_on", Date),
    Column("kind", String, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("waiting_until", Instant, index=True),
    # When it is shown once more unless it is answered before.
    Column("again_at", Instant),
    # The wall time it was put off to, in whatever zone: its instant follows when the rules of zones change.
    Column("local_on", Date),
    Column("local_time", Time),
    Column("day", Date, nullable=False),
    Column("origin_id", RowId),
    Column("delivery", String, nullable=False),
    Column("reason", String),
    Column("lease_by", String),
    Column("lease_until", Instant),
    Column("attempts", Integer, nullable=False, default=0),
    Column("stretch_id", String),
    Column("dose_step", Integer),
    Column("repetitions", Integer),
    Column("sides", Integer),
    Column("harder", Boolean, nullable=False, server_default=false()),
    Column("first_side", String, nullable=False, default="left"),
    Column("tip_id", String),
    Column("opening", Integer),
    # Why another one comes than the agenda had, and in the place of which.
    Column("because", String),
    Column("instead_of", String),
    # Where they are then, none where it is where they always stretch.
    Column("setting", String),
    # The stretches of a session, each with its dose and first side; empty for a single stretch.
    Column("parts", JSON(none_as_null=True)),
    Column("message_id", TelegramId),
    Column("has_picture", Boolean, nullable=False, default=False),
    Column("answer", String),
    Column("answered_at", Instant),
    # The update that asked for it, so that the same update handled twice asks once.
    Column("update_id", TelegramId),
    UniqueConstraint("slot_id", "slot_on"),
    UniqueConstraint("update_id"),
    Index("ix_prompts_person_id_due_at", "person_id", "due_at"),
    Index("ix_prompts_slot_id", "slot_id"),
)
Index(
    "ix_prompts_again_at",
    prompts.c.again_at,
    sqlite_where=prompts.c.again_at.is_not(None),
)
Index(
    "ix_prompts_lease_until",
    prompts.c.lease_until,
    sqlite_where=prompts.c.lease_until.is_not(None),
)

holds = Table(
    "holds",
    metadata,
    Column("id", RowId, primary_key=True),
    person_id(),
    Column("prompt_id", RowId, ForeignKey("prompts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("stretch_id", String, nullable=False),
    Column("phases", JSON, nullable=False),
    Column("planned", JSON, nullable=False, server_default="[]"),
    Column("state", String, nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("paused_at", Instant),
    Column("next_beat_at", Instant, index=True),
    Column("message_id", TelegramId),
    Column("sound_message_id", TelegramId),
    Column("shown_phase", Integer, nullable=False),
    # A stretch and its side.
    Column("picture", JSON(none_as_null=True)),
    Column("shows_more", Boolean, nullable=False, server_default=false()),
    Column("renewed", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    Column("pressed_by", TelegramId),
    Column("pressed_at", Instant),
    Column("lease_by", String),
    Column("lease_until", Instant),
    Index("ix_holds_person_id", "person_id"),
)
# In these very words a question is answered from the index.
is_open = text("state IN ('running', 'paused')")
Index(
    "uq_holds_running_person_id",
    holds.c.person_id,
    unique=True,
    sqlite_where=is_open,
)

practices = Table(
    "practices",
    metadata,
    Column("id", RowId, primary_key=True),
    person_id(),
    Column("day", Date, nullable=False),
    # Empty for a pain that was told of without an entry: the dose steps back for it all the same.
    Column("stretch_id", String, nullable=False),
    Column("prompt_id", RowId, ForeignKey("prompts.id", ondelete="SET NULL")),
    Column("done_at", Instant, nullable=False),
    Column("left_seconds", Integer, nullable=False),
    Column("right_seconds", Integer, nullable=False),
    # Of the whole effort, whatever it was for.
    Column("seconds", Integer, nullable=False, server_default="0"),
    Column("timed", Boolean, nullable=False),
    Column("counts", Boolean, nullable=False),
    Column("pain", String),
    # Asked the day after: it was worse.
    Column("worse", Boolean, nullable=False, server_default=false()),
    # Too easy, just right or too hard.
    Column("felt", String),
    Column("update_id", TelegramId),
    UniqueConstraint("prompt_id", "stretch_id"),
    UniqueConstraint("update_id"),
    Index("ix_practices_person_id_day", "person_id", "day"),
)

# Lists of exercises that somebody shares by a link with this token; who follows it is not kept.
shared_lists = Table(
    "shared_lists",
    metadata,
    Column("id", RowId, primary_key=True),
    person_id(),
    Column("token", String, nullable=False),
    Column("title", String, nullable=False),
    Column("exercises", JSON, nullable=False),
    # The update that asked for the link, so that the same update handled twice makes one.
    Column("update_id", TelegramId, nullable=False),
    UniqueConstraint("token"),
    UniqueConstraint("update_id"),
    Index("ix_shared_lists_person_id", "person_id"),
)

# The private address of somebody's times for calendars: whoever knows its token may read them.
calendars = Table(
    "calendars",
    metadata,
    Column("person_id", TelegramId, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("token", String, nullable=False, unique=True),
    # The update that asked for it, so that the same update handled twice makes one.
    Column("update_id", TelegramId, nullable=False),
)

preferences = Table(
    "preferences",
    metadata,
    Column("person_id", TelegramId, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("stretch_id", String, primary_key=True),
    Column("liking", String, nullable=False),
)

shown_tips = Table(
    "shown_tips",
    metadata,
    Column("person_id", TelegramId, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("tip_id", String, primary_key=True),
    Column("shown_on", Date, nullable=False),
)

# What other apps say of days; where the record says something itself, that counts.
imported_days = Table(
    "imported_days",
    metadata,
    Column("person_id", TelegramId, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("state", String, nullable=False),
)
