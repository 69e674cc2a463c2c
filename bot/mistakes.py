"""Mistakes in what stands under content/, as every part of it tells of them."""

from __future__ import annotations


class Mistaken(Exception):
    """A part of the content cannot be used; its arguments, and the lines of its text, are the mistakes."""

    def __str__(self) -> str:
        return "\n".join(map(str, self.args))
