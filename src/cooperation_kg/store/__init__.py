"""The dataset, in memory or on disk behind one interface, and the processes that query it."""

from cooperation_kg.store.disk import DiskStore
from cooperation_kg.store.memory import MemoryStore
from cooperation_kg.store.model import (
    Boolean,
    DatasetChoice,
    Graph,
    Kind,
    Limits,
    Results,
    Solutions,
    Store,
    Term,
)

__all__ = [
    "Boolean",
    "DatasetChoice",
    "DiskStore",
    "Graph",
    "Kind",
    "Limits",
    "MemoryStore",
    "Results",
    "Solutions",
    "Store",
    "Term",
]
