"""DOCX and ODT as word processors write them: numbers they count, pages they noted."""

import io
import zipfile

import docx
import pytest
from docx.enum.text import WD_BREAK

from cooperation_kg.documents import read_document

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODF = "urn:oasis:names:tc:opendocument:xmlns:"


def write(path, **parts):
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return path


def word(path, body, **parts):
    xml = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    wrapped = {
        f"word__{name}": f'<w:{name} xmlns:w="{WORD}">{content}</w:{name}>'
        for name, content in parts.items()
    }
    return write(path, word__document=xml, **wrapped)


def paragraph(text, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_numbers_that_the_word_processor_counts_are_read(tmp_path):
    def level(at, form, text):
        return (
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{text}"/></w:lvl>'
        )

    def item(text, at):
        return paragraph(text, f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="7"/></w:numPr>')

    path = word(
        tmp_path / "a.docx",
        item("Durée", 0) + item("Reconduction", 1) + item("Préavis", 1) + item("Bilan", 0)
        + item("Date", 1),
        numbering='<w:abstractNum w:abstractNumId="3">'
        + level(0, "upperRoman", "Article %1 –") + level(1, "decimal", "%1.%2")
        + '</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num>',
    )  # fmt: skip
    assert read_document(path).text.splitlines() == [
        "Article I – Durée", "I.1 Reconduction", "I.2 Préavis", "Article II – Bilan", "II.1 Date",
    ]  # fmt: skip


def test_deleted_hidden_and_repeated_text_is_left_out(tmp_path):
    markup = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    path = word(
        tmp_path / "a.docx",
        "<w:p><w:ins><w:r><w:t>deux</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>trois</w:delText></w:r></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>caché</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<w:r><w:t> ans</w:t><w:tab/><w:noBreakHyphen/></w:r></w:p>"
        f'<mc:AlternateContent xmlns:mc="{markup}"><mc:Choice>'
        "<w:p><w:r><w:t>boîte</w:t></w:r></w:p></mc:Choice><mc:Fallback><w:p><w:r><w:t>boîte</w:t></w:r></w:p></mc:Fallback>"
        "</mc:AlternateContent>",
    )
    assert read_document(path).text == "deux ans\t-\nboîte\n"


def test_pages_are_those_the_word_processor_noted(tmp_path):
    document = docx.Document()
    document.add_paragraph("page un").add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("page deux")
    document.save(str(tmp_path / "a.docx"))
    read = read_document(tmp_path / "a.docx")
    assert read.page_of(read.text.index("page un")) == 1
    assert read.page_of(read.text.index("page deux")) == 2


def test_a_row_over_a_page_counts_one_break(tmp_path):
    def cell(one, two):
        return (
            f"<w:tc><w:p><w:r><w:t>{one}</w:t></w:r></w:p><w:p><w:r><w:lastRenderedPageBreak/>"
            f"<w:t>{two}</w:t></w:r></w:p></w:tc>"
        )

    table = f"<w:tbl><w:tr>{cell('a', 'b')}{cell('c', 'd')}</w:tr></w:tbl>"
    read = read_document(word(tmp_path / "a.docx", table + paragraph("fin")))
    assert len(read.pages) == 2
    assert read.page_of(read.text.index("a")) == 1
    assert read.page_of(read.text.index("fin")) == 2
    assert {(block.row, block.column) for block in read.blocks if block.table} == {(1, 1), (1, 2)}


def test_merged_cells_keep_the_columns_of_the_others(tmp_path):
    document = docx.Document()
    table = document.add_table(2, 3)
    for row in range(2):
        for column in range(3):
            table.cell(row, column).text = f"{row}{column}"
    table.cell(0, 0).merge(table.cell(1, 0)).text = "objectif"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "action"
    document.save(str(tmp_path / "a.docx"))
    read = read_document(tmp_path / "a.docx")
    assert [(b.row, b.column, read.text[b.start : b.end]) for b in read.blocks if b.table] == [
        (1, 1, "objectif"), (1, 2, "action"), (2, 2, "11"), (2, 3, "12"),
    ]  # fmt: skip


@pytest.fixture
def odt(tmp_path):
    def make(body, styles=""):
        names = ("office", "text", "table", "style")
        spaces = "".join(f' xmlns:{name}="{ODF}{name}:1.0"' for name in names)
        spaces += f' xmlns:fo="{ODF}xsl-fo-compatible:1.0"'
        xml = (
            f"<office:document-content{spaces}><office:automatic-styles>{styles}"
            '</office:automatic-styles><office:body><office:text text:use-soft-page-breaks="true">'
            f"{body}</office:text></office:body></office:document-content>"
        )
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
            archive.writestr("content.xml", xml)
        path = tmp_path / "a.odt"
        path.write_bytes(content.getvalue())
        return read_document(path)

    return make


def test_spaces_pages_and_notes_of_an_odt(odt):
    read = odt(
        "<text:p>un<text:s text:c='2'/>deux\n   trois<text:note><text:note-body><text:p>note"
        "</text:p></text:note-body></text:note></text:p><text:p>fin<text:soft-page-break/>ale"
        "</text:p><text:p text:style-name='P1'>Nouvelle</text:p>",
        "<style:style style:name='P1'><style:paragraph-properties fo:break-before='page'/>"
        "</style:style>",
    )
    assert read.text == "un  deux trois\nfinale\nNouvelle\n"
    assert [read.page_of(read.text.index(word)) for word in ("un", "ale", "Nouvelle")] == [1, 2, 3]


def test_numbered_lists_of_an_odt_are_counted(odt):
    number = "<text:list-level-style-number text:level='{}' style:num-format='{}' {}/>"
    read = odt(
        "<text:list text:style-name='L'><text:list-item><text:p>Axe</text:p><text:list>"
        "<text:list-item><text:p>un</text:p></text:list-item><text:list-item><text:p>deux</text:p>"
        "</text:list-item></text:list></text:list-item><text:list-item><text:p>Axe</text:p>"
        "</text:list-item></text:list>",
        "<text:list-style style:name='L'>"
        + number.format(1, "A", "style:num-suffix='.'")
        + number.format(2, "1", "text:display-levels='2'")
        + "</text:list-style>",
    )
    assert read.text.split("\n")[:4] == ["A. Axe", "A.1 un", "A.2 deux", "B. Axe"]
    assert [block.level for block in read.blocks] == [1, 2, 2, 1]
