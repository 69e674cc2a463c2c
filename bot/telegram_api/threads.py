"""Threads: a private chat may be split into several, and an answer belongs where it was asked."""

from __future__ import annotations

from contextvars import ContextVar

from telegram import Update

# The thread of the update that is being handled; none outside of one.
in_thread: ContextVar[int | None] = ContextVar("in_thread", default=None)


def thread_of(update: Update) -> int | None:
    """The thread in which an update was said or pressed, None in a chat without any."""
    message = update.effective_message
    is_in_one = message is not None and getattr(message, "is_topic_message", False)
    return message.message_thread_id if message is not None and is_in_one else None


def where() -> dict[str, int]:
    """The parameter that says where an answer goes."""
    thread = in_thread.get()
    return {} if thread is None else {"message_thread_id": thread}
