"""The labels of an action sheet, and the parties named under « pilotes ».

A label is recognised by the words it is made of, never as a whole phrase: « Délai de mise en
œuvre », « Calendrier prévisionnel de l'opération » and « Chef(s) de file » are one deciding word
among words that qualify it. A line with any other word in it is no label, so that « Budget à
préciser » and « Partenaires associatifs » stay the values they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from cooperation_kg.extraction.label_words import Kind, kind_of_phrase, kind_of_question
from cooperation_kg.extraction.runs import fold_letters, word_set

__all__ = [
    "FIELDS",
    "NOTHING_LEARNED",
    "Kind",
    "LabelMatch",
    "Learned",
    "PartyName",
    "find_label",
    "is_fragment",
    "label_words",
    "party_named",
    "strangers",
    "strict_kind",
]

FIELDS: tuple[Kind, ...] = ("deadline", "pilots", "budget", "partners", "indicators")
"""The kinds a record has a field for; `other` labels only end the value before them."""


def _words(written: str, kind: Kind) -> dict[str, Kind]:
    return dict.fromkeys(written.split(), kind)


# Words that decide alone, in the singular, without accents.
_DECIDING = MappingProxyType(
    _words(
        "delai calendrier echeancier echeance date duree planning periode temporalite phasage"
        " horizon",
        "deadline",
    )
    | _words(
        "pilote copilote pilotage copilotage porteur porteuse portage chef maitre maitrise"
        " responsable referent referente coordinateur coordonnateur coordination",
        "pilots",
    )
    | _words(
        "budget cout financement moyen montant ressource enveloppe credit depense financeur",
        "budget",
    )
    | _words("partenaire partenariat cooperation", "partners")
    | _words("indicateur critere", "indicators")
)

# Words that decide where none of the above is there, with the words they need beside them.
_WEAK: tuple[tuple[str, str, Kind], ...] = (
    ("acteur structure service organisme", "mobilise associe implique partie", "partners"),
    ("service direction structure acteur", "concerne competent chargee charge", "pilots"),
    ("evaluation suivi", "", "indicators"),
)

_UNITS = word_set("direction service pole mission bureau departement")

_OTHER = word_set(
    "objectif contexte description descriptif public beneficiaire territoire localisation perimetre"
    " intitule titre resultat livrable observation remarque etape modalite enjeu constat levier"
    " frein priorite contenu finalite diagnostic lieu thematique resume synthese"
)

_QUALIFYING = word_set(
    "a au aux co d de des du en et l la le les ou par pour mise mis oeuvre realisation execution"
    " previsionnel previsionnelle prevu prevue estime estimee estimatif estimative estimation"
    " global globale total totale annuel annuelle indicatif indicative financier financiere humain"
    " humaine technique materiel materielle mobilise mobilisee associe associee implique impliquee"
    " concerne concernee potentiel potentielle principal principale principaux envisage envisagee"
    " pressenti pressentie operationnel operationnelle projet action operation dispositif"
    " evaluation suivi resultat impact performance activite reussite ouvrage file structure service"
    " direction organisme collectivite acteur identifie identifiee propose proposee retenu attendu"
    " attendue cible plan mode modalite source suite institutionnel institutionnelle externe"
    " interne local locale locaux autre possible eventuel necessaire alloue allouee dedie dediee"
    " cle mobiliser associer impliquer pressentir solliciter consulter previsible"
    " lancement demarrage charge chargee competent competente partie fin debut politique"
)

_LONGEST = 90
_ATTACHED = re.compile(r"\([a-z]{1,3}\)|[·•.](?:e|s|es|euse|rice|trice|se)\b(?:[·•.]s)?")
_MARK = re.compile(r"^[\s>*_#|•▪■●◦‣→➢✓\ue000-\uf8ff-]*(?:o\s+)?(?:\(?[a-z0-9]{1,2}[.)]\s+)?")
_WORD = re.compile(r"[a-z]+|[0-9]+")
_COLON = re.compile(r"\s*[:?](?:\s?:)?[\s*_]*")
_WIDE = re.compile(r"(?:\s*(?:\.{4,}|…{2,})\s*|\s{3,}|\t+)(?!\s|:)|[\s*]+[–—→▸►>-]\s+")
_END = re.compile(r"[\s*_.]*$")


@dataclass(frozen=True, slots=True)
class LabelMatch:
    """A label at the start of a text.

    Attributes:
        kind: the field it is the label of.
        words: its words, folded: the same label printed again has the same.
        start: where it begins in the text.
        end: where it ends, the colon included.
        value: where a value on the same line would begin.
        colon: whether a colon or a question mark follows it.
        sure: how sure its kind is, from 0 to 1, beside what is sure of its value.
    """

    kind: Kind
    words: str
    start: int
    end: int
    value: int
    colon: bool
    sure: float = 1.0


@dataclass(frozen=True, slots=True)
class Learned:
    """What a phrase is the label of, learned from the document.

    Attributes:
        kind: the field.
        sure: how sure that is, from 0 to 1.
    """

    kind: Kind
    sure: float


NOTHING_LEARNED: Mapping[str, Learned] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class PartyName:
    """A party as sheets may name it.

    Attributes:
        key: its key in the record.
        names: its names: « Paris », « Ville de Paris ».
    """

    key: str
    names: tuple[str, ...]


def label_words(text: str) -> list[str]:
    """The words of a label, folded, without the endings some print for both genders."""
    folded = _ATTACHED.sub("", fold_letters(text).replace("œ", "oe"))
    return _WORD.findall(folded)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


def _known(word: str) -> bool:
    one = _singular(word)
    return bool({word, one} & (_QUALIFYING | _OTHER)) or one in _DECIDING


def strict_kind(words: Sequence[str]) -> Kind | None:
    """The field that a phrase is the label of; None where one of its words is no label's."""
    if not 0 < len(words) <= 10 or not all(map(_known, words)):
        return None
    ones = [_singular(word) for word in words]
    for one in ones:
        if one in _DECIDING:
            kind = _DECIDING[one]
            # « Direction des ressources humaines » is a unit, and no label of a budget.
            return None if ones[0] in _UNITS and kind not in ("pilots", "partners") else kind
    for deciding, beside, kind in _WEAK:
        stems = {one.removesuffix("e") if len(one) > 4 else one for one in ones} | set(ones)
        if stems & set(deciding.split()) and (not beside or stems & set(beside.split())):
            return kind
    return "other" if set(ones) & _OTHER else None


def _heads(text: str) -> Iterator[tuple[int, int, int, bool]]:
    """Where a label at the start of `text` could end: its end, the value's start, the colon."""
    first = _MARK.match(text)
    start = first.end() if first else 0
    colon = _COLON.search(text, start, start + _LONGEST)
    if colon:
        yield start, colon.start(), colon.end(), True
    wide = _WIDE.search(text, start + 1, start + _LONGEST)
    if wide and (not colon or wide.start() < colon.start()):
        yield start, wide.start(), wide.end(), False
    if not colon and len(text) - start <= _LONGEST:
        end = _END.search(text)
        yield start, end.start() if end else len(text), len(text), False


def find_label(text: str, learned: Mapping[str, Learned] = NOTHING_LEARNED) -> LabelMatch | None:
    """The label a line begins with, if it begins with one.

    A label is followed by a colon, by the white space of a column or a dash, or by nothing.

    Args:
        text: the line.
        learned: phrases the document shows to be labels.

    >>> find_label("Délai(s) de mise en œuvre : 2018").kind
    'deadline'
    >>> find_label("Avec qui ? La Région").kind
    'partners'
    >>> find_label("Budget à préciser en 2018") is None
    True
    """
    for start, end, value, colon in _heads(text):
        words = label_words(text[start:end])
        told = learned.get(" ".join(words))
        kind = told.kind if told else strict_kind(words)
        if kind is None and colon:
            kind = kind_of_question(words)
        initial = next((c for c in text[start:end] if c.isalpha()), "")
        if kind is None or not (colon or initial.isupper()):
            continue
        if kind == "other" and not colon and not told:
            continue
        words = [word for word in words if word != "suite"]
        last = end + len(text[end:value].rstrip(" *_")) if colon else end
        sure = told.sure if told else 1.0
        return LabelMatch(kind, " ".join(words), start, last, value, colon, sure)
    return None


def strangers(text: str) -> str:
    """The words of a label that say nothing of its field: « Blois » in « Porteur (Blois) »."""
    words = [word for word in label_words(text) if word != "pour"]
    return " ".join(word for word in words if not (_known(word) or kind_of_phrase([word])))


def is_fragment(text: str) -> bool:
    """Whether a line could be the first part of a label that goes on in the next line."""
    words = label_words(text)
    return 0 < len(words) <= 6 and ":" not in text and all(map(_known, words))


_PLAIN = word_set("a au aux d de des du en l la le les et pour cote")


def _significant(text: str) -> frozenset[str]:
    return frozenset(word for word in label_words(text) if word not in _PLAIN)


def party_named(text: str, parties: tuple[PartyName, ...]) -> PartyName | None:
    """The party that `text` names, by a whole name or by words that no other party's name has.

    >>> party_named("Département", (PartyName("x", ("Ville de Corvay",)),
    ...     PartyName("y", ("Département de l'Aunelle",)))).key
    'y'
    """
    words = _significant(text)
    if not words or len(text) > 80:
        return None
    whole = [p for p in parties if any(_significant(name) == words for name in p.names)]
    if whole:
        return whole[0] if len(whole) == 1 else None
    partly = [p for p in parties if any(words < _significant(name) for name in p.names)]
    return partly[0] if len(partly) == 1 else None
