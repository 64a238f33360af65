"""A small convention of our own writing, with its authorities."""

from __future__ import annotations

from pathlib import Path

import pytest

from cooperation_kg.authorities import Authorities
from cooperation_kg.authorities.model import Organisation, Place, Territory, Theme
from cooperation_kg.graph.terms import Names
from cooperation_kg.records.folder import LoadedRecord, load_record

RECORD = """
id: essai
type: bilateral-convention
title: {text: "Convention entre la Ville et le Département", at: L1:0-43}
term:
  start: {text: "dès 2018", at: L2:44-52, date: 2018}
parties:
  - {text: "la Ville", at: L1:17-25, organisation: paris}
  - {text: "le Département", at: L1:29-43, organisation: departement-93}
axes:
  - level: axis
    number: "1"
    title: {text: "Se déplacer", at: L3:53-64}
    actions:
      - number: "1"
        title: {text: "Relier les rives", at: L4:65-81}
        deadline: {text: "2018-2019", at: L5:82-91, since: 2018, until: 2019, precision: year}
        pilots:
          - {text: "DVD", at: L6:92-95, collectivity: paris}
          - {text: "DVD", at: L7:96-99, collectivity: departement-93}
        budget:
          text: "1,4 M€ pour la piste"
          at: L8:100-120
          kind: amount
          amounts:
            - {text: "1,4 M€", at: L8:100-106, eur: 1400000}
        partners:
          - {text: "Port autonome", at: L9:121-134}
        absent:
          - {field: indicators, text: "Indicateurs :", at: L10:135-148}
        mentions:
          - {text: "canal Neuf", at: L4:70-80, kind: infrastructure}
        themes: [mobilites]
        actions:
          - number: "1.1"
            title: {text: "La passerelle", at: L11:149-162}
"""


@pytest.fixture
def names() -> Names:
    return Names()


@pytest.fixture
def authorities() -> Authorities:
    def unit(key: str, part_of: str) -> Organisation:
        name = {"fr": "Direction de la voirie"}
        return Organisation(
            key=key, kind="direction", name=name, acronyms=("DVD",), part_of=part_of
        )

    return Authorities(
        organisations=(
            Organisation(
                key="paris", kind="city-of-paris", name={"fr": "Ville de Paris"}, governs="paris"
            ),
            Organisation(key="departement-93", kind="department", name={"fr": "Département"}),
            unit("paris-dvd", "paris"),
            unit("departement-93-dvd", "departement-93"),
        ),
        territories=(Territory(key="paris", kind="paris", name={"fr": "Paris"}),),
        places=(Place(key="canal-neuf", kind="infrastructure", name={"fr": "canal Neuf"}),),
        themes=(
            Theme(key="mobilites", label={"fr": "Mobilités"}, definition={"fr": "Se déplacer."}),
        ),
    )


@pytest.fixture
def loaded(tmp_path: Path) -> LoadedRecord:
    path = tmp_path / "essai.yaml"
    path.write_text(RECORD, "utf-8")
    return load_record(path)
