"""The words by which a sentence says that somebody takes part, and how firmly: tables in French."""

from __future__ import annotations

import re
from typing import Literal

__all__ = [
    "ACTS",
    "AGREEMENT",
    "ARTICLE",
    "AUXILIARY",
    "BEGINS",
    "BY",
    "COMMON",
    "COMPANY",
    "DENIED",
    "DESCRIBED",
    "DOES",
    "DONE",
    "FINISHED",
    "INVOLVED",
    "JOINT",
    "JOINTLY",
    "LEAD",
    "MOODS",
    "RESERVED",
    "RULES",
    "STATIVE",
    "SUBJECT",
    "TAKES_PART",
    "YEAR",
    "Rule",
    "Status",
]

Status = Literal["firm", "possible", "past", "mentioned"]
Rule = Literal["with", "bare", "by", "to", "subject", "members", "of"]

_DETERMINER = (
    r"(?:l'ensemble|de|le réseau|les réseaux|les?|la|l'|une?|des?|du|d'|leurs?|ses|ces"
    r"|nos|aux?|à|par|avec|auprès|quelques|plusieurs|certaine?s|divers(?:es)?|différente?s|nombreu(?:x|ses)|principa(?:ux|les)"
    r"|autres?|tou(?:s|tes)|deux|trois|quatre|cinq|\d+|notamment|prioritairement|particulièrement"
    r"|en particulier|tout|chaque|futur|future)"
)
LEAD = re.compile(rf"[\s]*(?:{_DETERMINER}(?:\s+|(?<=')))*")
JOINT = re.compile(
    rf"\s*(?:\([^()]{{0,80}}\)\s*)?(?:,|et/ou|et|ou|ainsi que|voire|comme|&|\+)"
    rf"(?:\s*(?:et|ou|mais aussi|mais|aussi|ainsi que|ou encore|encore|voire|enfin))*\s*"
    rf"(?:{_DETERMINER}(?:\s+|(?<=')))*"
)
_ADVERB = r"(?:\s+(?:tr[èe]s\s+)?(?:étroite?|directe?|notamment|tout|\w+ment))*"
_OF = r"\s+(?:avec|de\s+la|de\s+l'|de|d'|du|des)"
_OF_ELIDED = r"\s+(?:d['e]|du\b|des\b)"

_WITH = (
    rf"\ben{_ADVERB}\s+(?:partenariat|lien|collaboration|concertation|coopération|coordination"
    rf"|association|liaison|relation|complémentarité|articulation|dialogue|accord|commun)"
    rf"{_ADVERB}\s+avec\b",
    r"\b(?:partenariats?|concertation|collaboration|coopération)\s+(?:\w+\s+)?"
    r"(?:avec\b|(?:d['e]|du\b|des\b))",
    r"\b(?:conjointement|de\s+concert|ensemble)\s+avec\b",
    r"\baux\s+côtés\b",
    r"\bavec\s+(?:le|la|l')\s*(?:soutien|appui|concours|aide|participation|contribution"
    r"|accompagnement|expertise|collaboration|partenariat)\b(?:\s+\w+(?:el|elle|ier|ière|if|ive))?",
    r"\b(?:en\s+)?(?:associant|mobilisant|impliquant|fédérant|réunissant)\b(?:\s+en\s+\w+)?",
    r"\b(?:associ|mobilis|réuni|impliqu|sollicit|consult|invit|fédér)(?:er|r)?(?:a|ont)\b",
    r"\b(?:mobilisation|implication)\b",
    r"\by\s+associer\b",
    r"\bl'articulation\s+avec\b",
)
_TO = (
    r"(?<!enfants )(?<!jeunes )(?<!mineurs )\bconfi(?:é|ée|és|ées|er|era|eront)\b"
    r"[^.;,()]{0,60}?(?=\s(?:à|aux?)\s)",
    r"\b(?:proposé|demandé)\b(?=\s(?:à|aux?)\s)",
    r"\b(?:l'|les\s|d')?(?:appui|soutien)\s+(?=(?:à|aux?)\s)",
    r"\brel[eè]v(?:e|ent|ant|era|erait|eraient)\b(?:\s+\w+ment)?",
    r"\b(?:selon|d'après)\b",
    r"\bauprès\b",
)
_WORKS = (
    rf"\b(?:études?|diagnostics?|rapports?|enquêtes?|cartographies?|analyses?|recensements?)"
    rf"(?:\s+\w+(?:ale?|ique|aire|el|elle|ée?))?(?={_OF_ELIDED})",
)
_BELONGS = (
    rf"\b(?:financements?|charge|soutiens?|accord|avis|expertise|aide|concours|participation|membres?"
    rf"|contribution|compétences?|pilotage|recommandations|dispositif|création|données"
    rf"|responsabilité|fondateurs?)(?:\s+\w+(?:ale?|ique|ière|el|elle|eurs?))?(?={_OF_ELIDED})",
)
BY = re.compile(
    r"(?P<aux>(?:\b(?:ser\w+|est|sont|être|été|pourr\w+|a|ont)\s+){0,3})"
    r"\b(?P<done>(?!fois\b|plus\b|parti)\w{3,}(?:ée?s?|ie?s?|uite?s?|ise?s?|ue?s?|ertes?))\s+"
    r"(?:\w+ment\s+|(?:en|depuis|dès)\s+(?:\w+\s+)?\d{4}\s+)?par\b"
    r"|\b\w+(?:ment|tion|age)\s+par\b"
)
AGREEMENT = re.compile(
    r"\b(?:conventions?|protocoles?|accord-cadre|contrats?)\s+(?:[\w-]+\s+){0,4}?(?:avec|entre)\b"
)
RULES: tuple[tuple[Rule, re.Pattern[str], Status | None], ...] = (
    *(("with", re.compile(cue, re.IGNORECASE), None) for cue in _WITH),
    ("bare", re.compile(r"\bavec\b", re.IGNORECASE), None),
    ("to", re.compile(_TO[0]), None),
    ("to", re.compile(_TO[1]), None),
    ("to", re.compile(_TO[2]), None),
    ("to", re.compile(_TO[3]), "mentioned"),
    ("to", re.compile(_TO[4], re.IGNORECASE), "mentioned"),
    ("to", re.compile(_TO[5]), "mentioned"),
    *(("of", re.compile(cue, re.IGNORECASE), "past") for cue in _WORKS),
    *(("of", re.compile(cue, re.IGNORECASE), None) for cue in _BELONGS),
)

_PARTICIPLE = r"\w+(?:é|ée|és|ées|i|ie|is|it|ite|u|ue|us|ues|ert|erte|uit|uite)\b"
_ADVERBS = r"(?:(?:\w+ment|déjà|ainsi|aussi|également|depuis|parfois|toujours)\s+)*"
MOODS: tuple[tuple[Status, re.Pattern[str]], ...] = (
    (
        "possible",
        re.compile(
            r"\bpourr(?:a|ai|ont|ait|aient|ons)\b|\benvisag\w+|\béventuel\w*|\ble cas échéant\b"
            r"|\bpossib\w+|\b(?!vrai)\w{2,}r(?:ait|aient)\b|\bil est proposé\b|\bsi besoin\b"
            r"|\b(?:sera|seront|restent?) à \w+(?:er|ir|re)\b|\bsouhaitable\b",
            re.IGNORECASE,
        ),
    ),
    (
        "firm",
        re.compile(
            r"\b(?!opéra|caméra|agora|pourra|pourront)\w{2,}r(?:a|ont)\b(?! à \w+(?:er|ir|re)\b)"
            r"|\bs'engage(?:nt)?\b|\b(?:va|vont) \w+(?:er|ir|re)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "past",
        re.compile(
            rf"\b(?:a|ont|avait|avaient)\s+{_ADVERBS}(?:été\s+)?(?!confi|été\b){_PARTICIPLE}"
            rf"|\bs(?:'est|e sont)\s+{_ADVERBS}{_PARTICIPLE}"
            r"|\b[Dd]epuis (?:\w+ )?(?:19|20)\d\d\b|\binitiée?s?\b",
        ),
    ),
)
JOINTLY = re.compile(
    r"expériment|formation|travail|partenariat|projet|men[ée]|échang|élabor|constru|rencontr|collabor|mobilis"
    r"|coopér|articul|discut|négoci|sign[ée]|mis en|mett|développ|partag|accord|coordon|réunion",
    re.IGNORECASE,
)
FINISHED = re.compile(
    r"(?:réalis|men|condui|initi|lanc|con[çc]u|organis|expériment|sout)\w*", re.IGNORECASE
)
DESCRIBED = re.compile(
    r"\b(\w+(?:(?<!it)ée?s?|çue?s?|crit|crite|truit|truite))(?:\s+et\s+\w+)?\s*$"
)
DENIED = re.compile(
    r"\b(?:ne\s|n')\s*\w+(?:\s\w+){0,2}?\s(?:pas|plus|jamais)\b|\baucune?\b|\bsans\s", re.IGNORECASE
)
ARTICLE = re.compile(r"(?<=[:( ])\s*(?:les?|la|l'|des?)\s*$")
ACTS = re.compile(r"financ|souti|accord|avis|concours|aide|particip|contrib", re.IGNORECASE)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
COMPANY = re.compile(
    r"\b(?:acteurs|partenaires|membres|organismes|collectivités|communes)\b[^:]*:$"
)
RESERVED = re.compile(r"\bsous réserve\b", re.IGNORECASE)

INVOLVED = re.compile(r"associ|invit|mobilis|sollicit|consult|impliqu|charg|part")
TAKES_PART = re.compile(
    r"(?:associ|invit|mobilis|sollicit|consult|convi|impliqu|charg|représent|inform|particip"
    r"|adhér|sign(?:er|ent)\b|vers(?:er|ent)\b|contribu|prendre|part|apport|accompagn|souhait|soutien|soutenir|intervien|interven|accueill|fourni|prêt(?:er|ent)|assur|livr)"
)
DOES = re.compile(
    r"(?:accompagn|adopt|adhér|anim|appor|assur|associ|particip|contribu|financ|sout|coordonn|mobilis"
    r"|propos|men|mèn|réalis|condui|élabor|établi|étudi|engag|lanc|dévelop|organis|mett|mis|mettr"
    r"|interv|sign|transm|fourn|pilot|port|prend|pris|relèv|relev|souhait|ouvr|agi|définir|apport)"
)
SUBJECT = re.compile(
    r"(?:\s*\([^()]{1,40}\))?(?:\s*,[^,;.()]{3,90}(?=,)){0,2},?\s*"
    r"(?P<deny>n'|ne\s+)?(?:(?P<self>s'|se\s+)|y\s+|en\s+|lui\s+)?"
    r"(?P<verb>pourr(?:a|ont|ait|aient)|devr(?:a|ont|ait|aient)|doi(?:t|vent)|va|vont|ser(?:a|ont|ait|aient)"
    r"|est|sont|a|ont|\w{3,}(?:e|ent|t|ra|ront|rait|raient))\b"
    r"(?P<rest>(?:\s*,[^,;.]{3,90},)?(?:\s+[\w'-]+){0,4})"
)
DONE = re.compile(rf"\s+{_ADVERBS}(?:en \d{{4}}\s+)?(?!été\b|eu\b|pu\b|dû\b){_PARTICIPLE}")
"""What follows « a », « ont », « avait »: something done."""
STATIVE = re.compile(
    r"(?:rest|devien|perm|constitu|bénéfici|dispos|compt|représent|correspond|concern|repos|coût"
    r"|aur|connaî|figur|serv|relèv|dépend|demeur|exist)"
)
"""Verbs that say what something is, and not what it does."""
BEGINS = re.compile(
    r"(?:^|[,:;(«»-]|\b(?:que|qu'|et|où|dont|si|donc|puis|ainsi))\s*(?:le|la|les|l'|ces|des|un|une)?\s*$",
    re.IGNORECASE,
)
AUXILIARY = re.compile(r"(?:pourr|devr|ser)(?:a|ont|ait|aient)$|vont$|a$|ont$|souhaitent$")
COMMON = re.compile(r",\s*$")
