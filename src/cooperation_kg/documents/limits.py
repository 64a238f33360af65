"""How much a document may hold before it is refused, and in what words.

A convention has some hundred pages; the limits stand far above, and far below what would hold up
a machine. Readers raise `Refused`, which says what is wrong and what to do; `read_document` adds
the file's name.
"""

from __future__ import annotations

__all__ = ["MAX_BYTES", "MAX_CHARACTERS", "MAX_DEPTH", "MAX_PAGES", "Refused", "check_length"]

MAX_BYTES = 50_000_000
MAX_CHARACTERS = 10_000_000
MAX_PAGES = 5_000
MAX_DEPTH = 500  # browsers stop nesting HTML at 512


class Refused(Exception):
    """The content cannot be read.

    Attributes:
        reason: what is wrong.
        remedy: what to do about it.
    """

    def __init__(self, reason: str, remedy: str) -> None:
        self.reason = reason
        self.remedy = remedy
        super().__init__(f"{reason}; {remedy}")


def check_length(characters: int) -> None:
    """Stops a text that grows beyond `MAX_CHARACTERS`.

    Raises:
        Refused: it does.
    """
    if characters > MAX_CHARACTERS:
        raise Refused(
            f"holds more than {MAX_CHARACTERS:,} characters".replace(",", " "),
            "split it into documents",
        )
