"""How much a document may hold before it is refused, and in what words.

A convention has some hundred pages; the limits stand far above, and far below what would hold up
a machine.
"""

from __future__ import annotations

from cooperation_kg.documents.refusals import Refused, Why

__all__ = ["MAX_BYTES", "MAX_CHARACTERS", "MAX_DEPTH", "MAX_PAGES", "check_length"]

MAX_BYTES = 50_000_000
MAX_CHARACTERS = 10_000_000
MAX_PAGES = 5_000
MAX_DEPTH = 500  # browsers stop nesting HTML at 512


def check_length(characters: int) -> None:
    """Stops a text that grows beyond `MAX_CHARACTERS`.

    Raises:
        Refused: it does.
    """
    if characters > MAX_CHARACTERS:
        raise Refused(Why.TOO_LONG, most=f"{MAX_CHARACTERS:,}".replace(",", " "))
