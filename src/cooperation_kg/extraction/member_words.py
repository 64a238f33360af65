"""The words by which a sentence says who sits in a body, and where what it says of them ends."""

from __future__ import annotations

import re

from cooperation_kg.extraction.number_words import NUMBER

__all__ = [
    "AND_OF",
    "ANIMATED",
    "ARTICLE",
    "AS_NEEDED",
    "BESIDES",
    "BRACKETED",
    "CATEGORY",
    "CHOSEN",
    "COMPOSED",
    "DUTY",
    "FOR_WHOM",
    "GATHERED",
    "INFINITIVES",
    "INNER",
    "IN_CHARGE",
    "LISTED_AFTER",
    "MADE_OF",
    "MAYBE",
    "NEW_MEMBER",
    "NO_MEMBER",
    "OF",
    "OFFICE",
    "OF_WHOLE",
    "OR_DEPUTY",
    "SECRETARY",
    "SENTENCE_END",
    "SPLIT_OF",
    "SPLIT_PLAIN",
    "STOPS",
    "TAKES_PART",
    "TRANSITIVE",
    "UNITS_OF",
    "VERB_DUTY",
    "WITH_ACRONYM",
]

OF = r"(?:d(?:u|e|es)\s|d['’])"
PLAIN = r"(?:l[ea]s?\s|l['’]|une?\s|leurs?\s|son\s|sa\s|Pôle|[A-Z]{2,})"
_ROLE = (
    r"(?:délégué|chef|référent|chargé|direct|coordin|représentant|élu|maire|président|vice-|adjoint"
    r"|agent|technicien|responsable|partenaire|service|association|bailleur|habitant|acteur|membre"
    r"|conseill|expert|personnalité|collectivité|commune|organisme|usager|structure|institution"
    r"|préf|sous-|professionnel|entreprise|parent|jeune|signataire|citoyen|rapporteur|animat"
    r"|intervenant|travailleur|enseignant|médiat|cadre|équipe|pilote|porteur|secrétaire|trois|deux)"
)
COMPOSED = re.compile(
    r"(?<!\bse\s)(?<!\bs['’])\b(?:(?:est|sera|sont)\s+)?(?:(?:composée?s?|constituée?s?|formée?s?)\s+(?:à\s+minima\s+|a\s+minima\s+|notamment\s+)?"
    r"(?=d(?:e|u|es)\b|d['’]|par\b|:)|rassembl(?:e|ent|ant|era|eront)\b|réuni(?:t|ssent|ssant|ra|ront)(?:,[^,.;:]{3,50},)?\s+"
    r"(?:(?:chaque|tous\s+les|toutes\s+les|au\s+moins|une|deux|trois|quatre|\d+)\s[^,.;:]{2,40}?\s(?=l[ea]s?\s|l['’]|des\s))?"
    r"(?!(?:au|une?\s+fois|tous|chaque|deux\s+fois|trois\s+fois|\w+\s+fois|en\s+tant|à)\b)|regroup(?:e|ent|ant|era)\b|fédérant|fédère"
    r"|(?:co-?)?(?:présidée?s?|animée?s?|pilotée?s?)\s+(?:\w+ment\s+|à\s+tour\s+de\s+rôle\s+"
    r"|(?:chaque|tous\s+les)\s+\w+\s+)?par\b|(?<!en\s)\bcompt(?:e|ent|era)\s+(?:aussi\s+|également\s+|en\s+outre\s+)?"
    r"(?:parmi\s+ses\s+membres\s+)?(?=l[ea]s?\s|l['’]|une?\s)"
    r"|\bcompren(?:d|nent|dra|ant)\s+(?=l[ea]s?\s|l['’]|une?\s)"
    r"|confiée?s?\s+(?=à\b|au|à\s)|\bassoci(?:e|ent|era|eront)\s+(?=l[ea]s?\s|l['’]|des\s|une?\s)"
    r"|sous\s+la\s+(?:co-?)?présidence\s+(?:\w+\s+)?(?=d(?:e|u|es)\b|d['’])"
    r"|(?<=\n)avec\s+(?=l['’]ensemble|l[ea]s\s)"
    r"|\b(?-i:C(?:omposition|OMPOSITION)|M(?:embres|EMBRES)|P(?:articipants|ARTICIPANTS|résidence)"
    r"|Animation|Secrétariat)\s*:"
    r"|en\s+présence\s+d(?=e|u|es|['’])|ayant\s+pour\s+participants|dont\s+sont\s+membres|(?:y|s['’]y)\s+siègent(?:\s+(?:également|aussi|en\s+outre))?"
    r"|à\s+laquelle\s+participent|auquel\s+participent|y\s+participent(?:\s+(?:également|aussi))?|sont\s+membres\s*:)",
    re.IGNORECASE,
)
TAKES_PART = re.compile(
    r"(?P<who>(?:des?|les?|une?)\s[^.,;:\n]{5,100}?)\s+(?:participe(?:nt|ra|ront)?|prennent\s+part"
    r"|(?:est|sont|sera|seront)\s+\w+\s+(?:en\s+place\s+)?pour\s+participer)\s+(?:aux|à\s+\w+)\s+"
    r"(?:échanges|travaux|réunions|séances|débats|comités?)",
    re.IGNORECASE,
)
TRANSITIVE = re.compile(r"(?:réuni|rassembl|regroup|ayant|fédér|associ)", re.IGNORECASE)
INNER = re.compile(r",\s*(?:de\s+l['’]|de\s+la\s|du\s)", re.IGNORECASE)
CATEGORY = re.compile(
    r"(?:les?|l['’]ensemble\s+d(?:es|u)|des?|tous\s+les)\s+(?:autres\s+)?[^,(:]*$", re.IGNORECASE
)
NO_MEMBER = re.compile(
    r"\s*(?:et\s+)?(?:les\s+)?(?:autres\s|au\s+(?:regard|titre)\s|à\s+\w+er\s|etc)", re.IGNORECASE
)
IN_CHARGE = re.compile(
    r"(?:chargée?s?|déléguée?s?|en\s+charge|compétente?s?|responsables?)\s+"
    r"(?:d(?:e|u|es)\s|d['’]|aux?\s|à\s)[^,;()]*$",
    re.IGNORECASE,
)
"""An office that goes on with what it is for: « délégués à la santé et aux sports »."""
NEW_MEMBER = re.compile(
    rf"\s*(?:par\s+)?(?:d['’]une?\s+|{OF}|{PLAIN})?(?:la\s+|les?\s+|l['’])?(?:[A-ZÀ-Þ]|{_ROLE})"
)
UNITS_OF = re.compile(
    r"(?:l?es\s+)?(?:représentants\s+des\s+)?directions\s+et\s+services\s+(?:de\s+la\s+|de\s+l['’]|du\s+)"
    r"(?=[A-ZÀ-Þ])"
)
AS_NEEDED = re.compile(r"(?P<name>.+?)\s*,?\s*le\s+cas\s+échéant$")
SECRETARY = re.compile(
    r"secrétariat\s+(?:\w+\s+)?(?:est|sera)\s+assuré[^.;]{0,80}?\bpar\s+(?=l[ea]s?\s|l['’]|une?\s)",
    re.IGNORECASE,
)
FOR_WHOM = re.compile(r"\s*(?:et\s+)?pour\s+(?:l[ea]s?\s|l['’])", re.IGNORECASE)
ANIMATED = re.compile(r"(?:co-?)?animée?s?\s+par\b", re.IGNORECASE)
BESIDES = re.compile(r"outre\s+(?P<who>[^,;:]{4,80}),", re.IGNORECASE)
OF_WHOLE = re.compile(
    r"\s+d(?:e\s+la\s+|u\s+|e\s+l['’])(?=préfecture|ville\b|mairie\b|département\b|région\b|état\b)",
    re.IGNORECASE,
)
AND_OF = re.compile(r"\s+et\s+(?:de\s+la\s+|de\s+l['’]|du\s+)(?=[A-ZÀ-Þ])")
GATHERED = re.compile(
    r"(?P<who>[^.;:\n]{4,160}?)\s+(?:se|sont|seront)\s+réuni\w+\s+(?:dans|en|au\s+sein\s+d)(?:e\s+|['’])?\s*(?:une?\s+)?"
    r"(?:instance|comité|commission|conférence|réunion)",
    re.IGNORECASE,
)
MADE_OF = re.compile(
    rf"(?P<who>(?:l[ea]s?\s|l['’]|une?\s|{NUMBER}\s)[^.;:\n]{{4,200}}?)"
    r"\s+(?:l[ea]s?|l['’]|y)\s*(?:compos|form|convoqu|(?:co-?)?présid|anim|sièg|particip)(?:ent|e|era|eront)(?=[\s.,;]|$)",
    re.IGNORECASE,
)
LISTED_AFTER = re.compile(
    r"\s*[:–—]\s+(?P<who>(?!une?\s+(?:fois|séance|réunion)|deux\s+(?:fois|séances|réunions)|il\s|elle\s)"
    rf"(?:l[ea]s?\s|l['’]|une?\s|{NUMBER}\s)(?:(?!\b(?:est|sont|se|sera)\b)[^.;:\n]){{4,300}})"
)
CHOSEN = re.compile(r"\s+tirée?s?\s+au\s+sort[^,;]*$", re.IGNORECASE)
MAYBE = re.compile(
    r"\b(?:pourr(?:a|ont)\s+(?:y\s+)?être\s+(?:associée?s?|invitée?s?|conviée?s?|élargie?)"
    r"|(?:sera|est)\s+élargie?\s+aux?|associera\s+en\s+tant\s+que\s+de\s+besoin"
    r"|peu(?:t|vent)\s+(?:y\s+)?être\s+(?:associée?s?|invitée?s?|conviée?s?))",
    re.IGNORECASE,
)
_FUNCTIONS = r"(?:comité|commission|conférence|groupe|instance|équipe|cellule)"
_ACTS = (
    r"(?:siège\w*|tient|valide|prépare|assure|suit|fixe|arrête|veille|examine|instruit|rend|donne"
    r"|propose|définit|élabore|coordonne|pilote|analyse|approuve|décide|organise|rédige|contrôle"
    r"|oriente|évalue|arbitre|met)"
)
_TOLD_OF = r"(?:périodicité|fréquence|rythme|missions?|rôles?|réunions?)"
STOPS = re.compile(
    r"\s+(?:pour\s+\w+er\b|afin\s+d|se\s+réuni\w+|sera\b|seront\b|est\s+charg\w+"
    r"|en\s+charge\s+de\s+la\s+conduite|et\s+(?:co-?)?(?:animée?|présidée?|pilotée?)\s+par\b"
    r"|qui\s+(?:se|sera|est)\b|concernés\s+par\b"
    r"|et\s+(?:fixe|valide|arrête|prépare|suit|veille|examine|définit|se)\b|se\s+tient\b"
    r"|a\s+pour\b|indiqu|à\s+l['’]invitation|permet\w*\b)"
    rf"|,\s+(?:se\s|{_ACTS}\b|sera\b|chargée?s?\b|est\s|il\s|elle\s"
    r"|en\s+charge\s+de\s+la\s+conduite|à\s+l['’]échelle)"
    rf"|,\s+(?:l[ea]|ce|cette)\s+(?={_FUNCTIONS}\b)|,?\s+en\s+lien\s+avec\b|\s+{_TOLD_OF}\s*:"
    r"|,?\s+(?:au\s+moins|au\s+minimum|(?:une|deux|trois|quatre)\s+fois)\b|[;:]|\.\s|\.$",
    re.IGNORECASE,
)
AND = (
    r"\s+et\s+(?=par\s|aux?\s|à\s)|\s+et\s*,\s*le\s+cas\s+échéant,\s*|\s*,?\s+ainsi\s+que\s+"
    r"|\s+[–-]\s+"
)
SPLIT_OF = re.compile(
    rf"{AND}|\s+et\s+(?=(?:délégué|chef|référent|chargé|direct|coordin)\w*\s)"
    rf"|\s*,\s*(?:et\s+)?(?={OF}|{PLAIN}|[A-ZÀ-Þ\d]|{_ROLE}|le\s+cas|par\s|avec\s|au|à\s|ou\s|dont\s|pour\s|(?:a|ont|est|sont)\s)|\s+et\s+(?=(?:{OF}|{PLAIN}))"
)
SPLIT_PLAIN = re.compile(
    rf"{AND}|,\s*(?=de\s+l['’][A-Z]{{2,}})|\s*,(?!\s*(?:et\s+)?(?:{OF}|ou\s))\s*(?:et\s+)?|\s+et\s+(?={PLAIN})"
)
BRACKETED = re.compile(r"\s*\((?P<inside>[^()]*(?:,[^()]*){2,})(?:\)|$)")
ARTICLE = re.compile(
    r"(?:et\s+)?(?:par\s+)?(?:de\s+(?=l['’]ensemble\b)|(?=l['’]ensemble\b)|de\s+la\s+|de\s+l['’]|des\s+|du\s+ou\s+des\s+|du\s+"
    r"|de\s+|d['’]une?\s+|d['’]|les\s+différente?s\s+|les\s+|la\s+|le\s+|l['’]|une?\s+|ou\s+d(?:u|e|es)\s+|aux\s+|au\s+|à\s+la\s+|à\s+l['’])?",
    re.IGNORECASE,
)
OR_DEPUTY = re.compile(
    r"\s*,?\s*ou\s+(?:de\s+)?(?:leurs?|son|sa)\s+représentante?s?(?:\s+respectifs?)?", re.IGNORECASE
)
WITH_ACRONYM = re.compile(
    r"(?P<name>[^()]+?)\s*\([A-ZÀ-Þ][\w\s.&+-]{1,12}\)(?:\s+d(?:e|u)\s[^()]+)?$"
)
OFFICE = re.compile(r"^(?:président|maire|préf|vice-président)", re.IGNORECASE)
DUTY = re.compile(
    r"(?:\b(?:pour\b(?=\s+(?:notamment\s+)?[a-zâéèêîôûç]+(?:er|ir|re)\s)|afin\s+de|afin\s+d['’]|chargée?s?\s+(?:notamment\s+)?(?:d(?=e\s+(?:l[ea]s?\s|l['’]|\w+(?:er|ir|re)\s))e|d['’](?=\w+(?:er|ir|re)\s)|du(?=\s))|a\s+pour\s+(?:mission|objet|rôle|objectif)"
    r"\s+(?:de|d['’])|ont\s+pour\s+(?:mission|objet)\s+(?:de|d['’])|permet\s+de)\s*)(?P<what>[^.;\n]{8,400})",
    re.IGNORECASE,
)
VERB_DUTY = re.compile(
    r"(?:(?:ils?|elles?)\s+(?!(?:se|est|sont|sera|seront|a|ont|s['’]|réuni\w*|rassembl\w+|regroup\w+"
    r"|associ\w+)\b)(?P<what>\w+(?:era|eront|t|e|ent|it|d|nd)\b[^.;\n]{8,400})"
    r"|(?:le\s+comité|la\s+commission)[^,.;:]{0,40}?\s(?P<acts>(?:valid|arrêt|sui|veill|prépar|examin"
    r"|propos|défini|assur|coordonn|évalu|fix|pilot|décid|analys|établi|organis|étudi|élabor|proc[èé]d)"
    r"(?:e|ent|era|eront|t|ra|ront)\b[^.;\n]{8,400}))",
    re.IGNORECASE,
)
INFINITIVES = re.compile(r"\s*,\s*(?:et\s+)?(?:de\s+|d['’])?(?=[a-zàâéèêîôûç]+(?:er|ir|re)\s)")
SENTENCE_END = re.compile(r"[.]\s+(?=[A-ZÀ-Þ])")
