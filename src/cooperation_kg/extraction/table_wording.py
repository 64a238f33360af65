"""How the values of a table begin and end, as French writes them: infinitives, names, sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from unicodedata import normalize

from cooperation_kg.extraction.runs import word_set

__all__ = [
    "Opening",
    "begins_lower",
    "breaks",
    "ends_open",
    "is_infinitive",
    "is_reference",
    "opening",
    "plain",
]


class Opening(IntEnum):
    """How a value begins."""

    OTHER = 0
    INFINITIVE = 1
    AIM = 2
    """A verb of aims: to improve, to strengthen."""
    DEED = 3
    """A verb of deeds: to create, to organise."""
    FOLLOW = 4
    """A verb of carrying on what is there: to deploy, to give priority."""
    USE = 5
    """A verb of use: to call upon, to rely on."""
    NAME = 6
    """The name of a scheme, or an acronym."""


_OPENING = "«»\"'’“”([-–—•/ \u00a0"
_WORD = re.compile(r"[^\W\d_]+")

# Most words in -ier, -oir and -re are no verbs: these are.
_VERB = re.compile(
    r".*(?:[fe]i|[eu]di|[oe]ci|rci|anci|[pb]li|ari|opri|ori|niti)er"
    r"|(?:re|al|ral|pal|conci|reconci)lier"
    r"|.*(?:voir|mettre|prendre|faire|uire|crire|suivre|[et]endre|pondre|fendre|clure|joindre"
    r"|[et]indre|battre|rendre|croire|plaire)|elire"
)
_NO_VERB = word_set(
    """hiver danger foyer loyer leader manager cluster cancer plancher verger etranger leger cher
    fer mer hier boulanger berger avenir plaisir loisir desir souvenir tir cuir"""
)
_BEFORE_VERB = frozenset({"mieux", "se", "s", "ne", "bien", "plus", "co", "pre"})

_USES = re.compile(
    r"(?:\w+ (?:a|et|ou) )?(?:mobiliser|s'appuyer|recourir|utiliser|prendre appui)\b|mobilisation\b"
)
_LEVER_NAMES = word_set(
    """agence aide aides appel appels association associations bourse budget caisse charte chartes
    cofinancement cofinancements comite conference conseil contrat contrats convention conventions
    credits dispositif dispositifs dotation financement financements fonds mise mission
    partenariat partenariats pacte plan plans point points poste postes prestation programme
    programmes protocole reseau reseaux schema service services subvention subventions"""
)
_AIMS = word_set(
    """ameliorer assurer concourir consolider contribuer diversifier eviter faciliter favoriser
    garantir lutter maintenir optimiser permettre prevenir promouvoir rapprocher reduire
    renforcer securiser
    valoriser"""
)
_DEEDS = word_set(
    """accompagner amenager associer creer developper diffuser elaborer engager etablir
    experimenter former generaliser identifier informer inscrire installer instaurer organiser
    ouvrir proposer realiser recenser sensibiliser soutenir susciter travailler"""
)
_FOLLOWS = word_set(
    "continuer decliner deployer etudier poursuivre prendre prioriser tirer veiller"
)
_KNOWN = {
    word: kind
    for kind, words in (
        (Opening.NAME, _LEVER_NAMES),
        (Opening.AIM, _AIMS),
        (Opening.DEED, _DEEDS),
        (Opening.FOLLOW, _FOLLOWS),
    )
    for word in words
}
_REFERENCE = re.compile(r"\(?\s*(?:cf\b|voir\b|se reporter\b|renvoi\b)", re.IGNORECASE)

_OPEN_END = re.compile(
    r"(?:\b(?:de|du|des|la|le|les|et|ou|à|au|aux|en|pour|par|sur|avec|dans|un|une|sans|entre|vers"
    r"|leur|leurs|son|sa|ses|ce|ces|cette|qui|que|dont)|\b[dlL]['’]|[,(/+:–—-])$",
    re.IGNORECASE,
)
_NO_MARKS = dict.fromkeys(range(0x300, 0x370))
_ABBREVIATED = word_set("art cf ex m mm mme mmes dr no n p pp st ste av bd vol réf")
_NUMBERING = re.compile(r"\d{1,2}(?:\.\d{1,2})*")
_FULL_STOP = re.compile(r"(?P<last>\S{0,40})\.\s+(?=[«\"“]?\s?[A-ZÀÂÇÉÈÊËÎÏÔÖÙÛÜŒ])")
_CAPITALISED = re.compile(
    r"(?<=[^\W\d_])(?:\)\s+|\s+(?:/\s*)?)(?=([A-ZÀÂÇÉÈÊËÎÏÔÖÙÛÜŒ][^\W\d_]{3,})\b)"
)
_AFTER_NAME = word_set(
    """de la le les l l' d d' du des à au aux et ou en pour par sur reseau association programme
    dispositif operation projet plateforme collectif fonds label club concours demarche campagne
    journee semaine prix festival fondation"""
)


def plain(text: str) -> str:
    """Words without accents, capitals or typographic apostrophes, to be compared.

    >>> plain("Élaborer l’État")
    "elaborer l'etat"
    """
    lowered = text.replace("’", "'").casefold().replace("œ", "oe")
    return lowered if lowered.isascii() else normalize("NFD", lowered).translate(_NO_MARKS)


def begins_lower(text: str) -> bool:
    """Whether a text goes on with another: it starts in small letters, or in brackets."""
    if is_reference(text):
        return False
    if text[:1] in "([)],;:":
        return True
    bare = text.lstrip(_OPENING)
    return bare[:1].islower()


def ends_open(text: str) -> bool:
    """Whether a text cannot end there: after « de », a comma, an open bracket, a hyphen.

    >>> ends_open("la zone d’activités de la"), ends_open("le club de la Plaine")
    (True, False)
    """
    return bool(_OPEN_END.search(text.rstrip()))


def is_infinitive(word: str) -> bool:
    """Whether a word has the form of an infinitive.

    >>> [is_infinitive(word) for word in ("Développer", "Étudier", "Quartier", "Théâtre")]
    [True, True, False, False]
    """
    bare = plain(word)
    if len(bare) < 4 or bare in _NO_VERB:
        return False
    if bare.endswith(("ier", "oir", "re")):
        return bool(_VERB.fullmatch(bare))
    return bare.endswith(("er", "ir"))


def opening(text: str) -> Opening:
    """How a value begins. What stands in quotation marks is quoted, and says nothing."""
    start = text.lstrip(_OPENING)[:60]
    words = _WORD.findall(start)
    while words and plain(words[0]) in _BEFORE_VERB:
        words = words[1:]
    if not words or text[:1] in '«"“':
        return Opening.OTHER
    folded, word = plain(start), plain(words[0])
    if _USES.match(folded):
        return Opening.USE
    if folded.startswith("mettre en "):
        return Opening.DEED
    kind = _KNOWN.get(word, Opening.OTHER)
    if kind == Opening.OTHER and is_infinitive(words[0]):
        return Opening.INFINITIVE
    acronym = len(words[0]) > 1 and words[0].isupper()
    return Opening.NAME if kind == Opening.OTHER and acronym else kind


def is_reference(text: str) -> bool:
    """Whether a text only sends to another part, as « cf. fiche 2.2 » does."""
    return len(text) < 80 and bool(_REFERENCE.match(text))


def breaks(text: str) -> Iterator[int]:
    """Where a new value begins inside a text: after a full stop, and at a capitalised infinitive.

    A table that lost its line breaks prints « (RAD) Mettre en place » in one line; no French
    sentence capitalises a verb inside it. What stands in brackets is left whole.

    >>> text = "Former les agents (art. 30). Ouvrir un lieu Créer un site"
    >>> [text[at:] for at in breaks(text)]
    ['Ouvrir un lieu Créer un site', 'Créer un site']
    """
    found = set()
    for match in _FULL_STOP.finditer(text):
        last = match["last"].lstrip(_OPENING)
        word = len(last) > 2 and not _NUMBERING.fullmatch(last)
        if last.endswith(")") or (word and plain(last) not in _ABBREVIATED):
            found.add(match.end())
    for match in _CAPITALISED.finditer(text):
        before = _WORD.findall(text[max(0, match.start() - 20) : match.start() + 1])
        after_name = bool(before) and plain(before[-1]) in _AFTER_NAME
        if is_infinitive(match[1]) and not after_name:
            found.add(match.end())
    depth, past = 0, 0
    for at in sorted(found):
        depth += text.count("(", past, at) - text.count(")", past, at)
        past = at
        if depth <= 0 or text[at - 1] == "\n":
            yield at
