"""Normalisation: nothing that is said gets lost, and every character knows its origin."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cooperation_kg.documents import Document, Source, normalise
from cooperation_kg.documents.kinds import HTML, MARKDOWN, TEXT
from cooperation_kg.documents.markdown import read_markdown
from cooperation_kg.documents.plain import read_plain
from cooperation_kg.documents.web_page import read_html

READERS = {TEXT: read_plain, MARKDOWN: read_markdown, HTML: read_html}


def document(text, media_type=TEXT):
    reading = READERS[media_type](text)
    return Document(Path("essai"), media_type, Source("essai", text), reading)


def normal(text, media_type=TEXT):
    return normalise(document(text, media_type)).text


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("C o n t r a t  d e  v i l l e", "Contrat de ville"),
        ("les « T i t r e » courants", "les « Titre » courants"),
        ("les  deux   territoires ", "les deux territoires"),
        ("l’Ourcq et l‘eau", "l'Ourcq et l'eau"),
        ("un projet eﬃcace et ﬁnancé", "un projet efficace et financé"),
        ("collec\u00adtivité", "collectivité"),
        ("e\u0301tude", "étude"),
        ("\uf0a7 un point", "• un point"),
        ("\ufffd\ufffd\ufffd\ufffd Parce que", "• Parce que"),
        ("■ un point", "• un point"),
        ("o un sous-point", "• un sous-point"),
        ("- un tiret reste", "- un tiret reste"),
        ("Délai :\t\t2024", "Délai :\t2024"),
        ("A B C D E", "A B C D E"),
        ("1 2 3 4 5 6", "1 2 3 4 5 6"),
        ("12 000 €", "12 000 €"),
    ],
)
def test_a_printing_is_read_as_it_is_meant(printed, read):
    assert normal(printed) == read


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("des col-\nlectivités", "des collectivités"),
        ("Seine-\nSaint-Denis", "Seine-Saint-Denis"),
        ("Seine-Saint-\nDenis", "Seine-Saint-Denis"),
        ("le Val-de-\nMarne", "le Val-de-Marne"),
        ("au-\ndelà", "au-delà"),
        ("2018-\n2020", "2018-2020"),
        ("sous-\néquipement", "sous-équipement"),
        ("collec\u00ad\ntivité", "collectivité"),
        ("une télé-\nassistance ; la télé-assistance", "une télé-assistance ; la télé-assistance"),
        ("le porte-\nfeuille ; un portefeuille", "le portefeuille ; un portefeuille"),
        ("parents-\nélèves ; parents ; élèves", "parents-élèves ; parents ; élèves"),
        ("un tiret -\nautre", "un tiret -\nautre"),
        ("simplifi-\n\ncation", "simplification"),
        ("fin-\n\nNouveau", "fin-\n\nNouveau"),
    ],
)
def test_a_word_cut_at_a_line_end_is_rejoined(printed, read):
    assert normal(printed) == read


def pages(count, head="Convention A – B", foot="- {} -"):
    return "\f".join(
        f"{head}\n\nTexte de la page {'abcdefghij'[page]}.\nIl continue.\n\n"
        f"{foot.format(page + 1)}\n"
        for page in range(count)
    )


def test_heads_feet_and_page_numbers_are_left_out():
    text = pages(5)
    view = normalise(document(text))
    assert "Convention" not in view.text
    assert not any(figure in view.text for figure in "12345")
    assert view.text.count("Il continue.") == 5
    assert [text[start:end].strip() for start, end in view.left_out][:2] == [
        "Convention A – B",
        "- 1 -",
    ]


@pytest.mark.parametrize("head", ["Action n° {}", "Article {}", "Fiche {}", "AXE {} :"])
def test_a_numbered_part_at_the_head_of_every_page_is_text(head):
    text = "\f".join(f"{head.format(n)}\nTexte {'abcde'[n]}\nSuite\n" for n in range(1, 5))
    assert head.format(3) in normal(text)


def test_a_head_with_its_page_number_is_left_out():
    text = "\f".join(f"Convention A – B  {n}\nTexte {'abcdef'[n]}\nSuite\n" for n in range(1, 5))
    assert "Convention" not in normal(text)


def test_labels_at_the_foot_of_every_page_are_text():
    text = "\f".join(
        f"Un\nDeux {n}\nTrois\nQuatre {n}\nBudget\n{n}0 000 €\nIndicateurs :\n{'abcde'[n]}\n"
        for n in range(5)
    )
    assert normal(text).count("Indicateurs :") == normal(text).count("Budget\n") == 5


def test_labels_that_recur_without_pages_are_text():
    text = "Budget estimé :\n30\n\nDélai :\n2024\n\n" * 12
    assert normal(text).count("Budget estimé :\n30") == 12


def test_a_word_cut_by_a_page_is_rejoined_and_has_two_places():
    text = "Le renouvelle-\n" + " " * 40 + "7\nment urbain"
    doc = document(text)
    view = normalise(doc)
    assert view.text == "Le renouvellement urbain"
    places = view.places(3, 17)
    assert [text[place.start : place.end] for place in places.items] == ["renouvelle-", "ment"]
    assert doc.source.holds(places, "renouvellement")


def test_running_heads_in_spaced_letters_are_left_out_without_pages():
    head = " C o n t r a t  d e  V a l m o n t  {}"
    text = "\n".join(head.format(n) + "\n" + f"Ligne {n}\n" * 30 for n in range(4, 9))
    assert "ontrat" not in normal(text)


def test_a_character_reference_is_one_character_with_the_place_of_the_whole():
    text = "<p>D&eacute;lai &amp; co&ucirc;t</p>"
    view = normalise(document(text, HTML))
    at = view.text.index("é")
    start, end = view.origin(at, at + 1)
    assert text[start:end] == "&eacute;"
    assert view.text.strip() == "Délai & coût"


def test_nothing_is_printed_in_a_run_of_blanks():
    with pytest.raises(ValueError, match="nothing is printed"):
        normalise(document("un \n deux")).places(2, 3)


_PIECES = (
    "Seine-\n|Saint-Denis|col-\n\n|lectivité| a b c d |  |\t|\n|\f|\r\n|’|ﬁ|e\u0301|\u00ad|\u00ad\n"
    "|\uf0a7 |\ufffd|- |**|*|_|# |<b>|</b>|<p>|<td|<!--|-->|&eacute;|&amp|<li>|<ol>|</ol>|<script>"
    "|7\n|Page 3|- 4 -\n|\n\n|[a](b)|\\*|é"
)
PIECES = st.sampled_from([*_PIECES.split("|"), "| a | b |\n", "|---|---|\n"])
TEXTS = st.one_of(
    st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=40).map("".join),
    st.text(max_size=200),
)


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, media_type=st.sampled_from([TEXT, MARKDOWN, HTML]))
def test_every_character_maps_back_to_its_origin(text, media_type):
    view = normalise(document(text, media_type))
    assert len(view.text) == len(view.positions) == len(view.ends)
    last = (0, 0)
    for character, start, end in zip(view.text, view.positions, view.ends, strict=True):
        assert 0 <= start < end <= len(text)
        assert (start, end) >= last, "the order of the text is kept"
        last = (start, end)
        if end - start == 1 and character.isalnum():
            origin = text[start]
            same = unicodedata.normalize("NFKC", origin)
            shown_number = media_type == HTML and origin in "<"
            assert character == origin or character in same or shown_number


@settings(max_examples=100, deadline=None)
@given(text=TEXTS)
def test_letters_of_plain_text_are_kept(text):
    letters = [c for c in text if c.isalpha() and c not in "oﬁ" and c.isascii()]
    view = normalise(document(text))
    left = "".join(text[start:end] for start, end in view.left_out)
    kept = [c for c in view.text if c.isalpha() and c not in "oﬁ" and c.isascii()]
    accented = text.count("\u0301") + sum(0x300 <= ord(c) <= 0x36F for c in text)
    assert len(kept) + len([c for c in left if c.isalpha()]) + accented >= len(letters) - accented


@settings(max_examples=100, deadline=None)
@given(text=TEXTS, media_type=st.sampled_from([TEXT, MARKDOWN, HTML]), data=st.data())
def test_what_is_found_in_the_view_has_places_in_the_document(text, media_type, data):
    doc = document(text, media_type)
    view = normalise(doc)
    if not view.text.strip():
        return
    start = data.draw(st.integers(0, len(view.text) - 1))
    end = data.draw(st.integers(start + 1, len(view.text)))
    if not view.text[start:end].strip():
        return
    for place in view.places(start, end).items:
        assert place.line == text.count("\n", 0, place.start) + 1
        assert 0 <= place.start < place.end <= len(text)


def test_normalisation_of_a_long_text_takes_time_in_line_with_its_length():
    """Sizes, not seconds: a long line of every mark is set without being read again."""
    for text in ("a b " * 50_000, "*a " * 50_000, "mot-\n" * 50_000, " " * 200_000 + "x"):
        for media_type in (TEXT, MARKDOWN, HTML):
            assert normal(text, media_type) is not None
