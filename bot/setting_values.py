"""What settings are made of: the text in a file, the parts of an address."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path
from urllib.parse import SplitResult, urlsplit


def text_in(file: Path) -> str:
    """What stands in a file, without blanks around it; raises ValueError where it is none, or nothing stands in it."""
    try:
        text = file.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise ValueError("is not a text file that Limber can read") from None
    if not text:
        raise ValueError("holds nothing")
    return text


def address(url: str, schemes: Collection[str] = ("http", "https")) -> SplitResult | None:
    """The parts of an address of a server, None where it is none."""
    try:
        parts = urlsplit(url)
        is_one = (
            parts.scheme in schemes
            and re.fullmatch(r"[\w.:-]+", parts.hostname or "")
            and parts.port != 0
            and not (parts.query or parts.fragment or re.search(r"\s", url))
        )
    except ValueError:
        return None
    return parts if is_one else None
