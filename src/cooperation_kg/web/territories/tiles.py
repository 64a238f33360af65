"""Where each commune's tile stands on the map, what is written in it, and what borders it.

`tiles.csv` is made by `tools/tiles.py` from the coordinates of GeoNames (CC BY 4.0): one tile a
commune, Paris a block of them, each as near to its true place as tiles allow.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cooperation_kg.web.territories.model import Commune

__all__ = ["Border", "Drawing", "Tile", "drawing"]

WIDTH, HEIGHT = 64, 46
_BLOCK = {"75056": 4}
"""How many tiles wide and high, for what is more than one."""
_LONGEST = 10
"""Characters of a line in a tile."""

_Spot = tuple[int, int]


@dataclass(frozen=True)
class Tile:
    """A tile.

    Attributes:
        commune: whose it is.
        x, y, width, height: where it stands.
        group: the number of its group's colour; 0 for none.
        lines: its name, cut into lines.
    """

    commune: Commune
    x: int
    y: int
    width: int
    height: int
    group: int
    lines: Sequence[str]


@dataclass(frozen=True)
class Border:
    """A line between two tiles that belong to different territories.

    Attributes:
        kind: `ept` or `department`.
    """

    x1: int
    y1: int
    x2: int
    y2: int
    kind: str


@dataclass(frozen=True)
class Drawing:
    """The map."""

    width: int
    height: int
    tiles: Sequence[Tile]
    borders: Sequence[Border]


def drawing(communes: Sequence[Commune], groups: Mapping[str, int]) -> Drawing:
    """The map of the communes that have a tile.

    Args:
        communes: all of them.
        groups: the number of the colour of each EPT, by the IRI of its territory.
    """
    spots: dict[_Spot, Commune] = {}
    tiles = []
    for commune in communes:
        if (spot := _places().get(commune.insee)) is None:
            continue
        size = _BLOCK.get(commune.insee, 1)
        for across in range(size):
            for down in range(size):
                spots[spot[0] + across, spot[1] + down] = commune
        tiles.append(
            Tile(
                commune, spot[0] * WIDTH, spot[1] * HEIGHT, size * WIDTH, size * HEIGHT,
                groups.get(commune.ept.iri, 0), _cut(commune.cell.text, size),
            )
        )  # fmt: skip
    width = max((column for column, _ in spots), default=0) + 1
    height = max((row for _, row in spots), default=0) + 1
    return Drawing(width * WIDTH, height * HEIGHT, tiles, _borders(spots))


@cache
def _places() -> Mapping[str, _Spot]:
    with (Path(__file__).parent / "tiles.csv").open(encoding="utf-8") as file:
        rows = csv.DictReader(file)
        return {row["insee"]: (int(row["column"]), int(row["row"])) for row in rows}


def _cut(name: str, size: int) -> list[str]:
    """A name in lines of a tile's width, cut at hyphens and spaces.

    >>> _cut("Saint-Maur-des-Fossés", 1)
    ['Saint-', 'Maur-des-', 'Fossés']
    """
    lines = [""]
    for word in name.replace("-", "- ").replace("'", "' ").split(" "):
        joint = "" if not lines[-1] or lines[-1][-1] in "-'" else " "
        if lines[-1] and len(lines[-1] + joint + word) > _LONGEST * size:
            lines.append(word)
        else:
            lines[-1] += joint + word
    return lines


def _borders(spots: Mapping[_Spot, Commune]) -> list[Border]:
    found = []
    for (column, row), commune in spots.items():
        for across, down in ((1, 0), (0, 1), (-1, 0), (0, -1)):
            other = spots.get((column + across, row + down))
            if other is not None and (across + down < 0 or not _apart(commune, other)):
                continue  # drawn from the other side, or no border
            kind = "ept" if other and other.department == commune.department else "department"
            x, y = (column + (across > 0)) * WIDTH, (row + (down > 0)) * HEIGHT
            x2, y2 = (x, y + HEIGHT) if across else (x + WIDTH, y)
            found.append(Border(x, y, x2, y2, kind))
    return found


def _apart(one: Commune, other: Commune) -> bool:
    return (one.ept, one.department) != (other.ept, other.department)
