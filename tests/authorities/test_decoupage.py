"""The script that writes territories and collectivities, over a small package of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from cooperation_kg.authorities import load_authorities

COMMUNE = {"type": "commune-actuelle", "region": "11", "typeLiaison": 0}
TABLES = {
    "regions": [{"code": "11", "nom": "Île-de-France", "typeLiaison": 1}],
    "departements": [
        {"code": "93", "nom": "Seine-Saint-Denis", "typeLiaison": 3, "region": "11"},
        {"code": "95", "nom": "Val-d'Oise", "typeLiaison": 2, "region": "11"},
        {"code": "59", "nom": "Nord", "typeLiaison": 2, "region": "32"},
    ],
    "communes": [
        COMMUNE | {"code": "93013", "nom": "Le Bourget", "typeLiaison": 2, "departement": "93"},
        COMMUNE
        | {"code": "93066", "nom": "Saint-Denis", "departement": "93", "siren": "929939411"},
        COMMUNE | {"code": "95018", "nom": "Argenteuil", "typeLiaison": 1, "departement": "95"},
        COMMUNE | {"code": "95019", "nom": "Arnouville", "typeLiaison": 1, "departement": "95"},
        COMMUNE
        | {"code": "93059", "nom": "Pierrefitte", "type": "commune-deleguee", "chefLieu": "93066"},
    ],
    "ept": [
        {"code": "200057990", "nom": "Boucle", "membres": [{"code": "95018"}]},
        {"code": "200058097", "nom": "Envol", "membres": [{"code": "93066"}, {"code": "93013"}]},
    ],
    "epci": [{"code": "200054781", "membres": [{"code": "95018"}, {"code": "93013"}]}],
}


def written(root: Path, folder: Path) -> Path:
    package, to = folder / "package", folder / "to"
    (package / "data").mkdir(parents=True)
    to.mkdir()
    (package / "package.json").write_text('{"version": "1.0.0"}')
    for name, rows in TABLES.items():
        (package / "data" / f"{name}.json").write_text(json.dumps(rows))
    script = root / "tools" / "decoupage.py"
    call = [sys.executable, str(script), str(package), "--departements", "93", "--to", str(to)]
    subprocess.run(call, check=True, capture_output=True)
    return to


def test_what_it_writes_can_be_loaded(root: Path, tmp_path: Path):
    authorities = load_authorities(written(root, tmp_path))
    assert [item.key for item in authorities.organisations] == [
        "region-11",
        "departement-93",
        "departement-95",
        "metropole-du-grand-paris",
        "ept-200057990",
        "ept-200058097",
        "commune-93013",
        "commune-93066",
        "commune-95018",
        "commune-93059",
    ]


def test_names_are_joined_as_french_does(root: Path, tmp_path: Path):
    authorities = load_authorities(written(root, tmp_path))
    for key, name in (
        ("commune-93013", "Commune du Bourget"),
        ("commune-95018", "Commune d'Argenteuil"),
        ("departement-93", "Département de la Seine-Saint-Denis"),
    ):
        organisation = authorities.organisation(key)
        assert organisation is not None
        assert organisation.name["fr"] == name


def test_a_commune_lies_in_its_departement_and_its_ept_and_a_joined_one_in_the_new_one(
    root: Path, tmp_path: Path
):
    authorities = load_authorities(written(root, tmp_path))
    for key, within in (
        ("commune-95018", ("departement-95", "ept-200057990")),
        ("commune-93059", ("commune-93066",)),
        ("ept-200058097", ("departement-93",)),
    ):
        territory = authorities.territory(key)
        assert territory is not None
        assert territory.within == within
