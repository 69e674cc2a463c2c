"""What somebody can mean by a question, and by what is only answered with an offer."""

from __future__ import annotations

from enum import StrEnum

from bot.chat.intents.base import Detailed
from bot.words.topics import Topic


class Question(StrEnum):
    """What somebody asks that depends on them, or on the stretch that they look at."""

    NEXT = "next"  # When does the next one come?
    ZONE = "zone"  # Which city, and what time is it there?
    LOGGED = "logged"  # Is anything of today in the record?
    HOW = "how"  # How is it done?
    LENGTH = "length"  # How long, and how often?
    SIDE = "side"  # Which side first?
    RIGHT = "right"  # What is to be minded at it?
    MUSCLE = "muscle"  # Where is it felt?
    MAKER = "maker"  # Who runs this Limber?
    NAME = "name"  # What is it called?
    MISSING = "missing"  # Why did nothing come?


class Ask(Detailed):
    """A question is asked."""

    about: Question


class Offer(Detailed):
    """One message, by its name, with buttons for what may be meant; it changes nothing."""

    name: str


class Wishes(Detailed):
    """Two wishes in one text, by what they are about: it is asked which comes first."""

    topics: tuple[Topic, ...]


class ForArea(Detailed):
    """Stretches for a part of the body are wanted."""

    area: str
