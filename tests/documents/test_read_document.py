"""Reading our samples, as made by other programs, in every format."""

import pytest
from sample_making import MAKERS, SAMPLES, make_html, make_pdf, parts

from cooperation_kg.documents import normalise, read_document
from cooperation_kg.documents.refusals import Refused, Why
from cooperation_kg.errors import SourceError


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    return {
        (name, ending): read_document(maker(name, folder / f"{name}.{ending}"))
        for name in ("fiches", "plan")
        for ending, maker in MAKERS.items()
    }


def shown(document, block):
    view = normalise(document)
    first = view.at(block.start)
    return " ".join(view.text[first : view.at(block.end)].split()).removeprefix("• ")


FORMATS = sorted(MAKERS)


@pytest.mark.parametrize("ending", FORMATS)
def test_a_two_column_table_is_read_label_beside_value(made, ending):
    document = made["fiches", ending]
    cells = {
        (block.table, block.row, block.column): shown(document, block)
        for block in document.blocks
        if block.kind == "table cell"
    }
    assert cells[1, 1, 1] == "Délai de mise en œuvre :"
    assert cells[1, 1, 2] == "Travaux engagés en 2023"
    assert cells[1, 3, 2] == "1,2 M€"
    assert cells[2, 2, 2] == "Haute-Brême : SPE"
    assert cells[2, 3, 1] == "Budget estimé :"
    assert (2, 3, 2) not in cells, "a label without a value stays without one"
    assert max(table for table, _, _ in cells) == 2


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("name", ["fiches", "plan"])
def test_headings_are_known_with_their_level(made, name, ending):
    document = made[name, ending]
    headings = [
        (shown(document, block), block.level)
        for block in document.blocks
        if block.kind == "heading"
    ]
    written = [(part.text, part.level) for part in parts(name) if part.kind == "heading"]
    if ending == "odt":  # its template numbers the headings, as a word processor shows them
        headings = [(text.split(" ", 1)[1], level) for text, level in headings]
    assert headings == written


@pytest.mark.parametrize("ending", ["docx", "odt", "html"])
def test_list_items_are_known(made, ending):
    document = made["fiches", ending]
    items = [shown(document, block) for block in document.blocks if block.kind == "list item"]
    assert items == [
        "Un comité de pilotage se réunit une fois par an.",
        "Un comité technique se réunit deux fois par an.",
    ]


def test_a_three_column_table_over_a_page_break_stays_one_table(tmp_path):
    path = make_pdf(
        "plan", tmp_path / "plan.pdf", foot="Contrat de Port-Sablon", small=True, bottomMargin=150
    )
    document = read_document(path)
    cells = [block for block in document.blocks if block.kind == "table cell"]
    assert len(document.pages) > 1
    assert len({document.page_of(block.start) for block in cells}) > 1
    assert {block.table for block in cells} == {1}
    rows = [shown(document, block) for block in cells if block.column == 1]
    table = next(part for part in parts("plan") if part.kind == "table")
    assert rows == [row[0] for row in table.rows]
    assert [block.row for block in cells if block.column == 3] == [1, 2, 3, 4, 5]


def test_the_same_table_on_two_sheets_is_two_tables(tmp_path):
    path = make_pdf("fiches", tmp_path / "fiches.pdf", foot="Convention", small=True)
    document = read_document(path)
    assert {block.table for block in document.blocks if block.table} == {1, 2}


def test_the_feet_of_a_pdf_are_left_out_of_its_normalised_text(tmp_path):
    path = make_pdf("plan", tmp_path / "plan.pdf", foot="Contrat de Port-Sablon", small=True)
    document = read_document(path)
    view = normalise(document)
    assert document.text.count("Contrat de Port-Sablon") == len(document.pages) > 1
    assert "Contrat de Port-Sablon" not in view.text
    assert len(view.left_out) == len(document.pages)


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("name", ["fiches", "plan"])
def test_every_text_of_a_sample_is_found_at_a_place_that_holds_it(made, name, ending):
    document = made[name, ending]
    view = normalise(document)
    joined = view.text.replace("\n", " ").replace("\t", " ")
    for part in parts(name):
        texts = [cell for row in part.rows for cell in row if cell] if part.rows else [part.text]
        for text in texts:
            at = joined.find(text)
            assert at >= 0, text
            places = view.places(at, at + len(text))
            assert document.source.holds(places, text)


def test_markdown_is_read_where_it_stands():
    document = read_document(SAMPLES / "prose.md")
    assert document.media_type == "text/markdown"
    assert document.text == (SAMPLES / "prose.md").read_text("utf-8")
    kinds = [(block.kind, block.level) for block in document.blocks]
    assert kinds[:3] == [("heading", 1), ("heading", 2), ("paragraph", 0)]
    cells = [
        (block.row, block.column, document.text[block.start : block.end])
        for block in document.blocks
        if block.kind == "table cell"
    ]
    assert cells == [
        (1, 1, "Étal"), (1, 2, "Loyer"), (2, 1, "Fruits"),
        (2, 2, "50 €"), (3, 1, "Fleurs"), (3, 2, "45 €"),
    ]  # fmt: skip


def test_marks_of_markdown_are_no_text():
    view = normalise(read_document(SAMPLES / "prose.md"))
    assert view.text.startswith("Protocole entre Rive-Haute et Rive-Basse\n")
    assert "partagent le pont, la gare et un schéma directeur. Elles" in view.text
    assert "le 12e jour" in view.text
    assert "5*3 mètres" in view.text, "a sign between figures is no emphasis"
    assert "• les deux communes" in view.text
    assert "Fruits\t50 €" in view.text


def test_markdown_in_a_text_file_is_known_by_its_marks(tmp_path):
    path = tmp_path / "prose.txt"
    path.write_bytes((SAMPLES / "prose.md").read_bytes())
    assert read_document(path).media_type == "text/markdown"


def test_places_of_html_stand_in_the_file_itself(tmp_path):
    path = make_html("fiches", tmp_path / "fiches.html")
    document = read_document(path)
    file = path.read_text("utf-8")
    assert document.text == file
    view = normalise(document)
    at = view.text.index("Compter les poissons")
    start, end = view.origin(at, at + len("Compter les poissons"))
    assert file[start:end] == "Compter les poissons"
    at = view.text.index("pêcheurs")
    (place,) = view.places(view.text.index("printemps"), at + 8).items
    assert place.line == file[: place.start].count("\n") + 1


def test_lists_and_numbers_of_html_are_shown_as_a_browser_does(tmp_path):
    path = tmp_path / "liste.html"
    path.write_text(
        "<html><body><script>var x = '<p>';</script><!-- caché -->"
        "<ol><li>Un <b>toit</b><li>Un\n emploi</ol>"
        "<table><tr><th rowspan=2>Axe<th>A<tr><td>B</table></body></html>"
    )
    document = read_document(path)
    assert normalise(document).text.split("\n\n")[0].strip() == "1. Un toit\n2. Un emploi"
    cells = {(b.row, b.column) for b in document.blocks if b.kind == "table cell"}
    assert cells == {(1, 1), (1, 2), (2, 2)}


def test_a_document_knows_its_lines_and_pages(tmp_path):
    path = tmp_path / "pages.txt"
    path.write_text("un\ndeux\n\ftrois\n", "utf-8")
    document = read_document(path, "essai")
    assert document.id == "essai"
    assert [(line.number, line.start, line.end) for line in document.lines] == [
        (1, 0, 2), (2, 3, 7), (3, 8, 14),
    ]  # fmt: skip
    assert document.page_of(document.text.index("deux")) == 1
    assert document.page_of(document.text.index("trois")) == 2
    assert read_document(SAMPLES / "prose.md").page_of(0) is None


def test_what_stands_in_the_way_is_said_in_both_languages(tmp_path):
    (tmp_path / "x.pdf").write_bytes(b"")
    with pytest.raises(SourceError) as caught:
        read_document(tmp_path / "x.pdf")
    assert caught.value.words("fr").endswith("x.pdf : est vide ; récupérer le fichier à nouveau")
    assert caught.value.words("en").endswith("x.pdf: is empty; fetch the file again")


def test_every_reason_has_words_that_its_values_fill():
    names = "mb most part error encoding byte kind suffix name page seconds"
    given = dict.fromkeys(names.split(), "1")
    for why in Why:
        french, english = Refused(why, **given).words("fr"), Refused(why, **given).words("en")
        assert french != english
        assert "{" not in french + english
