"""One transaction: the named questions of every topic, on one connection."""

from __future__ import annotations

from functools import cached_property

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.agenda import Agenda
from bot.storage.broadcasts import Broadcasts
from bot.storage.calendars import Calendars
from bot.storage.deliveries import Deliveries
from bot.storage.far_off import FarOff
from bot.storage.holds import Holds
from bot.storage.imports import Imports
from bot.storage.inbox import Inbox
from bot.storage.lists import Lists
from bot.storage.media import Media
from bot.storage.people import People
from bot.storage.permits import Permits
from bot.storage.practices import Practices
from bot.storage.preferences import Preferences
from bot.storage.prompts import Prompts
from bot.storage.slots import Slots
from bot.storage.summaries import Summaries
from bot.storage.turns import Turns


class Transaction:
    """What can be asked and changed; nothing is kept unless the whole block ends well."""

    def __init__(self, connection: AsyncConnection, *, writes: bool) -> None:
        self._connection = connection
        self._writes = writes

    @cached_property
    def people(self) -> People:
        return People(self._connection, writes=self._writes)

    @cached_property
    def slots(self) -> Slots:
        return Slots(self._connection, writes=self._writes)

    @cached_property
    def agenda(self) -> Agenda:
        return Agenda(self._connection, writes=self._writes)

    @cached_property
    def prompts(self) -> Prompts:
        return Prompts(self._connection, writes=self._writes)

    @cached_property
    def deliveries(self) -> Deliveries:
        return Deliveries(self._connection, writes=self._writes)

    @cached_property
    def holds(self) -> Holds:
        return Holds(self._connection, writes=self._writes)

    @cached_property
    def summaries(self) -> Summaries:
        return Summaries(self._connection, writes=self._writes)

    @cached_property
    def practices(self) -> Practices:
        return Practices(self._connection, writes=self._writes)

    @cached_property
    def lists(self) -> Lists:
        return Lists(self._connection, writes=self._writes)

    @cached_property
    def calendars(self) -> Calendars:
        return Calendars(self._connection, writes=self._writes)

    @cached_property
    def imports(self) -> Imports:
        return Imports(self._connection, writes=self._writes)

    @cached_property
    def preferences(self) -> Preferences:
        return Preferences(self._connection, writes=self._writes)

    @cached_property
    def inbox(self) -> Inbox:
        return Inbox(self._connection, writes=self._writes)

    @cached_property
    def turns(self) -> Turns:
        return Turns(self._connection, writes=self._writes)

    @cached_property
    def permits(self) -> Permits:
        return Permits(self._connection, writes=self._writes)

    @cached_property
    def broadcasts(self) -> Broadcasts:
        return Broadcasts(self._connection, writes=self._writes)

    @cached_property
    def far_off(self) -> FarOff:
        return FarOff(self._connection, writes=self._writes)

    @cached_property
    def media(self) -> Media:
        return Media(self._connection, writes=self._writes)
