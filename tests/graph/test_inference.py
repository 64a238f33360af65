import owlrl
import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize
from rdflib import OWL, RDF, Graph, URIRef

from cooperation_kg.graph.convert import record_quads
from cooperation_kg.graph.inference import Axioms, infer
from cooperation_kg.graph.reference import authority_quads
from cooperation_kg.graph.terms import CKG


@pytest.fixture(scope="module")
def axioms(root):
    return Axioms(sorted((root / "ontology").glob("*.ttl")))


@pytest.fixture
def stated(loaded, authorities, names):
    said = [
        *record_quads(loaded.record, authorities, names),
        *authority_quads(
            authorities.organisations,
            authorities.territories,
            authorities.places,
            authorities.themes,
            names,
        ),
    ]
    return [quad for quad in said if quad.graph_name != names.graph("provenance")]


def triples(quads):
    return {Triple(quad.subject, quad.predicate, quad.object) for quad in quads}


def test_a_pilot_participation_gives_the_shortcut_and_the_collectivity(axioms, stated, names):
    inferred = triples(infer(stated, axioms, names))
    action = names.thing("action", "essai-1")
    for unit, collectivity in (("paris-dvd", "paris"), ("departement-93-dvd", "departement-93")):
        pilot = names.thing("organisation", unit)
        assert Triple(action, CKG.pilotedBy, pilot) in inferred
        assert (
            Triple(action, CKG.pilotingCollectivity, names.thing("organisation", collectivity))
            in inferred
        )


def test_a_part_lies_within_all_that_holds_it(axioms, stated, names):
    inferred = triples(infer(stated, axioms, names))
    part = names.thing("action", "essai-1.1")
    assert Triple(part, CKG.isWithin, names.thing("axis", "essai-1")) in inferred


def test_nothing_said_is_said_again_and_no_two_things_become_one(axioms, stated, names):
    inferred = triples(infer(stated, axioms, names))
    assert not inferred & triples(stated)
    assert not [t for t in inferred if t.predicate.value == str(OWL.sameAs)]


def test_what_the_ontology_says_is_not_said_again(axioms, stated, names):
    own = f"{names.base}id/"
    said = {t for t in triples(axioms.triples) if getattr(t.subject, "value", "").startswith(own)}
    assert said  # the concepts of its lists
    assert not triples(infer(stated, axioms, names)) & said


def test_the_closure_is_that_of_owlrl(axioms, stated, names):
    """`reasonable` and our chains against a reasoner that runs all rules of the specification."""
    ours = triples(infer(stated, axioms, names))
    graph = Graph()
    said = {*axioms.triples, *triples(stated)}
    graph.parse(data=serialize(said, format=RdfFormat.N_TRIPLES), format="nt")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    theirs = set()
    for subject, predicate, value in graph:
        if not all(isinstance(term, URIRef) for term in (subject, predicate, value)):
            continue
        if not subject.startswith(f"{names.base}id/") or (predicate, value) == (
            RDF.type,
            OWL.Thing,
        ):
            continue
        if predicate == OWL.sameAs and subject == value:
            continue
        theirs.add(Triple(NamedNode(subject), NamedNode(predicate), NamedNode(value)))
    assert ours == theirs - said


def test_a_chain_of_three_is_followed(tmp_path, names):
    path = tmp_path / "chain.ttl"
    path.write_text(
        "@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix : <https://exemple.fr/> .\n"
        ":abc owl:propertyChainAxiom ( :a :b :c ) .",
        "utf-8",
    )

    def link(start, name, end):
        things = names.thing("x", start), names.thing("x", end)
        return Quad(things[0], NamedNode(f"https://exemple.fr/{name}"), things[1])

    said = [link("1", "a", "2"), link("2", "b", "3"), link("3", "c", "4"), link("3", "c", "5")]
    inferred = triples(infer(said, Axioms([path]), names))
    abc = NamedNode("https://exemple.fr/abc")
    assert inferred == {
        Triple(names.thing("x", "1"), abc, names.thing("x", end)) for end in ("4", "5")
    }
