r"""What a query may not do is refused before the engine sees it.

The engine (Oxigraph) sends HTTP requests for `SERVICE`, and has no switch against it. Looking for
the keyword with a tokeniser is not enough: Oxigraph reads without tokens, and takes
`1 service:x {…}`, `trueSERVICE<…>` or `1 <?b)SERVICE:x#>` for a call where the grammar sees names
and IRIs. So the guard turns it round: **the engine never gets the letters of the word**, except
in the name of a variable. In texts and IRIs one letter is written as its codepoint escape,
prefixed names are written out as IRIs, comments are left out; what still holds the word after
that is refused. A query without the word, nearly every one, passes as it is.

Section 19.2 of SPARQL 1.1 would decode `\u0053ERVICE` into the keyword; Oxigraph does not, which
the tests check at every run. `LOAD` exists in updates only, and those do not parse as queries;
`update_guard` keeps both words from the engine.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from cooperation_kg.store.refusals import Reason, refusal
from cooperation_kg.store.tokens import Token, TokenKind, tokens

__all__ = [
    "Guarded",
    "Names",
    "Words",
    "check_depth",
    "check_graph_name",
    "guard",
    "is_declaration",
    "position",
    "rewritten",
    "update_form",
]

_CODEPOINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_LOCAL_ESCAPE = re.compile(r"\\(.)")
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"}
_GRAPH_SCHEMES = {"http", "https", "urn", "tag"}


@dataclass(frozen=True, slots=True)
class Guarded:
    """A query that may be given to the engine.

    Attributes:
        text: what the engine gets; it means the same as the query.
        default_graphs: the graphs of its FROM clauses, as absolute IRIs where they could be made.
        named_graphs: those of its FROM NAMED clauses.
        pieces: where in `text` each piece begins, and where it came from; none where nothing moved.
    """

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    pieces: tuple[tuple[int, int], ...] = field(default=(), repr=False)

    def source_offset(self, offset: int) -> int:
        """Where in the query as it was given stands what is at `offset` of `text`."""
        if not self.pieces:
            return offset
        place = bisect_right(self.pieces, (offset, 1 << 62)) - 1
        written, given = self.pieces[max(place, 0)]
        return given + max(offset - written, 0)


class Words:
    """Words whose letters the engine never gets.

    Each is a key, in small letters; its value is the reason it is refused where it would call.
    """

    def __init__(self, reasons: Mapping[str, Reason]) -> None:
        self._reasons = dict(reasons)
        self._call = re.compile(rf"[?$]\w+|({'|'.join(reasons)})", re.IGNORECASE)
        seconds = (f"(?<={word[0]}){word[1]}(?={word[2:]})" for word in reasons)
        self._second_letter = re.compile("|".join(seconds), re.IGNORECASE)

    def within(self, text: str) -> str:
        """The first of the words that the letters of `text` hold, or nothing."""
        lowered = text.lower()
        return next((word for word in self._reasons if word in lowered), "")

    def spelled(self, text: str) -> str:
        """A text or an IRI as it is written, with one letter of each word as its escape."""
        return self._second_letter.sub(lambda match: f"\\u{ord(match[0]):04X}", text)

    def label(self, text: str) -> str:
        """A blank node's label without the words."""
        return self._second_letter.sub(lambda match: f"0{match[0]}", text)

    def check(self, sparql: str, guarded: Guarded) -> None:
        """Refuses what still holds a word, save in the name of a variable.

        Raises:
            QueryRefusedError: with the place in `sparql`.
        """
        for match in self._call.finditer(guarded.text):
            if match[1]:
                place = position(sparql, guarded.source_offset(match.start()))
                reason = self._reasons.get(match[1].lower(), Reason.SERVICE)
                raise refusal(reason, **place)

    def check_escapes(self, sparql: str, token: Token) -> None:
        """Refuses a word in codepoint escapes, which the grammar decodes before it reads.

        Raises:
            QueryRefusedError: with the place in `sparql`.
        """
        if token.kind is TokenKind.WORD and "\\" in token.text:
            decoded = _decoded(token.text)
            if word := self.within(decoded):
                raise refusal(self._reasons[word], **position(sparql, token.start))


_SERVICE = Words({"service": Reason.SERVICE})


def guard(
    sparql: str,
    *,
    length_limit: int,
    nesting_limit: int,
    prefixes: Mapping[str, str],
    base_iri: str | None = None,
) -> Guarded:
    """Checks a query.

    Args:
        sparql: the query.
        length_limit: the most characters.
        nesting_limit: the most brackets inside one another.
        prefixes: those the engine knows without a declaration.
        base_iri: what relative IRIs are resolved against, unless the query has a BASE.

    Raises:
        QueryRefusedError: it is too long, too deeply nested, or would fetch something.
    """
    if len(sparql) > length_limit:
        raise refusal(Reason.TOO_LONG, length=len(sparql), limit=length_limit)
    lowered = sparql.lower()
    called = "service" in lowered
    openings = sum(map(sparql.count, "{(["))
    if not (openings > nesting_limit or called or "from" in lowered or "\\" in sparql):
        return Guarded(sparql)
    cut = list(tokens(sparql))
    check_depth(cut, nesting_limit)
    for token in cut:
        _SERVICE.check_escapes(sparql, token)
    default_graphs, named_graphs = _dataset(cut, Names(prefixes, base_iri))
    if not called:
        return Guarded(sparql, default_graphs, named_graphs)
    text, pieces = _without_the_word(sparql, cut, Names(prefixes, base_iri))
    guarded = Guarded(text, default_graphs, named_graphs, pieces)
    _SERVICE.check(sparql, guarded)
    return guarded


def position(sparql: str, offset: int) -> dict[str, str | int | float]:
    """The 1-based line and column of a place in a query."""
    start = sparql.rfind("\n", 0, offset) + 1
    return {"line": sparql.count("\n", 0, offset) + 1, "column": offset - start + 1}


def check_graph_name(iri: str) -> None:
    """Refuses a graph name that is a file or a place of another kind, never a name.

    Raises:
        QueryRefusedError: the scheme is not one that names graphs.
    """
    try:
        scheme = urlsplit(iri).scheme.lower()
    except ValueError:
        scheme = ""
    if scheme not in _GRAPH_SCHEMES:
        raise refusal(Reason.FETCH, iri=iri)


def update_form(sparql: str) -> str | None:
    """The keyword of an update, where the text is one and no query."""
    skipped = 0
    for token in tokens(sparql):
        if token.kind is not TokenKind.WORD:
            continue
        word = token.text.upper()
        if word in _UPDATES:
            return word
        skipped += word not in {"PREFIX", "BASE"}
        if skipped:
            return None
    return None


def check_depth(cut: Iterable[Token], limit: int) -> None:
    """Refuses what is too deeply nested.

    Raises:
        QueryRefusedError: with the depth.
    """
    depth = deepest = 0
    for token in cut:
        if token.kind is TokenKind.MARK:
            depth += (token.text in "{([") - (token.text in "})]")
            deepest = max(deepest, depth)
    if deepest > limit:
        raise refusal(Reason.TOO_DEEP, depth=deepest, limit=limit)


def _decoded(text: str) -> str:
    def character(match: re.Match[str]) -> str:
        code = int(match[1] or match[2], 16)
        return chr(code) if code <= 0x10FFFF else match[0]

    return _CODEPOINT.sub(character, text)


# -- the prologue and the dataset clauses ----------------------------------------------------------


class Names:
    """The prefixes and the base, as they stand at each place of a query."""

    def __init__(self, prefixes: Mapping[str, str], base_iri: str | None) -> None:
        self.prefixes = dict(prefixes)
        self.base = base_iri or ""
        self._before: list[Token] = []

    def read(self, token: Token) -> None:
        """Takes the next token."""
        if token.kind is TokenKind.COMMENT:
            return
        self._before = [*self._before[-2:], token]
        if token.kind is not TokenKind.IRI:
            return
        if len(self._before) == 3 and is_declaration(*self._before):
            self.prefixes[self._before[1].text.removesuffix(":")] = self.iri(token.text)
        elif len(self._before) > 1 and self._before[-2].text.upper() == "BASE":
            self.base = self.iri(token.text)

    def iri(self, written: str) -> str:
        """The IRI of `<…>`, resolved against the base where there is one."""
        iri = _decoded(written[1:-1])
        if not self.base or ":" in iri.partition("/")[0]:
            return iri
        ending = iri[-1:] if iri.endswith(("#", "?")) else ""  # which urljoin leaves out
        return urljoin(self.base, iri).removesuffix(ending) + ending

    def expanded(self, written: str) -> str | None:
        """The IRI of a prefixed name; None where its prefix is not declared."""
        prefix, _, local = written.partition(":")
        start = self.prefixes.get(prefix)
        return None if start is None else start + _LOCAL_ESCAPE.sub(r"\1", local)


def _dataset(cut: list[Token], names: Names) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The IRIs of FROM and FROM NAMED (https://www.w3.org/TR/sparql11-query/#rDatasetClause)."""
    default: list[str] = []
    named: list[str] = []
    target: list[str] | None = None
    for token in cut:
        names.read(token)
        word = token.text.upper() if token.kind is TokenKind.WORD else ""
        if word == "FROM":
            target = default
        elif word == "NAMED" and target is default:
            target = named
        elif token.kind is not TokenKind.COMMENT:
            if target is not None and token.kind is TokenKind.IRI:
                target.append(names.iri(token.text))
            elif target is not None and token.kind is TokenKind.NAME:
                target.append(names.expanded(token.text) or token.text)
            target = None
    return tuple(default), tuple(named)


# -- the word --------------------------------------------------------------------------------------


def _without_the_word(
    sparql: str, cut: list[Token], names: Names
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The same query without the letters of the word, and where each piece of it came from."""
    written: list[str] = []
    pieces: list[tuple[int, int]] = []
    length = 0
    for text, start in _pieces(sparql, cut, names):
        written.append(text)
        pieces.append((length, start))
        length += len(text)
    return "".join(written), tuple(pieces)


def _pieces(sparql: str, cut: list[Token], names: Names) -> Iterator[tuple[str, int]]:
    dropped = _declarations_of_the_word(cut)
    end = 0
    for token in cut:
        yield sparql[end : token.start], end
        end = token.start + len(token.text)
        names.read(token)
        text = " " if token.start in dropped else rewritten(sparql, token, names, _SERVICE)
        yield text, token.start
    yield sparql[end:], end


def _declarations_of_the_word(cut: list[Token]) -> set[int]:
    """Where the tokens of `PREFIX …service…: <…>` start; their names are written out."""
    read = [token for token in cut if token.kind is not TokenKind.COMMENT]
    return {
        token.start
        for three in zip(read, read[1:], read[2:], strict=False)
        if is_declaration(*three) and _SERVICE.within(three[1].text)
        for token in three
    }


def is_declaration(first: Token, second: Token, third: Token) -> bool:
    """Whether these are `PREFIX`, a name and its IRI."""
    return (
        first.text.upper() == "PREFIX"
        and second.kind is TokenKind.NAME
        and second.text.endswith(":")
        and third.kind is TokenKind.IRI
    )


def rewritten(sparql: str, token: Token, names: Names, words: Words) -> str:
    """A token without the words, where it can be written so; a comment is left out.

    Raises:
        QueryRefusedError: a name would have to be written out, and its prefix is not known.
    """
    text = token.text
    if token.kind is TokenKind.COMMENT:
        return " "
    if not words.within(text):
        return text
    if token.kind in {TokenKind.TEXT, TokenKind.IRI}:
        return words.spelled(text)
    if token.kind is TokenKind.BLANK:
        return words.label(text)
    if token.kind is TokenKind.NAME:
        iri = names.expanded(text)
        if iri is None:
            prefix = text.partition(":")[0]
            raise refusal(Reason.PREFIX, prefix=prefix, **position(sparql, token.start))
        return words.spelled(f"<{iri}>")
    return text
