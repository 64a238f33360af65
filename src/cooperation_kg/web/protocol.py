"""Reading a request of the SPARQL 1.1 Protocol.

https://www.w3.org/TR/sparql11-protocol/#query-operation: a query comes by GET, by POST of a form,
or as the body of a POST; in each case exactly one, in UTF-8.
"""

from __future__ import annotations

from dataclasses import dataclass
from email.message import Message
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

from cooperation_kg.store.model import DatasetChoice
from cooperation_kg.store.refusals import Reason, refusal

__all__ = ["Asked", "content_type", "decoded", "pairs", "read_get", "read_post"]

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_MOST_FIELDS = 1000


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked.

    Attributes:
        query: the query; None where a GET brings none.
        dataset: the graphs the request names.
        format: the format it names.
    """

    query: str | None
    dataset: DatasetChoice
    format: str | None


def read_get(request: Request) -> Asked:
    """Reads a GET or HEAD.

    Raises:
        HTTPException: there is more than one query, or what there is is not UTF-8.
        QueryRefusedError: it is an update.
    """
    return _asked(pairs(request.scope["query_string"]), body=None)


async def read_post(request: Request, length_limit: int) -> Asked:
    """Reads a POST of either kind.

    Raises:
        HTTPException: it is too long, of another type, not UTF-8, or not exactly one query.
        QueryRefusedError: it is an update.
    """
    type_, charset = content_type(request.headers.get("content-type", ""))
    if type_ == _UPDATE:
        raise refusal(Reason.UPDATE, form=_UPDATE)
    if type_ not in {_FORM, _QUERY}:
        raise HTTPException(
            415,
            f"A query comes as {_QUERY} or {_FORM}; the Content-Type is « {type_ or '–'} »",
            {"Accept-Post": f"{_QUERY}, {_FORM}"},
        )
    if charset.lower() not in {"utf-8", "utf8", "us-ascii"}:
        raise HTTPException(415, f"A query is sent in UTF-8; the charset is « {charset} »")
    # A form may write each byte as three characters, and a character has up to four bytes.
    body = await _body(request, most=12 * length_limit)
    given = pairs(request.scope["query_string"])
    if type_ == _FORM:
        return _asked([*given, *pairs(body)], body=None, required=True)
    return _asked(given, body=decoded(body), required=True)


def _asked(given: list[tuple[str, str]], *, body: str | None, required: bool = False) -> Asked:
    def values(name: str) -> list[str]:
        return [value for key, value in given if key == name]

    if values("update"):
        raise refusal(Reason.UPDATE, form="update=")
    queries = values("query") if body is None else [body, *values("query")]
    if len(queries) > 1 or (required and not queries):
        raise HTTPException(400, f"A request has exactly one query; this one has {len(queries)}")
    named = [value for value in values("format") if value]
    return Asked(
        query=queries[0] if queries else None,
        dataset=DatasetChoice(tuple(values("default-graph-uri")), tuple(values("named-graph-uri"))),
        format=named[0] if named else None,
    )


def content_type(header: str) -> tuple[str, str]:
    """The media type of a `Content-Type`, and its charset: UTF-8 where none is given."""
    message = Message()
    message["Content-Type"] = header
    charset = message.get_param("charset", "utf-8")
    type_ = header.partition(";")[0].strip().lower()
    return type_, charset if isinstance(charset, str) else "?"


def pairs(encoded: bytes) -> list[tuple[str, str]]:
    """The parameters of a query string or a form.

    Raises:
        HTTPException: they are not UTF-8, or too many (400).
    """
    try:
        return parse_qsl(
            encoded.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except UnicodeDecodeError:
        raise HTTPException(400, "The parameters are not percent-encoded UTF-8") from None
    except ValueError:
        raise HTTPException(400, f"A request has at most {_MOST_FIELDS} parameters") from None


def decoded(body: bytes) -> str:
    """The text of a body.

    Raises:
        HTTPException: it is not UTF-8 (400).
    """
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise HTTPException(400, "The query is not UTF-8") from None


async def _body(request: Request, most: int) -> bytes:
    parts: list[bytes] = []
    length = 0
    async for part in request.stream():
        length += len(part)
        if length > most:
            raise HTTPException(413, f"The body has more than {most} bytes")
        parts.append(part)
    return b"".join(parts)
