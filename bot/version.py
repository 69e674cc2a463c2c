"""Which Limber this is: the version stands in pyproject.toml, and nowhere else."""

from __future__ import annotations

import tomllib
from pathlib import Path

PYPROJECT = Path(__file__).parents[1] / "pyproject.toml"


def version() -> str:
    """The version, a text of three numbers."""
    return str(tomllib.loads(PYPROJECT.read_text("utf-8"))["project"]["version"])
