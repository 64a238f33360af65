"""The page of a source document, and the words around a quote."""

from __future__ import annotations

import hashlib

from page_reading import links, shown

from cooperation_kg.web.quotes import Quotes, SourceFile

PAGE = "/page/document/valmont-rocbourg"
TEXT = "un\ndeux\ntrois mots ici\nquatre\ncinq\nsix\n"


def test_it_says_what_the_file_is_and_how_it_is_known_again(sample):
    said = shown(sample.get(PAGE).text)
    assert "Éditeur Département de Valmont" in said
    assert "Fichier valmont-rocbourg.txt" in said
    assert "SHA-256 0123456789abcdef" in said


def test_every_value_stands_at_its_line_with_what_was_taken_from_it(sample):
    html = sample.get(PAGE).text
    said = shown(html)
    assert "« Réparer le pont » Titre" in said
    assert "« deux fois par an » Périodicité" in said
    assert 'id="L71"' in html
    assert "/page/action/valmont-rocbourg-1" in links(html)["Titre"]


def test_a_line_that_is_asked_for_is_on_the_page_that_comes(published):
    html = published.get("/page/document/75-93?line=735").text
    assert 'id="L735"' in html
    assert "A compter de l’édition 2018" in shown(html)
    assert 'id="L735"' not in published.get("/page/document/75-93").text


def test_a_line_that_is_no_number_is_the_first(sample):
    assert sample.get(f"{PAGE}?line=x'%3E").text.count('id="L1"') == 1


def test_words_come_with_the_lines_around_them(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    at = TEXT.index("mots")
    pieces = Quotes(tmp_path).around(SourceFile("a.txt", digest), [(at, at + 4)])
    assert pieces == [("un\ndeux\ntrois ", False), ("mots", True), (" ici\nquatre\ncinq", False)]


def test_words_parted_by_a_page_are_both_marked(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    pieces = Quotes(tmp_path).around(SourceFile("a.txt", digest), [(0, 2), (3, 7)])
    assert [words for words, quoted in pieces if quoted] == ["un", "deux"]


def test_another_version_of_a_file_gives_no_words(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    assert Quotes(tmp_path).around(SourceFile("a.txt", "0" * 64), [(0, 2)]) == ()


def test_no_file_outside_the_folder_is_read(tmp_path):
    inside = tmp_path / "corpus"
    inside.mkdir()
    outside = tmp_path / "secret.txt"
    outside.write_text(TEXT, "utf-8")
    (inside / "link.txt").symlink_to(outside)
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    for name in ("../secret.txt", str(outside), "link.txt", "..", "", "nothing.txt"):
        assert Quotes(inside).around(SourceFile(name, digest), [(0, 2)]) == (), name


def test_places_that_lie_outside_the_text_give_no_words(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    file = SourceFile("a.txt", digest)
    assert Quotes(tmp_path).around(file, [(0, 9000)]) == ()
    assert Quotes(tmp_path).around(file, []) == ()
