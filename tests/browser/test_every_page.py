"""What holds for every page: no barrier, nothing from another host, little script."""

from __future__ import annotations

import pytest
from visitor import NARROW, WIDE, Visits

PAGES = {
    "home": "/",
    "conventions": "/conventions",
    "convention": "/page/convention/75-93",
    "convention-of-another-kind": "/page/convention/contrat-de-ville-paris",
    "action": "/page/action/75-93-8.1",
    "axis": "/page/axis/75-93-1",
    "document": "/page/document/75-93",
    "organisation": "/page/organisation/commune-93066",
    "territory": "/page/territory/commune-93066",
    "questions": "/questions",
    "question": "/questions/pilot-load",
    "question-with-a-parameter": "/questions/by-place?place=Porte+de+la+Villette",
    "question-without-its-parameter": "/questions/by-place",
    "search": "/search",
    "found": "/search?q=logement",
    "found-nothing": "/search?q=zzzzzz",
    "compare": "/compare",
    "compared": "/compare?c=75-93&c=75-94",
    "timeline": "/timeline",
    "map": "/map",
    "validate": "/validate",
    "ontology": "/ontology",
    "dataset": "/void",
    "sparql": "/sparql",
    "answer": "/sparql?query=SELECT+%3Fa+%3Ft+%7B+%3Fa+a+ckg%3AAction+%3B+dcterms%3Atitle+%3Ft+%7D",
    "malformed": "/sparql?query=SELECT",
    "missing": "/nowhere",
}
STATUSES = {"malformed": 400, "missing": 404}
WITH_THE_EDITOR = {"sparql", "answer", "malformed"}
MOST_SCRIPT_KB = 150


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_for_everyone_in_both_languages_light_and_dark_wide_and_narrow(
    visits: Visits, name: str
) -> None:
    for language in ("fr", "en"):
        with visits(language) as visitor:
            page = visitor.page
            response = visitor.go(PAGES[name])
            assert response.status == STATUSES.get(name, 200)
            assert page.get_attribute("html", "lang") == language
            assert page.locator("h1").count() == 1
            if name in WITH_THE_EDITOR:
                page.locator("#examples").wait_for()
            assert visitor.barriers() == []
            if language == "fr":  # colours are the same in both languages
                page.emulate_media(color_scheme="dark")
                assert visitor.barriers("color-contrast", "link-in-text-block") == []
            page.set_viewport_size(NARROW)
            too_wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert page.evaluate(too_wide) <= 0
            assert visitor.complaints == []
            assert visitor.strangers() == []
            if name not in WITH_THE_EDITOR:
                assert 0 < visitor.script_kb() <= MOST_SCRIPT_KB


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_the_same_without_scripts(visits: Visits, name: str) -> None:
    with visits("fr", java_script_enabled=False) as visitor:
        visitor.go(PAGES[name])
        bare = visitor.page.locator("main h1").inner_text()
        headings = visitor.page.locator("main h2").count()
    with visits("fr") as visitor:
        visitor.go(PAGES[name])
        assert visitor.page.locator("main h1").inner_text() == bare
        assert visitor.page.locator("main h2").count() == headings


def test_only_the_editors_page_loads_the_editor(visits: Visits) -> None:
    with visits() as visitor:
        visitor.go("/")
        assert [one.url for one in visitor.scripts if "editor" in one.url] == []
        visitor.go("/sparql")
        visitor.page.locator("#examples").wait_for()
        assert [one.url for one in visitor.scripts if "editor" in one.url] != []


def test_the_keyboard_reaches_the_content_first(visits: Visits) -> None:
    with visits() as visitor:
        visitor.page.set_viewport_size(WIDE)
        visitor.go("/conventions")
        visitor.page.keyboard.press("Tab")
        visitor.page.keyboard.press("Enter")
        assert visitor.page.url.endswith("#content")
