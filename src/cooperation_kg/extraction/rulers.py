"""How wide printed words are, as far as text alone can tell.

A cell is wrapped at the width of its column, and most types are proportional: thirty letters of
« illi » are narrower than twenty of « mmom ». The advance widths of Helvetica, in thousandths of
an em, stand for all sans-serif types of office documents; only their proportions count.
"""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["RULERS", "Ruler", "fixed", "proportional"]

Ruler = Callable[[str], float]

_ADVANCES = {
    222: "ijl'’‘`",
    278: " .,:;!/|\\ftI[]îï",
    333: 'r-()"“”«»–',
    500: "cksvxyzJç",
    611: "FTZ",
    667: "ABEKPSVXY&ÀÂÉÈÊ",
    722: "CDHNRUwÇÙ",
    778: "GOQÔ",
    833: "mM",
    889: "%",
    944: "Wœ",
    1000: "…—Œ",
}
_ADVANCE = {letter: width / 500 for width, letters in _ADVANCES.items() for letter in letters}
_USUAL = 556 / 500


def proportional(text: str) -> float:
    """The width of a text in a sans-serif type; a usual letter is about one."""
    advance = _ADVANCE.get
    return sum([advance(letter, _USUAL) for letter in text])


def fixed(text: str) -> float:
    """The width of a text in a type whose letters are all as wide."""
    return float(len(text))


RULERS: tuple[Ruler, ...] = (proportional, fixed)
