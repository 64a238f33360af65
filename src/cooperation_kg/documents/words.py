"""Words cut at line ends, and words printed with spaces between their letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["CUT", "Words", "spaced_runs"]

CUT = re.compile(r"(?P<word>\w+(?:[-\u2010\u2011]\w+)*)(?P<hyphen>[-\u2010\u2011\u00ad])[^\S\n]*$")
_BEGIN = re.compile(r"\w+(?:[-\u2010\u2011]\w+)*")
_TOKEN = re.compile(r"\w+(?:[-\u2010\u2011]\w+)*(?![-\u2010\u2011\u00ad\w])")
_LONGEST = 60
_WORD = 4  # shorter words are too often syllables
# French writes these with a hyphen before or after whatever they are joined to.
_BEFORE_OTHERS = """
    au aux avant après arrière celle celui ces ceux chef ci co contre demi est ex haut hors là mi
    nord non ouest par peut porte pro quasi quelques rendez sans savoir semi soi sous sud sur tout
    vice vis grand petit saint sainte centre haute basse bas éco socio
"""
_AFTER_OTHERS = """
    ci là même mêmes delà dessus dessous dedans dehors être t vous nous ils elles il elle on ce
    je tu y en à de du des la le les sur sous lès et faire bois
"""
_BEFORE = frozenset(_BEFORE_OTHERS.split())
_AFTER = frozenset(_AFTER_OTHERS.split())
_SPACED = re.compile(r"(?<!\S)[^\s«»](?:[^\S\n]++[^\s«»]){3,}(?!\S)")
_ALPHABETS = ("abcdefghijklmnopqrstuvwxyz", "zyxwvutsrqponmlkjihgfedcba")


class Words:
    """The words a text prints whole: evidence for how one that is cut is written."""

    def __init__(self, text: str) -> None:
        self._words = {word.lower() for word in _TOKEN.findall(text)}

    def keeps_hyphen(self, before: str, after: str) -> bool:
        """Whether the hyphen at a line's end belongs to the word.

        It does if the text prints the compound elsewhere, and does not if it prints the word
        without it. Else by the rules of spelling: a capital or a figure follows, the word has a
        hyphen already (Val-de-), it is one of those French always joins by one, or both halves
        are words the text prints (parents-professeurs).

        >>> Words("").keeps_hyphen("Seine-Saint", "Denis"), Words("").keeps_hyphen("col", "lège")
        (True, False)
        """
        left, right = before.lower(), _begin(after).lower()
        if f"{left}-{right}" in self._words:
            return True
        if f"{left}{right}" in self._words:
            return False
        return (
            not after[:1].islower()
            or not before[-1:].isalpha()
            or "-" in before
            or left in _BEFORE
            or right in _AFTER
            or right.partition("-")[0] in _AFTER
            or self._both_are_words(left, right)
        )

    def _both_are_words(self, left: str, right: str) -> bool:
        long = min(len(left), len(right)) >= _WORD
        return long and left in self._words and right in self._words


def _begin(text: str) -> str:
    match = _BEGIN.match(text[:_LONGEST])
    return match.group() if match else ""


def spaced_runs(line: str) -> Iterator[tuple[int, int]]:
    """Where a line prints words with a space between their letters: « T i t r e ».

    >>> list(spaced_runs("T i t r e  d u  p r o j e t"))
    [(0, 27)]
    >>> list(spaced_runs("A B C D"))
    []
    """
    for match in _SPACED.finditer(line):
        letters = [character.lower() for character in match.group() if not character.isspace()]
        alphabetic = "".join(letter for letter in letters if letter.isalpha())
        in_order = any(alphabetic in alphabet for alphabet in _ALPHABETS)
        enough = len(alphabetic) >= 4 and len(alphabetic) * 2 >= len(letters)
        if enough and len(set(alphabetic)) >= 3 and not in_order:
            yield match.span()
