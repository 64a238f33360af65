import pytest

from cooperation_kg.documents import normalise, read_document
from cooperation_kg.errors import SourceError

TEXT = "Délai de mise en œuvre : 2024 – budget de 30 000 €\r\nL’été\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (TEXT.encode("utf-16"), "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("cp1252"), "windows-1252"),
    ],
)
def test_the_encoding_is_known_and_shifts_no_place(tmp_path, content, encoding):
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    document = read_document(path)
    assert document.text == TEXT
    assert document.reading.encoding == encoding
    assert document.text.index("budget") == 32
    assert normalise(document).text.startswith("Délai de mise en œuvre : 2024")


def test_utf8_with_a_damaged_byte_is_not_taken_for_another_encoding(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("déjà été là".encode() + b"\xff" + "été".encode())
    with pytest.raises(SourceError, match=r"UTF-8 with a damaged character at byte 16"):
        read_document(path)
