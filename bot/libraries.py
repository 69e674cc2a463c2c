"""Libraries that are loaded when they are needed: whether they are there is looked at before."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

LATER = ("PIL", "alembic", "icalendar", "rapidfuzz", "resvg_py", "tzfpy")


class LibraryError(Exception):
    """A library is missing or broken; the text is one line for whoever hosts Limber."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"A library is missing or broken ({name}): remove .venv.d, and ./run sets all up anew"
        )


def look() -> None:
    """Raises LibraryError for the first that is missing; loads none."""
    for name in LATER:
        if find_spec(name) is None:
            raise LibraryError(name)


def load_all() -> None:
    """Loads all of them; raises LibraryError for the first that is missing or broken."""
    for name in LATER:
        try:
            import_module(name)
        except ImportError:
            raise LibraryError(name) from None
