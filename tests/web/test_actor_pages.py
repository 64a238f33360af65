"""The pages of organisations, places, themes and signatories."""

from __future__ import annotations

from page_reading import links, part, shown


def test_a_direction_has_what_it_pilots_and_with_whom(sample):
    html = sample.get("/page/organisation/departement-98-dvm").text
    assert "Fait partie de Département de Valmont" in shown(html)
    piloted = part(html, "Actions pilotées")
    assert "1 Réparer le pont ligne 22" in piloted
    assert "2.1 Quai de Valmont ligne 33" in piloted
    assert "Mission commune des berges Département de Rocbourg 1" in part(html, "Pilote avec")


def test_a_collectivity_has_its_conventions_services_and_signatories(sample):
    html = sample.get("/page/organisation/departement-98").text
    party = part(html, "Partie à")
    assert "Convention entre Valmont et Rocbourg ligne 4" in party
    assert "Protocole des berges ligne 2" in party
    assert "Direction des voies et des mobilités" in shown(html)
    assert "Service des berges 1 Réparer" not in shown(html)
    assert "Camille Exemple" in part(html, "Signataires pour elle")


def test_an_ept_has_its_members_and_a_commune_its_ept(sample):
    said = shown(sample.get("/page/organisation/ept-200000001").text)
    assert "Communes membres Rive-Basse Valmont-le-Haut" in said
    assert "Depuis 1er janvier 2016" in said
    assert "SIREN 200000001" in said
    commune = links(sample.get("/page/organisation/commune-98001").text)
    assert "Établissement public territorial des Trois Rives" in commune


def test_a_partner_says_where_it_is_named_and_how_firmly(sample):
    said = part(sample.get("/page/organisation/ligue-des-berges").text, "Nommé comme partenaire")
    assert "Dans le tableau" in said
    assert "1 Réparer le pont ligne 25 3 Curer l'Onde ligne 58" in said


def test_an_acronym_of_two_directions_warns_of_the_other(published):
    said = shown(published.get("/page/organisation/departement-93-dvd").text)
    assert "Ne pas confondre" in said
    assert "DVD désigne aussi : Direction de la voirie et des déplacements (Ville de Paris)" in said
    english = shown(published.get("/page/organisation/departement-93-dvd?lang=en").text)
    assert "Not to be confused" in english


def test_an_organisation_without_a_role_says_so(sample):
    said = shown(sample.get("/page/organisation/departement-97").text)
    assert "Aucun texte du graphe ne lui donne de rôle." in said


def test_a_place_says_where_it_lies_and_who_names_it(sample):
    html = sample.get("/page/place/pont-des-deux-rives").text
    assert "Se trouve dans Rocbourg Valmont" in shown(html)
    assert "1 Réparer le pont ligne 28" in part(html, "Nommé par les textes")


def test_a_territory_has_what_lies_in_it(sample):
    html = sample.get("/page/territory/departement-98").text
    assert "Administré par Département de Valmont" in shown(html)
    assert "Rive-Basse Trois Rives Valmont-le-Haut" in shown(html)
    assert "Pont des Deux Rives une fois" in part(html, "Lieux qui s'y trouvent")
    assert "Aucun texte du graphe ne le nomme." in shown(html)


def test_a_theme_has_its_definition_and_its_texts(sample):
    html = sample.get("/page/theme/cadre-de-vie?lang=en").text
    assert "What surrounds everyday life." in shown(html)
    assert "Convention entre Valmont et Rocbourg" in links(html)


def test_a_broader_theme_counts_what_is_under_the_narrower(published):
    # The record classes action 20 under handicap, which is narrower than action sociale.
    html = published.get("/page/theme/action-sociale").text
    assert "Plus étroits" in shown(html)
    assert "Pôle inclusif et sportif Seine-Saint-Denis - Paris (Handicap)" in part(
        html, "Ce qui y est classé"
    )


def test_a_signatory_has_office_and_collectivity(sample):
    said = shown(sample.get("/page/person/valmont-rocbourg-camille-exemple").text)
    assert "présidente Département de Valmont ligne 90" in said
