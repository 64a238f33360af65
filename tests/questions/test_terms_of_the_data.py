"""The published data speaks the ontology's language only."""

from cooperation_kg.graph.terms import CKG, DEFAULT_BASE, PREFIXES, RDF

CONCEPT = f"{DEFAULT_BASE}id/concept/"


def test_every_term_in_the_data_is_declared(dataset):
    declared = {quad.subject for quad in dataset.terms}
    used = {quad.predicate for quad in dataset}
    used |= {quad.object for quad in dataset if quad.predicate == RDF["type"]}
    ours = {term for term in used if term.value.startswith(PREFIXES["ckg"])}
    assert len(ours) > 80
    assert {term.value for term in ours - declared} == set()


def test_every_concept_in_the_data_is_declared(dataset):
    declared = {quad.subject for quad in dataset.terms}
    used = {q.object for q in dataset.stated if str(q.object).startswith(f"<{CONCEPT}")}
    assert used
    assert {term.value for term in used - declared} == set()


def test_every_statement_of_a_document_that_holds_words_has_evidence(dataset):
    """No value without evidence: `printedAs`, titles, dates, amounts and counts."""
    proven = {
        (quads[RDF.subject], quads[RDF.predicate], quads[RDF.object])
        for quads in by_subject(dataset.evidence).values()
        if RDF.subject in quads
    }
    read = {CKG.printedAs, CKG.amount, CKG.since, CKG.until, CKG.value, CKG.startDate, CKG.office}
    documents = {loaded.record.id for loaded in dataset.records}
    said = [
        (quad.subject, quad.predicate, quad.object)
        for quad in dataset.stated
        if quad.predicate in read and quad.graph_name.value.rpartition("/")[2] in documents
    ]
    assert len(said) > 1000
    assert [triple for triple in said if triple not in proven] == []


def by_subject(quads):
    found = {}
    for quad in quads:
        found.setdefault(quad.subject, {})[quad.predicate] = quad.object
    return found
