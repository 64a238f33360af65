"""Words that tell the values of a sheet apart: dates, units, partners, things measured.

Whole classes of words, so that a sheet of another territory is read as well; patterns match
text folded by `fold_letters`, except where acronyms need their capitals.
"""

from __future__ import annotations

import re

__all__ = [
    "ACRONYM",
    "ARTICLE",
    "CATEGORY",
    "CONTINUING",
    "DEADLINE_WORDS",
    "FUNCTION_END",
    "INCOMPLETE",
    "MEASURED",
    "MEASURED_END",
    "NAMED_PARTNER",
    "NOTHING",
    "NO_SUM",
    "PREPOSITION",
    "UNIT_HEAD",
]

ACRONYM = re.compile(r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ0-9&]{1,9}s?|[A-Z]\d{1,2}")
"""Letters that stand for a name, in capitals."""

DEADLINE_WORDS = re.compile(
    r"\b(?:des (?:le|la|l'|que)|a compter|a partir|d'ici|mise en oeuvre (?:des|en|au|a)|lancement"
    r"|lancee? |demarrage|duree|convention|echeance|trimestre|semestre|calendrier|permanent"
    r"|continu\b|en cours|court terme|moyen terme|long terme|annuelle?ment|chaque annee|immediat"
    r"|pluriannuel|\d+ (?:mois|ans)\b|en fonction|selon|au fil)"
)
"""Words of a deadline that names no date."""

NO_SUM = re.compile(
    r"\b(?:budget|credit|cout|financ|subvention|fonds|enveloppe|depense|moyens|ressources"
    r"|en fonction|selon|sous reserve|co-?finance)"
)
"""Words of a budget that names no sum."""

_SERVICES = (
    r"directions?|services?|sous-directions?|missions?|delegations?|poles?|bureaux?|divisions?"
    r"|chargee?s? de (?:mission|projet)|chefs? de projet"
    r"|sections?|departements?|unites?|cellules?|secretariats?|cabinets?|dga|dgs|laboratoires?"
)
_BODIES = (
    r"agences?|ateliers?|etablissements?|instituts?|offices?|observatoires?|centres?|musees?"
    r"|archives|ville|villes|mairies?|communautes?|metropole|regions?|syndicats?|chambres?"
    r"|associations?|conseils?|epci|ept|ccas|cias|maisons?|regies?|societes?|comites?"
    r"|inspections?|confederations?|unions?|ligues?|cooperatives?|mutuelles?|antennes?|clubs?"
    r"|groupements?|fondations?|federations?|parcs?|academies?|rectorat|prefecture|etat|universites?|ecoles?|caisses?"
)
UNIT_HEAD = re.compile(rf"(?:(?:la|le|les|l') ?)?(?:{_SERVICES}|{_BODIES})\b")
"""How the name of a direction, a service or a body that could pilot begins."""

CATEGORY = re.compile(
    r"(?:(?:la|le|les|des|l') ?)?(?:acteurs|agences|agglomerations|artistes|associations|bailleurs"
    r"|bibliotheques|caisses|chambres|clubs|collectifs|colleges|collectivites|communes|compagnies"
    r"|departements|ecoles|entreprises|enseignants|ept|epci|equipements|etablissements|familles"
    r"|federations|gestionnaires|habitants|hopitaux|intercommunalites|journalistes|locataires"
    r"|lycees|medecins|medias|mediatheques|missions|musees|notaires|operateurs|organismes"
    r"|partenaires|prestataires|professionnels|promoteurs|regions?|representants|reseaux"
    r"|scientifiques|services|structures|syndicats|theatres|universites|usagers|villes)\b"
)
"""Kinds of partners, in the plural: each is a name of its own in a list."""

NAMED_PARTNER = re.compile(
    r"\b(?:acteurs|agences?|artistes|associati(?:on|f)s?|ars|aphp|bailleurs?|caf|cpam|caisses?"
    r"|centres? (?:social|sociaux|hospitalier|humanitaire)s?|chambres?|chu|clubs?|colleges?"
    r"|collectivites|comites?|communautes?|communes?|compagnies?|conseils?|croix-rouge|crous"
    r"|departements?|drac|ecoles?|education nationale|entreprises?|epci|ept|etat|etablissements"
    r"|familles|federations?|fondations?|habitants|hopita(?:l|ux)|instituts?|lycees?|mairies?"
    r"|maisons?|membres|metropole|ministeres?|missions? locales?|mouvement|musees?|office|ong"
    r"|operateurs|ordre|partenaires?|partenariats?|pole emploi|prefectures?|prestataires?"
    r"|professionnels|rectorat|regions?|reseaux?|services? (?:de|des|du)|sncf|ratp|societes?"
    r"|structures?|syndicats?|theatres?|tribuna(?:l|ux)|union|universites?|villes?)\b"
)
"""Words that name partners."""

_NOUN_OF_ACTION = r"[a-z-]*(?:tions?|ssions?|ments?|ages?|ances?)\b"
MEASURED = re.compile(
    r"(?!france\b)(?:(?:le|la|les|l'|un|une|des) ?)?(?:nombres?|nb|taux|parts?|pourcentages?"
    r"|volumes?"
    r"|evolutions?|surfaces?|lineaires?|kilometres?|km|m2|m²|montants?|frequences?|frequentations?|durees?"
    r"|delais? (?:moyens?|de|d)|bilans?|rapports?|enquetes?|questionnaires?|resultats?|ouvertures?"
    r"|livraisons?|gains?|modalites|mise en|mises en|tenue|restitutions?|typologies?|diversite"
    r"|qualite|quantites?|niveaux?|indices?|progression|baisse|hausse|variations?|economies?"
    r"|creations?|suivi|tableaux?|nature|effectivite|emplois|retours|tonnages?|outils?"
    rf"|points|rapprochement|{_NOUN_OF_ACTION})(?=[ '(]|$)"
)
"""How something that can be counted, measured or seen to be done begins."""

MEASURED_END = re.compile(r"[a-zà-ÿ]{2,}(?:ée?s?|ies|is|us|ues)$", re.IGNORECASE)
"""A participle at the end, accents kept: « portes traitées », « logements remis »."""

FUNCTION_END = re.compile(
    r"(?:(?:^|[\s'(])(?:a|au|aux|avec|chaque|dans|d|de|des|dont|du|en|entre|et|la|le|les|leur|leurs|l"
    r"|notamment|ou|par|pour|que|qui|sans|sa|ses|son|sous|sur|un|une|vers|ce|cette|ces)|'|\w-|[(«]"
    r"|\s[-–—&])\s*$"
)
"""A line end that leaves a phrase open."""

INCOMPLETE = re.compile(
    r"(?:^|[\s,;+(])(?:agence|association|caisse|centre|chambre|comite|communaute|compagnie|conseil"
    r"|departement|direction|ecole|est|etablissement|etablissements|federation|fondation|grand"
    r"|grande|haut|haute|bas|basse|nord|sud|ouest|institut|maison|mission|office|plaine|pole|region"
    r"|saint|sainte|service|societe|syndicat|union|universite|val|ville)\s*$"
)
"""A line end that is only the first word of a name."""

PREPOSITION = re.compile(
    r"(?:a|au|aux|avec|chez|comme|dans|d'|de|des|dont|du|en|entre|notamment"
    r"|ainsi que (?:de|du|des)|par|parmi|pour|puis|qui|que|sans|selon|sur|suivant|vers|via"
    r"|y compris|afin|lors|ou|et)(?:\b|(?<='))"
)
"""How a phrase that continues another begins."""

CONTINUING = re.compile(
    rf"{PREPOSITION.pattern}|[a-z]+(?:e|ee|es|ees|i|is|ie|ies|us|ues|its|ites)(?:\s+(?:et|ou)\s+[a-z]+)?$"
)
"""How what only goes on with an indicator begins: a preposition, or a participle alone."""

ARTICLE = re.compile(r"(?:la |le |les |l' ?|l’ ?)", re.IGNORECASE)

NOTHING = re.compile(
    r"\W*(?:neant|aucune?|sans objet|non renseignee?s?|non precisee?s?|nc|n\.?c\.?|so|s\.?o\.?|n/?a"
    r"|vide|non communiquee?s?)?\W*"
)
"""What is printed in place of a value, to say there is none."""
