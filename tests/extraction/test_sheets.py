"""Action sheets: the same record, however the table was printed or flattened."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from sheet_reading import FIELDS, pilots, sheets_of, texts

from cooperation_kg.extraction.sheets import PartyName

HERE = Path(__file__).parent
CANAL = (PartyName("lestrade", ("Ville de Lestrade",)), PartyName("montval", ("Ville de Montval",)))


@pytest.fixture(scope="module")
def canal():
    return sheets_of((HERE / "samples" / "sheets_canal.txt").read_text("utf-8"), CANAL)


def test_values_follow_all_labels_in_their_order(canal):
    sheet = canal[0]
    assert sheet.table_first == 5
    assert sheet.deadline.text == "Lancement en 2021, réception au printemps 2023"
    assert (sheet.deadline.since, sheet.deadline.until) == ("2021", "2023")
    assert pilots(sheet) == [
        ("DVN", "lestrade"), ("Service des Berges et des Canaux", "lestrade"),
        ("DEP", "montval"), ("DTU", "montval"),
    ]  # fmt: skip
    assert [(int(a.eur), a.subject.text) for a in sheet.budget.amounts] == [
        (1_200_000, "pour le chemin"), (80_000, "pour la signalétique"),
    ]  # fmt: skip
    assert texts(sheet.partners) == [
        "VNF", "communes riveraines", "Arlac", "Besse", "Cormont",
        "association « Les Amis du Canal »",
    ]  # fmt: skip
    assert texts(sheet.indicators) == [
        "Linéaire de chemin rouvert", "comptages de piétons et de cyclistes",
    ]  # fmt: skip
    assert sheet.absent == ()


def test_a_label_with_its_value_beside_it_waits_for_no_other(canal):
    sheet = canal[1]
    assert sheet.deadline.text == "Dès la signature de la convention"
    assert sheet.deadline.precision == "relative"
    assert pilots(sheet) == [("DRH", "lestrade"), ("DRH", "montval"), ("CNAS", "montval")]
    assert sheet.budget.kind == "current-resources"


def test_a_missing_value_is_an_absence_and_shifts_no_other(canal):
    sheet = canal[1]
    assert [(a.field, a.text) for a in sheet.absent] == [("partners", "Partenaires mobilisés :")]
    assert texts(sheet.indicators) == ["Nombre d'agents formés (300 comme cible)"]
    target = sheet.indicators[0].target
    assert (target.text, target.value, target.unit) == ("300 comme cible", 300, "agents formés")


def test_labels_in_two_blocks_have_the_values_after_each(canal):
    sheet = canal[2]
    assert sheet.deadline.text == "En fonction des crédits obtenus"
    assert sheet.deadline.precision == "conditional"
    assert pilots(sheet) == [
        ("DU", "lestrade"), ("Mission Quartiers", "lestrade"), ("DAC", "lestrade"),
        ("DVN", "lestrade"), ("DU", "montval"),
    ]  # fmt: skip
    assert sheet.budget.kind == "to-be-specified"
    assert texts(sheet.indicators) == ["Ouverture de la maison", "Bilan partagé après un an"]
    assert texts(sheet.absent) == ["Partenaires mobilisés :"]


def test_prose_without_labels_is_no_sheet():
    assert sheets_of("Action 1 : Agir\nLe budget est voté : il suffit.\n", CANAL) == [None]


def test_a_value_over_a_page_has_two_places():
    text = (
        "Action 1 : x\nCalendrier : 2020\nPartenaires : Région, Chambre de\n\n"
        + " " * 60 + "9\n\n\nmétiers\nIndicateurs : Nombre de places\n"
    )  # fmt: skip
    sheet = sheets_of(text, CANAL)[0]
    assert texts(sheet.partners) == ["Région", "Chambre de métiers"]
    assert len(sheet.partners[1].at.items) == 2


# One action, in every layout: the record must be the same.
VALUES = {
    "deadline": "De mars à juin 2024",
    "budget": "45 000 € par an",
    "partners": "ARS, Plaine du Lys, Croix-Rouge et Région",
    "indicators": "Nombre de visites, taux de retour",
}
LABELS = (
    ("Délai de mise en œuvre", "Services opérationnels pilotes", "Budget estimé",
     "Partenaires mobilisés", "Indicateurs de réalisation"),
    ("Calendrier prévisionnel", "Chef(s) de file", "Coût", "Partenaires associés",
     "Indicateurs d’évaluation"),
    ("ÉCHÉANCE", "MAÎTRE D'OUVRAGE", "FINANCEMENT", "PARTENAIRES", "INDICATEURS DE SUIVI"),
    ("Échéancier", "Porteurs de l'action", "Moyens mobilisés", "Partenaires",
     "Critères d'évaluation"),
)  # fmt: skip
PAGE = "\n" + " " * 70 + "12\n\n\n"


def flattened(labels, rows, colon, page):
    lines = []
    for field in rows:
        lines.append(f"{labels[field]}{colon}")
        if field == "pilots":
            lines += ["Lestrade :", "Montval :"]
        lines.append("")
    values = [value for value in rows.values() if value]
    return "\n".join([*lines, (page + "\n").join(f"{value}\n" for value in values)])


def beside(labels, rows, _colon, page):
    return page.join(
        f"{labels[field]} : " + (value or "").replace("DEF – ASE\n", "Lestrade : DEF – ASE\n")
        .replace("\nDGAS", "\nMontval : DGAS") + "\n"
        for field, value in rows.items()
    )  # fmt: skip


def under(labels, rows, colon, page):
    def cell(value):
        value = (value or "").replace("DEF – ASE\n", "Lestrade :\nDEF – ASE\n")
        return value.replace("\nDGAS", "\nMontval :\nDGAS")

    return page.join(f"{labels[field]}{colon}\n{cell(v)}\n\n" for field, v in rows.items())


def table(labels, rows, _colon, _page):
    def cell(value):
        value = (value or "").replace("DEF – ASE\n", "Lestrade : DEF – ASE\n")
        return value.replace("\nDGAS", "<br>Montval : DGAS")

    return "\n".join(f"| **{labels[field]}** | {cell(v)} |" for field, v in rows.items()) + "\n"


@pytest.mark.parametrize("missing", [None, "budget", "partners", "deadline"])
@pytest.mark.parametrize(
    "order", [FIELDS, ("pilots", "partners", "deadline", "budget", "indicators")]
)
@pytest.mark.parametrize(
    ("layout", "colon", "page"),
    [*product((flattened,), (" :", ""), ("", PAGE)), *product((beside, under), (" :",), ("", PAGE)),
     (table, "", "")],
)  # fmt: skip
@pytest.mark.parametrize("labels", LABELS, ids=lambda labels: labels[0])
@pytest.mark.parametrize("dash", ["–", "-", "—"])
def test_every_layout_gives_the_same_record(layout, colon, page, labels, order, missing, dash):
    values = {**VALUES, "pilots": "DEF – ASE\nDGAS"}
    rows = {field: None if field == missing else values[field] for field in order}
    named = dict(zip(FIELDS, labels, strict=True))
    body = layout(named, rows, colon, page).replace("–", dash)
    text = f"Action 1 : Essai\n\nDeux villes agissent ensemble.\n{body}\n"
    sheet = sheets_of(text, CANAL)[0]
    found = {
        "deadline": sheet.deadline and (sheet.deadline.since, sheet.deadline.until),
        "pilots": pilots(sheet),
        "budget": sheet.budget and [(int(a.eur), a.per) for a in sheet.budget.amounts],
        "partners": texts(sheet.partners),
        "indicators": texts(sheet.indicators),
    }
    expected = {
        "deadline": ("2024-03", "2024-06"),
        "pilots": [("DEF", "lestrade"), ("ASE", "lestrade"), ("DGAS", "montval")],
        "budget": [(45000, "year")],
        "partners": ["ARS", "Plaine du Lys", "Croix-Rouge", "Région"],
        "indicators": ["Nombre de visites", "taux de retour"],
    }
    if missing:
        expected[missing] = [] if missing == "partners" else None
    assert found == expected, text
    assert [absence.field for absence in sheet.absent] == ([missing] if missing else [])


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("DEF – ASE", ["DEF", "ASE"]),
        ("DASES-SDS", ["DASES", "SDS"]),
        ("DVD/DEVE", ["DVD", "DEVE"]),
        ("DEVE-Service des parcs", ["DEVE", "Service des parcs"]),
        ("DASCO- DAC", ["DASCO", "DAC"]),
        ("DU – Service de l'Aménagement", ["DU", "Service de l'Aménagement"]),
        ("Division Impacts Santé/Environnement", ["Division Impacts Santé/Environnement"]),
        ("Section de voirie 10-19-20", ["Section de voirie 10-19-20"]),
        ("Direction de la culture, de la jeunesse et des sports",
         ["Direction de la culture, de la jeunesse et des sports"]),
        ("DRIEA-IF, service Habitat", ["DRIEA-IF", "service Habitat"]),
        ("DRH et Direction des finances", ["DRH", "Direction des finances"]),
        ("DAC (pilotage), autres directions (DEJ, DAJ)", ["DAC", "DEJ", "DAJ"]),
        ("Val-de-Lys Habitat", ["Val-de-Lys Habitat"]),
        ("M. Martin, DSI", ["DSI"]),
    ],
)  # fmt: skip
def test_pilots_are_single_units(line, expected):
    sheet = sheets_of(f"Action 1\nPilotes : {line}\nBudget : 3 €\n", CANAL)[0]
    assert [name for name, _ in pilots(sheet)] == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Artistes et compagnies, scientifiques", ["Artistes", "compagnies", "scientifiques"]),
        ("ARS ; CAF + Région", ["ARS", "CAF", "Région"]),
        ("Service des Sciences et Techniques du Végétal",
         ["Service des Sciences et Techniques du Végétal"]),
        ("Ministère de la Culture et de la Communication",
         ["Ministère de la Culture et de la Communication"]),
        ("Maison du Geste et de l'Image", ["Maison du Geste et de l'Image"]),
        ("trois écoles (deux à Arlac, une à Besse)", ["trois écoles (deux à Arlac, une à Besse)"]),
        ("Etat (DIRIF), EPT", ["Etat (DIRIF)", "EPT"]),
        ("soins de proximité (CPEF, PASS, centres humanitaires)",
         ["soins de proximité", "CPEF", "PASS", "centres humanitaires"]),
        ("autres associations (Emmaüs, Aurore)", ["Emmaüs", "Aurore"]),
        ("établissements culturels et sportifs", ["établissements culturels et sportifs"]),
        ("Chambre de commerce et d'industrie, SNCF Réseau",
         ["Chambre de commerce et d'industrie", "SNCF Réseau"]),
        ("Ville de Besse et Plaine du Lys", ["Ville de Besse", "Plaine du Lys"]),
        ("Ports & Docks + RTM", ["Ports & Docks", "RTM"]),
        ("SAMU SOCIAL, EMMAUS ET CROIX-ROUGE", ["SAMU SOCIAL", "EMMAUS", "CROIX-ROUGE"]),
    ],
)  # fmt: skip
def test_partners_are_single_organisations(line, expected):
    sheet = sheets_of(f"Action 1\nPartenaires : {line}\nBudget : 3 €\n", CANAL)[0]
    assert texts(sheet.partners) == expected


def test_the_name_of_a_partner_is_told_apart_from_what_it_does():
    line = "Partenariat avec l’association Port d’Attache, solliciter la MGP"
    sheet = sheets_of(f"Action 1\nPartenaires : {line}\nBudget : 3 €\n", CANAL)[0]
    assert [partner.printed_name for partner in sheet.partners] == ["Port d’Attache", "MGP"]
    assert sheet.partners[1].note.text == "solliciter"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Étude rendue – Gains espérés", ["Étude rendue", "Gains espérés"]),
        ("Ouverture de la ligne Besse – Arlac", ["Ouverture de la ligne Besse – Arlac"]),
        ("Bilan fait. Suites données", ["Bilan fait", "Suites données"]),
        ("Un tableau commun, en lien avec l'ORS", ["Un tableau commun, en lien avec l'ORS"]),
        ("Participation des élèves et des parents", ["Participation des élèves et des parents"]),
        ("Nombre de logements construits, réhabilités et livrés",
         ["Nombre de logements construits, réhabilités et livrés"]),
        ("\n- nombre de projets\n- part des jeunes", ["nombre de projets", "part des jeunes"]),
        ("\n\uf0a7 Réunions tenues\n\uf0a7 Actes publiés", ["Réunions tenues", "Actes publiés"]),
    ],
)  # fmt: skip
def test_indicators_are_single_items(cell, expected):
    sheet = sheets_of(f"Action 1\nBudget : 3 €\nIndicateurs de suivi : {cell}\n", CANAL)[0]
    assert texts(sheet.indicators) == expected


@pytest.mark.parametrize("nothing", ["", "-", "Néant", "Sans objet", "/", "non renseigné"])
def test_words_for_nothing_are_an_absence(nothing):
    sheet = sheets_of(f"Action 1\nPartenaires : {nothing}\nBudget : 3 €\n", CANAL)[0]
    assert [absence.text for absence in sheet.absent] == ["Partenaires :"]
    assert sheet.partners == ()


def test_parties_alone_under_their_label_are_the_pilots():
    text = "Action 1\nPilotes :\nVille de Lestrade\nVille de Montval\nBudget : 3 €\n"
    assert pilots(sheets_of(text, CANAL)[0]) == [
        ("Ville de Lestrade", "lestrade"), ("Ville de Montval", "montval"),
    ]  # fmt: skip


def test_a_label_in_capitals_may_be_broken_over_two_lines():
    text = "Action 1\nSERVICES OPÉRATIONNELS\nPILOTES :\nBUDGET\nPARTENAIRES\n\nDEF\n\n3 €\n\nARS\n"
    sheet = sheets_of(text, CANAL)[0]
    assert (texts(sheet.pilots), sheet.budget.text, texts(sheet.partners)) == (
        ["DEF"], "3 €", ["ARS"],
    )  # fmt: skip


def test_a_table_with_a_blank_line_after_each_line_is_read_as_one_without():
    lines = ["Délai :", "Budget :", "Partenaires :", "Indicateurs :", "Fin 2020", "1 M€ pour le",
             "parc", "ARS et", "CAF", "Nombre de", "places"]  # fmt: skip
    sheet = sheets_of("Action 1\n" + "\n\n".join(lines) + "\n", CANAL)[0]
    assert sheet.budget.text == "1 M€ pour le parc"
    assert texts(sheet.partners) == ["ARS", "CAF"]
    assert texts(sheet.indicators) == ["Nombre de places"]


def test_a_value_may_stand_in_a_column_beside_its_label():
    text = (
        "Action 1\nDélai de mise en œuvre     Fin 2018\n"
        "Pilotes                    DASES\n                           DEF\n"
        "Budget estimé\t30 000 €\nPartenaires                ARS, Région\n"
    )
    sheet = sheets_of(text, CANAL)[0]
    assert (sheet.deadline.text, texts(sheet.pilots)) == ("Fin 2018", ["DASES", "DEF"])
    assert (sheet.budget.text, texts(sheet.partners)) == ("30 000 €", ["ARS", "Région"])


def test_the_longest_label_may_leave_two_spaces_before_the_column():
    text = (
        "Action 1\nPorteur               Lestrade : DASES\nCopilote              Montval : "
        "Direction Eau et assainisse-\n                      ment\n"
        "Partenaires           ARS, Région\n"
        "Indicateurs de suivi  Nombre de places\n"
    )
    sheet = sheets_of(text, CANAL)[0]
    assert texts(sheet.partners) == ["ARS", "Région"]
    assert texts(sheet.indicators) == ["Nombre de places"]
    assert texts(sheet.pilots) == ["DASES", "Direction Eau et assainissement"]


def test_a_summary_below_the_labels_is_no_value():
    text = "Action 1\nBudget : 3 €\nIndicateurs :\nRésumé : quatre-vingts places seront ouvertes.\n"
    sheet = sheets_of(text, CANAL)[0]
    assert (sheet.indicators, [absent.field for absent in sheet.absent]) == ((), ["indicators"])


def test_a_second_sheet_is_not_read_into_the_first():
    text = "Action 1\nBudget : 3 €\nPilotes : DEF\nBudget : 9 €\nPilotes : DAC\n"
    sheet = sheets_of(text, CANAL)[0]
    assert (sheet.budget.text, texts(sheet.pilots)) == ("3 €", ["DEF"])


def test_text_after_the_table_is_no_value():
    text = "Action 1\nBudget : 3 €\nIndicateurs : Nombre de pas\n\n" + "La suite est prose. " * 20
    assert texts(sheets_of(text + "\n", CANAL)[0].indicators) == ["Nombre de pas"]


def test_a_value_beside_the_last_label_leaves_the_others_theirs():
    text = (
        "Action 1\nDélai :\n\nBudget :\n\nPartenaires :\n\nIndicateurs : Hectares restaurés\n\n"
        "2022-2024\n\n900 k€\n\nSyndicat mixte du Lys, communes riveraines\n"
    )
    sheet = sheets_of(text, CANAL)[0]
    assert (sheet.deadline.text, sheet.budget.text) == ("2022-2024", "900 k€")
    assert texts(sheet.partners) == ["Syndicat mixte du Lys", "communes riveraines"]
    assert (texts(sheet.indicators), sheet.absent) == (["Hectares restaurés"], ())


def test_a_unit_whose_name_has_the_words_of_a_label_is_a_unit():
    text = (
        "Action 1\nDélai :\nPilotes :\nLestrade :\nMontval :\nBudget :\n\n2022\n\n"
        "DEF, DRH\nDirection des ressources humaines\n\nCrédits de droit commun\n"
    )
    sheet = sheets_of(text, CANAL)[0]
    assert pilots(sheet) == [
        ("DEF", "lestrade"), ("DRH", "lestrade"),
        ("Direction des ressources humaines", "montval"),
    ]  # fmt: skip
    assert sheet.budget.text == "Crédits de droit commun"


def test_a_value_in_the_words_of_a_label_is_a_value():
    text = "Action 1\nPilotage\nADIL\nMoyens financiers\nRessources internes\nÉvaluation\nBilan\n"
    sheet = sheets_of(text, CANAL)[0]
    assert (sheet.budget.text, sheet.absent) == ("Ressources internes", ())


def test_each_party_may_have_its_units_in_parentheses():
    line = "Lestrade (Direction de l'éducation) et Montval (Pôle agricole)"
    sheet = sheets_of(f"Action 1\nChefs de file      : {line}\nÉchéance : 2023\n", CANAL)[0]
    assert pilots(sheet) == [
        ("Direction de l'éducation", "lestrade"), ("Pôle agricole", "montval"),
    ]  # fmt: skip


def test_labels_may_follow_each_other_on_a_line():
    text = "Action 1\nPilote : DAC. Copilote : DEF.\nCalendrier : 2023. Budget : 3 €.\n"
    sheet = sheets_of(text, CANAL)[0]
    assert (texts(sheet.pilots), sheet.budget.text) == (["DAC", "DEF"], "3 €")
    assert sheet.deadline.text == "2023"


def test_nothing_belongs_to_the_label_above_it():
    text = "Action 1\nFinancement\n\tnon arrêté\n\nPartenaires\n\tnéant\n\nCritères\n\tbilan\n"
    sheet = sheets_of(text, CANAL)[0]
    assert sheet.budget.text == "non arrêté"
    assert [absence.field for absence in sheet.absent] == ["partners"]


def test_the_article_of_a_name_stays():
    text = "Action 1\nPartenaires : La Poste, la RATP, Les communes riveraines\nBudget : 3 €\n"
    partners = sheets_of(text, CANAL)[0].partners
    assert [p.printed_name for p in partners] == ["La Poste", "RATP", "communes riveraines"]


def test_a_party_nobody_knows_is_no_pilot():
    text = "Action 1\nPilotes :\nRocval :\nDEF\nMontval :\nDAC\nBudget : 3 €\n"
    assert pilots(sheets_of(text, CANAL)[0]) == [("DEF", None), ("DAC", "montval")]
