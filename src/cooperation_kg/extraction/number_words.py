"""Numbers as French prose writes them: in letters up to a hundred, or in figures."""

from __future__ import annotations

import re
import unicodedata
from types import MappingProxyType

__all__ = ["NUMBER", "read_number", "split_numbers"]

_UNITS = (
    "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
    "douze", "treize", "quatorze", "quinze", "seize",
)  # fmt: skip
_TENS = MappingProxyType({20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante"})
_MORE = MappingProxyType({60: "soixante", 80: "quatre-vingt"})


def _words() -> dict[str, int]:
    words = {name: value for value, name in enumerate(_UNITS, 1)}
    words |= {"une": 1, "premier": 1, "cent": 100, "quatre-vingts": 80, "zero": 0}
    words |= {f"dix-{name}": 10 + words[name] for name in ("sept", "huit", "neuf")}
    for ten, name in {**_TENS, **_MORE}.items():
        words[name] = ten
        for unit, value in list(words.items()):
            if value < (20 if ten in _MORE else 10) and value and unit not in ("premier",):
                words[f"{name}-{unit}"] = ten + value
                words[f"{name}-et-{unit}"] = ten + value
    return words


_WORDS = MappingProxyType(_words())
_ALTERNATIVES = "|".join(
    re.sub("-", r"[-\\s]", word) for word in sorted(_WORDS, key=lambda word: -len(word))
)
NUMBER = rf"(?:\d{{1,3}}(?:[ \u00a0\u202f]\d{{3}})*(?!\d)|\d+|\b(?:{_ALTERNATIVES})\b)"
"""A number, in figures or letters, as a regular expression without groups."""


def read_number(printed: str) -> int | None:
    """The number `printed` stands for.

    >>> read_number("dix-sept"), read_number("1 850"), read_number("vingt et un")
    (17, 1850, 21)
    """
    opened = unicodedata.normalize("NFKD", printed.strip().casefold())
    plain = "".join(c for c in opened if not unicodedata.combining(c))
    digits = re.sub(r"\s", "", plain)
    if digits.isascii() and digits.isdigit():
        return int(digits)
    return _WORDS.get(re.sub(r"\s+", "-", plain))


def split_numbers(printed: str, count: int) -> list[str] | None:
    """Parts figures with spaced thousands into `count` numbers; None where that cannot be.

    >>> split_numbers("14 970 11 300", 2)
    ['14 970', '11 300']
    >>> split_numbers("980 9 870", 2)
    ['980', '9 870']
    """
    groups = printed.split()
    ways: list[list[str]] = []

    def part(at: int, numbers: list[str]) -> None:
        if len(numbers) > count or len(ways) > 8:
            return
        if at == len(groups):
            if len(numbers) == count:
                ways.append(numbers)
            return
        end = at + 1
        part(end, [*numbers, groups[at]])
        while end < len(groups) and len(groups[at]) <= 3 and re.fullmatch(r"\d{3}", groups[end]):
            end += 1
            if end - at <= 3:
                part(end, [*numbers, " ".join(groups[at:end])])

    if len(groups) <= 3 * count + 3:
        part(0, [])
    # Several ways are left only where a number below a thousand stands among larger ones: the
    # way that leaves no lone figure before a group of three is the one a reader takes.
    ways.sort(key=lambda way: max(abs(len(a.split()) - len(b.split())) for a in way for b in way))
    return ways[0] if ways else None
