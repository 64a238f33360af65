"""Where the data that travels with the package lies: ontology, shapes, queries, records."""

from __future__ import annotations

from pathlib import Path

__all__ = ["resource"]

_PACKAGED = Path(__file__).parent / "resources"
_CHECKOUT = Path(__file__).parents[2]


def resource(name: str) -> Path:
    """The folder `ontology`, `shapes`, `queries` or `data`.

    In a wheel it lies inside the package; in a checkout, at the top.
    """
    packaged = _PACKAGED / name
    return packaged if packaged.is_dir() else _CHECKOUT / name
