"""Who signs: the name, the office and the organisation, from blocks of signatures.

A block is printed in many ways: office above name, name above office, cells of a table, columns
of a page side by side, « représentée par sa Présidente, Mme … » among the parties. In all of them
an office (a closed list: elected officials, the State's representatives, heads of bodies) stands
beside a name of a person. Staff who sign by delegation are left out: the record keeps names of
elected officials and of signatories in office only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cooperation_kg.authorities import Authorities
from cooperation_kg.documents import Places
from cooperation_kg.extraction.organisations import organisation_key, party_of_office
from cooperation_kg.extraction.passages import Region
from cooperation_kg.extraction.reading import Reading
from cooperation_kg.extraction.signature_lines import OFFICES, STAFF, TITLES, signatures_in_lines
from cooperation_kg.records.values import Party, Signatory, Stated

__all__ = ["read_signatures"]

_OFFICE = re.compile(
    rf"^(?P<for>pour\s+)?(?P<title>{TITLES}\s+)?(?:et\s+)?(?P<article>l[ea]\s+|l['’])?"
    rf"(?P<office>{OFFICES})\b(?P<of>[^\n]*)$",
    re.IGNORECASE,
)
_EMPOWERED = re.compile(
    r"\s*,?\s*(?:agissant|dûment|habilitée?|autorisée?|en\s+vertu|ci-?après|d['’](?:une|autre)\s+part)\b",
    re.IGNORECASE,
)
_REPRESENTED = re.compile(r"^représentée?s?\s+par\s+", re.IGNORECASE)
_OF_WHOM = re.compile(r"(?:d(?:e|u|es)\s|d['’]|et\s|en\s+charge)")
_FOR = re.compile(r"^pour\s+(?=l[ea]s?\s|l['’]|(?-i:[A-ZÀ-Þ]))", re.IGNORECASE)
_PARTICLE = r"(?:de|du|des|d['’]|le|la|l['’]|el|ben|van|von|da|dos|De|Du|Des|D['’]|Le|La|El|Ben)"
_GIVEN = r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+(?:[-\s]?[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+){0,2}"
_SURNAME = r"(?:[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’-]+)"
_NAME = re.compile(
    rf"^(?:{TITLES}\s+)?(?P<name>{_GIVEN}(?:\s+[A-Z]\.)?(?:\s+{_PARTICLE}){{0,2}}\s*"
    rf"{_SURNAME}(?:[\s-]+(?:{_PARTICLE}\s+)?{_SURNAME}){{0,2}})[\s,.]*$"
)
_PLAIN_NAME = re.compile(
    rf"^(?!Pour\s)(?:{TITLES}\s+)?(?P<name>[A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?"
    rf"(?:\s+{_PARTICLE})?(?:\s+[A-ZÀ-Þ][\wÀ-ÿ'’-]+){{1,2}})[\s,]*$"
)
_BOTH = re.compile(
    rf"(?:{TITLES}\s+)?(?P<name>{_GIVEN}(?:\s+{_PARTICLE}){{0,2}}\s*{_SURNAME}"
    rf"(?:[\s-]+{_SURNAME})?)",
)
_NOT_A_NAME = re.compile(
    r"\b(?:Ville|Département|Région|Commune|Conseil|Convention|Contrat|Axe|Action|Direction"
    r"|Annexe|Article|Fait|Métropole|Communauté|Préambule|Comité|Objectif|Avenue|Service)\b"
)
_CELL = re.compile(
    r"<p>([^<>]*)</p>|<t[dh][^>]*>([^<]+)</t[dh]>|([^\s|<>](?:[^\t|<>\n]*[^\t|<>\s])?)"
)
_GAP = 6


@dataclass(frozen=True, slots=True)
class _Cell:
    """A run of words in a line: the whole line, or one of its columns or cells.

    Attributes:
        text: the words.
        start: their first character in the source.
        end: the character after their last.
        line: the line.
        column: how many cells stand before it in the line.
        beside: how many cells the line has.
        kind: `office`, `name`, `organisation`, `both`, `staff` or nothing of these.
        offset: where it begins in its line.
        below: where the words go on in the column, on the next line.
    """

    text: str
    start: int
    end: int
    line: int
    column: int
    beside: int
    kind: str
    offset: int = 0
    below: tuple[int, int] | None = None


def read_signatures(
    reading: Reading,
    parts: Sequence[Region] = (),
    authorities: Authorities | None = None,
    parties: Sequence[Party] = (),
) -> tuple[Signatory, ...]:
    """The people who sign, in the order of the document, each once for an organisation.

    Args:
        reading: the document.
        parts: its outline, not needed: offices beside names are found wherever they stand.
        authorities: who an office may belong to.
        parties: the parties of the text: whose an office without a name is.
    """
    del parts
    found: list[Signatory] = []
    seen: set[tuple[str, str | None]] = set()
    for office, name, body in _pairs(list(_joined(list(_cells(reading))))):
        value = _signatory(reading, office, name, body, authorities, parties)
        if value is None:
            continue
        key = (value.text.casefold(), value.organisation)
        if key not in seen:
            seen.add(key)
            found.append(value)
    named = {value.text.casefold() for value in found}
    lines = signatures_in_lines(reading, authorities, parties)
    return (*found, *(value for value in lines if value.text.casefold() not in named))


def _cells(reading: Reading) -> Iterator[_Cell]:
    """Every short run of words that could be an office, a name or an organisation."""
    for line in reading.lines:
        if not line.text or line.furniture or (len(line.text) > 160 and "<" not in line.raw):
            continue
        spans = list(_spans(line.raw))
        for column, (start, end) in enumerate(spans):
            text = re.sub(r"\s+", " ", re.sub(r"[*_#]+|<[^<>]*>", "", line.raw[start:end])).strip()
            text = re.sub(r"^[-–•]\s*", "", text)
            if text:
                yield _Cell(
                    text, line.start + start, line.start + end, line.number, column,
                    len(spans), _kind(text), start,
                )  # fmt: skip


def _joined(cells: Sequence[_Cell]) -> Iterator[_Cell]:
    """The cells, an office that goes on below in its column with what it goes on with."""
    taken: set[int] = set()
    for at, cell in enumerate(cells):
        if at in taken:
            continue
        below = _below(cells, at) if cell.kind == "office" else None
        if below is not None and _OF_WHOM.match(cells[below].text):
            taken.add(below)
            more = cells[below]
            text = f"{cell.text} {more.text}"
            if _kind(text) == "office":
                yield replace(cell, text=text, below=(more.start, more.end))
                continue
        yield cell


def _below(cells: Sequence[_Cell], at: int) -> int | None:
    """The cell below another in its column, by its index."""
    cell = cells[at]
    for below in range(at + 1, min(at + 2 * cell.beside + 1, len(cells))):
        here = cells[below]
        same = (here.column, here.beside) == (cell.column, cell.beside)
        # Where the cells beside it are empty, one stands below another by where it begins.
        same = same or (here.beside < cell.beside and here.offset == cell.offset)
        if here.line == cell.line + 1 and same:
            return below
    return None


def _spans(raw: str) -> Iterator[tuple[int, int]]:
    """The cells of a line: paragraphs of HTML, cells of a table, columns far apart."""
    if "<" in raw or "|" in raw or "\t" in raw:
        for match in _CELL.finditer(raw):
            group = next((g for g in (1, 2, 3) if match.group(g)), 0)
            text = match.group(group)
            if any(c.isalnum() for c in text) and not re.fullmatch(
                r"/?(?:table|t[drh]|p|br)", text
            ):
                yield match.span(group)
        return
    for match in re.finditer(r"\S+(?:\s{1,3}\S+)*", raw):
        yield match.span()


def _kind(text: str) -> str:
    plain = text.rstrip(" ,:;.")
    if not 4 <= len(plain) <= 140:
        return ""
    if STAFF.search(plain):
        return "staff"
    bare = _REPRESENTED.sub("", plain)
    if _OFFICE.match(bare):
        return _kind_of_office(bare)
    if (_NAME.match(plain) or _PLAIN_NAME.match(plain)) and not _NOT_A_NAME.search(plain):
        return "name"
    named = _BOTH.match(plain)
    if named and _OFFICE.match(plain[named.end() :].strip(" ,–-:")):
        return "both"
    return "organisation" if _FOR.match(plain) or _is_organisation(plain) else ""


def _kind_of_office(text: str) -> str:
    named = _BOTH.search(text)
    if named and named.end() >= len(text) - 1 and named.start() > 8:
        return "both"
    return "office" if _is_office(text) else ""


def _is_office(text: str) -> bool:
    """Whether a run is an office and no sentence about one."""
    match = _OFFICE.match(text)
    if match is None:
        return False
    of = match["of"].strip(" ,:;.")
    if not (match["article"] or match["title"] or match["for"]) and not text[:1].isupper():
        return False
    return not of or (
        bool(
            re.match(
                r"(?:de|du|des|d['’]|délégué|chargé|adjoint|de\s+la|de\s+l['’]|général|régional"
                r"|départemental|territorial|par\s+intérim|[,–-])",
                of,
                re.IGNORECASE,
            )
        )
        and not re.search(r"\b(?:est|sont|sera|seront|a|ont|se|peut|qui|que)\b", of)
    )


def _is_organisation(text: str) -> bool:
    return bool(
        re.match(
            r"(?:l[ea]\s+|l['’])?(?:ville|commune|département|région|métropole|communauté|état"
            r"|établissement|syndicat|conseil|agglomération|eurométropole|collectivité|ept|caisse"
            r"|préfecture|agence)\b(?!.*\b(?:est|sont|sera|a|ont|et)\b)",
            text,
            re.IGNORECASE,
        )
    )


_Pair = tuple[_Cell, _Cell, _Cell | None]


def _pairs(cells: Sequence[_Cell]) -> Iterator[_Pair]:
    """Offices with the names that belong to them, and the organisation printed with them."""
    used: set[int] = set()
    for at, cell in enumerate(cells):
        if cell.kind == "both":
            body = _organisation(cells, at, cell, used)
            headed = body is not None and "," not in body.text.rstrip(" ,")
            yield cell, cell, body if headed else None
        if cell.kind not in ("office", "name") or at in used:
            continue
        other = _partner(cells, at, used)
        if other is None:
            continue
        used |= {at, other}
        office, name = (at, other) if cell.kind == "office" else (other, at)
        if not _delegated(cells, min(at, other), max(at, other)):
            body = _organisation(cells, min(at, other), cell, used)
            yield cells[office], cells[name], body


def _partner(cells: Sequence[_Cell], at: int, used: set[int]) -> int | None:
    """The name of an office or the office of a name, below it in its column or beside it."""
    cell = cells[at]
    wanted = "name" if cell.kind == "office" else "office"
    ahead = range(at + 1, min(at + 4 + 3 * cell.beside, len(cells)))
    same_line = [i for i in ahead if cells[i].line == cell.line]
    row = {cells[i].kind for i in same_line}
    if cell.beside > 1 and row & {wanted}:
        after = at + 1
        return after if after in same_line and cells[after].kind == wanted else None
    for i in ahead:
        other = cells[i]
        if other.line - cell.line > _GAP or other.kind in ("staff", "both"):
            return None
        if other.line == cell.line or i in used:
            continue
        columns = other.beside == cell.beside and other.column != cell.column
        if other.kind == wanted and not columns:
            return i
        if other.kind == cell.kind and not columns:
            return None
        if not other.kind and other.beside == 1 and len(other.text) > 60:
            return None
    return None


def _delegated(cells: Sequence[_Cell], first: int, last: int) -> bool:
    """Whether somebody else signs in the place of who holds the office."""
    around = cells[max(first - 2, 0) : last + 1]
    return any(c.kind == "staff" and cells[first].line - c.line < 4 for c in around)


def _organisation(cells: Sequence[_Cell], first: int, cell: _Cell, used: set[int]) -> _Cell | None:
    """The organisation printed over an office, in its column or in turn."""
    above = [
        i
        for i in range(max(first - 8, 0), first)
        if cells[i].kind == "organisation" and i not in used and cell.line - cells[i].line <= 12
    ]
    columns = [i for i in above if cells[i].beside == cell.beside > 1]
    match = [i for i in columns if cells[i].column == cell.column]
    chosen = match or ([] if columns else above)
    if not chosen:
        return None
    near = chosen[-1] if match or cell.line - cells[chosen[-1]].line <= 1 else chosen[0]
    used.add(near)
    return cells[near]


def _signatory(
    reading: Reading,
    office: _Cell,
    name: _Cell,
    body: _Cell | None,
    authorities: Authorities | None,
    parties: Sequence[Party],
) -> Signatory | None:
    source = reading.source.text
    person = _span_of_name(source[name.start : name.end], both=office is name)
    title = _span_of_office(source[office.start : office.end], person if office is name else None)
    if person is None or title is None:
        return None
    role_start, role_end = office.start + title[0], office.start + title[1]
    below = source[slice(*office.below)] if office.below else ""
    words = re.sub(r"<[^<>]*>|\*+", "", f"{source[role_start:role_end]} {below}").strip()
    key = _whose(words, body, authorities, parties)
    try:
        role = reading.stated(
            role_start, role_end, Stated, confidence=0.95, method="an office beside a name"
        )
        if office.below is not None:
            role = _with_below(reading, role, office.below)
        return reading.stated(
            name.start + person[0], name.start + person[1], Signatory, role=role,
            organisation=key, confidence=0.95 if key else 0.6,
            method="a name beside an office",
        )  # fmt: skip
    except ValueError:
        return None


def _with_below(reading: Reading, role: Stated, below: tuple[int, int]) -> Stated:
    """An office of two lines of a column: its words stand in two places."""
    more = reading.stated(
        *below, Stated, confidence=0.95, method="where an office goes on in its column"
    )
    whole = Stated(text=f"{role.text} {more.text}", at=Places((*role.at.items, *more.at.items)))
    reading.notes.add(whole, 0.95, "an office beside a name")
    return whole


def _whose(
    office: str,
    body: _Cell | None,
    authorities: Authorities | None,
    parties: Sequence[Party],
) -> str | None:
    """The organisation an office belongs to: named in it, printed over it, or a party's."""
    keys = [party.organisation for party in parties]
    named = party_of_office(office, authorities, keys)
    if named is None and body is not None:
        words = _FOR.sub("", _REPRESENTED.sub("", body.text))
        named = organisation_key(words, authorities, keys)
    return named


def _span_of_name(raw: str, *, both: bool) -> tuple[int, int] | None:
    text = raw.rstrip(" \t,.;:")
    match = _BOTH.search(text) if both else _NAME.match(text.strip())
    if match is None and not both:
        match = _PLAIN_NAME.match(text.strip())
    if match is None:
        inner = re.sub(r"[*_#<>/p]", " ", text)
        found = _BOTH.search(inner)
        return found.span("name") if found else None
    shift = 0 if both else len(text) - len(text.lstrip())
    return match.start("name") + shift, match.end("name") + shift


def _span_of_office(raw: str, person: tuple[int, int] | None) -> tuple[int, int] | None:
    start, end = 0, len(raw)
    if person is not None:
        before, after = raw[: person[0]], raw[person[1] :]
        if re.search(OFFICES, before, re.IGNORECASE):
            end = len(re.sub(rf"[\s,–-]*(?:{TITLES}\s*)?$", "", before))
        elif re.search(OFFICES, after, re.IGNORECASE):
            start = person[1] + len(after) - len(after.lstrip(" ,–-:"))
        else:
            return None
    lead = re.match(rf"\s*(?:[*_]+)?(?:{_REPRESENTED.pattern[1:]})?", raw[start:end], re.IGNORECASE)
    start += lead.end() if lead else 0
    told = _EMPOWERED.search(raw, start, end)
    end = told.start() if told else end
    end = start + len(raw[start:end].rstrip(" \t,.;:*"))
    return (start, end) if end > start else None
