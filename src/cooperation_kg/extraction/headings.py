"""Lines that may head a part of the plan: how they are marked, and how far their title goes.

Nothing is decided here about the tree. A heading is a line marked by a word and a number
(« Axe 1 : », « ACTION N° 7.1 – »), by a number alone (« 1.2.3. », « A) », « II – »), or by a word
that opens a part of every convention (« Préambule », « Durée »). Whether it heads a body, is
listed in a summary or is a numbered item of a list is seen from what stands around it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from cooperation_kg.extraction.heading_levels import OWN_WORD, levelled, own_words
from cooperation_kg.extraction.heading_marks import (
    BARE,
    ENDED,
    KEYWORD,
    LEAD,
    LISTED,
    ORDINAL,
    ORDINALS,
    SECTION,
    SMALL_LETTER,
    STATE,
    TAG_END,
    TITLE_LABEL,
    WORDS,
    ends_open,
    is_lead_in,
    is_section,
    is_table_head,
)
from cooperation_kg.extraction.numbering import Number, read_number
from cooperation_kg.extraction.reading import Line, Reading
from cooperation_kg.extraction.runs import fold_letters

__all__ = ["Heading", "ends_open", "find_headings", "is_lead_in", "is_section", "is_table_head"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that may head a part.

    Attributes:
        kind: what its word announces; `""` for a number alone.
        firm: whether its word is one that is used for nothing else.
        number: its number, None where it has none.
        line: the line it starts on.
        last: the last line of its title.
        start: the first character of the title.
        end: the character after the last of the title.
        title: the title, cleaned.
        listed: whether a leader or a page number follows: a line of a table of contents.
        bullet: whether it is an item of a list.
        marked: whether Markdown marks it as a heading.
        word: the word it is numbered by, folded; `""` for a number alone.
    """

    kind: str
    firm: bool
    number: Number | None
    line: int
    last: int
    start: int
    end: int
    title: str
    listed: bool = False
    bullet: bool = False
    marked: bool = False
    word: str = ""


def find_headings(reading: Reading) -> list[Heading]:
    """Every line that may head a part, in reading order."""
    found: list[Heading] = []
    own = own_words(reading)
    after = 0
    for at, line in enumerate(reading.lines):
        if at < after or line.blank or line.furniture:
            continue
        open_above = _apart(reading, at) or (bool(found) and found[-1].last == at)
        heading = _heading(reading, at, line, open_above)
        if own and (heading is None or heading.kind == "section"):
            heading = _by_own_word(reading, at, line, own) or heading
        if heading:
            found.append(heading)
            after = heading.last
    return levelled(found)


def _heading(reading: Reading, at: int, line: Line, apart: bool) -> Heading | None:
    lead = LEAD.match(line.raw)
    begin = lead.end() if lead else 0
    words = line.raw[begin:].rstrip()
    if not words or len(words) > 1500:
        return None
    ordinal, keyword = ORDINAL.match(words), KEYWORD.match(words)
    if keyword and keyword["number"] and keyword["mark"] and not ordinal:
        # « Article 2. – Premier axe : … »
        ordinal = ORDINAL.match(words[keyword.end() :])
        begin += keyword.end() if ordinal else 0
    if ordinal:
        value = int(ordinal["digit"] or ORDINALS.index((ordinal["spelt"] or "").lower()) + 1)
        kind, firm = next(
            (k, firm) for k, w, firm in WORDS if re.fullmatch(w, ordinal["word"], re.IGNORECASE)
        )
        number = Number((value,), ("arabic",))
        heading = _titled(reading, at, begin + ordinal.end(), kind, firm, number)
        word = fold_letters(ordinal["word"])
        return replace(heading, word=word) if heading else None
    if keyword and words[0].isupper():
        return _by_word(reading, at, begin, words, keyword, apart)
    bare = BARE.match(words)
    if bare and not line.bullet:
        behind = _behind_number(reading, at, begin, words, bare, apart)
        return behind or _by_number(reading, at, begin, bare, apart)
    if apart and not words[0].islower() and SECTION.match(words) and len(line.text) <= 90:
        return None if ENDED.search(words) else _section(reading, at, begin)
    return None


def _by_own_word(reading: Reading, at: int, line: Line, own: frozenset[str]) -> Heading | None:
    """A part that is told by a word only this text numbers its parts by."""
    lead = LEAD.match(line.raw)
    begin = lead.end() if lead else 0
    match = OWN_WORD.match(line.raw, begin)
    if match is None or fold_letters(match["word"]) not in own:
        return None
    number = read_number(match["number"])
    heading = _titled(reading, at, match.end(), "own word", False, number)
    return replace(heading, word=fold_letters(match["word"])) if heading else None


def _by_word(
    reading: Reading, at: int, begin: int, words: str, match: re.Match[str], apart: bool
) -> Heading | None:
    if not match["number"]:
        return _unnumbered(reading, at, begin, words, match, apart)
    place = next(i for i in range(len(WORDS)) if match[f"w{i}"])
    kind, _, firm = WORDS[place]
    number = read_number(match["number"])
    rest, mark = words[match.end() :].strip("*_ "), match["mark"].strip()
    if not rest:
        fit = (apart or _after_end(reading, at)) and ")" not in mark
        heading = _titled(reading, at, None, kind, firm, number) if fit else None
        return replace(heading, word=fold_letters(match["word"]).rstrip("s")) if heading else None
    upper = not rest[0].islower()
    if not mark and (number.styles[0] == "letter" or not upper):
        return None
    if not upper and mark in {".", ")", "-"}:
        return None
    heading = _titled(reading, at, begin + match.end(), kind, firm, number)
    return replace(heading, word=fold_letters(match["word"]).rstrip("s")) if heading else None


def _unnumbered(
    reading: Reading, at: int, begin: int, words: str, match: re.Match[str], apart: bool
) -> Heading | None:
    """« Annexe », « Priorité » over its title, « Fiche action : … »."""
    place = next(i for i in range(len(WORDS)) if match[f"w{i}"])
    kind, _, firm = WORDS[place]
    word, mark = match["word"].lower(), match["mark"].strip()
    rest = words[match.end() :].strip("*_ ")
    if kind == "section" and word == "annexe" and apart and len(words) <= 120:
        return _section(reading, at, begin)
    if word.startswith("fiche") and mark and apart and rest and not rest[0].islower():
        return _titled(reading, at, begin + match.end(), kind, firm, None)
    alone = kind == "priority" and not rest and mark in {"", ":"}
    fit = alone and (apart or _after_end(reading, at))
    return _titled(reading, at, None, kind, firm, None) if fit else None


def _by_number(
    reading: Reading, at: int, begin: int, match: re.Match[str], apart: bool
) -> Heading | None:
    number = read_number(match["number"])
    marked = reading.lines[at].raw.lstrip().startswith("#")
    if len(number.values) < 2 and (not (apart or marked) or not match["mark"]):
        return None
    if not (apart or marked or _after_end(reading, at)):
        return None
    heading = _titled(reading, at, begin + match.end(), "", True, number)
    if heading is None or heading.title[-1] in ";," or len(heading.title) > 350:
        return None
    return None if heading.title.endswith(".") and len(heading.title) > 150 else heading


def _behind_number(
    reading: Reading, at: int, begin: int, words: str, bare: re.Match[str], apart: bool
) -> Heading | None:
    """A part that is told by its word, though another number stands before it.

    « 1.2.1 Action A.1 – … », where a text editor numbers the headings, has its own number;
    « I. Axe « Habitat » » has the one before it.
    """
    rest = words[bare.end() :]
    keyword = KEYWORD.match(rest)
    if keyword is None or not rest[0].isupper():
        return None
    if keyword["number"]:
        return _by_word(reading, at, begin + bare.end(), rest, keyword, apart)
    place = next(i for i in range(len(WORDS)) if keyword[f"w{i}"])
    kind, _, firm = WORDS[place]
    said = firm and kind in {"axis", "orientation", "priority"}
    if not said or not apart or not (keyword["mark"].strip() or rest[keyword.end() :][:1] == "«"):
        return None
    number = read_number(bare["number"])
    return _titled(reading, at, begin + bare.end() + keyword.end(), kind, True, number)


def _after_end(reading: Reading, at: int) -> bool:
    """Whether the line above may be the last of a page whose break left no trace."""
    above = reading.lines[at - 1].text if at else ""
    return not ends_open(above) and not re.search(
        r"\b(?:voir|cf|fiches?)\.?$", above, re.IGNORECASE
    )


def _section(reading: Reading, at: int, begin: int) -> Heading | None:
    """A part every convention has: a short line of its own, with nothing before it."""
    lines = reading.lines
    below = lines[at + 1] if at + 1 < len(lines) else None
    marked = lines[at].raw.lstrip().startswith("#")
    if lines[at].bullet and not marked:
        return None
    goes_on = (
        below and below.text and (below.text[0].islower() or not _ended_on_purpose(reading, at))
    )
    if goes_on and not marked:
        return None
    return _titled(reading, at, begin, "section", False, None, single=True)


def _titled(
    reading: Reading, at: int, offset: int | None, kind: str, firm: bool, number: Number | None,
    *, single: bool = False,
) -> Heading | None:  # fmt: skip
    """The heading at line index `at`, its title from `offset`, or on the lines below it."""
    lines, first = reading.lines, at
    if offset is None:
        below = _below(lines, at, 3)
        if below is None or not _may_be_title(lines[below]):
            return None
        first = below
        lead = LEAD.match(lines[first].raw)
        offset = lead.end() if lead else 0
    named = TITLE_LABEL.match(lines[first].raw, offset) or STATE.match(lines[first].raw, offset)
    offset = named.end() if named else offset
    start = lines[first].start + offset
    last = first if single else _title_end(reading, first)
    end = lines[last].end
    printed = reading.source.text[start:end]
    listed = any(_listed(line) for line in lines[at : last + 1] if not line.furniture)
    kept = _without_marks(printed)
    title = " ".join(kept.split())
    if not any(character.isalpha() for character in title):
        return None
    line = lines[at]
    marked = line.raw.lstrip().startswith("#")
    return Heading(
        kind, firm, number, line.number, lines[last].number, start, start + len(kept), title,
        listed, line.bullet, marked,
    )  # fmt: skip


def _without_marks(printed: str) -> str:
    """A title without white space, colons, emphasis and tags at its end."""
    kept, longer = printed, ""
    while kept != longer:
        longer = kept
        kept = kept.rstrip().rstrip("*_:")
        tag = TAG_END.search(kept[-13:])
        kept = kept.removesuffix(tag.group()) if tag else kept
    return kept


def _listed(line: Line) -> bool:
    return any(LISTED.search(shown[-60:]) for shown in (line.raw, line.text))


def _may_be_title(line: Line) -> bool:
    text = line.text
    return not (text[0].islower() or line.bullet or is_lead_in(text) or is_table_head(text))


def _title_end(reading: Reading, first: int) -> int:
    """The index of the last line of a title that starts on line `first`.

    A title goes on where its line ends on a word that cannot end one, or the next begins in lower
    case; across one blank line, only then. A line that had room for the next word ended on
    purpose.
    """
    lines, at = reading.lines, first
    while at - first < 16:
        below = _below(lines, at, 2)
        if below is None or not _goes_on(reading, at, below):
            return at
        at = below
    return at


def _goes_on(reading: Reading, at: int, below: int) -> bool:
    """Whether the title on line `at` goes on on line `below`, next to it or after a blank one."""
    here, there = reading.lines[at], reading.lines[below]
    text, after = here.text.rstrip("* "), there.text
    if _stops(here, text, there):
        return False
    near, lower = below == at + 1, after[0].islower()
    if text.endswith(":"):
        return near and (lower or _capitals(text))
    page = any(line.furniture for line in reading.lines[at + 1 : below])
    if ends_open(text):
        return near or lower or page
    if lower:
        return near or _short_paragraph(reading, below, 4)
    return _goes_on_in_capital(reading, at, below, text)


def _goes_on_in_capital(reading: Reading, at: int, below: int, text: str) -> bool:
    """The same where the next line begins with a capital, as a body does too."""
    here, there, after = reading.lines[at], reading.lines[below], reading.lines[below].text
    near = below == at + 1
    if not near or _apart(reading, below):
        return False
    bold = here.raw.count("**") % 2 == 1 and "**" in there.raw
    if bold or (after[0] in "«(" and len(after) <= 60):
        return True
    same = _capitals(text) and after.isupper()
    return (same or not _ended_on_purpose(reading, at)) and _short_paragraph(reading, below)


def _stops(here: Line, text: str, there: Line) -> bool:
    """Whether a line ends a title, or the next one cannot belong to it."""
    after = there.text
    other = there.bullet or there.raw.lstrip().startswith("#") or len(after) > 400
    named = (
        SMALL_LETTER.match(after)
        or is_lead_in(after)
        or is_table_head(after)
        or _apart_marks(after)
    )
    return bool(other or named or ENDED.search(text) or _listed(here))


def _apart_marks(text: str) -> bool:
    """Whether a line is marked as a heading of its own."""
    match = KEYWORD.match(text)
    if match and text[0].isupper() and (match["number"] or not text[match.end() :].strip()):
        return True
    return BARE.match(text) is not None


def _capitals(text: str) -> bool:
    """Whether a line ends in capitals, as the titles of some documents are printed."""
    return " ".join(text.split()[-3:]).isupper()


def _short_paragraph(reading: Reading, at: int, most: int = 2) -> bool:
    """Whether the paragraph from a line on is no body: `most` lines, without a full stop."""
    lines, upto = reading.lines, at
    while upto + 1 < len(lines) and not lines[upto + 1].blank:
        upto += 1
        if upto - at >= most:
            return False
    return not ENDED.search(lines[upto].text) and not lines[upto].text.endswith(":")


def _ended_on_purpose(reading: Reading, at: int) -> bool:
    """Whether the first word of the next line would have fitted on this one."""
    lines = reading.lines
    if at + 1 >= len(lines) or lines[at + 1].blank:
        return True
    word = lines[at + 1].text.split(" ", 1)[0]
    around = [len(line.text) for line in lines[max(0, at - 40) : at + 40] if line.text]
    width = sorted(around)[int(len(around) * 0.85)]
    return len(lines[at].text) + 1 + len(word) <= width


def _below(lines: tuple[Line, ...], at: int, reach: int) -> int | None:
    """The index of the next printed line, at most `reach` lines down, or over the end of a page."""
    crossed = False
    for below in range(at + 1, min(at + 10, len(lines))):
        crossed = crossed or lines[below].furniture
        if not lines[below].blank and not lines[below].furniture:
            return below if crossed or below <= at + reach else None
    return None


def _apart(reading: Reading, at: int) -> bool:
    """Whether a line opens a paragraph: nothing, a page's end or a rule stands above it."""
    lines = reading.lines
    if at == 0:
        return True
    above, raw = lines[at - 1], lines[at].raw
    if above.blank or above.furniture or raw[:1] == "\f" or above.raw.rstrip(" ").endswith("\f"):
        return True
    # A form feed that became a space: text of a page begins one character in, nothing else does.
    begun = [line.raw for line in lines[max(0, at - 12) : at] if line.text]
    indented = sum(1 for text in begun if text[:1] == " " and text[1:2] != " ")
    return raw[:1] == " " and raw[1:2] not in {" ", ""} and indented <= len(begun) // 3
