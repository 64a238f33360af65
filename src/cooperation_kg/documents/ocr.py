"""Text recognition of pages that are pictures, by Tesseract, with its confidence in every word."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from cooperation_kg.documents.builder import TextBuilder
from cooperation_kg.documents.refusals import Refused, Why

if TYPE_CHECKING:
    import pypdfium2

__all__ = ["Word", "available", "recognise", "words"]

_DPI = 300  # what Tesseract is trained on
_MAX_PIXELS = 40_000_000
_SECONDS = 120
_FIELDS = 12
_WORD_LEVEL = "5"


@dataclass(frozen=True, slots=True)
class Word:
    """A recognised word.

    Attributes:
        paragraph: its block and paragraph on the page.
        line: its line in that paragraph.
        text: its characters.
        confidence: from 0 to 1.
    """

    paragraph: tuple[str, str]
    line: str
    text: str
    confidence: float


def available() -> bool:
    """Whether Tesseract is installed."""
    return shutil.which("tesseract") is not None


def recognise(page: pypdfium2.PdfPage, builder: TextBuilder, number: int) -> None:
    """Adds the text of a page that is a picture, lines and paragraphs as Tesseract finds them.

    Raises:
        Refused: Tesseract or its French data is not installed, or it fails on the page.
    """
    program = shutil.which("tesseract")
    if program is None:
        raise Refused(Why.NO_RECOGNITION, page=number)
    table = _run(program, _picture(page), number)
    for _, paragraph in groupby(words(table), key=lambda word: word.paragraph):
        for _, line in groupby(paragraph, key=lambda word: word.line):
            for index, word in enumerate(line):
                if index:
                    builder.write(" ")
                builder.word(word.text, word.confidence)
            builder.write("\n")
        builder.write("\n")


def words(table: str) -> Iterator[Word]:
    """The words of Tesseract's TSV output."""
    for row in table.splitlines():
        fields = row.split("\t", _FIELDS - 1)
        if len(fields) == _FIELDS and fields[0] == _WORD_LEVEL and fields[11].strip():
            confidence = min(max(float(fields[10]) / 100, 0.0), 1.0)
            yield Word((fields[2], fields[3]), fields[4], fields[11].strip(), confidence)


def _picture(page: pypdfium2.PdfPage) -> bytes:
    """The page in shades of grey, as a Netpbm file: no imaging library is needed to write it."""
    width, height = page.get_size()
    scale = min(_DPI / 72, (_MAX_PIXELS / max(width * height, 1)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        data, stride = bytes(bitmap.buffer), bitmap.stride
        rows = (data[at * stride : at * stride + bitmap.width] for at in range(bitmap.height))
        return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + b"".join(rows)
    finally:
        bitmap.close()


def _run(program: str, picture: bytes, number: int) -> str:
    try:
        with _own_memory():
            done = subprocess.run(  # noqa: S603 - the program found on the path, fixed arguments
                [program, "stdin", "stdout", "-l", "fra", "tsv"],
                input=picture,
                capture_output=True,
                timeout=_SECONDS,
                check=False,
            )
    except subprocess.TimeoutExpired:
        raise Refused(Why.RECOGNITION_SLOW, seconds=_SECONDS, page=number) from None
    if done.returncode:
        message = done.stderr.decode("utf-8", "replace")
        if "fra" in message:
            raise Refused(Why.NO_FRENCH)
        last = message.strip().splitlines()[-1:] or ["no message"]
        raise Refused(Why.RECOGNITION_FAILED, page=number, error=last[0][:200])
    return done.stdout.decode("utf-8", "replace")


@contextmanager
def _own_memory() -> Iterator[None]:
    """Lifts the limit on memory while Tesseract starts and runs: it is a process of its own."""
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
