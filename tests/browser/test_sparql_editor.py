"""The editor of /sparql, used by hand, by keyboard and without scripts."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from visitor import NARROW, Visitor, Visits

COUNTED = "SELECT ?class (COUNT(*) AS ?things) { ?thing a ?class } GROUP BY ?class"
OFFERED = ".cm-tooltip-autocomplete [role=option]"
MANY = "SELECT ?e { ?e a ckg:Evidence } ORDER BY ?e LIMIT 120"


def opened(visitor: Visitor, path: str = "/sparql") -> Any:
    visitor.go(path)
    visitor.page.locator("#examples").wait_for()
    visitor.page.locator("#declare").wait_for()
    return visitor.page.get_by_role("textbox", name="Query")


def write(visitor: Visitor, text: str) -> None:
    """Types a query in the place of what is there, without what is completed by itself."""
    visitor.page.get_by_role("textbox", name="Query").click()
    visitor.page.keyboard.press("Control+A")
    visitor.page.keyboard.press("Delete")
    visitor.page.keyboard.insert_text(text)


def test_an_example_is_chosen_run_and_shown_as_table_chart_and_json(visits: Visits) -> None:
    with visits("en") as visitor:
        page = visitor.page
        opened(visitor)
        page.get_by_label("Begin from an example").select_option("pilot-load")
        page.get_by_role("button", name="Run", exact=True).click()
        page.locator("#answer table").wait_for()
        heads = page.locator("#answer thead th").all_inner_texts()
        assert heads == ["collectivity", "direction", "label", "actions"]
        assert visitor.barriers() == []
        page.get_by_role("button", name="Chart").click()
        chart = page.get_by_role("img", name="actions by direction")
        chart.wait_for()
        assert chart.locator("rect").count() > 5
        page.get_by_label("Form").select_option("line")
        assert page.locator("#answer svg polyline").count() == 1
        assert visitor.barriers() == []
        page.set_viewport_size(NARROW)
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
        page.get_by_role("button", name="JSON").click()
        page.locator("#answer pre").wait_for()
        assert page.locator("#answer pre").inner_text().startswith('{"head"')
        assert visitor.complaints == []
        assert visitor.strangers() == []


def test_every_format_of_the_answer_can_be_had(visits: Visits) -> None:
    with visits("en") as visitor:
        visitor.go(f"/sparql?query={COUNTED}")
        links = visitor.page.locator("#answer a[data-format]")
        assert links.all_inner_texts() == ["json", "xml", "csv", "tsv"]
        for link in links.all():
            assert visitor.page.request.get(visitor.site + link.get_attribute("href")).ok


def test_the_address_has_the_query_and_brings_the_answer_back(visits: Visits) -> None:
    with visits("en") as visitor:
        page = visitor.page
        opened(visitor)
        write(visitor, COUNTED)
        page.keyboard.press("Control+Enter")
        page.locator("#answer table").wait_for()
        assert parse_qs(urlsplit(page.url).query)["query"] == [COUNTED]
        rows = page.locator("#answer tbody tr").count()
        page.reload()
        assert page.locator("#answer tbody tr").count() == rows
        assert page.get_by_role("textbox", name="Query").inner_text().strip() == COUNTED


def test_names_of_the_graph_in_the_answer_lead_to_their_pages(visits: Visits) -> None:
    with visits("en") as visitor:
        visitor.go("/sparql?query=SELECT ?a { ?a a ckg:Action ; dcterms:identifier '8.1' }")
        visitor.page.locator("#answer td a").first.click()
        assert "/page/action/" in visitor.page.url


def test_a_long_table_is_read_some_rows_at_a_time(visits: Visits) -> None:
    with visits("en") as visitor:
        page = visitor.page
        opened(visitor, f"/sparql?query={MANY}")
        assert page.locator("#answer tbody tr").count() == 50
        first = page.locator("#answer tbody tr").first.inner_text()
        page.get_by_role("button", name="Next rows").click()
        assert page.locator("#answer tbody tr").first.inner_text() != first
        assert page.get_by_text("Rows 51 to 100 of 120").is_visible()
        page.get_by_role("button", name="Next rows").click()
        assert page.locator("#answer tbody tr").count() == 20
        assert page.get_by_role("button", name="Next rows").is_disabled()


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("SELECT *\nWHERE { nope:x ?p ?o }", "nope:x"),
        ("# é\nSELECT * { ?s ?p '𝒜' ; nope:x 1 }", "nope:x"),
        ("SELECT * { SERVICE <https://example.org/> { ?s ?p ?o } }", "SERVICE"),
    ],
)
def test_an_error_is_told_and_marked_at_its_place(visits: Visits, query: str, place: str) -> None:
    with visits("en") as visitor:
        page = visitor.page
        opened(visitor)
        write(visitor, query)
        page.keyboard.press("Control+Enter")
        page.get_by_role("alert").wait_for()
        assert "line " in page.get_by_role("alert").inner_text().lower()
        assert page.locator(".cm-wrong").all_inner_texts() == [place]
        assert visitor.barriers() == []
        page.keyboard.type(" ")
        assert page.locator(".cm-wrong").count() == 0


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("ckg:piloted", "ckg:pilotedBy"),
        ("échéa", "ckg:hasDeadline"),
        ("dcterms:tit", "dcterms:title"),
    ],
)
def test_a_term_is_completed_from_its_name_or_its_label(
    visits: Visits, typed: str, offered: str
) -> None:
    with visits("fr") as visitor:
        page = visitor.page
        visitor.go("/sparql")
        page.locator("#declare").wait_for()
        editor = page.get_by_role("textbox", name="Requête")
        editor.click()
        page.keyboard.press("Control+A")
        page.keyboard.press("Delete")
        page.keyboard.insert_text("SELECT * { ?a ")
        page.keyboard.type(typed)
        page.get_by_role("option", name=offered).first.wait_for()
        assert visitor.barriers() == []
        page.get_by_role("option", name=offered).first.click()
        assert offered in editor.inner_text()
        assert visitor.complaints == []


def test_after_a_come_only_classes(visits: Visits) -> None:
    with visits("en") as visitor:
        opened(visitor)
        write(visitor, "SELECT * { ?x a ")
        visitor.page.keyboard.type("ckg:a")
        visitor.page.locator(OFFERED).first.wait_for()
        names = visitor.page.locator(f"{OFFERED} .cm-completionLabel").all_inner_texts()
        assert "ckg:Action" in names
        assert all(name.split(":")[1][0].isupper() for name in names)


def test_a_known_prefix_is_completed_and_those_used_are_declared(visits: Visits) -> None:
    with visits("en") as visitor:
        page = visitor.page
        editor = opened(visitor)
        write(visitor, "PREFIX ")
        page.keyboard.type("sk")
        page.locator(OFFERED).first.click()
        assert "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>" in editor.inner_text()
        write(visitor, 'SELECT * { ?s dcterms:title "foaf:x" . # org:y\n ?s ckg:order ?o }')
        page.get_by_role("button", name="Declare the prefixes used").click()
        lines = [line for line in editor.inner_text().splitlines() if "PREFIX" in line]
        assert lines == [
            "PREFIX ckg: <https://w3id.org/cooperation-kg/ontology#>",
            "PREFIX dcterms: <http://purl.org/dc/terms/>",
        ]


def test_the_keyboard_enters_the_editor_and_leaves_it(visits: Visits) -> None:
    with visits("en") as visitor:
        editor = opened(visitor)
        editor.focus()
        before = editor.inner_text()
        visitor.page.keyboard.press("Tab")
        assert visitor.page.evaluate("document.activeElement.id") == "format"
        assert editor.inner_text() == before
        visitor.page.keyboard.press("Shift+Tab")
        assert visitor.page.evaluate("document.activeElement.className") == "editor"


def test_without_scripts_a_query_is_typed_run_and_mended(visits: Visits) -> None:
    with visits("en", java_script_enabled=False) as visitor:
        page = visitor.page
        visitor.go("/sparql")
        page.get_by_label("Query").fill("SELECT * { nope:x ?p ?o }")
        page.get_by_role("button", name="Run").click()
        assert "nope" in page.get_by_role("alert").inner_text()
        page.get_by_label("Query").fill(COUNTED)
        page.get_by_role("button", name="Run").click()
        assert page.locator("#answer tbody tr").count() > 10
