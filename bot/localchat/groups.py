"""Groups, which may have the bot in them."""

from typing import Any

from bot.localchat.people import Person
from bot.localchat.saying import MessageOrId, said, typed
from bot.localchat.state import Chat, ServerState


class Group:
    """A group that may have the bot in it."""

    def __init__(self, state: ServerState, chat: Chat) -> None:
        self._state = state
        self._chat = chat

    @property
    def id(self) -> int:
        return self._chat.id

    @property
    def chat(self) -> list[dict[str, Any]]:
        """The messages in the group, the oldest first."""
        return [self._state.shown(message) for message in self._chat.messages.values()]

    @property
    def has_bot(self) -> bool:
        """Whether the bot is in the group."""
        return self._chat.status == "member"

    def adds_bot(self, by: Person) -> dict[str, Any]:
        """The service message that tells of the new member."""
        with self._state.journal:
            self._state.change_status(self._chat, "member", by=by.user)
            bot = self._state.bot
            content = {"new_chat_members": [bot]}
            return said(self._state, self._chat, by.user, content, None)

    def removes_bot(self, by: Person) -> None:
        """Throws the bot out."""
        with self._state.journal:
            self._state.change_status(self._chat, "kicked", by=by.user)

    def sends(self, by: Person, text: str, *, reply_to: MessageOrId | None = None) -> dict[str, Any]:
        """The message somebody has written in the group."""
        with self._state.journal:
            return said(self._state, self._chat, by.user, typed(text), reply_to)
