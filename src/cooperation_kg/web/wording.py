"""The words of the pages, in both languages: one file a room in `words/`.

A file is TOML; each table is one text, in French (`fr`) and English (`en`). A template finds the
texts of the reader's language as `t.room.key`; what is missing in either language is an error when
the program starts, never a hole in a page.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from cooperation_kg.web.negotiation import Language

__all__ = ["LANGUAGES", "Texts", "status_title", "texts"]

_FOLDER = Path(__file__).parent / "words"
LANGUAGES: tuple[Language, ...] = ("fr", "en")

Texts = Mapping[str, Any]
"""Texts of one language: rooms, in them keys, or further tables of keys."""


@cache
def texts(language: Language) -> Texts:
    """All texts of a language, by room and key.

    >>> texts("en")["common"]["yes"]
    'Yes'

    Raises:
        ValueError: a text lacks a language, or has another.
    """
    read = {
        file.stem: tomllib.loads(file.read_text("utf-8")) for file in sorted(_FOLDER.glob("*.toml"))
    }
    return {room: _spoken(tables, language, room) for room, tables in read.items()}


def _spoken(tables: Mapping[str, Any], language: Language, way: str) -> Texts:
    found: dict[str, Any] = {}
    for key, value in tables.items():
        here = f"{way}.{key}"
        if not isinstance(value, Mapping):
            raise ValueError(f"words/{here}: a text is a table with « fr » and « en »")
        if any(isinstance(inner, Mapping) for inner in value.values()):
            found[key] = _spoken(value, language, here)
        elif set(value) != set(LANGUAGES):
            raise ValueError(f"words/{here}: it has {sorted(value)}; it needs « fr » and « en »")
        else:
            found[key] = value[language]
    return found


def status_title(status: int, language: Language) -> str:
    """What an HTTP status is called; that of 500 for one without a name."""
    titles: Mapping[str, str] = texts(language)["problem"]["status"]
    return titles.get(str(status), titles["500"])
