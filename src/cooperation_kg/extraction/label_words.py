"""What a phrase that is known to be a label is the label of, by the nouns and verbs in it.

Looser than the words a label is recognised by: here a phrase has shown itself to be a label
already, by a question mark, or because it comes back from sheet to sheet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from types import MappingProxyType
from typing import Literal

__all__ = ["Kind", "kind_of_phrase", "kind_of_question"]

Kind = Literal["deadline", "pilots", "budget", "partners", "indicators", "other"]

_PHRASES: MappingProxyType[Kind, re.Pattern[str]] = MappingProxyType(
    {
        "partners": re.compile(
            r"\b(?:co)?partenaires?\b|\bpartenaria|\bconcours\b|\bavec (?:qui|l|le|la)\b"
            r"|\bavec$|\bacteurs?\b|\bassocie|\bmobilise|\bcontribu(?:t|er|ent)|\bautour d|\ballie"
            r"|\bappuis?\b|\bsoutiens?\b|\bparticipant|\bintervenant|\bcooperation"
            r"|\bparties? prenante|\baux cotes\b|\bsollicite|\bconcerte"
        ),
        "pilots": re.compile(
            r"\b(?:co)?pilot|\bport(?:eurs?|euses?|age|ee?s? par|e)\b|\breferent|\bchef"
            r"|\bmaitre|\bmaitrise|\bresponsab|\binstruct|\bchargee?s?\b"
            r"|\bqui (?:fait|porte|pilote|agit|conduit|mene|s)\b|^(?:par )?qui$|\bequipes?\b"
            r"|\bcoordi?on|\banim(?:ateur|atrice|ation|e)|\bmene(?:e|es)? par|\bconduite? par"
            r"|\binterlocut|\boperateurs?\b|\btete de (?:file|reseau)|\bsuivi par\b"
        ),
        "deadline": re.compile(
            r"\becheanc|\bcalendrier|\bdelais?\b|\bdates?\b|\bquand\b|\bplanning|\bplanification"
            r"|\bhorizon|\bperiodes?\b|\bdurees?\b|\bjalons?\b|\btemporalite|\btemps\b|\bagenda"
            r"|\brythme|\betapes?\b|\bdemarrage|\blancement|\bphasage|\bechelonnement|\bterme\b"
            r"|\brealisation prev|\bmise en oeuvre$|\bmise en service"
        ),
        "budget": re.compile(
            r"\bcouts?\b|\bbudget|\bfinanc|\benveloppe|\bcredits?\b|\bmontants?\b|\bdepenses?\b"
            r"|\bcombien\b|\bressources?\b|\bsommes?\b|\bprix\b|\bchiffrage|\bfonds\b|\bargent\b"
            r"|\bmoyens\b|\binvestissement|\bautorisations? de programme|\beffort\b"
        ),
        "indicators": re.compile(
            r"\bindicat(?:eur|rice)|\bevaluat|\bevaluer|\bsuivi|\bsuivre\b|\bmesur|\bcriteres?\b"
            r"|\bresultat|\bsaura|\bpreuves?\b|\breussi|\bimpacts?\b|\bverifi|\bjuger\b|\bsavoir\b"
            r"|\bbarometre"
            r"|\bobservables?\b|\bvaleurs? cibles?\b|\bcibles? chiffree|\bbilans?\b|\breperes?\b"
        ),
    }
)  # fmt: skip
# « Comment » opens the question of how a thing is done as well as of how it is measured.
_QUESTION = re.compile(r"(?:(?:et|par|avec|pour|de|a|en|d|jusqu)\s)*(?:qui|quand|combien|comment|ou"
                       r"|quoi|quels?|quelles?|pourquoi|que|qu)\b")  # fmt: skip


def kind_of_phrase(words: Sequence[str]) -> Kind | None:
    """The field a phrase names: the first of its words that names one decides.

    >>> kind_of_phrase(["mesure", "des", "resultats"])
    'indicators'
    """
    phrase = " ".join(words)
    found = [
        (match.start(), at, kind)
        for at, (kind, pattern) in enumerate(_PHRASES.items())
        if (match := pattern.search(phrase))
    ]
    return min(found)[2] if found else None


def kind_of_question(words: Sequence[str]) -> Kind | None:
    """The field a question asks for: « Avec qui ? », « Pour quand ? »; None for no question.

    >>> kind_of_question(["pour", "combien"])
    'budget'
    """
    if not 0 < len(words) <= 9 or not _QUESTION.match(" ".join(words)):
        return None
    return kind_of_phrase(words) or "other"
