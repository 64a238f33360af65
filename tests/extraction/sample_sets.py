"""The sets of sample documents, each document with the record a careful reader writes of it."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent
SETS = ("variety", "unseen", "blind", "fresh")


def documents(name: str) -> list[Path]:
    """The documents of a set, in the order of their names."""
    return sorted(
        path
        for path in (HERE / name).iterdir()
        if path.suffix in (".txt", ".md") and path.stem != "README"
    )
