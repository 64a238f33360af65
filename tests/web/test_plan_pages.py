"""The pages of actions, axes and exchanges: the sheet, with the place of every value."""

from __future__ import annotations

from page_reading import links, part, shown

ACTION = "/page/action/valmont-rocbourg-1"


def test_a_sheet_has_what_its_reader_knows(sample):
    said = shown(sample.get(ACTION).text)
    assert "Échéance de 2020 à l'été 2021 ligne 21" in said
    assert "Budget 25 000 € par an ligne 24" in said
    assert "40 % de passages en plus ligne 26" in said
    assert "cible : 40 % ligne 26" in said


def test_pilots_stand_under_the_collectivity_they_act_for(sample):
    said = shown(sample.get(ACTION).text)
    valmont, rocbourg = said.find("Pilotes Département de Valmont"), said.find("MCB")
    assert 0 < valmont < said.find("DVM Direction des voies et des mobilités") < rocbourg
    assert "Département de Rocbourg MCB Mission commune des berges" in said


def test_partners_stand_under_the_strength_they_are_named_with(sample):
    assert "Partenaires Dans le tableau Ligue des berges ligne 25 riverains" in shown(
        sample.get(ACTION).text
    )
    english = shown(sample.get(f"{ACTION}?lang=en").text)
    assert "Partners In the table Ligue des berges line 25" in english


def test_a_label_without_a_value_is_said_to_have_none(sample):
    said = shown(sample.get("/page/action/valmont-rocbourg-2.1").text)
    assert "Imprimé sans valeur partenaires : Partenaires : ligne 35" in said
    assert "Printed without a value" in shown(
        sample.get("/page/action/valmont-rocbourg-2.1?lang=en").text
    )


def test_what_the_text_names_leads_to_its_page(sample):
    found = links(sample.get(ACTION).text)
    assert found["Pont des Deux Rives"] == ["/page/place/pont-des-deux-rives"]
    assert found["plan des ponts"] == ["/page/scheme/valmont-rocbourg-plan-des-ponts"]
    assert found["loi sur les ponts"][0].startswith("/page/text/")


def test_an_action_knows_what_it_stands_in_and_what_is_beside_it(sample):
    html = sample.get("/page/action/valmont-rocbourg-2.1").text
    found = links(html)
    assert found["Axe 1"] == ["/page/axis/valmont-rocbourg-1"]
    assert found["Action 2"] == ["/page/action/valmont-rocbourg-2"]
    assert "Précédent 2 Ouvrir les quais Suivant 2.2 Quai de Rocbourg" in shown(html)
    first = shown(sample.get(ACTION).text)
    assert "Précédent" not in first and "Suivant 2 Ouvrir les quais" in first


def test_an_axis_has_objectives_examples_parts_and_rows(sample):
    said = shown(sample.get("/page/axis/valmont-rocbourg-1").text)
    assert "Objectifs stratégiques rapprocher les habitants ligne 11" in said
    assert "Exemples d'actions des fêtes communes ligne 12" in said
    assert "Contient 1 Réparer le pont" in said
    rows = part(sample.get("/page/axis/valmont-rocbourg-2").text, "Objectifs, actions et leviers")
    assert "une eau plus claire ligne 51 curer l'Onde ligne 52 fonds de l'eau ligne 53" in rows


def test_an_exchange_is_a_part_of_the_plan_too(sample):
    answer = sample.get("/page/exchange/valmont-rocbourg-exchange-1.1")
    assert answer.status_code == 200
    assert "Fêtes" in shown(answer.text)


def test_the_words_stand_in_their_context_where_the_document_is_at_hand(sample, sourced):
    page = sourced.get(ACTION).text
    assert "<mark>Réparer le pont</mark>." in page
    assert "<mark>" not in sample.get(ACTION).text
    assert "«&nbsp;Réparer le pont&nbsp;»" in sample.get(ACTION).text


def test_a_line_leads_to_the_words_in_the_page_of_the_document(sample):
    found = links(sample.get(ACTION).text)
    wanted = "/page/document/valmont-rocbourg?line=20#L20"
    assert wanted in found["Convention entre Valmont et Rocbourg, ligne 20"]


def test_the_sheet_of_the_day_without_cars_is_that_of_the_document(published):
    said = shown(published.get("/page/action/75-93-7.1").text)
    assert "Échéance A compter de l’édition 2018 ligne 735" in said
    assert "Ville de Paris DVD Direction de la voirie et des déplacements ligne 737" in said
    assert "Budget A estimer ligne 740" in said
    assert "Etat (DIRIF)" in said
