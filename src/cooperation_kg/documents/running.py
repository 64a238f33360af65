"""Running heads and feet, and page numbers: lines that belong to the page, not to the text.

Where pages are known, a line is one of them if it stands among the first or last lines of its
page and recurs on most pages, its page number left out of the comparison. A number that belongs to
the text, as in « Action 3 » or « Article 3 » at the head of every page, is told from a page
number by the word before it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from cooperation_kg.documents.words import spaced_runs

__all__ = ["numbered_key", "page_number", "recurring_lines", "running_lines"]

_EDGE = 3  # a head or foot has at most so many lines
_MIN_PAGES = 3
_DASHES = "-–—|·•~/ "
_WORD = r"(?:page|p\.|folio|f°)"
_TOTAL = r"(?:\s*+(?:/|sur|de|of)\s*+\d{1,4})?"
_NUMBER = re.compile(
    rf"[{re.escape(_DASHES)}]*+(?P<word>{_WORD}\s*+)?(?P<number>\d{{1,4}}){_TOTAL}"
    rf"[{re.escape(_DASHES)}]*+",
    re.IGNORECASE,
)
_LAST = re.compile(rf"(?:^|[\s|–—-])(?:{_WORD}\s*+)?(?P<number>\d{{1,4}}){_TOTAL}$", re.IGNORECASE)
_FIRST = re.compile(r"^(?P<number>\d{1,4})(?=[\s|–—-])")
# A word that numbers a part of the text; « n° 3 » does too.
_PART = re.compile(
    r"(?:n\s?[°ºo]|annexe|actions?|articles?|axes?|chapitre|convention|enjeu|engagement|fiches?|"
    r"lot|mesure|objectifs?|orientation|partie|phase|priorité|programme|projet|section|"
    r"sous-\w+|tableau|thème|thématique|titre|tome|volet|figure|alinéa)\s*[:.–-]?\s*$",
    re.IGNORECASE,
)
_SPACES = re.compile(r"\s+")
_LINES_A_PAGE = (8, 200)
_FAR = 20  # blanks before a number no text is indented by
_APART = re.compile(
    rf"(?:[^\S\n]{{2,}}|\t|[|–—-]\s|{_WORD}\s*+)(?P<number>\d{{1,4}}){_TOTAL}\s*+$", re.IGNORECASE
)


def page_number(line: str) -> int | None:
    """The number of a line that holds nothing else, such as « - 7 - » or « Page 7/12 ».

    >>> page_number("Page 7 sur 12"), page_number("  - 7 -"), page_number("7 actions")
    (7, 7, None)
    """
    match = _NUMBER.fullmatch(line.strip()[:40])
    return int(match["number"]) if match else None


def numbered_key(line: str) -> tuple[str, int | None]:
    """A line without the page number at its end or start, as it is compared, and that number.

    >>> numbered_key("Convention  A – B   12")
    ('convention a – b', 12)
    >>> numbered_key("Action 12")
    ('action 12', None)
    """
    shown = _SPACES.sub(" ", line).strip()[:300].casefold()
    for pattern in (_LAST, _FIRST):
        match = pattern.search(shown)
        if match and match.group() != shown and not _PART.search(shown[: match.start()]):
            rest = (shown[: match.start()] + shown[match.end() :]).strip(_DASHES)
            if rest:
                return rest, int(match["number"])
    return shown, None


def running_lines(pages: Sequence[Sequence[str]]) -> set[tuple[int, int]]:
    """Which lines are running heads, feet or page numbers, as (page, line), both from 0."""
    edges = [_edges(lines) for lines in pages]
    found = _page_numbers(pages, edges)
    places: dict[str, set[tuple[int, int]]] = defaultdict(set)
    numbers: dict[str, set[int]] = defaultdict(set)
    for page, lines in enumerate(pages):
        for line in edges[page]:
            key, number = numbered_key(lines[line])
            if not key.endswith(":"):  # a label, whose value differs
                places[key].add((page, line))
            if number is not None:
                numbers[key].add(number - page)
    printed = sum(1 for edge in edges if edge)
    for key, at in places.items():
        on = {page for page, _ in at}
        # A number that runs with the pages is evidence of its own, on two pages already.
        runs = len(numbers[key]) == 1 and len(on) > 1
        if len(on) * 2 > printed and (runs or len(on) >= _MIN_PAGES):
            found |= at
    return {place for page, lines in enumerate(pages) for place in _outermost(page, lines, found)}


def _edges(lines: Sequence[str]) -> list[int]:
    """The lines that may be heads or feet: fewer on a page that has few."""
    printed = [at for at, line in enumerate(lines) if line.strip()]
    depth = min(max(len(printed) // 3, 1), _EDGE)
    return sorted({*printed[:depth], *printed[-depth:]})


def _outermost(
    page: int, lines: Sequence[str], found: set[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Those of `found` with no line of text between them and the edge of the page."""
    printed = [at for at, line in enumerate(lines) if line.strip()]
    for inwards in (printed, printed[::-1]):
        for at in inwards:
            if (page, at) not in found:
                break
            yield page, at


def _page_numbers(
    pages: Sequence[Sequence[str]], edges: Sequence[Iterable[int]]
) -> set[tuple[int, int]]:
    """Numbers alone on a line that run with the pages."""
    runs: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for page, edge in enumerate(edges):
        for line in edge:
            number = page_number(pages[page][line])
            if number is not None:
                runs[number - page].add((page, line))
    # Parts of a file may begin their numbers anew: each run of three or more is one.
    return {
        place
        for places in runs.values()
        if len(places) >= _MIN_PAGES or (len(places) == len(pages) and len(pages) > 1)
        for place in places
    }


def recurring_lines(lines: Sequence[str]) -> set[int]:
    """Which lines, from 0, are heads, feet or numbers of pages that are not marked.

    Less is known here, so more is asked for: a number far from the margin, or a line that recurs
    with a number that grows by one about every page's length, or recurs in spaced letters.
    """
    running = set()
    numbered: dict[str, list[tuple[int, int]]] = defaultdict(list)
    spaced: dict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        if not line or line.isspace():
            continue
        if any(right - left >= len(line.strip()) for left, right in spaced_runs(line)):
            spaced[_closed(line)].append(at)
        elif (number := page_number(line)) is not None:
            if len(line) - len(line.lstrip()) >= _FAR:
                running.add(at)
            elif _stands_alone(lines, at):
                numbered[""].append((at, number))
        elif line[-1:].isspace() or line[-1:].isdigit():
            apart = _APART.search(line[-60:].rstrip())
            key, number = numbered_key(line)
            if apart and number is not None and not key.endswith(":"):
                numbered[key].append((at, number))
    for found in spaced.values():
        if len(found) >= _MIN_PAGES:
            running.update(found)
    for pairs in numbered.values():
        running.update(_growing(pairs))
    return running


def _closed(line: str) -> str:
    """A line in spaced letters without its spaces and the number at its end."""
    return _SPACES.sub("", line).rstrip("0123456789").casefold()


def _stands_alone(lines: Sequence[str], at: int) -> bool:
    beside = [*lines[max(at - 1, 0) : at], *lines[at + 1 : at + 2]]
    return not all(line.strip() for line in beside)


def _growing(pairs: Sequence[tuple[int, int]]) -> set[int]:
    """The lines of runs of three or more whose number grows as pages do."""
    low, high = _LINES_A_PAGE
    running: set[int] = set()
    run: list[tuple[int, int]] = []
    for at, number in pairs:
        if run:
            pages, distance = number - run[-1][1], at - run[-1][0]
            if not (pages > 0 and low * pages <= distance <= high * pages):
                run = []
        run.append((at, number))
        if len(run) >= _MIN_PAGES:
            running.update(line for line, _ in run[-_MIN_PAGES:])
    return running
