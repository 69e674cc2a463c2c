"""Everything that can be asked of Limber, in one place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.services.agenda import Agendas
from bot.services.answers import Answers
from bot.services.archives import Archives
from bot.services.bans import Bans
from bot.services.broadcasts import Broadcasts
from bot.services.calendars import Calendars
from bot.services.care import Care
from bot.services.history import History
from bot.services.holds import Holds
from bot.services.lists import Lists
from bot.services.load import Observer
from bot.services.misses import Misses
from bot.services.moving import Moves
from bot.services.own import OwnExercises
from bot.services.pain import Pains
from bot.services.people import People
from bot.services.practice import Record
from bot.services.preferences import Preferences
from bot.services.prompt_display import PromptDisplay
from bot.services.prompts import Prompts
from bot.services.rating import Ratings
from bot.services.retention import Retention
from bot.services.returning import Returns
from bot.services.second_chance import SecondChances
from bot.services.snoozing import Snoozes
from bot.services.starting import Starting
from bot.services.summaries import Summaries
from bot.services.times import TimesOfPeople
from bot.services.whereabouts import Whereabouts
from bot.services.zones import Zones


@dataclass(frozen=True, slots=True)
class Limber:
    """The services; handlers call one of them for each thing that somebody wants."""

    people: People
    moves: Moves
    times: TimesOfPeople
    whereabouts: Whereabouts
    agendas: Agendas
    prompts: Prompts
    prompt_display: PromptDisplay
    answers: Answers
    snoozes: Snoozes
    second_chances: SecondChances
    holds: Holds
    starting: Starting
    care: Care
    record: Record
    history: History
    pains: Pains
    ratings: Ratings
    preferences: Preferences
    own: OwnExercises
    lists: Lists
    calendars: Calendars
    archives: Archives
    bans: Bans
    misses: Misses
    broadcasts: Broadcasts
    returns: Returns
    summaries: Summaries
    retention: Retention
    observer: Observer
    zones: Zones
    now: Callable[[], datetime]
