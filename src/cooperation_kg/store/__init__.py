"""The dataset, in memory or on disk behind one interface, and the processes that query it."""

from cooperation_kg.store.disk import DiskStore
from cooperation_kg.store.memory import MemoryStore
from cooperation_kg.store.model import (
    Boolean,
    Change,
    Condition,
    DatasetChoice,
    Effect,
    Graph,
    GraphAction,
    GraphChange,
    Kind,
    Limits,
    Part,
    Results,
    Solutions,
    Store,
    Term,
    Update,
)

__all__ = [
    "Boolean",
    "Change",
    "Condition",
    "DatasetChoice",
    "DiskStore",
    "Effect",
    "Graph",
    "GraphAction",
    "GraphChange",
    "Kind",
    "Limits",
    "MemoryStore",
    "Part",
    "Results",
    "Solutions",
    "Store",
    "Term",
    "Update",
]
