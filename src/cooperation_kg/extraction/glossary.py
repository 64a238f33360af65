"""Acronyms and what they stand for: the lines of a glossary, and acronyms opened in the text.

In the text an acronym stands beside its name: « Nom développé (SIGLE) », « SIGLE (nom développé) »,
« nom développé -SIGLE- », « nom développé ou SIGLE ». Where the name begins is not printed; it is
found by the letters: every letter of the acronym begins, or stands in, a word of the name, in
order, and as few words as possible are left without a letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from cooperation_kg.authorities import Authorities
from cooperation_kg.extraction.passages import Flow, Region, flow
from cooperation_kg.extraction.reading import Line, Reading
from cooperation_kg.records.values import Acronym

__all__ = ["Alignment", "align", "read_glossary"]

_SIGLE = r"[A-ZÀ-ÖØ-Þ][\wÀ-ÿ&.+-]{0,13}"
_HEADING = re.compile(
    r"^(?:annexe\s*\w*\s*[:.–—-]?\s*)?(?:\d+[.)]\s*)?(?:liste\s+des\s+|table\s+des\s+|index\s+des\s+)?"
    r"(?:glossaire|lexique|sigles|acronymes|abr[ée]viations)\b[^.]{0,50}$",
    re.IGNORECASE,
)
_ENTRY = re.compile(
    rf"^\|?\s*(?P<acronym>{_SIGLE}(?:\s\d{{1,3}})?)\s*(?:[:=|–—]|-\s|\t|\s)\s*(?P<name>\S.*)$"
)
_BRACKETED = re.compile(r"^\(([^()]+)\)$")
_ALONE = re.compile(rf"^(?P<acronym>{_SIGLE})\s*[:=–—-]?$")
_OPENED = re.compile(
    rf"\(\s*(?:ci-apr[èe]s\s+|dite?\s+|dénommée?\s+)?(?P<round>{_SIGLE}(?:\s(?:{_SIGLE}|\d{{2,3}}))?)"
    rf"\s*(?=[),;/])"
    rf"|\s[–—-]\s?(?P<dash>[A-Z][A-Z0-9&.+-]{{1,11}}?)\s?[–—-](?=[\s,.;()])"
    rf"|(?<=\w)-(?P<tied>[A-Z][A-Z0-9&.]{{1,11}})-(?=[\s,.;)])"
    rf"|\s(?:ou|dite?|soit)\s+(?P<word>[A-Z][A-Z0-9+-]{{2,11}})(?=[\s,.;)])"
    rf"|\b(?:dite?s?|désignée?s?|dénommée?s?|nommée?s?|abrégée?s?)\s+(?:par\s+(?:le\s+sigle\s+)?)?[«\"“]\s?"
    rf"(?P<said>[A-Z][\w+-]{{1,11}})\s?[»\"”]"
    rf"|,\s(?P<comma>[A-Z][A-Z0-9+-]{{2,11}})(?=[,.;)])"
)
_BEFORE = re.compile(
    rf"(?<![\w-])(?P<acronym>{_SIGLE}(?: [A-Z][\w+-]{{1,11}})?) ?"
    r"(?:\((?P<round>[^()\n]{6,160})\)|:\s(?P<colon>[^.;:\n()]{8,120})(?=[.;\n]|$))"
)
_LAW = re.compile(
    r"\(\s*dite?\s+(?:[«\"“]\s?)?(?:loi|plan|décret)?\s*(?P<acronym>[A-Z][\w-]{2,12})\s?[»\"”]?\s*\)"
)
_OWNER = re.compile(
    r"\s+d(?:e\s+la\s+|u\s+|e\s+l['’])(?:ville|mairie|préfecture|département|région|métropole|commune"
    r"|état|agglomération|conseil\s+\w+)\b[^()\n]{0,40}$",
    re.IGNORECASE,
)
_LAW_NAME = re.compile(r"\b(?:projet\s+de\s+)?loi\s", re.IGNORECASE)
_WORD = re.compile(r"[\wÀ-ÿ]+(?:['’](?=\s|$))?|[&+]")
_SMALL = frozenset({
    "de", "du", "des", "d", "l", "la", "le", "les", "un", "une", "et", "ou", "à", "a", "au",
    "aux", "en", "par", "pour", "sur", "dans", "avec", "the", "of",
})  # fmt: skip
_OF = frozenset(["de", "du", "des", "d"])
_HEADS = ("direction", "service", "comite", "centre", "mission", "agence", "conseil", "institut")
_NOT_NAMES = frozenset(
    ["voir", "cf", "dont", "soit", "notamment", "exemple", "ex", "article", "etc"]
)
_SURE = {"round": 9.0, "dash": 9.0, "tied": 9.0, "said": 9.0, "word": 1.15, "comma": 0.2}
_FIGURES = {"1": "premi", "2": "deux", "3": "trois", "4": "quatre"}
_FAR = 26


@dataclass(frozen=True, slots=True)
class Alignment:
    """How the letters of an acronym stand in a name.

    Attributes:
        first: the word the name begins with.
        last: the word its last letter stands in.
        cost: what speaks against it; 0 where every word gives its first letter.
    """

    first: int
    last: int
    cost: float


def align(acronym: str, words: Sequence[str]) -> Alignment | None:
    """The words, ending at the last of `words` or before it, that `acronym` stands for.

    >>> align("CIO", ["des", "Centres", "d'", "Information", "et", "d'", "Orientation"]).first
    1
    """
    bare = re.sub(r"\s\d+$", "", acronym)
    letters = tuple(c for c in bare if c.isalnum())
    plain = tuple(_plain(word).strip("'’") for word in words)
    if len(letters) < 2 or not plain:
        return None
    best: Alignment | None = None
    for first in range(len(plain) - 1, -1, -1):
        if plain[first] in _SMALL or not _begins(plain[first], letters[0]):
            continue
        found = _from(letters, plain, first)
        if found and plain[first].startswith(_HEADS):
            found = replace(found, cost=max(found.cost - 0.6, 0.0))
        elif found and first and plain[first - 1] in _OF:
            found = replace(found, cost=found.cost + 0.3)
        if found and (best is None or found.cost < best.cost - 1e-9):
            best = found
    return best if best and best.cost <= _allowed(len(letters)) else None


def _allowed(letters: int) -> float:
    """Two letters begin words everywhere; the more there are, the less chance brings them."""
    return {2: 0.3, 3: 1.1, 4: 1.6}.get(letters, 0.4 * letters)


def _begins(word: str, letter: str) -> bool:
    """Whether a word begins with a letter, or is the number a figure stands for (« E2C »)."""
    return word.startswith(_plain(letter)) or word.startswith(_FIGURES.get(letter, "\n"))


def _from(letters: Sequence[str], words: Sequence[str], first: int) -> Alignment | None:
    """The cheapest way to place all letters, the first of them beginning the word `first`."""

    @cache
    def place(letter: int, word: int, inside: int) -> tuple[float, int]:
        if letter == len(letters):
            rest = sum(0.25 for w in words[word + 1 :] if w not in _SMALL)
            return min(rest, 1.0), word
        options = [(float("inf"), -1)]
        deeper = words[word].find(_plain(letters[letter]), inside)
        if deeper >= 0:
            cost, last = place(letter + 1, word, deeper + 1)
            options.append((cost + (0.1 if letters[letter].islower() else 0.45), last))
        skipped = 0.0
        for ahead in range(word + 1, min(word + 7, len(words))):
            if _begins(words[ahead], letters[letter]):
                cost, last = place(letter + 1, ahead, 1)
                small = 0.3 if words[ahead] in _SMALL else 0.0
                options.append((cost + skipped + small, last))
            skipped += 0.0 if words[ahead] in _SMALL else 0.8
        if letter:  # a letter that stands nowhere: « service d'insertion … (SPIP) »
            cost, last = place(letter + 1, word, inside)
            options.append((cost + (0.6 if letters[letter].isdigit() else 1.3), last))
        return min(options)

    cost, last = place(1, first, 1)
    return Alignment(first, last, cost) if last >= 0 else None


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    opened = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe"))
    return "".join(c for c in opened if not unicodedata.combining(c))


def read_glossary(
    reading: Reading,
    parts: Sequence[Region] = (),
    authorities: Authorities | None = None,
    context: Iterable[str] = (),
) -> tuple[Acronym, ...]:
    """The acronyms a document opens, each meaning once, in the order of the document.

    Args:
        reading: the document.
        parts: its outline; a section called glossary is found without it too.
        authorities: who an expansion may name.
        context: keys of the parties.
    """
    text = flow(reading)
    lines = list(_glossary_lines(reading, parts))
    found = [*_entries(reading, lines)]
    taken = {line.number for line in lines}
    found += [item for item in _in_text(text) if item.at.line not in taken]
    found.sort(key=lambda item: item.at.items[0].start or 0)
    seen: set[tuple[str, str]] = set()
    result = []
    for item in found:
        key = (item.acronym, " ".join(re.sub(r"s\b", "", _plain(item.expansion)).split()))
        if key not in seen:
            seen.add(key)
            result.append(_linked(item, authorities, tuple(context), reading))
    return tuple(result)


def _linked(
    item: Acronym, authorities: Authorities | None, context: tuple[str, ...], reading: Reading
) -> Acronym:
    known = authorities.name(item.expansion, context) if authorities else None
    if known is None:
        return item
    linked = item.model_copy(update={"organisation": known.key})
    note = reading.notes.of(item)
    if note is not None:
        reading.notes.add(linked, note.confidence, note.method)
    return linked


def _glossary_lines(reading: Reading, parts: Sequence[Region]) -> Iterator[Line]:
    """The lines of glossaries, from under the heading to the first that cannot belong to one."""
    titles = {part.title.at.line for part in parts if _HEADING.match(part.title.text.strip())}
    inside, misses, entries = False, 0, 0
    for line in reading.lines:
        if line.number in titles or (len(line.text) < 70 and _HEADING.match(line.text)):
            inside, misses, entries = "..." not in line.raw and ". ." not in line.raw, 0, 0
        elif inside and line.text and not line.furniture:
            misses = 0 if _is_entry(line.text) else misses + 1
            entries += not misses
            marked = line.raw.startswith("#") and entries > 0
            if misses > 3 or marked or (misses and entries and _ends_list(line)):
                inside = False
            else:
                yield line


def _is_entry(text: str) -> bool:
    """Whether a line can begin an entry: an acronym, and a name that is no heading in capitals."""
    match = _ENTRY.match(text)
    if _is_abbreviation(text):
        return True
    if match is None or not _is_acronym(text):
        alone = _ALONE.match(text)
        return alone is not None and _is_acronym(text) and len(alone["acronym"]) < 9
    return any(c.islower() for c in match["name"]) or bool(re.search(r"[:=|]", text))


def _is_abbreviation(text: str) -> bool:
    """« Cali : Communauté d'agglomération du Libournais »: hardly a capital, but its letters."""
    match = re.match(r"(?P<acronym>[A-ZÀ-Þ][\wÀ-ÿ]{1,7})\s*[:=]\s*(?P<name>\S.*)$", text)
    return match is not None and align(match["acronym"], _WORD.findall(match["name"])) is not None


def _ends_list(line: Line) -> bool:
    """Whether a line that is no entry is a heading or a new page rather than an entry's end."""
    word = re.match(r"\w+", line.text)
    return bool(re.match(r"^(?:#|\f| (?=\S))", line.raw)) or (
        word is not None and word.group().isupper() and len(line.text) > 7
    )


def _is_acronym(text: str) -> bool:
    """Whether the first word of a text is an acronym: capitals or figures make most of it."""
    match = re.match(rf"\|?\s*({_SIGLE})", text)
    if match is None:
        return False
    word: str = match.group(1).rstrip("'’.-")
    upper = sum(c.isupper() or c.isdigit() for c in word)
    return upper >= 2 and upper >= 0.4 * len(word)


def _entries(reading: Reading, lines: Sequence[Line]) -> Iterator[Acronym]:
    """Entries of a glossary, one a line or over several."""
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        short = _is_acronym(line.text) or _is_abbreviation(line.text)
        if not short or set(line.text) <= set("|-: "):
            continue
        match = _ENTRY.match(line.text) or _ALONE.match(line.text)
        if match is None:
            continue
        acronym = match["acronym"].rstrip(".:-–— ")
        name = match.groupdict().get("name") or ""
        last = line
        while at < len(lines) and _continues(acronym, name, last, lines[at]):
            last, at = lines[at], at + 1
            name = f"{name} {last.text}".strip()
        name = re.split(r"\s*\|\s*", name.strip("| "))[0].strip(" .;:=–—-|")
        name = _BRACKETED.sub(r"\1", name)
        if name:
            yield reading.stated(
                line.start + _margin(line.raw),
                last.end - (len(last.raw) - len(last.raw.rstrip(" \t|.;"))),
                Acronym,
                acronym=acronym,
                expansion=name,
                confidence=0.97,
                method="a line of a glossary",
            )


def _margin(raw: str) -> int:
    return len(raw) - len(raw.lstrip(" \t|"))


def _continues(acronym: str, name: str, last: Line, line: Line) -> bool:
    """Whether a line goes on with the entry above it."""
    if _is_acronym(line.text) and _ENTRY.match(line.text):
        return False
    if not name:
        return True
    if line.number - last.number > 1 or re.match(r"^(?:\f| (?=\S))", line.raw):
        return line.number - last.number <= 2 and line.text[:1].islower()
    if line.text[:1].islower() or re.search(r"(?:\b(?:de|du|des|la|le|les|et|à|l['’])|,)$", name):
        return True
    whole = _WORD.findall(f"{name} {line.text}")
    short, longer = align(acronym, _WORD.findall(name)), align(acronym, whole)
    return longer is not None and (short is None or longer.cost < short.cost)


def _in_text(text: Flow) -> Iterator[Acronym]:
    """Acronyms opened in running text."""
    for match in _LAW.finditer(text.text):
        yield from _law(text, match)
    for match in _OPENED.finditer(text.text):
        group = next(name for name, value in match.groupdict().items() if value)
        acronym = match[group].strip().rstrip(".")
        if not _is_acronym(acronym):
            continue
        start = max(text.text.rfind(mark, 0, match.start()) for mark in "\n;:")
        stop = match.start()
        words = list(_WORD.finditer(text.text, max(start + 1, stop - 260), stop))[-_FAR:]
        found = align(acronym, [word.group() for word in words])
        if found is None or found.cost > _SURE[group] or acronym == words[found.first].group():
            continue
        if _is_sentence_between(text, words, found, apart=group == "comma"):
            continue
        name = text.words(words[found.first].start(), stop).rstrip(" ,–—-")
        owner = _OWNER.search(text.text, words[found.last].end(), words[-1].end())
        if owner:  # « direction … de la Ville (DFPE) »: whose it is, the letters do not say
            name = text.words(words[found.first].start(), owner.start())
        end = match.end() + (text.text[match.end() : match.end() + 1] == ")")
        value = text.stated(
            words[found.first].start(), end, Acronym, acronym=acronym, expansion=name,
            confidence=round(0.97 - 0.1 * min(found.cost, 4), 2), ends=" \n.;:,",
            method="an acronym beside its name, the letters compared",
        )  # fmt: skip
        if value is not None:
            yield value
    yield from _name_after(text)


def _is_sentence_between(
    text: Flow, words: Sequence[re.Match[str]], found: Alignment, *, apart: bool
) -> bool:
    between = text.text[words[found.first].start() : words[-1].end()]
    return bool(re.search(r"[.!?]\s+[A-ZÀ-Þ]|[()]" + ("|," if apart else ""), between))


def _name_after(text: Flow) -> Iterator[Acronym]:
    """« SIGLE (nom développé) », and a note « SIGLE : Nom développé. »."""
    for match in _BEFORE.finditer(text.text):
        acronym = match["acronym"].strip()
        group = "round" if match["round"] else "colon"
        words = list(_WORD.finditer(match[group]))
        if not words or _plain(words[0].group()) in _NOT_NAMES:
            continue
        for tried in dict.fromkeys((acronym, *acronym.split())):
            if not _is_acronym(tried) or tried in match[group]:
                continue
            found = align(tried, [word.group() for word in words])
            if found and found.cost <= 0.5 + 0.2 * len(tried) and found.first <= 1:
                name = match[group][words[found.first].start() :].strip(" .;,")
                end = match.end() + (group == "colon" and text.text[match.end() :][:1] == ".")
                value = text.stated(
                    match.start() + acronym.find(tried), end, Acronym, acronym=tried,
                    expansion=name, confidence=0.9, ends=" \n,;",
                    method="an acronym, its name after it",
                )  # fmt: skip
                if value is not None:
                    yield value
                break


def _law(text: Flow, match: re.Match[str]) -> Iterator[Acronym]:
    """« loi … portant nouvelle organisation … (dite loi NOTRe) »: the law's name stands before."""
    start = max(text.text.rfind("\n", 0, match.start()), match.start() - 260) + 1
    words = list(_WORD.finditer(text.text, start, match.start()))
    found = align(match["acronym"], [word.group() for word in words])
    if found is not None and found.cost < 0.3:
        first = words[found.first].start()
    else:
        laws = list(_LAW_NAME.finditer(text.text, start, match.start()))
        if not laws:
            return
        first = laws[-1].start()
    value = text.stated(
        first, match.end(), Acronym, acronym=match["acronym"],
        expansion=text.words(first, match.start()).rstrip(" ,"),
        confidence=0.8, method="the short name of a law", ends=" \n.;:,",
    )  # fmt: skip
    if value is not None:
        yield value
