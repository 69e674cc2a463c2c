"""Everything that somebody can mean, with what is done about it: the tables of all handlers in one."""

from __future__ import annotations

from bot.chat import (
    admins,
    agenda,
    alarms,
    answering,
    asking,
    browsing,
    leaving,
    lists,
    mine,
    onboarding,
    pain,
    places,
    rating,
    record,
    replacing,
    resting,
    safety,
    sessions,
    settings,
    taking,
    talk,
    timers,
    timing,
)
from bot.chat.handling import Handlers

HANDLERS = Handlers(
    admins.on,
    agenda.on,
    alarms.on,
    answering.on,
    asking.on,
    browsing.on,
    leaving.on,
    lists.on,
    mine.on,
    onboarding.on,
    pain.on,
    places.on,
    rating.on,
    record.on,
    replacing.on,
    resting.on,
    safety.on,
    sessions.on,
    settings.on,
    taking.on,
    talk.on,
    timers.on,
    timing.on,
)
do = HANDLERS.do
