"""What somebody can mean about taking their record along, and about files that they send."""

from __future__ import annotations

from bot.chat.intents.base import Detailed
from bot.chat.intents.pages import Switch


class ReadFile(Detailed):
    """A file came that may be a record, or a list of exercises."""


class TakeHabit(Detailed, button="import-habit"):
    """Whether the habit of this number in the file is to be taken."""

    number: int
    on: Switch
