"""Which lines are the value of which label, where a table was flattened.

Labels come in an order and their values in the same order, but a label may have none, values
have several lines, and blank lines stand inside a value as well as between two. So every line is
weighed by what it says (a date, acronyms, a sum, names, something measured) and by the blank
lines around it, and the best way to give all lines to the labels in order is taken. The search
looks at each line once for each label.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate, pairwise

from cooperation_kg.extraction.labels import Kind
from cooperation_kg.extraction.readings import budget_kind, has_date
from cooperation_kg.extraction.runs import Run, fold_letters
from cooperation_kg.extraction.sheet_events import Gap, Piece, Table
from cooperation_kg.extraction.sheet_words import (
    ACRONYM,
    CATEGORY,
    DEADLINE_WORDS,
    FUNCTION_END,
    MEASURED,
    MEASURED_END,
    NAMED_PARTNER,
    NO_SUM,
    NOTHING,
    UNIT_HEAD,
)

__all__ = ["Unit", "assign", "units", "weigh"]


@dataclass(frozen=True, slots=True)
class Unit:
    """Lines that go on from one to the next, by their words or their printing.

    Attributes:
        run: the characters.
        gap: what stands before them.
        label: the index of the last label printed before.
        party: the index of the last party named under it.
        beside: whether they stand on the line of their label.
        full: whether the last line is justified: a next line may go on with it.
        bullet: whether they begin with a bullet.
        cell: whether they are known to be in the cell of that label.
        owned: whether they begin with the name of a party and a colon.
    """

    run: Run
    gap: Gap
    label: int
    party: int | None
    beside: bool
    full: bool
    bullet: bool
    cell: bool = False
    owned: bool = False


# No cell of a table is longer; what goes on beyond it is no value, and costs no time.
_LONGEST = 4_000


def _open(text: str) -> bool:
    """Whether a bracket or quotation mark is still open at the end."""
    return text.count("(") > text.count(")") or text.count("«") > text.count("»")


def _goes_on(before: Unit, piece: Piece) -> bool:
    """Whether a line belongs to the words before it, whatever their label is."""
    if (
        len(before.run.text) > _LONGEST
        or piece.beside
        or piece.bullet
        or piece.owned
        or before.label != piece.label
        or before.party != piece.party
    ):
        return False
    text, following = before.run.text, piece.run.text
    cut = bool(FUNCTION_END.search(fold_letters(text))) or _open(text[-300:])
    if piece.gap == "blank":
        return cut
    begins = following[:1]
    word = re.split(r"[\s']", fold_letters(following), maxsplit=1)[0]
    if MEASURED.match(word + " ") and not cut and begins.islower() and len(word) > 3:
        return text[-1:] not in ",;" and not text[:1].islower() and not text.endswith(".")
    if piece.gap == "page":
        return cut or begins.islower()
    folded = fold_letters(following)
    if not cut and begins.isupper() and MEASURED.match(folded) and not NAMED_PARTNER.match(folded):
        return False  # a list that ends in a comma, and what is measured in the next cell
    return cut or text.endswith((",", ":", "+", "/", ";")) or begins.islower() or begins == "("


def units(table: Table) -> list[Unit]:
    """The pieces of a table, joined where one goes on in the next."""
    found: list[Unit] = []
    for piece in table.pieces:
        if found and _goes_on(found[-1], piece):
            last = found[-1]
            found[-1] = Unit(
                last.run + piece.run, last.gap, last.label, last.party, last.beside, piece.full,
                last.bullet, last.cell, last.owned,
            )  # fmt: skip
        else:
            found.append(
                Unit(
                    piece.run, piece.gap, piece.label, piece.party, piece.beside, piece.full,
                    piece.bullet, piece.cell, piece.owned,
                )
            )  # fmt: skip
    return found


_SKIP = {"deadline": 3.0, "pilots": 3.5, "budget": 2.5, "partners": 1.5, "indicators": 2.5}
_CHANGE: dict[Gap, float] = {"none": -1.0, "blank": 0.5, "page": 0.0}
_STAY: dict[Gap, float] = {"none": 0.5, "blank": -1.0, "page": 0.0}
# A value that stands after a later label than its own was moved there by the flattening of a page.
_LATE = 4.0
_BESIDE = 8.0
_OWNED = 5.0


def _first(*choices: tuple[object, float], otherwise: float) -> float:
    """The weight of the first condition that holds."""
    return next((weight for holds, weight in choices if holds), otherwise)


def weigh(text: str) -> dict[Kind, float]:
    """How well a line fits each kind of value, from about -4 to 4."""
    folded = fold_letters(text)
    if NOTHING.fullmatch(folded):
        return {}
    kind, told = budget_kind(text)
    # « Direction des ressources humaines » is no budget of current resources.
    told = told and not UNIT_HEAD.match(folded)
    money, date = kind == "amount", has_date(text)
    words = re.findall(r"[^\W\d_]+", text)
    acronyms = sum(bool(ACRONYM.fullmatch(word)) for word in words)
    letters = bool(words) and acronyms >= 0.6 * len(words)
    category = bool(CATEGORY.match(folded))
    named = category or bool(NAMED_PARTNER.search(folded))
    # « Associations » and « Mouvement » end as nouns of action do, and are none.
    body = category or NAMED_PARTNER.match(folded) or UNIT_HEAD.match(folded)
    # What is measured is never added up with a plus: « Action Logement + Anah ».
    measured = bool(MEASURED.match(folded)) and not body and " + " not in text
    timed = bool(DEADLINE_WORDS.search(folded))
    unit = UNIT_HEAD.match(folded) or ACRONYM.fullmatch(words[0] if words else "")
    listed = acronyms > 0 or text.count(",") > 1 or " + " in text
    scores: dict[Kind, float] = {
        "deadline": _first((date, 3.0), (timed, 2.5), otherwise=-1.5),
        "pilots": _first((letters, 3.0), (unit, 2.0), otherwise=-1.0),
        "budget": _first((money, 4.0), (told, 3.0), (NO_SUM.search(folded), 1.5), otherwise=-1.5),
        "partners": _first(
            (measured, -2.0), (category, 2.5), (named, 2.0), (listed, 1.0), otherwise=0.0
        ),
        "indicators": _first((measured, 2.5), (MEASURED_END.search(text), 1.0), otherwise=-0.5),
    }
    against: tuple[tuple[bool, dict[Kind, float]], ...] = (
        (money, {"deadline": 4, "pilots": 4, "partners": 3, "indicators": 2}),
        (told and not money, {"pilots": 2, "partners": 2, "indicators": 1}),
        (
            date and len(words) <= 4 and not money,
            {"pilots": 3, "partners": 3, "indicators": 3, "budget": 2},
        ),
        (date and not timed and len(words) > 4, {"deadline": 1}),
        (letters, {"budget": 2, "deadline": 2, "indicators": 2}),
        (measured, {"pilots": 2, "deadline": 1.5}),
        (named and not measured, {"indicators": 2.5 if category else 1.5, "deadline": 1}),
    )
    for holds, less in against:
        for field, weight in less.items() if holds else ():
            scores[field] -= weight
    return scores


def assign(table: Table, found: list[Unit]) -> list[int | None]:
    """For each unit the index of its label, in the order of the labels.

    The best sum of weights: what the words say, where blank lines stand, labels left without a
    value, and values that stand after a later label than their own.
    """
    if all(unit.cell for unit in found):
        return [unit.label for unit in found]
    best = _best(table, found)
    pinned = _out_of_order(table, found)
    if not pinned:
        return best[1]
    others = _best(table, [unit for at, unit in enumerate(found) if at not in pinned])
    if others[0] + _BESIDE * len(pinned) <= best[0]:
        return best[1]
    rest = iter(others[1])
    return [unit.label if at in pinned else next(rest) for at, unit in enumerate(found)]


def _out_of_order(table: Table, found: list[Unit]) -> set[int]:
    """Values beside a label that stand before the values of the labels above it.

    « Indicateurs : hectares restaurés », then a blank line and what the labels above are to have.
    """
    blocks = _blocks(table, found)
    return {
        at
        for at, (unit, after) in enumerate(pairwise(found))
        if unit.beside and blocks[unit.label] < unit.label
        and after.label == unit.label and not after.beside and after.gap != "none"
    }  # fmt: skip


def _best(table: Table, found: list[Unit]) -> tuple[float, list[int | None]]:
    """The best way to give units to labels that keeps the order of both, and its worth."""
    if not found:
        return 0.0, []
    kinds = [label.match.kind for label in table.labels]
    blocks = _blocks(table, found)
    # skipped[j] - skipped[i + 1] is the cost of leaving the labels between i and j empty.
    skipped = [0.0, *accumulate(_SKIP.get(kind, 0.0) for kind in kinds)]
    best = [float("-inf")] * len(kinds)
    back: list[list[int]] = []
    for index, unit in enumerate(found):
        weights = {"pilots": _OWNED} if unit.owned else weigh(unit.run.text)
        row, came = list(best), [-1] * len(kinds)
        reach, source = (0.0, -1) if index == 0 else (float("-inf"), -1)
        for label, kind in enumerate(kinds):
            stay = best[label] + _STAY[unit.gap]
            change = reach - skipped[label] + (_CHANGE[unit.gap] if index else 0.0)
            came[label] = label if stay >= change else source
            row[label] = max(stay, change) + weights.get(kind, 0.0) + _place(unit, label, blocks)
            if best[label] + skipped[label + 1] > reach:
                reach, source = best[label] + skipped[label + 1], label
        best = row
        back.append(came)
    ends = [score + skipped[at + 1] for at, score in enumerate(best)]
    return max(ends), _walk(ends, back)


def _blocks(table: Table, found: list[Unit]) -> list[int]:
    """For each label the first one of its block: labels printed without a value between them."""
    followed = {unit.label for unit in found}
    blocks: list[int] = []
    for label in range(len(table.labels)):
        blocks.append(label if not blocks or label - 1 in followed else blocks[-1])
    return blocks


def _place(unit: Unit, label: int, blocks: list[int]) -> float:
    """What the place of a unit says for a label."""
    if label > unit.label:
        return float("-inf")  # a value never stands before its label
    if unit.beside:
        return _BESIDE if label == unit.label else -_BESIDE
    return -_LATE if label < blocks[unit.label] else 0.0


def _walk(scores: list[float], back: list[list[int]]) -> list[int | None]:
    """The labels on the best way, from the last unit to the first."""
    label = max(range(len(scores)), key=scores.__getitem__)
    if scores[label] == float("-inf"):
        return [None] * len(back)
    taken: list[int | None] = []
    for came in reversed(back):
        taken.append(label)
        label = came[label]
    return taken[::-1]
