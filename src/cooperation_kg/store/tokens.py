r"""The tokens of a SPARQL query, as its grammar cuts them.

Terminals of https://www.w3.org/TR/sparql11-query/#sparqlGrammar; the longest match wins, so
`<` begins an IRI wherever an IRI can be read there. The escapes `\uXXXX` are left as they are
written: https://www.w3.org/TR/sparql11-query/#codepointEscape.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Token", "TokenKind", "tokens"]


class TokenKind(StrEnum):
    """What a token is; the values are the names of the groups of the pattern."""

    COMMENT = "comment"
    TEXT = "text"
    IRI = "iri"
    VARIABLE = "variable"
    BLANK = "blank"
    NAME = "name"
    WORD = "word"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Token:
    """A token, and where it starts."""

    kind: TokenKind
    text: str
    start: int


_CODEPOINT = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_ESCAPED = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_LABEL = r"\w(?:[\w.·-]*[\w·-])?"
_LOCAL = rf"(?:[\w:]|{_ESCAPED})(?:(?:[\w.:·-]|{_ESCAPED})*(?:[\w:·-]|{_ESCAPED}))?"

_TOKEN = re.compile(
    rf"""
      (?P<comment>\#[^\n\r]*)
    | (?P<text>
          '''(?:'{{0,2}}(?:[^'\\]|\\.))*+'''
        | \"\"\"(?:"{{0,2}}(?:[^"\\]|\\.))*+\"\"\"
        | '(?:[^'\\\n\r]|\\.)*+'
        | "(?:[^"\\\n\r]|\\.)*+"
      )
    | (?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]|{_CODEPOINT})*+>)
    | (?P<variable>[?$]\w[\w·]*)
    | (?P<blank>_:{_LABEL})
    | (?P<name>(?:[^\W\d_](?:[\w.·-]*[\w·-])?)?:(?:{_LOCAL})?)
    | (?P<word>@?(?:\w|{_CODEPOINT})+)
    | (?P<mark>\S)
    """,
    re.VERBOSE | re.DOTALL,
)


def tokens(sparql: str) -> Iterator[Token]:
    """The tokens of a query, comments among them; white space is left out.

    >>> [token.text for token in tokens("SELECT * { ?s a <x> } # all")]
    ['SELECT', '*', '{', '?s', 'a', '<x>', '}', '# all']
    """
    for match in _TOKEN.finditer(sparql):
        kind = match.lastgroup
        yield Token(TokenKind(kind or "mark"), match[0], match.start())
