"""Bytes to characters: UTF-8, UTF-16 and Windows-1252, recognised by what they hold.

A byte order mark names the encoding and is left out of the text: the first character after it has
position 0, with and without one. Without a mark, UTF-8 is tried first: text in another encoding is
almost never valid UTF-8 by chance. Windows-1252 comes last, because nearly all bytes are valid
in it; so it must not look like UTF-8 with a few damaged bytes.
"""

from __future__ import annotations

import codecs
import re

from cooperation_kg.documents.refusals import Refused, Why

__all__ = ["decode"]

# The 32-bit mark begins with the 16-bit one: it comes first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 4096
_UTF8_PAIR = re.compile(rb"[\xc3\xc5][\x80-\xbf]|\xe2[\x80-\xbf]{2}")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def decode(content: bytes) -> tuple[str, str]:
    """The characters of `content`, and the encoding they were written in.

    >>> decode("Délai".encode("utf-16"))
    ('Délai', 'utf-16-le')
    >>> decode("Délai de mise en œuvre".encode("cp1252"))
    ('Délai de mise en œuvre', 'windows-1252')

    Raises:
        Refused: the bytes are no text, or are damaged.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _checked(_strict(content[len(mark) :], encoding)), encoding
    wide = _utf16(content[:_SAMPLE])
    if wide:
        return _checked(_strict(content, wide)), wide
    try:
        return _checked(content.decode("utf-8")), "utf-8"
    except UnicodeDecodeError as error:
        damaged = error
    if len(_UTF8_PAIR.findall(content)) > content.count(b"\xe9"):
        raise Refused(Why.DAMAGED_CHARACTER, encoding="UTF-8", byte=damaged.start)
    try:
        return _checked(content.decode("cp1252")), "windows-1252"
    except UnicodeDecodeError as error:
        raise Refused(Why.UNKNOWN_ENCODING, byte=error.start) from None


def _utf16(sample: bytes) -> str | None:
    half = max(len(sample) // 2, 1)
    even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if odd > 0.5 and even < 0.1:
        return "utf-16-le"
    if even > 0.5 and odd < 0.1:
        return "utf-16-be"
    return None


def _strict(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused(Why.DAMAGED_CHARACTER, encoding=encoding.upper(), byte=error.start) from None


def _checked(text: str) -> str:
    controls = sum(1 for _ in _CONTROLS.finditer(text))
    if controls > 8 + len(text) // 100:
        raise Refused(Why.CONTROL_CHARACTERS)
    return text
