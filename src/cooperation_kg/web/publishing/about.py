"""What the page about the dataset shows: its numbers, its graphs, its files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cooperation_kg.graph.terms import PREFIXES
from cooperation_kg.store.dumps import SUMS, Dumps
from cooperation_kg.store.statistics import Linkset
from cooperation_kg.web.addresses import href, thing
from cooperation_kg.web.dates import number
from cooperation_kg.web.naming import DatasetNames
from cooperation_kg.web.negotiation import Language
from cooperation_kg.web.publishing.text import Places
from cooperation_kg.web.schema_org import dataset_data
from cooperation_kg.web.tables import Cell
from cooperation_kg.web.vocabulary import term_label

__all__ = ["About", "Counted", "about_dataset"]


@dataclass(frozen=True, slots=True)
class Counted:
    """A row of a table: what is counted, and how many there are."""

    cell: Cell
    number: str


@dataclass(frozen=True, slots=True)
class About:
    """What the template `void.html` is given, and the same for search engines.

    Attributes:
        values: for the template.
        data: as JSON-LD.
    """

    values: Mapping[str, object]
    data: dict[str, object]


def about_dataset(
    dumps: Dumps | None, names: DatasetNames, places: Places, language: Language
) -> About:
    """What there is to show.

    Args:
        dumps: the files and numbers; None while they are being made.
        names: the IRIs of the dataset.
        places: where this server offers it.
        language: of the page.
    """
    data = dataset_data(language, names, dumps, places)
    values: dict[str, object] = {"made": False, "dataset": names.dataset.value}
    if dumps is None:
        return About(values, data)
    whole = dumps.statistics.whole
    figures = {
        "triples": whole.triples,
        "entities": whole.entities,
        "classes": len(whole.classes),
        "properties": len(whole.properties),
    }
    classes = sorted(whole.classes.items(), key=lambda item: (-item[1], item[0]))
    values |= {
        "made": True,
        "figures": {key: number(value, language) for key, value in figures.items()},
        "dumps": [(one, number(one.size, language)) for one in dumps.files],
        "sums": SUMS,
        "graphs": [
            Counted(_graph(iri, names.base), number(part.triples, language))
            for iri, part in dumps.statistics.graphs.items()
        ],
        "classes": [
            Counted(Cell(term_label(iri, language), href(iri, names.base)), number(many, language))
            for iri, many in classes
            if iri.startswith(PREFIXES["ckg"])
        ],
        "links": [
            Linkset(term_label(one.predicate, language), one.target, one.triples)
            for one in dumps.statistics.links
        ],
    }
    return About(values, data)


def _graph(iri: str, base: str) -> Cell:
    address = thing(iri, base)
    return Cell(address.key, address.page) if address else Cell(iri)
