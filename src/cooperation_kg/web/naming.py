"""The names that documents about the dataset share, and the licence it is under."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

__all__ = ["LICENCE", "PUBLISHER", "DatasetNames"]

LICENCE = NamedNode("https://creativecommons.org/licenses/by/4.0/")
"""The licence of the data."""

PUBLISHER = NamedNode("https://w3id.org/cooperation-kg/id/agent/project")
"""Who publishes them, as the ontology names it."""


@dataclass(frozen=True, slots=True)
class DatasetNames:
    """The IRIs of the dataset and its parts, which `/void` describes.

    Attributes:
        base: what they begin with.
    """

    base: str

    @property
    def dataset(self) -> NamedNode:
        """The dataset."""
        return self.part("dataset")

    def part(self, name: str) -> NamedNode:
        """A part of its description, such as `dump-ttl`."""
        return NamedNode(f"{self.base}void#{name}")
