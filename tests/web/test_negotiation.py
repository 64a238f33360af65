"""Choosing a format and a language: RFC 9110, 12.5."""

from __future__ import annotations

import doctest

import pytest

from cooperation_kg.web import negotiation
from cooperation_kg.web.negotiation import best, language, remembered, wants_html

OFFERED = ["text/turtle", "application/n-triples", "text/html"]


def test_the_examples_hold() -> None:
    assert doctest.testmod(negotiation).failed == 0


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", "text/turtle"),
        ("*/*", "text/turtle"),
        ("*", "text/turtle"),
        ("text/*", "text/turtle"),
        ("TEXT/HTML", "text/html"),
        ("text/html;q=0.3, text/turtle;q=0.2", "text/html"),
        ("text/turtle;q=0, */*;q=0.1", "application/n-triples"),
        ("text/*;q=0.9, text/html;q=0.1, application/n-triples;q=0.5", "text/turtle"),
        ("text/html;level=1;q=0.4, application/n-triples;q=0.5", "application/n-triples"),
        ("text/turtle;q=nonsense", None),
        ("text/turtle;q=0", None),
        ("image/png", None),
        (",;,", "text/turtle"),
    ],
)
def test_the_best_of_what_is_offered(accept: str, chosen: str | None) -> None:
    assert best(accept, OFFERED) == chosen


@pytest.mark.parametrize("accept", ["", "*/*", "application/json", "text/turtle, text/html;q=0.9"])
def test_programs_do_not_get_pages(accept: str) -> None:
    assert not wants_html(accept)


@pytest.mark.parametrize(
    ("accepted", "tongue"),
    [("", "fr"), ("fr-FR,en;q=0.9", "fr"), ("en", "en"), ("de,en;q=0.5", "en"), ("fr;q=0", "fr")],
)
def test_french_unless_english_is_preferred(accepted: str, tongue: str) -> None:
    assert language(accepted) == tongue


def test_only_headers_of_a_common_length_are_remembered() -> None:
    runs = []

    @remembered
    def read(header: str) -> int:
        runs.append(header)
        return len(header)

    assert [read("fr"), read("fr"), read("x" * 100_000), read("x" * 100_000)] == [
        2,
        2,
        10**5,
        10**5,
    ]
    assert len(runs) == 3
