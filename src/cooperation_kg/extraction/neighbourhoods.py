"""Neighbourhoods of the urban policy: tables with population and income, lists under watch.

A table is known by its heads (a neighbourhood; and a commune, a population or an income), whether
its cells are parted by bars, tabs and tags or the text of a PDF has flattened each row into a
line. In a flattened row the numbers stand last, in the order of the heads, and the commune stands
before them: its words are those that end other rows too, or that name a commune.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from cooperation_kg.authorities import Authorities
from cooperation_kg.extraction.neighbourhood_names import (
    WATCH,
    listed_neighbourhoods,
    neighbourhoods_in_headings,
    printed_number,
    watched_neighbourhoods,
)
from cooperation_kg.extraction.number_words import split_numbers
from cooperation_kg.extraction.passages import Region, flow
from cooperation_kg.extraction.reading import Line, Reading, clean
from cooperation_kg.records.values import Amount, Neighbourhood, Quantity

__all__ = ["read_neighbourhoods"]

_HEADS = (
    (
        "name",
        r"nom\s+du\s+quartier|quartiers?(?:\s+prioritaires?)?|\bqpv\b|intitulé|périmètre|\bsecteurs?\b",
    ),
    ("commune", r"communes?(?:\s+(?:principale|concernée)s?)?|villes?|arrondissements?"),
    (
        "population",
        r"population|nombre\s+d['’]habitants|habitants|\bhab\.|nb\.?\s+(?:d['’])?hab\w*",
    ),
    ("income", r"revenu|niveau\s+de\s+vie"),
    ("code", r"\bcode\b|\bn°|numéro|identifiant"),
    ("other", r"taux|part\s|surface|superficie|logements|ménages|emploi|densité|indice|hectares"),
)
_NAME = re.compile(_HEADS[0][1], re.IGNORECASE)
_NUMERIC = re.compile(rf"{_HEADS[2][1]}|{_HEADS[3][1]}", re.IGNORECASE)
_CODE = re.compile(r"^\|?\s*(?P<code>Q[PN]\s?\d{5,6}[A-Z]?\d?)\b")
_TAIL = re.compile(
    r"(?P<numbers>(?:\s+\d[\d\s.,\u00a0\u202f]*(?:€|%|euros|hab\.?|habitants)?)+)\s*$"
)
_ORDINAL = r"\d{1,2}\s?(?:er|e|è|è?me|ème|nd)\b"
_PLACE = re.compile(
    rf"(?:(?:[Ll][ea]s?|L['’])\s?)?[A-ZÀ-Þ][\wÀ-ÿ'’]*(?:-[\wÀ-ÿ'’]+)*"
    rf"(?:\s{_ORDINAL}(?:(?:,\s|\s?et\s|,\s?et\s){_ORDINAL})*)?$"
)
_DATA = re.compile(
    r"\d{3}[\s|]*$|(?<![\d(])(?!(?:19|20)\d\d\b)\d[\d\s.,\u00a0\u202f]*(?:€|%|hab\b|habitants)"
    r"|\d\s\d{3}(?!\d)",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"^(?P<name>[^()]{2,60}?)\s*\((?P<town>[A-ZÀ-Þ][^()\d]{1,40})\)$")
_REMARK = re.compile(r"^\([^()]{3,60}\)$")
_DATA_ENDS = re.compile(r"^(?:total|ensemble|source|moyenne|paris\s+total)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    start: int
    end: int


def read_neighbourhoods(
    reading: Reading,
    parts: Sequence[Region] = (),
    authorities: Authorities | None = None,
) -> tuple[Neighbourhood, ...]:
    """The neighbourhoods a document lists or names, each once."""
    del parts
    text = flow(reading)
    found = [
        *_celled_tables(reading),
        *_tables(reading, authorities),
        *listed_neighbourhoods(reading),
        *watched_neighbourhoods(text),
        *neighbourhoods_in_headings(text, authorities),
    ]
    seen: set[str] = set()
    result = []
    for item in found:
        key = re.sub(r"\W+", " ", item.text.casefold())
        if key not in seen:
            seen.add(key)
            result.append(item)
    return tuple(result)


def _celled_tables(reading: Reading) -> Iterator[Neighbourhood]:
    """The tables whose cells the format of the document knows."""
    cells = [block for block in reading.blocks if block.table]
    for _, table in groupby(cells, key=lambda block: block.table):
        heads: dict[int, str] = {}
        for _, row in groupby(table, key=lambda block: block.row):
            found = {block.column: block for block in row}
            words = {
                at: clean(reading.source.text[cell.start : cell.end]) for at, cell in found.items()
            }
            if not heads:
                named = {at: _columns(head)[:1] for at, head in words.items()}
                columns = {at: columns[0] for at, columns in named.items() if columns}
                heads = columns if _is_whole(list(columns.values())) else {}
                continue
            values = {
                head: _Cell(words[at], found[at].start, found[at].end)
                for at, head in heads.items()
                if words.get(at)
            }
            if "name" in values and not _DATA_ENDS.match(values["name"].text):
                value = _row(reading, values, [*heads.values()], Counter(), None)
                if value is not None and (value.population or value.median_income):
                    yield value


def _tables(reading: Reading, authorities: Authorities | None) -> Iterator[Neighbourhood]:
    lines = [line for line in reading.lines if line.text and not line.furniture]
    at = 0
    while at < len(lines):
        heads, after = _heads(lines, at)
        if not heads:
            at += 1
            continue
        rows, at = _rows(reading, lines, after, heads)
        ends = Counter(end for row in rows if "commune" not in row for end in _endings(row["name"]))
        for row in rows:
            value = _row(reading, row, heads, ends, authorities)
            if value is not None:
                yield value


def _heads(lines: Sequence[Line], at: int) -> tuple[list[str], int]:
    """The columns of a table whose heads begin at a line, and the line after them."""
    if not _NAME.search(lines[at].text):
        return [], at
    if not any(_NUMERIC.search(line.text) for line in lines[at : at + 7]):
        return [], at
    words = ""
    best: tuple[list[str], int] = ([], at)
    for ahead in range(at, min(at + 7, len(lines))):
        text = lines[ahead].text
        if len(text) > 200 or _DATA.search(text) or text.endswith("."):
            break
        if ahead > at and _is_whole(_columns(text)):
            return [], at  # what stands above is a title, not a head
        words += f" {text}"
        columns = _columns(words)
        if len(columns) > len(best[0]) or (columns == best[0] and _is_head(text)):
            best = (columns, ahead + 1)
    columns, after = best
    return (columns, after) if _is_whole(columns) and after < len(lines) else ([], at)


def _is_whole(columns: Sequence[str]) -> bool:
    """Whether columns are those of a table of neighbourhoods."""
    numbers = {"population", "income"} & set(columns)
    return "name" in columns and bool(numbers) and len(columns) > 2 - ("commune" in columns)


def _is_head(text: str) -> bool:
    return len(text) < 40 and not any(c.isdigit() for c in text)


def _columns(words: str) -> list[str]:
    """The columns that heads name, in order; a neighbourhood named in another head is not one."""
    found: list[tuple[int, str]] = []
    for name, pattern in _HEADS:
        first = re.search(pattern, words, re.IGNORECASE)
        if first is None:
            continue
        more = list(re.finditer(pattern, words, re.IGNORECASE)) if name == "other" else [first]
        found += [(match.start(), name) for match in more]
    return [name for _, name in sorted(found)]


def _rows(
    reading: Reading, lines: Sequence[Line], at: int, heads: Sequence[str]
) -> tuple[list[dict[str, _Cell]], int]:
    rows: list[dict[str, _Cell]] = []
    misses = 0
    pending: _Cell | None = None
    while at < len(lines) and misses < 3:
        line = lines[at]
        at += 1
        again = _columns(line.text)[:1] == ["name"] and not re.search(r"\d", line.text)
        if again or set(line.text) <= set("|-:=+ "):
            continue
        if rows and _DATA_ENDS.match(line.text):
            break
        row = _celled(line, heads) or _flat(reading, line, heads, pending)
        if row is not None:
            rows.append(row)
            misses, pending = 0, None
        elif len(line.text) < 80 and not line.text.endswith((".", ":")):
            start = line.start + len(line.raw) - len(line.raw.lstrip())
            pending = _Cell(line.text, pending.start if pending else start, line.end)
            misses += 1
        else:
            misses += 3
    return rows, at


def _celled(line: Line, heads: Sequence[str]) -> dict[str, _Cell] | None:
    """A row whose cells are parted by bars, tabs, tags or wide gaps."""
    raw = line.raw
    if "|" in raw:
        pattern = r"[^|]+"
    elif "<t" in raw or "<p" in raw:
        pattern = r"(?<=>)[^<>]+(?=<)"
    elif "\t" in raw:
        pattern = r"[^\t]+"
    else:
        pattern = r"\S+(?:\s{1,2}\S+)*"
    cells = [m for m in re.finditer(pattern, raw) if any(c.isalnum() for c in m.group())]
    remark = cells.pop() if len(cells) == len(heads) + 1 and _is_remark(cells[-1]) else None
    if len(cells) != len(heads):
        return None
    row = {}
    if remark is not None:
        row["remark"] = _Cell(
            remark.group().strip(), line.start + remark.start(), line.start + remark.end()
        )
    for head, match in zip(heads, cells, strict=True):
        text = match.group()
        start = line.start + match.start() + len(text) - len(text.lstrip(" *"))
        row[head] = _Cell(
            text.strip(" *"), start, line.start + match.start() + len(text.rstrip(" *"))
        )
    numbers = [row[head] for head in ("population", "income") if head in row]
    if not all(printed_number(cell.text) is not None for cell in numbers if cell.text):
        return None
    said = any(printed_number(cell.text) is not None for cell in numbers)
    return row if said else None


def _is_remark(cell: re.Match[str]) -> bool:
    """« (quartier de veille) » after the last column says something of the row."""
    return bool(_REMARK.match(cell.group().strip()))


def _flat(
    reading: Reading, line: Line, heads: Sequence[str], pending: _Cell | None
) -> dict[str, _Cell] | None:
    """A row that was flattened into one line: words, then numbers in the order of the heads."""
    numeric = [head for head in heads if head in ("population", "income", "other")]
    tail = _TAIL.search(line.raw)
    if tail is None or not numeric:
        return None
    tail_text = re.sub(r"€|%|euros|habitants|hab\.?", " ", tail["numbers"])
    numbers = split_numbers(tail_text.replace("\u00a0", " ").replace("\u202f", " "), len(numeric))
    if numbers is None:
        return None
    start = line.start + len(line.raw) - len(line.raw.lstrip())
    end = line.start + tail.start()
    code = _CODE.match(line.raw.strip())
    if code:
        start += code.end()
    words = reading.source.text[start:end].strip()
    if not words and pending is None:
        return None
    name = _Cell(words, start, end)
    if pending is not None and not words:
        name = pending
    elif pending is not None:
        name = _Cell(f"{pending.text} {words}", pending.start, end)
    row = {"name": name}
    here = end
    for head, number in zip(numeric, numbers, strict=True):
        pattern = r"\s".join(re.escape(group) for group in number.split())
        match = re.compile(pattern).search(reading.source.text, here, line.end)
        if match is None:
            return None
        row.setdefault(head, _Cell(match.group(), match.start(), match.end()))
        here = match.end()
    return row


def _endings(cell: _Cell) -> Iterator[str]:
    words = re.sub(rf"\s*(?:(?:,|et)\s*)*{_ORDINAL}", "", cell.text).split()
    for size in range(1, min(4, len(words))):
        yield " ".join(words[-size:])


def _row(
    reading: Reading,
    row: dict[str, _Cell],
    heads: Sequence[str],
    ends: Counter[str],
    authorities: Authorities | None,
) -> Neighbourhood | None:
    name, communes = row["name"], ""
    if "commune" in row:
        communes = row["commune"].text
    elif "commune" in heads:
        cut = _cut(name.text, ends, authorities)
        communes = name.text[cut:].strip()
        printed = name.text[:cut].rstrip()
        if cut < len(name.text) and printed:
            source = reading.source.text[name.start : name.end]
            at = source.rfind(communes)
            name = _Cell(printed, name.start, name.start + (at if at > 0 else len(source)))
    bracketed = None if communes else _IN_BRACKETS.match(name.text)
    if bracketed:
        communes = bracketed["town"]
        name = _Cell(bracketed["name"], name.start, name.start + bracketed.end("name"))
    watched = "remark" in row and WATCH.search(row["remark"].text) is not None
    population, income = row.get("population"), row.get("income")
    people, median = (printed_number(cell.text) if cell else None for cell in (population, income))
    stated = reading.stated
    sure = 0.98 if "commune" in row or not communes else 0.95
    method = "a row of a table of neighbourhoods"
    try:
        return stated(
            name.start, name.end, Neighbourhood, communes=_communes(communes),
            kind="watch" if watched else "priority",
            population=stated(
                population.start, population.end, Quantity, value=people, unit="habitants",
                confidence=sure, method=method,
            ) if population and people is not None else None,
            median_income=stated(
                income.start, income.end, Amount, eur=median, confidence=sure, method=method,
            ) if income and median is not None else None,
            confidence=sure, method=method,
        )  # fmt: skip
    except ValueError:
        return None


def _cut(words: str, ends: Counter[str], authorities: Authorities | None) -> int:
    """Where, in the words of a flattened row, its commune begins; « A et B » begins at A."""
    ordinal = re.search(rf"(?:\s{_ORDINAL}(?:\s?,|\s?et|,\s?et)?)+\s*$", words)
    bare = words[: ordinal.start()] if ordinal else words
    start = _town(bare, ends, authorities)
    while more := re.search(r"(?:\s+et|,)\s+$", bare[: start or 0]):
        before = _town(bare[: more.start()], ends, authorities)
        if before is None:
            break
        start = before
    return len(words) if start is None else start


def _town(words: str, ends: Counter[str], authorities: Authorities | None) -> int | None:
    """Where the name of a commune at the end of some words begins."""
    starts = [match.start() for match in re.finditer(r"(?<=\s)\S", words)]
    for start in starts:
        rest = words[start:].strip()
        known = authorities is not None and authorities.territory_named(rest) is not None
        if known or (ends[rest] > 1 and _PLACE.match(rest)):
            return start
    match = _PLACE.search(words)
    return match.start() if match and match.start() else None


def _communes(printed: str) -> tuple[str, ...]:
    """The communes of a cell; « Paris 10e, 11e et 20e » is three."""
    first = re.match(rf"(?P<town>[^\d,]*?)\s*(?={_ORDINAL})", printed)
    pieces = re.split(r"\s*(?:,\s*et|,|;|/|\bet\b|\n)\s*", printed)
    town = first["town"].strip() if first else ""
    found = []
    for piece in pieces:
        alone = bool(re.fullmatch(_ORDINAL, piece.strip()))
        text = f"{town} {piece.strip()}" if alone and town else piece.strip()
        if text:
            found.append(text)
    return tuple(found)
