"""Whether an ontology contradicts itself, asked of HermiT.

HermiT (http://www.hermit-reasoner.com) comes with owlready2 and runs on Java. It knows the OWL 2
datatype map only, so no axiom may use xsd:date.
"""

from __future__ import annotations

import io
import shutil
from dataclasses import dataclass

import owlready2
from rdflib import OWL, Graph

from cooperation_kg.errors import CooperationKgError

__all__ = ["JavaMissing", "ReasonerFailed", "Verdict", "reason"]


class JavaMissing(CooperationKgError):
    """HermiT cannot run: there is no Java."""


class ReasonerFailed(CooperationKgError):
    """HermiT stopped before it had an answer."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What HermiT says of an ontology.

    Attributes:
        consistent: whether it has a model at all.
        unsatisfiable: IRIs of the classes that can have no instance.
    """

    consistent: bool
    unsatisfiable: tuple[str, ...] = ()


def reason(graph: Graph) -> Verdict:
    """Asks HermiT about the ontology in `graph`, which holds all that it imports.

    Raises:
        JavaMissing: no `java` on the path.
        ReasonerFailed: HermiT refused the ontology, such as for a datatype it does not know.
    """
    if shutil.which(owlready2.JAVA_EXE) is None:
        raise JavaMissing(
            "HermiT needs Java, and there is no “java” on the path. Install a Java runtime, 11 or"
            " later (Debian and Ubuntu: apt-get install default-jre-headless; macOS: brew install"
            " openjdk), then try again."
        )
    world = owlready2.World()
    ontology = world.get_ontology("urn:cooperation-kg:checked#")
    ontology.load(fileobj=io.BytesIO(_without_imports(graph)))
    try:
        with ontology:
            owlready2.sync_reasoner_hermit(world, infer_property_values=False, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return Verdict(consistent=False)
    except owlready2.OwlReadyJavaError as error:
        raise ReasonerFailed(f"HermiT stopped: {_said_by_java(error)}") from error
    names = {str(found.iri) for found in world.inconsistent_classes()}
    return Verdict(consistent=True, unsatisfiable=tuple(sorted(names - {str(OWL.Nothing)})))


def _said_by_java(error: Exception) -> str:
    """What Java printed of the cause, without the calls that led there."""
    _, _, printed = str(error).partition("Exception in thread")
    lines = (line.strip() for line in (printed or str(error)).splitlines())
    return " ".join(line for line in lines if line and not line.startswith("at "))


def _without_imports(graph: Graph) -> bytes:
    """The triples as N-Triples; imports are left out, for owlready2 would look for them."""
    kept = Graph()
    for triple in graph:
        if triple[1] != OWL.imports:
            kept.add(triple)
    return kept.serialize(format="nt", encoding="utf-8")
