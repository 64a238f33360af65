"""What a name of a public body designates: its kind, and the proper name that is left.

« Conseil départemental de la Brenne » and « Département de la Brenne » are one body under two
names, and so are « Ville d'Arsonval » and « commune d'Arsonval ». Keys are made of the same words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Designation", "designation", "folded", "same"]

_FORMS = (
    ("conseil departemental", "department"), ("conseil general", "department"),
    ("departement", "department"), ("conseil regional", "region"), ("region", "region"),
    ("conseil municipal", "commune"), ("ville", "commune"), ("commune", "commune"),
    ("mairie", "commune"), ("conseil metropolitain", "metropolis"), ("eurometropole", "metropolis"),
    ("metropole", "metropolis"), ("communaute d agglomeration", "grouping"),
    ("communaute de communes", "grouping"), ("communaute urbaine", "grouping"),
    ("conseil communautaire", "grouping"), ("communaute", "grouping"),
    ("agglomeration", "grouping"), ("intercommunalite", "grouping"), ("grouping", "grouping"),
    ("etablissement public territorial", "ept"), ("ept", "ept"), ("territoire", "ept"),
    ("syndicat mixte", "syndicate"), ("syndicat intercommunal", "syndicate"),
    ("syndicat", "syndicate"), ("caisse d allocations familiales", "caf"), ("caf", "caf"),
    ("etat", "state"), ("agence", "agency"), ("association", "association"),
    ("societe", "company"), ("universite", "university"), ("academie", "academy"),
    ("rectorat", "academy"), ("office public de l habitat", "office"), ("office", "office"),
    ("caisse", "fund"), ("chambre", "chamber"),
    ("etablissement public de cooperation intercommunale", "establishment"),
    ("etablissement public", "establishment"),
)  # fmt: skip
_SMALL = frozenset({"de", "du", "des", "d", "la", "le", "les", "l", "et", "en", "a", "au", "aux"})


@dataclass(frozen=True, slots=True)
class Designation:
    """A name taken apart.

    Attributes:
        form: the kind of body its first words name, or nothing.
        proper: the words that are left, without articles.
    """

    form: str
    proper: tuple[str, ...]


def folded(text: str) -> str:
    """The words of a name in small letters, without accents and signs.

    >>> folded("Communauté d'Agglomération Sud-Avre")
    'communaute d agglomeration sud avre'
    """
    opened = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe"))
    plain = "".join(c for c in opened if not unicodedata.combining(c))
    return " ".join(re.findall(r"[a-z0-9]+", plain))


def designation(text: str) -> Designation:
    """Takes a name, or a key made of one, apart.

    >>> designation("le Conseil départemental de la Brenne")
    Designation(form='department', proper=('brenne',))
    """
    words = re.sub(r"^(?:(?:de|du|des|d|la|le|les|l|au|aux)\s)+", "", folded(text))
    form = ""
    for name, kind in _FORMS:
        if words == name or words.startswith(f"{name} "):
            form, words = kind, words[len(name) :]
            break
    else:
        last = re.search(r"\s(metropole|agglomeration)$", words)
        if last:
            form = "metropolis" if last.group(1) == "metropole" else "grouping"
            words = words[: last.start()]
    if form == "establishment" and (inner := designation(words)).form:
        return inner
    return Designation(form, tuple(word for word in words.split() if word not in _SMALL))


def same(text: str, keys: Iterable[str]) -> str | None:
    """The one key that designates what `text` does, by its name or, without one, by its form.

    >>> same("du Conseil départemental", ["departement-de-la-brenne", "ville-d-arsonval"])
    'departement-de-la-brenne'
    """
    wanted = designation(text)
    found = []
    of_form = []
    for key in dict.fromkeys(keys):
        here = designation("commune" if key == "paris" else key)
        alike = not wanted.form or not here.form or wanted.form == here.form
        if alike and (wanted.proper == here.proper if wanted.proper else wanted.form):
            found.append(key)
            of_form += [key] if here.form else []
    if len(found) > 1 and not wanted.proper:
        found = of_form  # « le Département », beside parties whose names do not tell what they are
    return found[0] if len(found) == 1 else None
