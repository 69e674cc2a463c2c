"""What those who run Limber can mean beside what everybody can."""

from __future__ import annotations

from bot.chat.intents.base import Detailed


class Ban(Detailed):
    """Somebody is to be shut out; `whom` is what was said of them."""

    whom: str


class Unban(Detailed):
    """Somebody is to be let in again."""

    whom: str


class PrepareBroadcast(Detailed):
    """A text is to go to everybody, in Telegram's HTML."""

    html: str


class _OfBroadcast(Detailed):
    """About one broadcast; about the one that is asked about where none is named."""

    broadcast_id: int | None = None


class SendBroadcast(_OfBroadcast, button="broadcast"):
    """Yes, to everybody."""


class DropBroadcast(_OfBroadcast, button="broadcast-drop"):
    """No, to nobody."""


class StopBroadcast(_OfBroadcast, button="broadcast-stop"):
    """To nobody more."""
