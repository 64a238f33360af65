"""The page of a convention, over the invented one that has something of everything."""

from __future__ import annotations

from page_reading import links, part, shown

PAGE = "/page/convention/valmont-rocbourg"


def test_it_says_who_made_it_and_when_as_precisely_as_the_text(sample):
    said = shown(sample.get(PAGE).text)
    assert "le Département de Valmont" in said
    assert "la Ligue des berges" in said
    assert "Adoption : 10 janvier 2020 ligne 2" in said
    assert "Début : mars 2020 ligne 3" in said
    assert "Fin : 2023 ligne 3" in said
    assert "Aucune date lue dans le texte pour : signature." in said


def test_it_is_in_english_for_who_reads_english(sample):
    html = sample.get(f"{PAGE}?lang=en").text
    said = shown(html)
    assert "Adoption: 10 January 2020 line 2" in said
    assert "No date read in the text for: signature." in said
    assert '<h1 lang="fr">Convention entre Valmont et Rocbourg' in html


def test_its_plan_is_numbered_and_leads_to_every_part(sample):
    html = sample.get(PAGE).text
    plan = part(html, "Le plan")
    numbers = ["Axe 1", "1 Réparer le pont", "2 Ouvrir les quais", "2.1", "2.2", "Axe 2", "3"]
    positions = [plan.find(number) for number in numbers]
    assert positions == sorted(positions) and positions[0] >= 0
    assert links(html)["Quai de Valmont"][0] == "/page/action/valmont-rocbourg-2.1"


def test_governance_says_level_frequency_and_composition(sample):
    said = part(sample.get(PAGE).text, "Gouvernance")
    assert "comité de pilotage politique" in said
    assert "deux fois par an ligne 71 2 réunions par an" in said
    assert "Composition le Département de Valmont" in said
    assert "Le texte prévoit l'instance sans dire sa fréquence." in said


def test_clauses_and_signatories_have_their_lines(sample):
    html = sample.get(PAGE).text
    clauses = part(html, "Clauses")
    assert "36 mois · pour trois ans ligne 80" in clauses
    assert "30 jours · préavis de trente jours ligne 81" in clauses
    assert "Camille Exemple présidente Département de Valmont ligne 90" in part(html, "Signataires")


def test_a_contradiction_is_shown_as_data_with_both_statements(sample):
    said = part(sample.get(PAGE).text, "Ce qui ne s'accorde pas")
    assert "Le pont a deux noms. « Pont des Deux Rives » ligne 28 « grand pont » ligne 110" in said
    english = part(sample.get(f"{PAGE}?lang=en").text, "What does not agree")
    assert "The bridge has two names." in english


def test_what_is_announced_stands_beside_what_is_there(sample):
    said = part(sample.get(PAGE).text, "Ce que le texte annonce")
    assert "axes 2 2 deux axes" in said
    assert "actions 3 3 trois actions" in said


def test_what_is_printed_without_a_value_is_listed(sample):
    said = part(sample.get(PAGE).text, "Ce que le texte laisse en blanc")
    assert "2.1 Quai de Valmont partenaires ligne 35" in said
    assert "2.2 Quai de Rocbourg pilotes ligne 41" in said


def test_the_dates_of_the_text_stand_in_the_order_of_time(sample):
    said = part(sample.get(PAGE).text, "Les dates du texte")
    dates = ["2015", "2019", "2020 à partir de", "10 janvier 2020", "mars 2020 début", "2023 fin"]
    assert [date for date in dates if date not in said] == []


def test_acronyms_and_neighbourhoods_are_tables(sample):
    html = sample.get(PAGE).text
    assert "MCB Mission commune des berges" in part(html, "Sigles")
    assert "Les Saules Rive-Basse 1 200 11 000 €" in part(html, "Quartiers").replace("\u202f", " ")


def test_search_engines_are_told_what_it_is(sample):
    html = sample.get(PAGE).text
    assert '"@type": "Legislation"' in html
    assert '"legislationDate": "2020-01-10"' in html


def test_every_convention_of_the_repository_has_its_page_in_both_languages(published):
    for key in ("75-93", "75-94", "contrat-de-ville-paris", "perr-paris-terres-d-envol"):
        for language in ("fr", "en"):
            answer = published.get(f"/page/convention/{key}?lang={language}")
            assert answer.status_code == 200, key
            assert ("Gouvernance" if language == "fr" else "Governance") in shown(answer.text)


def test_the_val_de_marne_convention_announces_seventeen_actions_and_has_eighteen(published):
    said = part(published.get("/page/convention/75-94").text, "Ce que le texte annonce")
    assert "actions 17 18 dix-sept actions concrètes" in said
