"""What went wrong: one line for whoever hosts Limber, and the exit status."""

from __future__ import annotations

import errno
import os

from bot.helper import HelperError
from bot.libraries import LibraryError
from bot.listening import PortError
from bot.localchat.journal import JournalError
from bot.material import MaterialError
from bot.mistakes import Mistaken
from bot.settings import SettingsError
from bot.storage.errors import Damaged, DatabaseError, Unavailable
from bot.telegram_api.connecting import TokenRefused

WRONG_STATUS = 2
# Errors of the system after which a later start may do.
MAY_PASS = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EAGAIN, errno.ENFILE, errno.EMFILE, errno.ENOMEM}
)
WRONG = (
    SettingsError,
    MaterialError,
    Mistaken,
    DatabaseError,
    JournalError,
    LibraryError,
    PortError,
    TokenRefused,
)


def told(error: Exception) -> tuple[str, int] | None:
    """The line and the status; None for a fault in Limber.

    2 for whatever must be mended, 75 for what may pass by itself.
    """
    match error:
        case Unavailable():
            line = f"The database does not do what Limber asks: {error}. ./run check looks at it."
            return line, WRONG_STATUS if isinstance(error, Damaged) else os.EX_TEMPFAIL
        case HelperError():
            return f"{error}. Is there enough memory?", os.EX_TEMPFAIL
        case ImportError() if (error.name or "").partition(".")[0] != "bot":
            return str(LibraryError(error.name or str(error))), WRONG_STATUS
        case OSError():
            line = f"Limber cannot use {error.filename}: {error.strerror}" if error.filename else str(error)
            return line, os.EX_TEMPFAIL if error.errno in MAY_PASS else WRONG_STATUS
    return (str(error), WRONG_STATUS) if isinstance(error, WRONG) else None
