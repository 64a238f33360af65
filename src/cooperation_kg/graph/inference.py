"""What follows from the axioms: the OWL 2 RL closure, kept in a graph of its own.

`reasonable` runs the rules, except property chains (`prp-spo2`), which its releases leave out;
those are joined here, and both take turns until nothing new follows. The closure equals the one of
`owlrl` on our axioms (a test compares them) and takes a fraction of its time.
See https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse, serialize
from rdflib import Graph
from rdflib.collection import Collection
from rdflib.namespace import OWL
from rdflib.term import URIRef
from reasonable import PyReasoner

from cooperation_kg.graph.terms import RDF, Names

__all__ = ["Axioms", "infer"]

_THING = NamedNode(str(OWL.Thing))
_SAME = NamedNode(str(OWL.sameAs))


class Axioms:
    """The axioms an ontology states, ready to be applied to any data.

    Attributes:
        triples: all of them.
        chains: of each property that a chain implies, the properties of the chain.
    """

    def __init__(self, files: Iterable[Path]) -> None:
        graph = Graph()
        for file in files:
            graph.parse(file)
        lines = graph.serialize(format="nt", encoding="utf-8")
        self.triples = tuple(quad.triple for quad in parse(lines, RdfFormat.N_TRIPLES))
        self.chains = tuple(
            (NamedNode(str(implied)), tuple(NamedNode(str(p)) for p in Collection(graph, head)))
            for implied, head in sorted(graph.subject_objects(OWL.propertyChainAxiom))
            if isinstance(implied, URIRef)
        )


def infer(quads: Iterable[Quad], axioms: Axioms, names: Names) -> Iterator[Quad]:
    """The triples about the things of the dataset that follow and were not said.

    Args:
        quads: what was said; triples with a literal take no part, as no axiom speaks of them.
        axioms: the ontology.
        names: tells the dataset's own things, and the graph the inferences go to.

    Returns:
        Quads of the inference graph, sorted.
    """
    said = {
        Triple(q.subject, q.predicate, q.object) for q in quads if isinstance(q.object, NamedNode)
    }
    known = set(said)
    reasoner = PyReasoner()
    new: Iterable[Triple] = (*axioms.triples, *said)
    while new:
        known |= _closed(reasoner, new)
        new = set(_chained(known, axioms)) - known
        known |= new
    graph = names.graph("inferences")
    own = f"{names.base}id/"
    found = (t for t in known - said - set(axioms.triples) if _worth(t, own))
    for triple in sorted(found, key=str):
        yield Quad(triple.subject, triple.predicate, triple.object, graph)


def _worth(triple: Triple, own: str) -> bool:
    """Leaves out what is true of everything, and what is about the ontology itself."""
    if not isinstance(triple.subject, NamedNode) or not triple.subject.value.startswith(own):
        return False
    if triple.predicate == RDF["type"]:
        return isinstance(triple.object, NamedNode) and triple.object != _THING
    return not (triple.predicate == _SAME and triple.subject == triple.object)


def _closed(reasoner: PyReasoner, new: Iterable[Triple]) -> set[Triple]:
    """All that follows by the rules once there are new triples beside those given before."""
    with tempfile.NamedTemporaryFile(suffix=".ttl") as file:
        serialize(new, file, RdfFormat.N_TRIPLES)
        file.flush()
        reasoner.load_file(file.name)
    found = set()
    for subject, predicate, value in reasoner.reason():
        if all(isinstance(term, URIRef) for term in (subject, predicate, value)):
            found.add(Triple(NamedNode(subject), NamedNode(predicate), NamedNode(value)))
    return found


def _chained(triples: set[Triple], axioms: Axioms) -> Iterator[Triple]:
    used = {step for _, chain in axioms.chains for step in chain}
    links: dict[NamedNode, dict[object, set[NamedNode]]] = defaultdict(lambda: defaultdict(set))
    for triple in triples:
        if triple.predicate in used and isinstance(triple.object, NamedNode):
            links[triple.predicate][triple.subject].add(triple.object)
    for implied, (first, *rest) in axioms.chains:
        for start, reached in list(links[first].items()):
            ends = reached
            for step in rest:
                ends = {end for middle in ends for end in links[step].get(middle, ())}
            for end in ends:
                if isinstance(start, NamedNode):
                    yield Triple(start, implied, end)
