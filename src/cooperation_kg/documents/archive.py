"""The parts of a DOCX or ODT: checked for size before anything is inflated, read as XML events.

`zipfile` inflates at most the size an entry declares, so that the declared sizes, checked first,
bound what is read. Events come in pieces and no tree is built: memory does not grow with the part.
A document type declaration is refused: neither format uses one (OPC 10.1.2 forbids it), and
without it no entity can expand.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.parsers import expat

from cooperation_kg.documents.limits import MAX_DEPTH
from cooperation_kg.documents.refusals import Refused, Why

__all__ = ["End", "Start", "Text", "XmlEvent", "events", "open_archive"]

MAX_PART = 64_000_000
MAX_TOTAL = 500_000_000
_MAX_DIRECTORY = 1_000_000
_END_OF_DIRECTORY = b"PK\x05\x06"
_END_OF_WIDE_DIRECTORY = b"PK\x06\x07"
_PIECE = 65_536


@dataclass(frozen=True, slots=True)
class Start:
    """The start of an element; names are `namespace local`, by expat's separator."""

    name: str
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class End:
    """The end of an element."""

    name: str


@dataclass(frozen=True, slots=True)
class Text:
    """Characters between tags."""

    text: str


XmlEvent = Start | End | Text


def open_archive(content: bytes) -> zipfile.ZipFile:
    """Opens a ZIP archive whose directory and declared sizes are within bounds.

    Raises:
        Refused: it is damaged, encrypted, or would inflate beyond measure.
    """
    end = content.rfind(_END_OF_DIRECTORY, -65_557 if len(content) > 65_557 else 0)
    if end < 0 or len(content) < end + 22:
        raise Refused(Why.DAMAGED)
    (directory,) = struct.unpack_from("<L", content, end + 12)
    wide = content[max(end - 20, 0) : end].startswith(_END_OF_WIDE_DIRECTORY)
    if directory > _MAX_DIRECTORY or wide:
        raise Refused(Why.ENTRIES)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Refused(Why.DAMAGED) from error
    entries = archive.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused(Why.ENCRYPTED)
    if sum(entry.file_size for entry in entries) > MAX_TOTAL:
        raise Refused(Why.INFLATES, most=MAX_TOTAL // 1_000_000)
    return archive


def events(archive: zipfile.ZipFile, part: str) -> Iterator[XmlEvent]:
    """The XML of a part, in order.

    Raises:
        Refused: the part is too large, damaged, nested too deeply, or declares a document type.
        KeyError: there is no such part.
    """
    entry = archive.getinfo(part)
    if entry.file_size > MAX_PART:
        raise Refused(Why.INFLATES_PART, mb=entry.file_size // 1_000_000, part=part)
    found: list[XmlEvent] = []
    parser = _parser(found)
    try:
        with archive.open(entry) as stream:
            while piece := stream.read(_PIECE):
                parser.Parse(piece, False)
                yield from found
                found.clear()
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Refused(Why.DAMAGED_XML, part=part, error=str(error)) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise Refused(Why.DAMAGED) from error
    except (ValueError, LookupError) as error:  # an encoding expat does not know
        raise Refused(Why.DAMAGED_XML, part=part, error=str(error)) from error
    yield from found


def _parser(found: list[XmlEvent]) -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise Refused(Why.NESTED_XML, most=MAX_DEPTH)
        found.append(Start(name, attributes))

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        found.append(End(name))

    def doctype(*_: object) -> None:
        raise Refused(Why.DOCUMENT_TYPE)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = lambda text: found.append(Text(text))
    parser.StartDoctypeDeclHandler = doctype
    return parser
