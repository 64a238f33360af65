"""What headings are whose words say no level: which of two words holds the other.

« Défi 1 » holds « Enjeu 1.1 » in one text and the other way round in the next, « Chantier A »
may be an action or hold five, and a text may number its parts by a word of its own (« Escale 2 »).
What stands in what, and how numbers go on, tells.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from cooperation_kg.extraction.heading_marks import KEYWORD, NUMBER
from cooperation_kg.extraction.numbering import Values, read_number
from cooperation_kg.extraction.runs import fold_letters, word_set

if TYPE_CHECKING:
    from cooperation_kg.extraction.headings import Heading
    from cooperation_kg.extraction.reading import Reading

__all__ = ["OWN_WORD", "levelled", "own_words"]

_PLAN = frozenset({"axis", "orientation", "priority"})
OWN_WORD = re.compile(
    r"(?P<word>[^\W\d_][^\W\d_]{2,15}(?:[- ](?:d['’])?[a-zà-ÿ]{4,12})?)\s+(?:n\s*[°ºo]\.?\s*)?"
    rf"(?P<number>{NUMBER})(?![\w°'’])(?P<mark>\s*[.:|–—·•▸►▶→»-]{{1,2}})\s+(?=[«\"“A-ZÀ-Þ(])"
)
_NEVER = word_set(
    "article annexe page tableau figure loi decret phase etape annee lot point section alinea titre"
    " chapitre partie paragraphe version note carte schema quartier secteur zone objectif sous"
    " janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre"
    " trimestre semestre groupe categorie niveau type rue avenue collectivite signataire"
)


def own_words(reading: Reading) -> frozenset[str]:
    """Words that number the parts of this text, and no other text we know of.

    Each heads two lines or more, apart from others, whose numbers begin at one and go on.
    """
    found: dict[str, list[Values]] = defaultdict(list)
    for line in reading.lines:
        text = line.text
        if line.bullet or line.furniture or len(text) > 160:
            continue
        match = OWN_WORD.match(text)
        if match and match["word"][0].isupper() and not KEYWORD.match(text):
            word = fold_letters(match["word"])
            if word.split()[0] not in _NEVER:
                found[word].append(read_number(match["number"]).values)
    return frozenset(word for word, numbers in found.items() if _goes_on(numbers))


def _goes_on(numbers: Sequence[Values]) -> bool:
    firsts = sorted({values[0] for values in numbers})
    return len(set(numbers)) > 1 and firsts == list(range(1, len(firsts) + 1))


def levelled(headings: Sequence[Heading]) -> list[Heading]:
    """The headings, those of a doubtful word given the level that what they hold shows."""
    numbered = [h for h in headings if h.number and h.word and not h.listed and not h.bullet]
    kinds = _of_own_words(numbered)
    if not any(h.firm and h.kind in _PLAN for h in numbered):
        kinds |= _of_two_words(numbered) or _holding(numbered)
    return [
        replace(heading, kind=kind)
        for heading in headings
        if (kind := kinds.get(heading.word, heading.kind) if heading.word else heading.kind)
        != "own word"
    ]


def _order(numbered: Sequence[Heading], words: set[str]) -> list[str]:
    """Two or more words, the one that holds the others first; empty where none does."""
    counts = Counter(h.word for h in numbered if h.word in words)
    seen = [h.word for h in numbered if h.word in words]
    order = sorted(counts, key=seen.index)
    holds = all(_contains(numbered, above, below) for above, below in pairwise(order))
    return order if len(order) > 1 and holds and min(counts.values()) > 1 else []


def _contains(numbered: Sequence[Heading], above: str, below: str) -> bool:
    """Whether a part of one word stands in most parts of the other, and never before the first."""
    inside: list[int] = []
    for heading in numbered:
        if heading.word == above:
            inside.append(0)
        elif heading.word == below:
            if not inside:
                return False
            inside[-1] += 1
    return sum(1 for count in inside if count) * 2 > len(inside) and sum(inside) >= len(inside)


def _of_two_words(numbered: Sequence[Heading]) -> dict[str, str]:
    """« Défi 1 » over « Enjeu 1.1 »: axes, and orientations in them."""
    words = {h.word for h in numbered if h.kind == "axis"}
    order = _order(numbered, words)
    return dict(zip(order, ("axis", "orientation", "sub-orientation"), strict=False))


def _holding(numbered: Sequence[Heading]) -> dict[str, str]:
    """« Chantier A » over « Action A1 »: a word of actions that holds other actions is an axis."""
    if any(h.kind in _PLAN for h in numbered):
        return {}
    order = _order(numbered, {h.word for h in numbered if h.kind == "action"})
    return {order[0]: "axis"} if len(order) == 2 else {}


def _of_own_words(numbered: Sequence[Heading]) -> dict[str, str]:
    """What the words are that only this text numbers its parts by."""
    own = {h.word for h in numbered if h.kind == "own word"}
    known: Mapping[str, set[str]] = {
        kind: {h.word for h in numbered if h.kind == kind} for kind in ("axis", "action")
    }
    kinds = dict.fromkeys(own, "own word")
    for word in own:
        over = any(_order(numbered, {word, other})[:1] == [word] for other in known["action"] | own)
        under = any(_order(numbered, {word, other})[-1:] == [word] for other in known["axis"] | own)
        if over and not known["axis"]:
            kinds[word] = "axis"
        elif (under or not known["axis"]) and not known["action"]:
            kinds[word] = "action"
    return kinds
