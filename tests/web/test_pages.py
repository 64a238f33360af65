"""The frame of every page: language, links, addresses of things."""

from __future__ import annotations

import pytest
from starlette.requests import Request

from cooperation_kg.graph.terms import DEFAULT_BASE
from cooperation_kg.web.addresses import Address, href, thing
from cooperation_kg.web.pages import render
from cooperation_kg.web.wording import status_title, texts


def asked(path: str, query: str = "", accept_language: str = "") -> Request:
    headers = [(b"accept-language", accept_language.encode())] if accept_language else []
    return Request(
        {
            "type": "http", "method": "GET", "path": path, "query_string": query.encode(),
            "headers": headers, "scheme": "http", "server": ("here", 80), "root_path": "",
        }
    )  # fmt: skip


def page(request: Request) -> str:
    values = {"title": "T", "detail": "D", "status": 404}
    return bytes(render(request, "problem.html", values).body).decode()


def test_the_language_is_that_of_the_header_unless_the_address_names_one() -> None:
    assert 'lang="fr"' in page(asked("/x")).split("<head>")[0]
    assert 'lang="en"' in page(asked("/x", accept_language="en")).split("<head>")[0]
    assert 'lang="fr"' in page(asked("/x", "lang=fr", "en")).split("<head>")[0]
    assert 'lang="fr"' in page(asked("/x", "lang=xx")).split("<head>")[0]


def test_links_keep_a_language_that_was_asked_for() -> None:
    assert 'href="/questions"' in page(asked("/x"))
    assert 'href="/questions?lang=en"' in page(asked("/x", "lang=en"))


def test_the_way_to_the_other_language_keeps_the_rest_of_the_address() -> None:
    assert 'href="/x?q=a+%26+b&amp;lang=en"' in page(asked("/x", "q=a+%26+b&lang=fr"))


def test_an_address_in_the_page_cannot_leave_its_attribute() -> None:
    assert "<script>" not in page(asked("/x", "q=%22%3E%3Cscript%3E"))


@pytest.mark.parametrize("key", ["75-93-8.1", "commune-93066", "a b", "é"])
def test_a_thing_is_found_again_from_its_page(key: str) -> None:
    address = thing(f"{DEFAULT_BASE}id/action/{key}", DEFAULT_BASE)
    assert address == Address("action", key)
    assert href(address.iri(DEFAULT_BASE), DEFAULT_BASE) == address.page


def test_only_pages_can_be_followed() -> None:
    assert href("javascript:alert(1)", DEFAULT_BASE) == ""
    assert href("https://example.org/x", DEFAULT_BASE) == "https://example.org/x"


def test_both_languages_have_the_same_texts() -> None:
    def keys(tables: dict[str, object], way: str = "") -> set[str]:
        found: set[str] = set()
        for key, value in tables.items():
            found |= keys(value, f"{way}{key}.") if isinstance(value, dict) else {way + key}
        return found

    assert keys(dict(texts("fr"))) == keys(dict(texts("en")))
    assert status_title(404, "fr") == "Page introuvable"
