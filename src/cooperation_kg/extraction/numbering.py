"""Printed numbers, and the order they stand in.

Outlines print 7.1, A.2, IV or 3; a slip prints 2.2.3 between 3.2.2 and 3.2.4. What a number must
be is seen from the one before and the one after it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["ROMAN", "Number", "Values", "read_number", "runs", "set_right"]

ROMAN = r"[IVX]{1,5}"
_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")

Values = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number: its components as they count, and the way each is printed.

    Attributes:
        values: such as (1, 2) for « A.2 » and « 1.2 ».
        styles: of each component: `arabic`, `roman`, `letter` or `small letter`.
        between: what is printed between the first two: nothing in « A2 » and « 1a », a dash in
            « 1-1 ».
    """

    values: Values
    styles: tuple[str, ...]
    between: str = "."

    def __str__(self) -> str:
        parts = [_printed(v, s) for v, s in zip(self.values, self.styles, strict=True)]
        return self.between.join(parts[:2]) + "".join(f".{part}" for part in parts[2:])

    def of(self, values: Values) -> Number:
        """Other values, printed the same way."""
        styles = (self.styles + ("arabic",) * len(values))[: len(values)]
        return Number(values, styles, self.between)


def read_number(printed: str) -> Number:
    """The number `printed`; leading zeros do not count.

    >>> [str(read_number(printed)) for printed in ("A2", "07.1", "1.a", "1-2")]
    ['A2', '7.1', '1.a', '1-2']
    >>> read_number("IV").values
    (4,)
    """
    apart = re.sub(r"^([A-Z])(\d)|^(\d+)([a-z])$", r"\1\3.\2\4", printed)
    parts = [_component(part) for part in re.split(r"[.\-\s]+", apart) if part]
    values, styles = tuple(value for value, _ in parts), tuple(style for _, style in parts)
    dash = re.match(r"\w+-\w", printed)
    return Number(values, styles, "" if apart != printed else "-" if dash else ".")


def _component(part: str) -> tuple[int, str]:
    if part.isdigit():
        return int(part), "arabic"
    if re.fullmatch(ROMAN, part) and part not in {"C", "D"}:
        worth = [{"I": 1, "V": 5, "X": 10}[c] for c in part]
        signed = (-w if max(worth[i:]) > w else w for i, w in enumerate(worth))
        return sum(signed), "roman"
    small = part[0].islower()
    return ord(part[0].upper()) - 64, "small letter" if small else "letter"


def _printed(value: int, style: str) -> str:
    if style in {"letter", "small letter"} and 1 <= value <= 26:
        return chr((96 if style == "small letter" else 64) + value)
    if style == "roman" and 1 <= value < 40:
        return "X" * (value // 10) + _ONES[value % 10]
    return str(value)


def _successors(values: Values) -> set[Values]:
    """What may follow a number: its first part, its next, or the next of one it is part of."""
    return {(*values, 1)} | {(*values[:d], values[d] + 1) for d in range(len(values))}


def set_right(numbers: Sequence[Values]) -> list[Values]:
    """The numbers in order, a slip replaced by what its neighbours leave room for.

    A number is a slip where it is not between its neighbours, while exactly the one that follows
    the former and is followed by the latter is missing. Numbers that begin anew are none.

    >>> set_right([(1,), (2,), (2,), (4,)])
    [(1,), (2,), (3,), (4,)]
    """
    right = list(numbers)
    for at in range(1, len(right)):
        before, here = right[at - 1], right[at]
        after = right[at + 1] if at + 1 < len(right) else None
        if after is None or before < here < after or here in _successors(before):
            continue
        fits = [
            wanted
            for wanted in _successors(before)
            if len(wanted) == len(here) and wanted != after and after in _successors(wanted)
        ]
        if len(fits) == 1 and after > before:
            right[at] = fits[0]
    return right


def runs(numbers: Sequence[Values]) -> list[range]:
    """The stretches in which numbers only rise: each reading of the outline is one."""
    starts = [0] + [at for at in range(1, len(numbers)) if numbers[at] <= numbers[at - 1]]
    ends = [*starts[1:], len(numbers)]
    return [range(start, end) for start, end in zip(starts, ends, strict=True) if end > start]
