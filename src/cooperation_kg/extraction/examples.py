"""Examples of action that prose offers: « Des pistes sont évoquées : …, … et … ».

A sentence that says possible actions were proposed and, after a colon, lists them. What a sentence
merely recommends is no such list: whether it names an action only a reader can tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cooperation_kg.extraction.reading import Reading
from cooperation_kg.extraction.runs import Run, printed_run
from cooperation_kg.records.values import Stated

__all__ = ["read_examples"]

_LEAD = re.compile(
    r"\b(?:[Dd]es|[Pp]lusieurs|[Qq]uelques|[Cc]ertaines|[Dd]iverses|[Dd]ivers|[Dd]ifférentes"
    r"|[Dd]'autres|[Ll]es|[Cc]inq|[Qq]uatre|[Tt]rois|[Dd]eux)\s"
    r"(?:axes d['’]actions?|pistes|propositions|solutions|idées|suggestions|exemples d['’]actions?"
    r"|actions|initiatives|mesures)\b"
    r"[^.:;!?]{0,60}?\b(?:sont|ont été|peuvent être|pourraient être|furent)\s"
    r"(?:[a-zé]+\s)?(?:évoqu|propos|avanc|suggér|imagin|envisag|formul|cit|émis|souhait|demand)"
    r"(?:é(?:e)?s|es)\b[^.:;!?]{0,160}?\s?:\s"
)
_LIKELY = re.compile(
    r"(?:évoqu|propos|avanc|suggér|imagin|envisag|formul|cit|émis|souhait|demand)é?e?s\b[^.;!?:]{0,160}:"
)
_END = re.compile(r"…|\.{3}|[.!?](?=\s+[A-ZÀ-Þ]|\s*$)")
_LONGEST = 1200


def read_examples(reading: Reading, first: int, last: int) -> Iterator[Stated]:
    """The examples of action that the prose from line `first` to `last` lists."""
    if first > last:
        return
    lines = reading.lines
    start, end = lines[first - 1].start, lines[min(last, len(lines)) - 1].end
    if not _LIKELY.search(reading.source.text, start, end):
        return
    run = printed_run(reading, start, end)
    for lead in _LEAD.finditer(run.text):
        for item in _items(run, lead.end()):
            yield reading.stated(
                item.start, item.end, Stated, confidence=0.85, method="a list of proposals in prose"
            )


def _items(run: Run, start: int) -> Iterator[Run]:
    """The items of a list that begins at a character of a run, parted at commas."""
    end = _END.search(run.text, start, start + _LONGEST)
    if end is None:
        return
    depth, at = 0, start
    for here in range(start, end.start() + 1):
        character = run.text[here] if here < end.start() else ","
        depth += (character in "([") - (character in ")]")
        if character in ",;" and depth <= 0:
            item = run.part(at, here).unmarked().strip(" ,;")
            if re.search(r"\w{3}", item.text) and item.text.lower() not in ("etc", "etc."):
                yield item
            at = here + 1
