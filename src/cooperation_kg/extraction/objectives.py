"""Lists under « Objectif stratégique : », « Objectifs opérationnels : », « Exemples d'actions : ».

A lead-in names what follows it: on its own line after the colon, or in a list below. An item goes
on over the lines of a page until the next bullet; a blank line ends it unless the line after it
cannot begin anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from cooperation_kg.extraction.examples import read_examples
from cooperation_kg.extraction.headings import ends_open
from cooperation_kg.extraction.outline import Part
from cooperation_kg.extraction.reading import Line, Reading
from cooperation_kg.records.values import Objective, Stated

__all__ = ["Objectives", "read_objectives"]

Group = Literal["strategic", "operational", "specific", "example"]

_AIM = (
    r"(?:objectifs?|enjeux?|buts?|finalit[ée]s?|ambitions?|cibles?|vis[ée]es?|intentions?"
    r"|r[ée]sultats?)"
)
_LEAD_INS: tuple[tuple[Group, str], ...] = (
    ("example", r"(?:exemples?|pistes|id[ée]es)\s+d['’]\s?actions?"
                r"(?:\s+(?:possibles?|envisag\w+|propos[ée]e?s|types?))?|actions?\s+(?:possibles?"
                r"|envisageables?|envisag[ée]es|types?|à\s+titre\s+d['’]exemple)|exemples?"),
    ("strategic", rf"{_AIM}\s+(?:strat[ée]giques?|g[ée]n[ée]ra(?:l|ux|les?)"
                  r"|globa(?:l|le|ux|les)|d['’]ensemble)"),
    ("operational", rf"{_AIM}\s+(?:op[ée]rationnel(?:le)?s?|concr(?:ets?|[eè]tes?)"
                    r"|interm[ée]diaires?)"),
    ("specific", r"objectifs?\s+(?:sp[ée]cifiques?|vis[ée]s?|poursuivis?|recherch[ée]s?)"
                 r"|objectifs?"),
)  # fmt: skip
_LEAD = re.compile(
    r"[\W_]*(?:(?:les|nos|l['’]|le)\s*)?(?:"
    + "|".join(f"(?P<g{at}>{words})" for at, (_, words) in enumerate(_LEAD_INS))
    + r")(?:\s+(?:de\s+(?:l['’]axe|la\s+priorit[ée])|à\s+mettre\s+en\s+œuvre))?"
    r"(?:\s*(?:n\s*[°ºo]\s*)?(?P<number>\d{1,2}(?:\.\d{1,2}){0,2}))?"
    r"[\s*]*(?P<mark>[:–—]|$)[\s*]*",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\s*(?P<number>\d{1,2}(?:\.\d{1,2})*|[a-z])\s?[.)–-]\s+")
_ENDED = re.compile(r"[.;!?]\s*$")
_LABEL = re.compile(r"[A-ZÀ-Þ][^.;:]{0,60}:\s*$")
_TAIL = " \t\n\r\f\u00a0;,.*"


@dataclass(frozen=True, slots=True)
class Objectives:
    """The aims of a part, and the examples of action it offers.

    Attributes:
        strategic: what the part is for.
        operational: what is to be reached, `operational` or `specific` as the lead-in says.
        examples: what could be done.
    """

    strategic: tuple[Objective, ...] = ()
    operational: tuple[Objective, ...] = ()
    examples: tuple[Stated, ...] = ()


@dataclass(slots=True)
class _Item:
    """One item, while it is read: the characters of it, and its number."""

    group: Group
    number: str | None
    start: int
    end: int


def read_objectives(reading: Reading, part: Part) -> Objectives:
    """What the lead-ins of a part lead in, the parts inside it left out."""
    strategic: list[Objective] = []
    operational: list[Objective] = []
    examples: list[Stated] = []
    for first, last in _own_lines(part):
        for item in _items(reading, first, last):
            end = item.start + len(reading.source.text[item.start : item.end].rstrip(_TAIL))
            if end <= item.start or not re.search(r"\w", reading.source.text[item.start : end]):
                continue
            method = f"list under a lead-in ({item.group})"
            if item.group == "example":
                examples.append(
                    reading.stated(item.start, end, Stated, confidence=0.97, method=method)
                )
                continue
            aim = reading.stated(
                item.start, end, Objective, confidence=0.97, method=method,
                level=item.group, number=item.number,
            )  # fmt: skip
            (strategic if item.group == "strategic" else operational).append(aim)
        examples += read_examples(reading, first, last)
    return Objectives(tuple(strategic), tuple(operational), tuple(examples))


def _own_lines(part: Part) -> Iterator[tuple[int, int]]:
    """The stretches of a part that stand in none of the parts inside it."""
    first = part.first
    for inner in part.parts:
        if inner.first > part.first or inner.last < part.last:
            yield first, inner.title.at.line - 1
            first = inner.last + 1
    yield first, part.last


def _items(reading: Reading, first: int, last: int) -> Iterator[_Item]:
    """The items of every list between two lines that a lead-in opens."""
    group: Group | None = None
    item: _Item | None = None
    gap, bullets = False, False
    for line in reading.lines[first - 1 : last]:
        if line.furniture:
            continue
        if line.blank:
            gap = True
            continue
        lead = _lead_in(reading, line)
        if lead:
            if item:
                yield item
            group, item, bullets = lead[0], lead[1], False
        elif group is not None:
            kind = _role(line, item, gap, bullets, reading)
            if kind == "end":
                if item:
                    yield item
                group = item = None
            elif kind == "on" and item:
                item.end = line.end
            else:
                if item:
                    yield item
                bullets = bullets or line.bullet
                item = _begun(line, group)
        gap = False
    if item:
        yield item


def _opens_list(reading: Reading, line: Line) -> bool:
    """Whether a line without a colon leads in a list: in capitals, or with an item below it."""
    after = reading.printed(line.number + 1, line.number + 4)
    return line.text.isupper() or (bool(after) and after[0].bullet)


def _lead_in(reading: Reading, line: Line) -> tuple[Group, _Item | None] | None:
    """What a line leads in, and the item that stands on it already."""
    match = _LEAD.match(line.raw)
    if not match or (line.bullet and not line.raw.lstrip(" *").startswith(("O", "E"))):
        return None
    group = next(g for at, (g, _) in enumerate(_LEAD_INS) if match[f"g{at}"])
    rest = line.raw[match.end() :]
    if not match["mark"] and (group == "specific" or not _opens_list(reading, line)):
        return None
    if group == "specific" and match["number"] and not rest.strip():
        return None
    item = None
    if re.search(r"\w", rest):
        item = _Item(group, match["number"], line.start + match.end(), line.end)
    return group, item


def _role(line: Line, item: _Item | None, gap: bool, bullets: bool, reading: Reading) -> str:
    """Whether a line begins an item, goes on with it, or ends the list."""
    begins = line.bullet or _NUMBERED.match(line.raw) is not None
    if item is None:
        return "new" if begins or not line.raw.lstrip().startswith("#") else "end"
    printed = reading.source.text[max(item.start, item.end - 300) : item.end].rstrip()
    lower = line.text[0].islower()
    if begins and (line.bullet or not bullets):
        return "new"
    if line.raw.lstrip().startswith("#") or (_LABEL.match(line.text) and not lower):
        return "end"
    if gap:
        return "on" if lower and not _ENDED.search(printed) else "end"
    if _ENDED.search(printed) and not lower:
        return "end" if bullets else "new"
    return "on" if bullets or lower or ends_open(printed) else "new"


def _begun(line: Line, group: Group) -> _Item:
    """An item from its first line, its bullet and number left out."""
    bullet = re.match(r"[^\w«\"“(]*", line.raw) if line.bullet else None
    at = bullet.end() if bullet else len(line.raw) - len(line.raw.lstrip())
    number = _NUMBERED.match(line.raw, at)
    if number:
        printed = None if number["number"].isalpha() else number["number"]
        return _Item(group, printed, line.start + number.end(), line.end)
    return _Item(group, None, line.start + at, line.end)
