import hashlib

import pytest

from cooperation_kg.documents import Place, Places, Source, load_source
from cooperation_kg.errors import PlaceError, SourceError

# Justified text, a word cut at a line end, a bullet of a symbol font, a page number between.
TEXT = (
    "Action n°1 :  Relier  les  deux\n"
    "territoires\n"
    "\uf0a7 l’inter-\n"
    "connexion  des  pistes\n"
    "                                                   7\n"
    "du canal\n"
)


def source() -> Source:
    return Source("essai", TEXT)


@pytest.mark.parametrize(
    ("text", "line", "printed"),
    [
        ("Relier les deux territoires", 1, "Relier  les  deux\nterritoires"),
        ("l'interconnexion", 3, "l’inter-\nconnexion"),
        ("pistes du canal", 4, "pistes\n" + " " * 51 + "7\ndu canal"),
    ],
)
def test_a_text_is_found_through_what_the_page_adds_to_it(text, line, printed):
    place = source().find(text, line)
    assert source().quote(Places((place,))) == printed
    assert place.line == line
    assert source().holds(Places((place,)), text)


def test_the_occurrence_nearest_to_the_line_is_taken():
    twice = Source("essai", "DVD\nautre\nautre\nDVD\n")
    assert twice.find("DVD", 4) == Place(4, 16, 19)
    assert twice.find("DVD", 1) == Place(1, 0, 3)


def test_a_text_far_from_its_line_is_an_error_that_names_the_nearest_line():
    far = Source("essai", "DVD\n" + "autre\n" * 10)
    with pytest.raises(PlaceError, match=r"not at line 9; nearest: line 1"):
        far.find("DVD", 9)


def test_a_text_that_stands_nowhere_is_an_error():
    with pytest.raises(PlaceError, match="stands nowhere"):
        source().find("Val-de-Marne", 1)


def test_a_run_past_the_end_names_the_document_and_both_lengths():
    with pytest.raises(PlaceError, match=r"court.*ends at 9.*5 characters"):
        Source("court", "court").quote(Places((Place(1, 3, 9),)))


def test_another_text_at_a_place_is_noticed():
    assert not source().holds(Places((Place(1, 0, 6),)), "Axe n°1")


def test_lines_end_at_a_line_feed_only():
    page = Source("essai", "un\fdeux\u2028trois\nquatre")
    assert page.line_of(page.text.index("trois")) == 1
    assert page.line_of(page.text.index("quatre")) == 2
    assert page.line_count == 2


def test_markup_of_markdown_and_html_is_no_text():
    marked = Source("essai", "les **Maires** des 12<sup>e</sup> et 13<sup>e</sup>\n")
    place = marked.find("Maires des 12e et 13e", 1)
    assert marked.text[place.start : place.end].startswith("Maires**")


def test_another_version_of_a_file_is_refused(tmp_path):
    path = tmp_path / "doc.txt"
    path.write_text("autre", "utf-8")
    with pytest.raises(SourceError, match="not the version"):
        load_source(path, "75-93", sha256=hashlib.sha256(b"premier").hexdigest())


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(SourceError, match=r"absent\.txt: cannot be read"):
        load_source(tmp_path / "absent.txt", "75-93")


def test_a_file_that_is_not_utf8_says_at_which_byte(tmp_path):
    path = tmp_path / "doc.txt"
    path.write_bytes("été".encode("cp1252"))
    with pytest.raises(SourceError, match="not UTF-8 at byte 0"):
        load_source(path, "75-93")
