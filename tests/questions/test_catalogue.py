import pyoxigraph as ox
import pytest

from cooperation_kg.errors import QuestionError, RecordError
from cooperation_kg.questions.catalogue import Catalogue

CONTRACT = {
    "conventions": "convention, title, type, start, end, adopted",
    "parties": "convention, party, kind, role",
    "axes": "convention, axis, title",
    "actions": "convention, action, title, axis, deadline, budget, line",
    "pilots": "convention, action, collectivity, direction, label",
    "partners": "convention, action, partner, status",
    "indicators": "convention, action, indicator",
    "amounts": "convention, action, amount_eur, text",
    "objectives": "convention, number, level, title, parent",
    "commitments": "convention, number, priority, objective, action, lever",
    "governance": "convention, body, level, meetings_per_year, composition",
    "signatories": "convention, name, role, party",
    "acronyms": "convention, acronym, expansion",
    "neighbourhoods": "convention, name, communes, population, median_income",
    "tools": "document, name, kind, since",
    "agreements": "document, between, date, subject",
    "citations": "convention, action, cited, kind",
    "declared-counts": "convention, what, declared, actual",
    "shared-partners": "partner, conventions, actions",
    "homonyms": "acronym, organisations",
    "joint-pilots": "direction_a, direction_b, actions",
    "discrepancies": "convention, kind, detail, lines",
    "active-on": "convention, title",
    "by-theme": "theme, convention, action, title",
    "by-place": "place, convention, action, title",
    "ept-actions": "ept, convention, action, basis",
    "evidence": "field, value, document, line, quote",
}


@pytest.mark.parametrize("question", CONTRACT)
def test_the_columns_are_those_of_the_public_interface(catalogue, question):
    assert ", ".join(catalogue[question].columns) == CONTRACT[question]


def test_the_catalogue_holds_ten_more_questions(catalogue):
    assert len(catalogue) >= len(CONTRACT) + 10


def test_every_question_gives_its_columns_and_answers_its_example(catalogue):
    store = ox.Store()
    for question in catalogue:
        example = {name: parameter.example for name, parameter in question.parameters.items()}
        found = store.query(question.query(example))
        assert [variable.value for variable in found.variables] == list(question.columns)


def test_every_example_has_an_answer_on_the_published_data(catalogue, ask):
    for question in catalogue:
        example = {name: parameter.example for name, parameter in question.parameters.items()}
        if question.parameters:
            assert ask(question.id, **example), question.id


def test_every_question_is_described_in_both_languages(catalogue):
    for question in catalogue:
        for text in (question.summary, question.description):
            assert text["fr"].strip() and text["en"].strip() and text["fr"] != text["en"]


def test_an_unknown_question_says_where_the_list_is(catalogue):
    with pytest.raises(QuestionError, match="ask --list"):
        catalogue["nobody-asked"]


def test_a_missing_parameter_is_named_with_an_example(catalogue):
    with pytest.raises(QuestionError, match=r"example: date=2019-06-30"):
        catalogue["active-on"].query({})


@pytest.mark.parametrize(
    ("question", "values", "message"),
    [
        ("active-on", {"date": "31/12/2019"}, "is no date"),
        ("shared-partners", {"at_least": "1"}, "whole number of at least 2"),
        ("shared-partners", {"at_least": "deux"}, "whole number"),
        ("actions", {"axis": "1"}, "it takes: none"),
    ],
)
def test_a_wrong_parameter_says_what_is_expected(catalogue, question, values, message):
    with pytest.raises(QuestionError, match=message):
        catalogue[question].query(values)


def test_a_value_never_becomes_a_part_of_the_query(ask):
    hostile = '") } INSERT DATA { <a:a> <a:b> "x" } #\\"'
    assert ask("by-place", place=hostile) == []


def test_a_question_that_uses_an_undescribed_parameter_is_refused(tmp_path):
    (tmp_path / "q.rq").write_text(
        "#+ summary: s\n#+ summary_fr: s\n#+ description: d\n#+ description_fr: d\n"
        "#+ theme: plan\n#+ columns: [x]\nSELECT ?x WHERE { ?x ?y ?_z }\n",
        "utf-8",
    )
    with pytest.raises(RecordError, match="describe each parameter once"):
        Catalogue(tmp_path)
