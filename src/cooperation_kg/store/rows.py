"""Rows that the engine writes itself as JSON, ended at the row limit.

Reading rows into Python takes longer than finding them, and the engine's own writer has no limit.
So its output is passed on as it comes, and its rows are counted in it: the bytes `},{"` begin a
row, unless `,` or `}` follows. Inside a text the `"` would be its end, after which one of these
two stands; and no name of a variable begins with them. A row without any value is not counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice
from typing import IO, cast

__all__ = ["write_ended"]

_NEXT = b'},{"'
_NEXT_ROW = re.compile(rb'\},\{"(?![,}])')
_SHORTEST_ROW = len('{"x":{"type":"uri","value":""}},')
_PART = 1 << 18
_ENDING = b']},"rowLimitReached":true}\n'


def write_ended(
    write: Callable[[IO[bytes]], None], send: Callable[[bytes], object], row_limit: int | None
) -> bool:
    """Has the rows written through `send`; says whether the row limit cut them.

    Args:
        write: has the engine write all rows, as https://www.w3.org/TR/sparql11-results-json/
            without white space.
        send: takes the pieces.
        row_limit: the most rows.
    """
    ending = _Ending(send, row_limit)
    try:
        write(cast(IO[bytes], ending))
    except _Enough:
        return True
    ending.close()
    return False


class _Enough(Exception):
    """All rows that may be sent have been."""


class _Ending:
    """A file that passes on what is written to it, up to the last row allowed.

    What is too short to hold more rows than are left is not looked at, until much of it waits.
    """

    def __init__(self, send: Callable[[bytes], object], row_limit: int | None) -> None:
        self._send = send
        self._left = None if row_limit is None else row_limit - 1  # the first row has no seam
        self._held: list[bytes] = []
        self._size = 0
        self._ended = False

    def write(self, data: bytes) -> int:
        """Takes the next bytes.

        Raises:
            _Enough: a row begins that may not be sent.
        """
        if not self._ended:  # the engine empties its buffer once more after it was stopped
            self._held.append(data)
            self._size += len(data)
            if self._size > self._unseen:
                self._pass_on()
        return len(data)

    @property
    def _unseen(self) -> int:
        """How many bytes may wait: too few for a row too many, and for a noticeable wait."""
        return _PART if self._left is None else min(_PART, _SHORTEST_ROW * self._left)

    def _pass_on(self) -> None:
        piece = b"".join(self._held)
        if self._left is not None:
            # The last bytes may be the beginning of a seam, and are looked at with the next.
            begun = piece.count(_NEXT, 0, len(piece) - 1)
            if begun:
                begun -= piece.count(_NEXT + b",") + piece.count(_NEXT + b"}")
            if begun > self._left:
                self._end(piece, self._left)
            self._left -= begun
        self._send(piece[: -len(_NEXT)])
        self._held = [piece[-len(_NEXT) :]]
        self._size = len(_NEXT)

    def _end(self, piece: bytes, rows: int) -> None:
        seam = next(islice(_NEXT_ROW.finditer(piece), rows, None))
        self._send(piece[: seam.start() + 1] + _ENDING)
        self._ended = True
        raise _Enough

    def flush(self) -> None:
        """Nothing waits here."""

    def close(self) -> None:
        """Passes on what was held."""
        self._send(b"".join((*self._held, b"\n")))
