from dataclasses import replace

import pytest

from cooperation_kg.documents import Page, Source, read_document
from cooperation_kg.extraction.draft import Draft, as_json, as_yaml
from cooperation_kg.extraction.reading import Reading, clean
from cooperation_kg.records.model import Record
from cooperation_kg.records.values import Party, Stated
from cooperation_kg.records.yaml import load_model

TEXT = (
    "Convention  entre  la  Ville\n"
    "et le Pays de l’Essai\n"
    "\n"
    "                                        7\n"
    "\n"
    "\uf0a7 Relier les deux inter-\n"
    "communalités\n"
)


def reading():
    return Reading(Source("essai", TEXT))


def test_words_are_stated_as_a_reader_writes_them():
    value = reading().stated(0, 50, Stated, confidence=0.9, method="essai")
    assert value.text == "Convention entre la Ville et le Pays de l’Essai"
    assert Source("essai", TEXT).holds(value.at, value.text)


def test_a_bullet_is_no_part_of_a_value():
    start = TEXT.index("\uf0a7")
    value = reading().stated(start, len(TEXT), Stated, confidence=0.9, method="essai")
    assert value.text == "Relier les deux intercommunalités"
    assert value.at.line == 6


def test_a_page_number_parts_a_value_in_two_places():
    value = reading().stated(0, len(TEXT), Stated, confidence=0.9, method="essai")
    assert len(value.at.items) == 2
    assert "7" not in value.text
    assert Source("essai", TEXT).holds(value.at, value.text)


def test_a_year_on_its_line_is_no_page_number():
    lines = Reading(Source("essai", "Échéance :\n\n2019\n\nDVD\n")).lines
    assert not lines[2].furniture


def test_the_head_of_every_page_is_furniture():
    page = "{}\n\nConvention cadre\n\nDu texte de la page {}, qui change.\nEncore du texte {}.\n\n"
    text = "".join(page.format(n, n, n) for n in range(1, 7))
    lines = Reading(Source("essai", text)).lines
    assert {line.text for line in lines if line.furniture and not line.text.isdigit()} == {
        "Convention cadre"
    }


def test_markup_is_no_text():
    assert clean("#### **1. Agir** avec <b>tous</b>") == "1. Agir avec tous"


def draft():
    here = reading()
    title = here.stated(0, 50, Stated, confidence=0.97, method="first heading")
    party = here.stated(
        19, 28, Party, confidence=0.5, method='a "guess": # here', organisation="paris"
    )
    record = Record(id="essai", type="protocol", title=title, parties=(party,), themes=("sport",))
    return Draft(record, here.notes)


def test_a_draft_is_a_record_with_comments(tmp_path):
    path = tmp_path / "essai.yaml"
    path.write_text(as_yaml(draft()), "utf-8")
    record, _ = load_model(path, Record)
    assert record == draft().record


def test_the_least_sure_value_stands_first_with_its_line_and_words():
    head = [line for line in as_yaml(draft()).splitlines() if line.startswith("#   ")]
    assert head == ["#   0.50 parties[0] (L1): « la Ville »"]


def test_a_draft_as_json_tells_method_and_confidence():
    assert '"confidence": 0.97' in as_json(draft())


def test_a_number_that_counts_pages_is_no_text_wherever_it_stands() -> None:
    page = "Le comité se réunit.\n\n{}\nSuite du texte, sur plusieurs lignes\n\n\n\n\n"
    text = "".join(page.format(number) for number in (1, 2, 3)) + "Fin, 4 pages\n"
    furniture = [line.text for line in Reading(Source("x", text)).lines if line.furniture]
    assert furniture == ["1", "2", "3"]
    named = "Accompagner la\nPage 7/22\nscolarité\n"
    assert [line.furniture for line in Reading(Source("x", named)).lines[:3]] == [
        False,
        True,
        False,
    ]


def test_numbers_that_follow_each_other_in_a_list_are_text() -> None:
    text = "1\n\nPlanter\n\n2\n\nArroser\n\n3\n\nTailler\n"
    lines = Reading(Source("x", text.replace("\n\n", "\nbis\n"))).lines
    assert not any(line.furniture for line in lines)


def test_references_of_html_are_characters() -> None:
    assert clean("d&eacute;velopper l&#8217;accès &amp; les droits") == (
        "développer l’accès & les droits"
    )


@pytest.mark.parametrize("head", ["{n}          Contrat de la Brenne", "CONVENTION     Page {n}/9"])
def test_a_head_with_the_number_of_its_page_is_no_text(head):
    body = "Un texte court.\n\nUn autre.\n\nUn dernier.\n\n"
    text = "".join(f"{head.format(n=n)}\n{body}" for n in (3, 4, 5))
    assert {line.text for line in Reading(Source("essai", text)).printed(1, 99)} == {
        "Un texte court.", "Un autre.", "Un dernier.",
    }  # fmt: skip


def test_a_line_that_only_repeats_with_other_numbers_is_text():
    text = "Logements          120\nAutre ligne\nLogements          80\n" * 3
    assert len(Reading(Source("essai", text)).printed(1, 99)) == 9


def test_a_cut_word_is_put_together_as_the_document_writes_it():
    text = "Un co-financement est prévu.\nLes com-\nmunes et le co-\nfinancement\n"
    reading = Reading(Source("essai", text))
    start = text.index("Les com")
    value = reading.stated(start, len(text), Stated, confidence=1, method="essai")
    assert value.text == "Les communes et le co-financement"


def test_a_number_between_counted_pages_is_one_of_a_page_too() -> None:
    page = "Le comité se réunit.\n\n{}\n Suite du texte, sur plusieurs lignes\n\n\n\n\n"
    numbers = ["5", "6", "7", "11", "12", "13", "14", "16"]
    lines = Reading(Source("essai", "".join(map(page.format, numbers)) + "Fin\n")).lines
    assert [line.text for line in lines if line.furniture] == numbers


def test_a_head_in_spaced_letters_that_comes_back_is_no_text() -> None:
    head = "P R O T O C O L E   –   A V R E"
    text = f"{head}\n\nObjectif\n\n{head}\n\nAider\n\n{head}\n\nFin\n"
    shown = [line.text for line in Reading(Source("essai", text)).lines if not line.furniture]
    assert [words for words in shown if words] == ["Objectif", "Aider", "Fin"]


def test_an_unsure_value_is_shown_with_its_page_and_the_words_around_it(tmp_path):
    path = tmp_path / "essai.txt"
    path.write_text("La Ville et le Département agiront ensemble.\n", "utf-8")
    document = read_document(path)
    pages = (Page(1, 0, 9), Page(2, 9, 99))
    document = replace(document, reading=replace(document.reading, pages=pages))
    reading = Reading(document.source)
    title = reading.stated(0, 44, Stated, confidence=0.99, method="a")
    party = reading.stated(15, 26, Party, confidence=0.5, method="b", organisation="departement-93")
    record = Record(id="essai", type="protocol", title=title, parties=(party,))
    head = as_yaml(Draft(record, reading.notes, document)).splitlines()[3:5]
    assert head == [
        "#   0.50 parties[0] (p. 2, L1): « Département »",
        "#        … La Ville et le Département agiront ensemble. …",
    ]
