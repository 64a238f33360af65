"""Numbers as a list shows them: arabic, roman, letters."""

from __future__ import annotations

__all__ = ["numeral"]

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_MAX_ROMAN = 3999
_MAX_LETTERS = 26 * 20


def numeral(number: int, form: str) -> str:
    """A number in a form of WordprocessingML (`ST_NumberFormat`) or OpenDocument.

    >>> numeral(4, "upperRoman"), numeral(28, "lowerLetter"), numeral(7, "decimalZero")
    ('IV', 'bb', '07')
    """
    if form == "none":
        return ""
    if form == "decimalZero":
        return f"{number:02}"
    if form.lower() in ("upperroman", "lowerroman", "i") and 0 < number <= _MAX_ROMAN:
        shown = _roman(number)
    elif form.lower() in ("upperletter", "lowerletter", "a") and 0 < number <= _MAX_LETTERS:
        shown = _letters(number)
    else:
        return str(number)
    return shown if form in ("I", "A") or form.startswith("upper") else shown.lower()


def _roman(number: int) -> str:
    parts = []
    for worth, sign in _ROMAN:
        times, number = divmod(number, worth)
        parts.append(sign * times)
    return "".join(parts)


def _letters(number: int) -> str:
    # Z is followed by AA, BB, …: the letter is repeated (ECMA-376 part 1, 17.18.59).
    turns, letter = divmod(number - 1, 26)
    return chr(ord("A") + letter) * (turns + 1)
