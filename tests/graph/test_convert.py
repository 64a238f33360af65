from pyoxigraph import Literal, Quad

from cooperation_kg.graph.convert import record_quads
from cooperation_kg.graph.terms import CKG, DCTERMS, OA, RDF, partial_date


def triples(loaded, authorities, names):
    return {
        (quad.subject, quad.predicate, quad.object)
        for quad in record_quads(loaded.record, authorities, names)
    }


def test_what_a_document_says_stands_in_its_own_graph(loaded, authorities, names):
    action = names.thing("action", "essai-1")
    title = Literal("Relier les rives", language="fr")
    assert Quad(action, DCTERMS.title, title, names.graph("essai")) in set(
        record_quads(loaded.record, authorities, names)
    )


def test_a_statement_has_its_evidence_with_line_words_and_characters(loaded, authorities, names):
    found = triples(loaded, authorities, names)
    amount = names.thing("amount", "essai-1-budget-1")
    (evidence,) = {
        s
        for s, p, o in found
        if p == RDF.subject and o == amount and (s, RDF.predicate, CKG.amount) in found
    }
    (value,) = {o for s, p, o in found if (s, p) == (evidence, RDF.object)}
    assert value.value == "1400000"
    assert (evidence, CKG.quote, Literal("1,4 M€")) in found
    assert (evidence, OA.hasSource, names.thing("document", "essai")) in found
    (line,) = {o.value for s, p, o in found if (s, p) == (evidence, CKG.line)}
    (selector,) = {o for s, p, o in found if (s, p) == (evidence, OA.hasSelector)}
    span = {p.value.rpartition("#")[2]: o.value for s, p, o in found if s == selector}
    assert (line, span["start"], span["end"]) == ("8", "100", "106")


def test_the_same_acronym_means_the_direction_of_the_party_it_stands_under(
    loaded, authorities, names
):
    found = triples(loaded, authorities, names)
    units = {o for s, p, o in found if p == CKG.participant}
    assert names.thing("organisation", "paris-dvd") in units
    assert names.thing("organisation", "departement-93-dvd") in units


def test_a_name_nobody_knows_stays_an_organisation_of_its_document(loaded, authorities, names):
    found = triples(loaded, authorities, names)
    unknown = names.thing("organisation", "essai-port-autonome")
    assert (unknown, RDF["type"], CKG.PartnerOrganisation) in found


def test_a_place_the_authorities_know_is_that_place(loaded, authorities, names):
    found = triples(loaded, authorities, names)
    action = names.thing("action", "essai-1")
    assert (action, CKG.mentions, names.thing("place", "canal-neuf")) in found


def test_dates_keep_the_precision_of_the_text(loaded, authorities, names):
    found = triples(loaded, authorities, names)
    deadline = names.thing("deadline", "essai-1")
    assert (deadline, CKG.since, partial_date("2018")) in found
    assert (names.thing("convention", "essai"), CKG.startDate, partial_date("2018")) in found


def test_a_label_without_a_value_is_a_stated_absence(loaded, authorities, names):
    found = triples(loaded, authorities, names)
    absence = names.thing("absence", "essai-1-indicators")
    assert (names.thing("action", "essai-1"), CKG.hasAbsence, absence) in found
    assert (absence, CKG.absentField, names.concept("absent-field", "indicators")) in found


def test_a_part_of_an_action_is_a_sub_action(loaded, authorities, names):
    found = triples(loaded, authorities, names)
    part = names.thing("action", "essai-1.1")
    assert (part, RDF["type"], CKG.SubAction) in found
    assert (part, CKG.isPartOf, names.thing("action", "essai-1")) in found


def test_the_same_record_gives_the_same_quads_in_the_same_order(loaded, authorities, names):
    first = list(record_quads(loaded.record, authorities, names))
    assert first == list(record_quads(loaded.record, authorities, names))
    assert len(first) == len(set(first))


def test_the_actions_of_a_text_without_axes_stand_in_its_programme(loaded, authorities, names):
    axis = loaded.record.axes[0]
    record = loaded.record.model_copy(update={"axes": (), "actions": axis.actions})
    found = {(q.subject, q.predicate, q.object) for q in record_quads(record, authorities, names)}
    programme, action = names.thing("programme", "essai"), names.thing("action", "essai-1")
    assert (action, CKG.isPartOf, programme) in found
    assert (names.thing("action", "essai-1.1"), CKG.isPartOf, action) in found
