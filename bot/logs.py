"""Logs: one line for each event, never with the token, a name or what somebody wrote."""

from __future__ import annotations

import asyncio
import logging
import re
import sys
import threading
import traceback
from collections.abc import Iterator
from types import TracebackType
from typing import Any

import structlog

# A token's form, wherever it stands; no word boundary before it, because in a path it follows "bot".
TOKEN = re.compile(r"(?<!\d)\d{6,12}:[A-Za-z0-9_-]{30,}")


def set_up(level: str) -> None:
    """Sends Limber's and the libraries' logs to standard error, redacted last."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        without_words,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        RedactingFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.dev.ConsoleRenderer(colors=False),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    # At its own level Limber is told about; a library's smaller news have whole messages and statements in them.
    root.setLevel(max(logging.getLevelNamesMapping()[level], logging.WARNING))
    for ours in ("bot", "__main__"):
        logging.getLogger(ours).setLevel(level)
    sys.excepthook = uncaught
    threading.excepthook = _uncaught_in_thread


def uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Tells of an error that ends the program, or a thread; Python by itself would quote it."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    structlog.get_logger(__name__).critical("an error that nobody caught", exc_info=error)


def unheard(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Tells of an error for which nobody waited; asyncio by itself would quote it."""
    structlog.get_logger(__name__).error(context["message"], exc_info=context.get("exception"))


def without_words(_logger: object, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """The event with where its exception was raised, and not what it says: that may quote somebody or a whole row."""
    error = event.pop("exc_info", None)
    if error is True or isinstance(error, tuple):
        error = sys.exc_info()[1] if error is True else error[1]
    if isinstance(error, BaseException):
        event["exception"] = "\nand then\n".join(reversed(list(_raised(error))))
    return event


def _raised(error: BaseException) -> Iterator[str]:
    """Where an exception was raised and of which kind it is, and so on for what it came from."""
    # The standard library's walk ends where causes lead in a circle, and shortens what repeats itself.
    told: traceback.TracebackException | None = traceback.TracebackException.from_exception(error)
    while told is not None:
        yield "".join([*told.stack.format(), told.exc_type.__qualname__])
        told = told.__cause__ or (None if told.__suppress_context__ else told.__context__)


def _uncaught_in_thread(given: threading.ExceptHookArgs) -> None:
    if given.exc_value is not None and not isinstance(given.exc_value, SystemExit):
        uncaught(given.exc_type, given.exc_value, given.exc_traceback)


class RedactingFormatter(structlog.stdlib.ProcessorFormatter):
    """Takes whatever looks like a token out of the finished line, tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        return TOKEN.sub("[token]", super().format(record))
