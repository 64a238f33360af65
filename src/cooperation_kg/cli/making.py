"""Making the graph: what `build` needs, apart, since it loads longer than `serve` starts."""

from __future__ import annotations

import gc
from pathlib import Path

from cooperation_kg.cli.terminal import progress
from cooperation_kg.graph.dataset import Dataset, Folders, assemble
from cooperation_kg.graph.terms import Names
from cooperation_kg.resources import resource
from cooperation_kg.settings import Settings
from cooperation_kg.validation import Report, load_checks, render, validate_quads

__all__ = ["checked", "told"]


def checked(folder: Path, settings: Settings) -> tuple[Dataset, Report]:
    """The dataset made from a folder of records and authorities, and what the shapes say of it."""
    names = Names(settings.base_iri)
    gc.disable()  # all that is made here is kept: looking for garbage would take a quarter of it
    try:
        with progress("Building") as step:
            dataset = assemble(Folders(folder, resource("ontology")), names, step)
            step("shapes")
            report = validate_quads(dataset, load_checks(resource("shapes"), resource("ontology")))
    finally:
        gc.enable()
    return dataset, report


def told(report: Report) -> str:
    """The findings, as text for a terminal."""
    return render(report, "text", "fr")
