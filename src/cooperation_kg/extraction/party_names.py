"""By which names the parties of a text may stand in its sheets.

« Conseil départemental de l'Aubrière » is « Département », « CD » and the acronym its glossary
gives; a name that could mean two parties means neither, which is decided where names are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cooperation_kg.authorities import Authorities
from cooperation_kg.authorities.resolver import fold
from cooperation_kg.extraction.labels import PartyName
from cooperation_kg.extraction.runs import word_set
from cooperation_kg.records.values import Acronym, Party

__all__ = ["party_names"]

# What a kind of collectivity is called, as a name begins, and the letters that stand for it.
_KINDS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("departement", "conseil departemental", "conseil general"), ("CD", "CG")),
    (("region", "conseil regional"), ("CR",)),
    (("ville", "commune", "mairie"), ()),
    (("communaute d agglomeration", "agglomeration"), ("CA", "Agglo")),
    (("communaute de communes", "intercommunalite"), ("CC", "ComCom")),
    (("communaute urbaine",), ("CU",)),
    (("etablissement public territorial",), ("EPT",)),
    (("metropole",), ()),
    (("etat", "prefecture", "prefet"), ()),
)
_SMALL = word_set("a au aux d de des du en et l la le les sur sous")


def party_names(
    parties: Iterable[Party], acronyms: Iterable[Acronym], authorities: Authorities
) -> tuple[PartyName, ...]:
    """The parties, each with all names it may stand under.

    Args:
        parties: as the frame of the text gives them.
        acronyms: those the text opens; one that opens to the name of a party stands for it.
        authorities: who a key means; a party they do not know goes by its printed name.
    """
    opened = [(acronym.acronym, fold(acronym.expansion)) for acronym in acronyms]
    found: dict[str, tuple[str, ...]] = {}
    for party in parties:
        names = _known(party, authorities)
        forms = {form for name in names for form in _forms(fold(name))}
        letters = [short for short, expansion in opened if expansion in forms]
        found[party.organisation] = (*names, *sorted(forms), *letters, *_initials(names[0]))
    return tuple(PartyName(key, names) for key, names in found.items())


def _known(party: Party, authorities: Authorities) -> tuple[str, ...]:
    organisation = authorities.organisation(party.organisation)
    if organisation is None:
        return (party.text,)
    territory = authorities.territory(organisation.governs or "")
    names = (organisation.name["fr"], *organisation.variants, *organisation.acronyms)
    return (*names, territory.name["fr"]) if territory else names


def _forms(name: str) -> Iterator[str]:
    """A folded name as it is, and begun as other names of its kind begin."""
    yield name
    for heads, letters in _KINDS:
        head = next((h for h in heads if re.match(rf"{h}\b", name)), None)
        if head is not None:
            rest = name[len(head) :]
            yield from (f"{other}{rest}" for other in heads if other != head)
            yield from (f"{short}{rest}" for short in letters)


def _initials(name: str) -> Iterator[str]:
    """« Communauté d'agglomération du Val de Torse » is « CAVT »; two letters would be chance."""
    letters = "".join(word[0] for word in fold(name).split() if word not in _SMALL)
    if len(letters) >= 3:
        yield letters.upper()
