"""An update, cut into operations that may be given to the engine.

The same turn as in `guard`: the engine never gets the letters of SERVICE, nor those of LOAD. Each
operation goes to it by itself, without its prologue, since Oxigraph takes declarations before the
first operation only, where the grammar has them before each
(https://www.w3.org/TR/sparql11-query/#rUpdate). The graphs a request names become `USING` clauses
(https://www.w3.org/TR/sparql11-protocol/#update-operation).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from cooperation_kg.store.guard import (
    Guarded,
    Names,
    Words,
    check_depth,
    check_graph_name,
    is_declaration,
    position,
    rewritten,
)
from cooperation_kg.store.model import DatasetChoice, Limits
from cooperation_kg.store.refusals import QueryRefusedError, Reason, refusal
from cooperation_kg.store.tokens import Token, TokenKind, tokens

__all__ = ["Operation", "operations"]

_CALLING = Words({"service": Reason.SERVICE, "load": Reason.LOAD})


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of an update.

    Attributes:
        guarded: its text, without declarations.
        prefixes: those that are declared where it stands.
        base_iri: what its relative IRIs are resolved against.
    """

    guarded: Guarded
    prefixes: Mapping[str, str]
    base_iri: str | None


def operations(
    sparql: str,
    *,
    limits: Limits,
    prefixes: Mapping[str, str],
    base_iri: str | None = None,
    using: DatasetChoice | None = None,
) -> Iterator[Operation]:
    """The operations of an update, one after the other.

    Args:
        sparql: the update.
        limits: how long and how deep it may be.
        prefixes: those that need no declaration.
        base_iri: what relative IRIs are resolved against, unless the update has a BASE.
        using: the graphs the request names.

    Raises:
        QueryRefusedError: it is too long, too deeply nested, would fetch something, or names its
            graphs while the request does as well.
    """
    if len(sparql) > limits.length:
        raise refusal(Reason.TOO_LONG, length=len(sparql), limit=limits.length)
    names = Names(prefixes, base_iri)
    clauses = _using_clauses(using) if using else ""
    hidden = bool(_CALLING.within(sparql)) or "\\" in sparql
    reading = _Reading(sparql, 0, clauses)
    depth = 0
    for token in tokens(sparql):
        if token.kind is TokenKind.MARK:
            depth += (token.text in "{([") - (token.text in "})]")
            if depth > limits.nesting:
                check_depth(tokens(sparql), limits.nesting)
            if depth == 0 and token.text == ";":
                if not reading.begun:
                    raise _stray(sparql, token.start)
                yield reading.operation(names, token.start)
                reading = _Reading(sparql, token.start + 1, clauses)
                continue
        if hidden:
            _CALLING.check_escapes(sparql, token)
        names.read(token)
        if reading.in_prologue(token):
            continue
        if depth == 0:
            reading.at_top(token)
        if hidden or token.kind is TokenKind.COMMENT:
            reading.put(token, rewritten(sparql, token, names, _CALLING))
    if reading.begun:
        yield reading.operation(names, len(sparql))


class _Reading:
    """One operation while it is read: what is left out of it, put in the place of it, and added."""

    def __init__(self, sparql: str, start: int, using_clauses: str) -> None:
        self._sparql = sparql
        self._copied = start
        self._using = using_clauses
        self._written: list[str] = []
        self._pieces: list[tuple[int, int]] = []
        self._length = 0
        self._in_prologue = True
        self._declaration: list[Token] = []
        self._before: Token | None = None
        self._pattern: tuple[int, int] | None = None

    @property
    def begun(self) -> bool:
        """Whether there is anything beside a prologue."""
        return bool(not self._in_prologue or self._declaration)

    def in_prologue(self, token: Token) -> bool:
        """Takes a token of the prologue, which is not written."""
        if token.kind is TokenKind.COMMENT or not self._in_prologue:
            return False
        read = self._declaration = [*self._declaration, token]
        word = read[0].text.upper()
        if len(read) == 1 and word in {"PREFIX", "BASE"}:
            return True
        if len(read) == 2 and word == "PREFIX" and token.kind is TokenKind.NAME:
            return True
        whole = len(read) == 2 and word == "BASE" and token.kind is TokenKind.IRI
        if whole or (len(read) == 3 and is_declaration(read[0], read[1], read[2])):
            self._replace(read[0].start, token.start + len(token.text), " ")
            self._declaration = []
            return True
        self._in_prologue = False  # what only begins like a declaration stays as it is written
        return False

    def at_top(self, token: Token) -> None:
        """Takes a token outside all brackets, where the keywords of an operation stand."""
        before, self._before = self._before, token
        word = token.text.upper() if token.kind is TokenKind.WORD else ""
        if not self._using:
            return
        if word in {"USING", "WITH"}:
            raise refusal(Reason.DATASET, word=word, **position(self._sparql, token.start))
        if word == "WHERE":
            if before is not None and before.text.upper() == "DELETE":
                # DELETE WHERE takes no USING; its pattern is also its template.
                self._replace(token.start, token.start + len(token.text), " ")
                self._pattern = len(self._written), token.start
            else:
                self._replace(token.start, token.start, self._using)

    def put(self, token: Token, text: str) -> None:
        """Writes a text in the place of a token."""
        if text != token.text:
            self._replace(token.start, token.start + len(token.text), text)

    def _replace(self, start: int, end: int, text: str) -> None:
        self._write(self._sparql[self._copied : start], self._copied)
        self._write(text, start)
        self._copied = end

    def _write(self, text: str, given: int) -> None:
        if text:
            self._written.append(text)
            self._pieces.append((self._length, given))
            self._length += len(text)

    def operation(self, names: Names, end: int) -> Operation:
        """What was read, up to `end`.

        Raises:
            QueryRefusedError: it would fetch something.
        """
        self._replace(end, end, "")
        if self._pattern is not None:
            place, given = self._pattern
            pattern = "".join(self._written[place:])
            self._write(f" {self._using}WHERE {pattern}", given)
        guarded = Guarded("".join(self._written), pieces=tuple(self._pieces))
        _CALLING.check(self._sparql, guarded)
        return Operation(guarded, dict(names.prefixes), names.base or None)


def _using_clauses(using: DatasetChoice) -> str:
    default = (f"USING {_named(iri)} " for iri in using.default_graphs)
    named = (f"USING NAMED {_named(iri)} " for iri in using.named_graphs)
    return "".join((*default, *named))


def _named(iri: str) -> str:
    check_graph_name(iri)
    try:
        return _CALLING.spelled(str(NamedNode(iri)))
    except ValueError:
        raise refusal(Reason.FETCH, iri=iri) from None


def _stray(sparql: str, offset: int) -> Exception:
    near = " ".join(f"▸{sparql[offset : offset + 25]}".split())
    return QueryRefusedError(Reason.SYNTAX, {"near": near, "hint": "", **position(sparql, offset)})
