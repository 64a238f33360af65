"""What a file holds, found in its content; the ending only tells kinds of text apart.

A file whose ending says another thing than its content is refused: reading it as either would be
a guess.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Final

from cooperation_kg.documents.archive import open_archive
from cooperation_kg.documents.refusals import Refused, Why

__all__ = ["DOCX", "HTML", "MARKDOWN", "ODT", "PDF", "TEXT", "looks_like_markdown", "media_type"]

TEXT: Final = "text/plain"
MARKDOWN: Final = "text/markdown"
HTML: Final = "text/html"
PDF: Final = "application/pdf"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT: Final = "application/vnd.oasis.opendocument.text"

_ENDINGS = {
    ".txt": TEXT,
    ".text": TEXT,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".html": HTML,
    ".htm": HTML,
    ".pdf": PDF,
    ".docx": DOCX,
    ".odt": ODT,
}
_NAMES = {PDF: "PDF", DOCX: "DOCX", ODT: "ODT"}
_OTHERS = (
    (b"\x89PNG", Why.PICTURE, "PNG"),
    (b"\xff\xd8\xff", Why.PICTURE, "JPEG"),
    (b"II*\x00", Why.PICTURE, "TIFF"),
    (b"MM\x00*", Why.PICTURE, "TIFF"),
    (b"GIF8", Why.PICTURE, "GIF"),
    (b"{\\rtf", Why.RTF, "RTF"),
    (b"\x1f\x8b", Why.PACKED, "gzip"),
    (b"7z\xbc\xaf", Why.PACKED, "7z"),
    (b"Rar!", Why.PACKED, "RAR"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_OOXML = "EncryptedPackage".encode("utf-16-le")
_MARKDOWN_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)
_MARKDOWN_BOLD = re.compile(r"\*\*[^\s*][^*\n]{0,200}\*\*")


def media_type(path: PurePath, content: bytes) -> str:
    """The media type of `content`.

    Raises:
        Refused: it is none that is read, or not the one the ending of `path` says.
    """
    suffix = path.suffix.lower()
    ending = _ENDINGS.get(suffix)
    found = _binary(content)
    if found is not None and found != ending:
        raise Refused(
            Why.OTHER_ENDING,
            kind=_NAMES[found],
            suffix=suffix,
            name=f"{path.stem}.{_NAMES[found].lower()}",
        )
    if found is not None:
        return found
    if ending is None:
        raise Refused(Why.UNKNOWN_ENDING, suffix=suffix)
    if ending in _NAMES:
        raise Refused(Why.WRONG_ENDING, kind=_NAMES[ending])
    return ending


def _binary(content: bytes) -> str | None:
    if b"%PDF-" in content[:1024]:
        return PDF
    if content.startswith(b"PK"):
        return _archive(content)
    if content.startswith(_OLE):
        if _ENCRYPTED_OOXML in content:
            raise Refused(Why.ENCRYPTED)
        raise Refused(Why.OLD_OFFICE)
    for mark, why, kind in _OTHERS:
        if content.startswith(mark):
            raise Refused(why, kind=kind)
    return None


def _archive(content: bytes) -> str:
    with open_archive(content) as archive:
        names = set(archive.namelist())
    if "word/document.xml" in names:
        return DOCX
    # An ODT begins with its media type, stored as it is (ODF 1.3 part 2, 3.3).
    if ODT.encode() in content[:200] or {"content.xml", "META-INF/manifest.xml"} <= names:
        return ODT
    raise Refused(Why.OTHER_ARCHIVE)


def looks_like_markdown(text: str) -> bool:
    """Whether a plain text has the marks of Markdown, which many a `.txt` has."""
    headings = _MARKDOWN_HEADING.finditer(text)
    bold = _MARKDOWN_BOLD.finditer(text)
    return len([m for m, _ in zip(headings, range(2), strict=False)]) == 2 or (
        len([m for m, _ in zip(bold, range(3), strict=False)]) == 3
    )
