"""The cells a format knows become the rows of a table of commitments."""

from __future__ import annotations

import pytest
from sample_making import MAKERS

from cooperation_kg.documents import read_document
from cooperation_kg.extraction.reading import Reading
from cooperation_kg.extraction.tables import read_rows


@pytest.mark.parametrize("kind", MAKERS)
def test_a_table_of_three_columns_in_every_format(kind, tmp_path):
    document = read_document(MAKERS[kind]("trois-colonnes", tmp_path / f"contrat.{kind}"))
    reading = Reading(document.source, document.blocks)
    rows = read_rows(reading, 1, len(reading.lines))
    found = [
        (
            row.objective.text if row.objective else None,
            [value.text for value in row.actions],
            [value.text for value in row.levers],
        )
        for row in rows
    ]
    assert found == [
        (
            "Améliorer l'accès aux soins de premier recours dans les quartiers",
            [
                "Ouvrir une maison de santé pluridisciplinaire au cœur du quartier des Tanneries",
                "Former les gardiens à l'orientation des malades",
            ],
            [
                "Agence régionale de santé",
                "Mobiliser la caisse primaire d'assurance maladie pendant les premières années",
            ],
        ),
        (
            "Faciliter les trajets vers les zones d'emploi",
            ["Créer une ligne de bus en soirée"],
            ["Crédits de la région"],
        ),
        (
            "Renforcer la prévention auprès des jeunes",
            ["Généraliser les ateliers sur le sommeil dans les écoles"],
            [],
        ),
    ]
