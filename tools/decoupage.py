"""Writes the authorities of territories and of those who govern them, from INSEE's codes.

    python tools/decoupage.py PACKAGE_DIR --departements 75 92 93 94

`PACKAGE_DIR` is the npm package `@etalab/decoupage-administratif` (code MIT, data under the
Licence Ouverte), which gathers INSEE's Code officiel géographique and the DGCL's lists of
groupings. The communes written are those of the départements asked for, and those of the
métropole du Grand Paris, if one of them is touched by it. Names that documents print besides
stand in `collectivity-variants.yaml`, which this script does not touch.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PARIS = "75056"
PARIS_DEPARTEMENT = "75"
METROPOLE_DU_GRAND_PARIS = "200054781"
# The métropole and all its EPT began on one day.
GRAND_PARIS_SINCE = "2016-01-01"
GRAND_PARIS_SOURCE = "since: loi n° 2015-991 du 7 août 2015, article 59"

# What INSEE's « type de nom en clair » (TNCC) puts before a name, and the article it holds.
_LIAISONS = ("de ", "d'", "du ", "de la ", "des ", "de l'", "des ", "de las ", "de los ")
_ARTICLES = ("", "", "Le ", "La ", "Les ", "L'", "Aux ", "Las ", "Los ")

_PLAIN = re.compile(r"[^\W_][\w '’.-]*")

Row = dict[str, Any]
Entry = dict[str, Any]


def of_(row: Row) -> str:
    """A name after « de », as French joins them.

    >>> of_({"nom": "Le Bourget", "typeLiaison": 2})
    'du Bourget'
    >>> of_({"nom": "Seine-Saint-Denis", "typeLiaison": 3})
    'de la Seine-Saint-Denis'
    """
    liaison = row.get("typeLiaison", 0)
    name: str = row["nom"]
    return _LIAISONS[liaison] + name.removeprefix(_ARTICLES[liaison])


@dataclass(frozen=True)
class Package:
    """The package's tables."""

    version: str
    communes: Mapping[str, Row]
    merged: tuple[Row, ...]
    departements: Mapping[str, Row]
    regions: Mapping[str, Row]
    ept: tuple[Row, ...]
    epci: Mapping[str, Row]

    @classmethod
    def read(cls, folder: Path) -> Package:
        """Reads the package unpacked in `folder`."""

        def table(name: str) -> list[Row]:
            rows: list[Row] = json.loads((folder / "data" / f"{name}.json").read_text("utf-8"))
            return rows

        def by_code(rows: Iterable[Row]) -> dict[str, Row]:
            return {row["code"]: row for row in rows}

        communes = table("communes")
        return cls(
            version=json.loads((folder / "package.json").read_text("utf-8"))["version"],
            communes=by_code(row for row in communes if row["type"] == "commune-actuelle"),
            merged=tuple(
                row
                for row in communes
                if row["type"] in ("commune-deleguee", "commune-associee")
                and row["code"] != row["chefLieu"]
            ),
            departements=by_code(table("departements")),
            regions=by_code(table("regions")),
            ept=tuple(table("ept")),
            epci=by_code(table("epci")),
        )


@dataclass(frozen=True)
class Selection:
    """What is written: everything in the order of its code."""

    package: Package
    communes: tuple[Row, ...]
    merged: tuple[Row, ...]
    ept: tuple[Row, ...]
    departements: tuple[Row, ...]
    regions: tuple[Row, ...]
    metropole: Row | None

    @classmethod
    def of(cls, package: Package, departements: set[str]) -> Selection:
        """The communes of `departements`, and of the whole métropole where it touches them.

        Raises:
            SystemExit: the package knows no such département.
        """
        unknown = sorted(departements - set(package.departements))
        if unknown:
            raise SystemExit(f"no such département in the package: {', '.join(unknown)}")
        held = {code for row in package.ept for code in _members(row)}
        if departements.isdisjoint(package.communes[code]["departement"] for code in held):
            held = set()
        communes = [
            row
            for code, row in sorted(package.communes.items())
            if row["departement"] in departements or code in held
        ]
        codes = {row["code"] for row in communes}
        regions = {row["region"] for row in communes}
        ept = package.ept if held else ()
        return cls(
            package,
            tuple(communes),
            tuple(row for row in package.merged if row["chefLieu"] in codes),
            tuple(sorted(ept, key=lambda row: str(row["code"]))),
            _within(regions, package.departements, "region"),
            _within(regions, package.regions, "code"),
            package.epci[METROPOLE_DU_GRAND_PARIS] if ept else None,
        )

    def territories(self) -> Iterator[Entry]:
        """Territories: what is governed."""
        for row in self.regions:
            yield _territory(f"region-{row['code']}", "region", row, [])
        for row in self.departements:
            if row["code"] == PARIS_DEPARTEMENT:
                paris = self.package.communes[PARIS]
                yield _territory("paris", "paris", paris, [f"region-{row['region']}"])
            else:
                key = f"departement-{row['code']}"
                yield _territory(key, "department", row, [f"region-{row['region']}"])
        for row in self.ept:
            communes = [self.package.communes[code] for code in _members(row)]
            around = {_departement(commune) for commune in communes}
            if len(around) > 1:  # it lies in several, so in none of them
                around = {f"region-{commune['region']}" for commune in communes}
            yield {
                "key": f"ept-{row['code']}",
                "kind": "ept",
                "name": {"fr": row["nom"]},
                "within": sorted(around),
            }
        ept_of = {code: f"ept-{row['code']}" for row in self.ept for code in _members(row)}
        for row in self.communes:
            if row["code"] != PARIS:
                within = [_departement(row), *filter(None, [ept_of.get(row["code"])])]
                yield _territory(_commune(row["code"]), "commune", row, within)
        for row in self.merged:
            yield _territory(_commune(row["code"]), "commune", row, [_commune(row["chefLieu"])])

    def collectivities(self) -> Iterator[Entry]:
        """Organisations: who governs."""
        source = [f"decoupage-administratif {self.package.version}"]
        for row in self.regions:
            name = f"Région {row['nom']}"
            variants = [row["nom"], f"Conseil régional {of_(row)}"]
            yield _governing(f"region-{row['code']}", "region", name, variants, row)
        for row in self.departements:
            if row["code"] == PARIS_DEPARTEMENT:  # commune and département are one collectivity
                city = self.package.communes[PARIS]
                entry = _governing("paris", "city-of-paris", "Ville de Paris", ["Paris"], city)
                entry["name"]["en"] = "City of Paris"
                yield entry
                continue
            of_name = of_(row)
            councils = [f"Conseil {kind} {of_name}" for kind in ("départemental", "général")]
            key, name = f"departement-{row['code']}", f"Département {of_name}"
            yield _governing(key, "department", name, [row["nom"], *councils], row)
        if self.metropole:
            yield {
                "key": "metropole-du-grand-paris",
                "kind": "metropolis",
                "name": {"fr": "Métropole du Grand Paris", "en": "Greater Paris Metropolis"},
                "siren": METROPOLE_DU_GRAND_PARIS,
                "members": [_commune(code) for code in _members(self.metropole)],
                "since": GRAND_PARIS_SINCE,
                "sources": [*source, GRAND_PARIS_SOURCE],
            }
        for row in self.ept:
            yield {
                "key": f"ept-{row['code']}",
                "kind": "ept",
                "name": {"fr": f"Établissement public territorial {row['nom']}"},
                "variants": [row["nom"], f"EPT {row['nom']}", f"Territoire {row['nom']}"],
                "siren": row["code"],
                "governs": f"ept-{row['code']}",
                "members": [_commune(code) for code in _members(row)],
                "since": GRAND_PARIS_SINCE,
                "sources": [*source, GRAND_PARIS_SOURCE],
            }
        for row in (*self.communes, *self.merged):
            if row["code"] != PARIS:
                key, of_name = _commune(row["code"]), of_(row)
                variants = [row["nom"], f"Ville {of_name}"]
                yield _governing(key, "commune", f"Commune {of_name}", variants, row)


def _within(regions: set[str], table: Mapping[str, Row], column: str) -> tuple[Row, ...]:
    return tuple(row for _, row in sorted(table.items()) if row[column] in regions)


def _members(grouping: Row) -> list[str]:
    return sorted(member["code"] for member in grouping["membres"])


def _commune(code: str) -> str:
    return "paris" if code == PARIS else f"commune-{code.lower()}"


def _departement(commune: Row) -> str:
    code = commune["departement"]
    return "paris" if code == PARIS_DEPARTEMENT else f"departement-{code.lower()}"


def _territory(key: str, kind: str, row: Row, within: list[str]) -> Entry:
    entry: Entry = {"key": key.lower(), "kind": kind, "name": {"fr": row["nom"]}}
    entry["insee"] = row["code"]
    return entry | ({"within": within} if within else {})


def _governing(key: str, kind: str, name: str, variants: list[str], row: Row) -> Entry:
    entry: Entry = {"key": key.lower(), "kind": kind, "name": {"fr": name}, "variants": variants}
    if "siren" in row:
        entry["siren"] = row["siren"]
    return entry | {"insee": row["code"], "governs": key.lower()}


def _written(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_written(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_written, value)) + "]"
    text = str(value)
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def as_yaml(name: str, entries: Iterable[Entry], version: str) -> str:
    """The file: an entry a line; one with members, a line for each of its values."""
    lines = [
        f"# Written by tools/decoupage.py from the npm package @etalab/decoupage-administratif"
        f" {version}",
        "# (INSEE, Code officiel géographique; DGCL, groupings; data: Licence Ouverte 2.0, code:"
        " MIT).",
        "# Do not edit: run the script again. Further names stand in collectivity-variants.yaml.",
        f"{name}:",
    ]
    for entry in entries:
        if "members" in entry:
            marks = "-" + " " * (len(entry) - 1)
            lines += [
                f"  {mark} {key}: {_written(item)}"
                for mark, (key, item) in zip(marks, entry.items(), strict=True)
            ]
        else:
            lines.append(f"  - {_written(entry)}")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Reads the package and writes both files."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("package", type=Path, help="folder of the unpacked npm package")
    parser.add_argument("--departements", nargs="+", required=True, metavar="CODE")
    parser.add_argument(
        "--to",
        type=Path,
        default=Path(__file__).parents[1] / "data" / "authorities",
        help="folder to write to (default: data/authorities)",
    )
    arguments = parser.parse_args()
    package = Package.read(arguments.package)
    selection = Selection.of(package, set(arguments.departements))
    files = {
        "territories.yaml": ("territories", selection.territories()),
        "collectivities.yaml": ("organisations", selection.collectivities()),
    }
    for file, (name, entries) in files.items():
        path = arguments.to / file
        path.write_text(as_yaml(name, entries, package.version), encoding="utf-8", newline="\n")
        print(path)


if __name__ == "__main__":
    main()
