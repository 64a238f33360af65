"""Validation: the shapes run over the graph, and what they find told to people."""

from cooperation_kg.validation.formats import FORMATS, render
from cooperation_kg.validation.inputs import Watch, validate_paths
from cooperation_kg.validation.places import RecordPlaces
from cooperation_kg.validation.report import Finding, Place, Report, Severity
from cooperation_kg.validation.run import Checks, load_checks, validate_quads

__all__ = [
    "FORMATS",
    "Checks",
    "Finding",
    "Place",
    "RecordPlaces",
    "Report",
    "Severity",
    "Watch",
    "load_checks",
    "render",
    "validate_paths",
    "validate_quads",
]
