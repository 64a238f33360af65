"""Rows that the engine writes itself as JSON, ended at the row limit.

Reading rows into Python takes longer than finding them, and the engine's own writer has no limit.
So its output is passed on as it comes, and its rows are counted in it: the bytes `},{"` begin a
row, unless `,` or `}` follows. Inside a text the `"` would be its end, after which one of these
two stands; and no name of a variable begins with them. A row without any value is not counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import IO, cast

__all__ = ["write_ended"]

_NEXT = b'},{"'
_NEXT_ROW = re.compile(rb'\},\{"(?![,}])')
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
    """A file that passes on what is written to it, up to the last row allowed."""

    def __init__(self, send: Callable[[bytes], object], row_limit: int | None) -> None:
        self._send = send
        self._left = row_limit - 1 if row_limit is not None else None
        self._ended = False
        self._held = b""
        """The last bytes, which may be the beginning of `_NEXT`."""

    def write(self, data: bytes) -> int:
        """Takes the next bytes.

        Raises:
            _Enough: a row begins that may not be sent.
        """
        if self._ended:  # the engine empties its buffer once more
            return len(data)
        if self._left is None:
            self._send(bytes(data))
            return len(data)
        piece = self._held + data
        whole = len(piece) - len(_NEXT)
        begun = piece.count(_NEXT, 0, max(len(piece) - 1, 0))
        if begun:
            begun -= piece.count(_NEXT + b",") + piece.count(_NEXT + b"}")
        if begun > self._left:
            self._end(piece)
        self._left -= begun
        if whole > 0:
            self._send(piece[:whole])
            self._held = piece[whole:]
        else:
            self._held = piece
        return len(data)

    def _end(self, piece: bytes) -> None:
        for number, match in enumerate(_NEXT_ROW.finditer(piece)):
            if number == self._left:
                self._send(piece[: match.start() + 1] + _ENDING)
                break
        self._ended = True
        raise _Enough

    def flush(self) -> None:
        """Nothing waits here."""

    def close(self) -> None:
        """Passes on what was held."""
        self._send(self._held + b"\n")
