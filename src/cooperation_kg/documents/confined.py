"""Reads a PDF in a process of its own, with little memory and time.

A few kilobytes of PDF can inflate to gigabytes, and no limit of the library says stop; a process
can be told to. Where the system knows no such limits (Windows), only the time is bounded.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from dataclasses import asdict
from typing import Any

from cooperation_kg.documents.document import Block, Page, Reading, Recognised
from cooperation_kg.documents.refusals import Refused, Why

__all__ = ["main", "read_pdf_confined"]

_MEMORY = 480_000_000  # bytes of address space
_CPU_SECONDS = 120
_SECONDS = 1800  # recognition of many scanned pages included
_REFUSED = 3  # status: the reason is on standard output


def read_pdf_confined(content: bytes) -> Reading:
    """Reads a PDF.

    Raises:
        Refused: it cannot be read, or takes more memory or time than a document does.
    """
    if importlib.util.find_spec("pypdfium2") is None:
        raise Refused(Why.NO_PDF_READER)
    try:
        done = subprocess.run(  # noqa: S603 - this very program
            [sys.executable, "-P", "-c", f"import {__name__} as c; raise SystemExit(c.main())"],
            input=content,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _too_costly() from None
    if done.returncode == _REFUSED:
        refused = json.loads(done.stdout)
        raise Refused(Why(refused["why"]), **refused["values"])
    if done.returncode < 0 or b"MemoryError" in done.stderr:
        raise _too_costly()
    if done.returncode:
        raise Refused(Why.DAMAGED)
    return _reading(json.loads(done.stdout))


def _too_costly() -> Refused:
    return Refused(Why.TOO_COSTLY)


def _reading(found: dict[str, Any]) -> Reading:
    return Reading(
        found["text"],
        tuple(Page(**page) for page in found["pages"]),
        tuple(Block(**block) for block in found["blocks"]),
        tuple(Recognised(**word) for word in found["recognised"]),
        tuple(found["unread_pages"]),
    )


def main() -> int:
    """The confined process: a PDF on standard input, its reading or a refusal on output."""
    from cooperation_kg.documents.pdf import read_pdf  # noqa: PLC0415 - in the confined process

    content = sys.stdin.buffer.read()
    _confine()
    try:
        reading = read_pdf(content)
    except Refused as refused:
        json.dump({"why": refused.why, "values": dict(refused.values)}, sys.stdout)
        return _REFUSED
    json.dump(asdict(reading), sys.stdout)
    return 0


def _confine() -> None:
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    for limit, most in ((resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CPU, _CPU_SECONDS)):
        hard = resource.getrlimit(limit)[1]
        resource.setrlimit(limit, (most if hard < 0 else min(most, hard), hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
