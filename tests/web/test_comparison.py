"""Conventions side by side."""

from __future__ import annotations

from page_reading import links, part, shown

from cooperation_kg.web.comparison.likeness import Member, alike
from cooperation_kg.web.tables import Cell

TEXTS = ("iri:one", "iri:other")
THEME, PARTNER, PLACE = (Cell(name, iri=f"iri:{name}") for name in ("theme", "partner", "place"))


def member(number: str = "1", **shares: set[Cell] | set[str]) -> Member:
    return Member(Cell(f"Action {number}"), number, **shares)


def test_an_empty_choice_explains_itself(sample):
    html = sample.get("/compare").text
    assert "Choisir au moins deux conventions." in shown(html)
    assert html.count('type="checkbox"') == 2
    english = shown(sample.get("/compare?c=berges&lang=en").text)
    assert "Only one convention is chosen" in english


def test_a_convention_that_is_not_there_is_named(sample):
    said = shown(sample.get("/compare?c=berges&c=nothing").text)
    assert "Il n'y a pas de convention de ce nom : « nothing »." in said


def test_a_name_cannot_become_a_part_of_the_page(sample):
    html = sample.get("/compare", params={"c": "<script>alert(1)</script>"}).text
    assert "<script>alert" not in html


def test_frame_and_governance_stand_side_by_side(sample):
    html = sample.get("/compare?c=berges&c=valmont-rocbourg").text
    said = part(html, "Cadre")
    assert "Nature Protocole Convention bilatérale" in said
    assert "Début non dit mars 2020" in said
    assert "Contenu 2 axes, 2 actions 2 axes, 3 actions, 1 domaine d'échange" in said
    assert "comité de pilotage (politique), deux fois par an" in said
    assert "Axes A Ouvrir les berges B Garder les berges 1 Relier les rives" in said
    assert html.count("checked") == 2


def test_the_same_comparison_in_english(sample):
    said = part(sample.get("/compare?c=berges&c=valmont-rocbourg&lang=en").text, "Frame")
    assert "Beginning not said March 2020" in said


def test_themes_and_partners_of_two_conventions_lead_to_their_parts(published):
    html = published.get("/compare?c=75-93&c=75-94").text
    assert "Mobilités axe 2 7 7.1 8 8.1 8.2 10" in part(html, "Thèmes")
    assert "/page/action/75-94-A.1" in links(html)["A.1"]
    partners = part(html, "Partenaires communs")
    assert "Sogaris" in partners and "Airparif" not in partners


def test_a_likeness_says_its_reason(published):
    said = part(published.get("/compare?c=75-93&c=75-94").text, "Actions proches")
    assert "partenaire Forum des images" in said
    assert "l'une cite la convention de l'autre" in said


def test_a_theme_alone_makes_no_likeness():
    assert alike([member(themes={THEME})], [member(themes={THEME})], TEXTS, set()) == []


def test_a_theme_and_a_partner_do_and_two_names_do():
    one = member(themes={THEME}, partners={PARTNER})
    [found] = alike([one], [member(themes={THEME}, partners={PARTNER})], TEXTS, set())
    assert (found.themes, found.partners) == ((THEME,), (PARTNER,))
    named = member(partners={PARTNER}, places={PLACE})
    assert len(alike([named], [named], TEXTS, set())) == 1


def test_what_every_action_shares_is_no_reason():
    one = member(themes={THEME}, partners={PARTNER})
    assert alike([one], [one], TEXTS, {PARTNER.iri}) == []


def test_a_citation_counts_on_a_shared_theme_only():
    citing = member(themes={THEME}, cites={"iri:other"})
    assert alike([citing], [member(themes={THEME})], TEXTS, set())[0].cited
    assert alike([citing], [member()], TEXTS, set()) == []


def test_those_that_share_most_come_first():
    one = member(themes={THEME}, partners={PARTNER}, places={PLACE})
    less = member("2", themes={THEME}, partners={PARTNER})
    more = member("3", themes={THEME}, partners={PARTNER}, places={PLACE})
    found = alike([one], [less, more], TEXTS, set())
    assert [pair.other.number for pair in found] == ["3", "2"]
