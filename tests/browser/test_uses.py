"""What people come for, as they do it: each page's main use, in both languages."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from visitor import Visits

HERE = Path(__file__).parents[1]
CONVENTION = HERE / "extraction" / "samples" / "whole-convention.txt"


def test_from_the_home_page_to_a_value_and_the_words_it_was_read_in(visits: Visits) -> None:
    with visits("fr") as visitor:
        page = visitor.page
        visitor.go("/")
        search = page.locator("#find")
        search.fill("continuité cyclable")
        search.press("Enter")
        page.get_by_role("link", name="Assurer la continuité cyclable").first.click()
        assert page.url.endswith("/page/action/75-93-8.1")
        deadline = page.locator("dt", has_text="Échéance").locator("xpath=following-sibling::dd[1]")
        assert "réception à l'automne 2019" in deadline.inner_text().replace("’", "'")
        assert not deadline.locator("blockquote").first.is_visible()
        deadline.locator("summary").first.click()
        quoted = deadline.locator("blockquote").first.inner_text()
        assert "automne 2019" in quoted
        assert visitor.complaints == []


@pytest.mark.parametrize(("language", "label"), [("fr", "Échéance"), ("en", "Deadline")])
def test_an_action_is_told_in_the_language_of_the_reader(
    visits: Visits, language: str, label: str
) -> None:
    with visits(language) as visitor:
        visitor.go("/page/action/75-93-8.1")
        assert visitor.page.locator("dt", has_text=label).count() == 1
        assert visitor.page.locator("main h1").get_attribute("lang") == "fr"


def test_names_are_offered_while_one_types_and_lead_to_their_page(visits: Visits) -> None:
    with visits("en") as visitor:
        page = visitor.page
        visitor.go("/")
        page.locator("#find").press_sequentially("plaine co")
        offers = page.get_by_role("option")
        offers.first.wait_for()
        assert "Plaine Commune" in offers.first.inner_text()
        assert visitor.barriers() == []
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/page/**")
        assert "Plaine Commune" in page.locator("h1").inner_text()


def test_a_search_is_narrowed_by_its_facets(visits: Visits) -> None:
    with visits("fr") as visitor:
        page = visitor.page
        visitor.go("/search?q=logement")
        before = page.locator("#found").inner_text()
        page.locator(".facets input[type=checkbox]").first.check()
        page.get_by_role("button", name="Appliquer").click()
        page.wait_for_url(re.compile(r"q=logement.+="))
        assert page.locator("#found").inner_text() != before


def test_from_the_conventions_to_the_plan_of_one(visits: Visits) -> None:
    with visits("fr") as visitor:
        page = visitor.page
        visitor.go("/conventions")
        page.get_by_role("link", name="PARIS - SEINE-SAINT-DENIS").first.click()
        assert page.url.endswith("/page/convention/75-93")
        page.locator("main a[href='/page/action/75-93-8.1']").first.click()
        assert "continuité cyclable" in page.locator("h1").inner_text()


def test_two_conventions_are_compared_side_by_side(visits: Visits) -> None:
    with visits("en") as visitor:
        page = visitor.page
        visitor.go("/compare")
        page.locator("input[name=c][value='75-93']").check()
        page.locator("input[name=c][value='75-94']").check()
        page.locator("main form button").click()
        page.wait_for_url(re.compile(r"c=75-93.*c=75-94"))
        heads = page.locator("main table").first.locator("thead th")
        assert heads.count() == 3
        assert "SEINE-SAINT-DENIS" in heads.nth(1).inner_text().upper()
        assert "VAL-DE-MARNE" in heads.nth(2).inner_text().upper()


@pytest.mark.parametrize("path", ["/timeline", "/map"])
def test_a_picture_has_a_name_and_a_table_with_the_same(visits: Visits, path: str) -> None:
    with visits("fr") as visitor:
        visitor.go(path)
        assert visitor.page.locator("main svg title").first.text_content().strip()
        assert visitor.page.locator("main table tbody tr").count() > 3


def test_a_question_with_a_parameter_is_answered_and_its_csv_is_the_same_table(
    visits: Visits,
) -> None:
    with visits("fr") as visitor:
        page = visitor.page
        visitor.go("/questions")
        page.get_by_role("link", name="Les actions qui nomment un lieu").click()
        page.get_by_label("Nom du lieu").fill("Porte de la Villette")
        page.get_by_role("button", name="Poser la question").click()
        page.wait_for_url("**/questions/by-place?place=*")
        shown = page.locator("main table tbody tr").count()
        assert shown > 0
        link = page.locator("main a", has_text="csv").first.get_attribute("href")
        sent = page.request.get(visitor.site + link)
        assert sent.headers["content-type"].startswith("text/csv")
        rows = list(csv.DictReader(io.StringIO(sent.text())))
        assert len(rows) == shown
        assert {row["place"] for row in rows} == {"Porte de la Villette"}


@pytest.mark.parametrize(
    ("language", "button", "draft"),
    [("fr", "Vérifier", "télécharger le brouillon"), ("en", "Check", "download the draft")],
)
def test_a_document_is_checked_with_its_steps_and_its_draft_can_be_kept(
    visits: Visits, language: str, button: str, draft: str
) -> None:
    with visits(language) as visitor:
        page = visitor.page
        visitor.go("/validate")
        page.evaluate(
            "() => { window.steps = [];"
            " new MutationObserver(() => steps.push(progress.textContent))"
            ".observe(progress, {childList: true, characterData: true, subtree: true}); }"
        )
        page.locator("input[type=file]").set_input_files(CONVENTION)
        page.get_by_role("button", name=button, exact=True).click()
        page.locator("#outcome h2").wait_for(timeout=60_000)
        assert len({step for step in page.evaluate("steps") if step}) > 1
        assert page.locator("#outcome .findings li p").count() > 0
        assert visitor.barriers() == []
        with page.expect_download() as kept:
            page.get_by_role("link", name=draft).click()
        assert kept.value.suggested_filename == "whole-convention.yaml"
        assert 'id: "whole-convention"' in Path(kept.value.path()).read_text("utf-8")
        assert visitor.complaints == []
        assert visitor.strangers() == []


def test_the_other_language_is_one_step_away_and_kept_from_there_on(visits: Visits) -> None:
    with visits("fr") as visitor:
        page = visitor.page
        visitor.go("/questions/by-place?place=Porte+de+la+Villette")
        page.get_by_role("link", name="English").click()
        assert page.get_attribute("html", "lang") == "en"
        assert "place=Porte" in page.url
        page.get_by_role("navigation").get_by_role("link", name="Conventions").first.click()
        assert page.get_attribute("html", "lang") == "en"


def test_a_term_of_the_ontology_has_its_anchor(visits: Visits) -> None:
    with visits("en") as visitor:
        visitor.go("/ontology#pilotedBy")
        assert visitor.page.locator("#pilotedBy:target").is_visible()


def test_the_dataset_is_described_and_its_dumps_are_there(visits: Visits) -> None:
    with visits("en") as visitor:
        visitor.go("/void")
        links = visitor.page.locator("main a[href*='/dumps/']")
        assert links.count() > 0
        head = visitor.page.request.head(visitor.site + links.first.get_attribute("href"))
        assert head.status == 200


def test_nothing_at_an_address_is_said_with_a_way_on(visits: Visits) -> None:
    with visits("en") as visitor:
        assert visitor.go("/page/action/no-such").status == 404
        assert visitor.page.locator("main h1").is_visible()
        assert visitor.page.get_by_role("link", name="Conventions").first.is_visible()
