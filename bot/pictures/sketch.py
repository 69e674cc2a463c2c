"""What there is to know of a figure without drawing it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bot.domain.stretch import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """A figure by its file; `side` is the side that it shows, `digest` a hash of all that the file says."""

    file: Path
    side: Literal["right", "left", "both"]
    moves: bool
    digest: str

    def is_mirrored(self, side: Side | None) -> bool:
        """Whether that side needs the mirror image; a figure of both sides never does."""
        return side is not None and self.side not in {"both", side.value}
