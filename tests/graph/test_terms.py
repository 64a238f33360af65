import pytest

from cooperation_kg.graph.terms import CKG, Names, partial_date, slug


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Agence d’Écologie Urbaine", "agence-d-ecologie-urbaine"),
        ("Œuvre  &  cœur", "oeuvre-coeur"),
        ("« Passage(s) »", "passage-s"),
        ("DASES", "dases"),
    ],
)
def test_a_key_is_made_of_a_name(name, key):
    assert slug(name) == key


@pytest.mark.parametrize(
    ("written", "datatype"), [("2018", "gYear"), ("2018-02", "gYearMonth"), ("2018-02-15", "date")]
)
def test_a_date_is_only_as_precise_as_it_is_written(written, datatype):
    literal = partial_date(written)
    assert literal.value == written
    assert literal.datatype.value.endswith(f"#{datatype}")


def test_things_and_graphs_take_the_base_and_terms_do_not():
    names = Names("https://exemple.fr/")
    assert names.thing("action", "75-93-7.1").value == "https://exemple.fr/id/action/75-93-7.1"
    assert names.graph("75-93").value == "https://exemple.fr/graph/75-93"
    assert CKG.Action.value == "https://w3id.org/cooperation-kg/ontology#Action"
