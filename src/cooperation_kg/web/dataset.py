"""What the dataset is called and under which licence it is: the facts that many documents state."""

from __future__ import annotations

from pyoxigraph import NamedNode

__all__ = ["LICENCE", "dataset_iri"]

LICENCE = NamedNode("https://creativecommons.org/licenses/by/4.0/")
"""The licence of the data."""


def dataset_iri(base: str) -> NamedNode:
    """The IRI of the dataset, which `/void` describes."""
    return NamedNode(f"{base}void#dataset")
