"""A document printed another way: what a convention of the same contents might look like.

Each variation takes the text and a seeded source of chance, and gives another text of which a
reader writes the same record, or the record its docstring says.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

__all__ = ["HEADING", "SAME", "Variation", "other_directions", "swapped"]

Variation = Callable[[random.Random, str], str]

HEADING = re.compile(
    r"^(?P<head>\s*(?:fiche(?:[- ]action)?|action)\s*(?:n\s*°\s*)?(?P<number>\d+(?:\.\d+)?)"
    r"\s*[:–-]\s*)",
    re.IGNORECASE | re.MULTILINE,
)
"""How the sheets of the samples begin."""

_ACRONYM = re.compile(r"\b(?:D[A-Z]{2,4}|DGA\b)(?![\w'’])")


def paged(rng: random.Random, text: str) -> str:
    """Pages that end anywhere, in tables too; the number of the page stands far from the margin."""
    lines = re.sub(r"(?m)^[^\S\n]*\d{1,3}[^\S\n]*$", "", text).split("\n")
    number, out, since = 11, [], 0
    for line in lines:
        out.append(line)
        since += 1
        # A page turns between two lines that are printed, and not inside a heading.
        if since > 12 and line.strip() and not HEADING.match(line) and rng.random() < 0.1:
            out += ["", " " * 70 + str(number), "", ""]
            number, since = number + 1, 0
    return "\n".join(out)


def other_dashes(rng: random.Random, text: str) -> str:
    """Long dashes for short ones, or the other way round."""
    dash = rng.choice("-–—")
    return re.sub(r"(?<=\s)[-–—](?=\s)", dash, text)


def other_bullets(rng: random.Random, text: str) -> str:
    """Another sign before the items of lists."""
    bullet = rng.choice(("•", "▪", "\uf0a7", "-", "–", "‣"))
    return re.sub(r"(?m)^(\s*)(?:[-–•▪*\uf0a7])(?=\s+[^\W\d])", rf"\g<1>{bullet}", text)


def capital_headings(rng: random.Random, text: str) -> str:
    """The headings of the sheets in capitals."""
    del rng
    return re.sub(
        r"(?m)^(\s*(?:fiche|action|axe)\b.*)$",
        lambda line: line[0].replace("n°", "N°").upper(),
        text,
        flags=re.IGNORECASE,
    )


def justified(rng: random.Random, text: str) -> str:
    """Double spaces between some words, as justified text leaves them."""
    return re.sub(r"(?<=[a-zé,]) (?=[a-zé])", lambda _: rng.choice((" ", " ", "  ")), text)


def other_apostrophes(rng: random.Random, text: str) -> str:
    """Straight apostrophes for curly ones, or the other way round."""
    return re.sub("['’]", rng.choice("'’"), text)


def unbreakable(rng: random.Random, text: str) -> str:
    """Spaces that do not break, before colons and in numbers."""
    del rng
    return re.sub(r" (?=[:;€%»])|(?<=\d) (?=\d{3})", "\u00a0", text)


SAME: tuple[Variation, ...] = (
    paged, other_dashes, other_bullets, capital_headings, justified, other_apostrophes,
    unbreakable,
)  # fmt: skip
"""Variations after which the record says the same."""


def other_directions(rng: random.Random, text: str) -> tuple[str, dict[str, str]]:
    """The acronyms of directions, each by another that nobody knows; what stands for what."""
    names: dict[str, str] = {}
    for acronym in dict.fromkeys(_ACRONYM.findall(text)):
        letters = "".join(rng.choice("BCFGKLMNPQRTVXZ") for _ in acronym[1:])
        names[acronym] = f"D{letters}"
    return _ACRONYM.sub(lambda found: names[found[0]], text), names


def swapped(rng: random.Random, text: str) -> tuple[str, dict[str, str]]:
    """Two sheets that follow each other in one axis change places; the numbers stay in order.

    Returns:
        The text, and the number each sheet has now.
    """
    heads = list(HEADING.finditer(text))
    axis = re.compile(r"(?mi)^\s*(?:axe\s|[IVX]+\.\s)|^\s*(?:gouvernance|article)\b")
    pairs = [
        (one, two, three)
        for one, two, three in zip(heads, heads[1:], heads[2:], strict=False)
        if not axis.search(text, one.end(), three.start())
    ]
    pairs += [
        (one, two, None)
        for one, two, three in zip(heads, heads[1:], [*heads[2:], None], strict=False)
        if three and not axis.search(text, one.end(), two.start())
        and (stop := axis.search(text, two.end(), three.start()))
        and stop
    ]  # fmt: skip
    if not pairs:
        return text, {}
    one, two, three = rng.choice(pairs)
    if three is None:
        stop = axis.search(text, two.end())
        end = stop.start() if stop else len(text)
    else:
        end = three.start()
    first, second = text[one.end() : two.start()], text[two.end() : end]
    new = f"{text[: one.end()]}{second.rstrip()}\n\n{two['head']}{first.rstrip()}\n\n{text[end:]}"
    return new, {one["number"]: two["number"], two["number"]: one["number"]}
