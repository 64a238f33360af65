"""The nouns that say what a name names, and the small words around names: tables in French.

Nouns stand folded (lower case, no accents) and in the singular.
"""

from __future__ import annotations

import re

__all__ = [
    "ADJECTIVE", "APPOSED", "FACILITIES", "HEADS", "NO_NAMES", "PURPOSED", "QUALIFIERS",
    "ROUTE", "UNSAID", "VAGUE", "WATERS", "singular",
]  # fmt: skip


def singular(word: str) -> str:
    """A folded noun without the mark of the plural.

    >>> singular("communes"), singular("hopitaux"), singular("reseaux"), singular("campus")
    ('commune', 'hopital', 'reseau', 'campus')
    """
    if word in _INVARIABLE:
        return word
    if word.endswith(("eaux", "eux", "oux")):
        return word[:-1]
    if word.endswith("aux"):
        return word[:-3] + "al"
    return word[:-1] if len(word) > 3 and word.endswith("s") else word


_INVARIABLE = frozenset(("campus", "corps", "bois", "parcours", "pass", "palais", "travaux", "bus"))

# One organisation in the singular, a kind of partners in the plural.
_ORGANISATIONS = (
    "abattoir", "academie", "agence", "association", "amicale", "archeveche", "atelier",
    "autorite", "banque",
    "bibliotheque", "boutique", "bureau", "caisse", "centre hospitalier", "centre social",
    "centre de formation", "centre de loisir", "centre de recherche", "centre culturel",
    "centre professionnel", "centre national", "centre communal", "centre dramatique", "chambre",
    "club", "collectif", "comite", "comite departemental", "comite regional", "comite national",
    "comite d organisation", "commissariat", "commune", "communaute", "compagnie",
    "confederation", "conseil citoyen", "conseil departemental", "conseil regional",
    "conservatoire", "consortium", "cooperative", "delegation", "departement", "direction",
    "ecole", "entreprise", "epa", "epci", "epf", "ept", "etablissement public", "etablissement",
    "federation", "fondation", "groupement", "hopital", "inspection", "institut",
    "intercommunalite", "laboratoire", "ligue", "lycee", "college", "mairie", "ministere",
    "mission locale", "mutuelle",
    "observatoire", "office", "ong", "operateur", "ordre", "organisation", "organisme",
    "parquet", "prefecture", "prefet", "rectorat", "regie", "region", "sem", "scic", "scop",
    "secretariat", "service", "societe", "spl", "syndicat", "etat", "theatre", "tribunal", "union",
    "universite", "ville", "metropole", "scene nationale", "scene conventionnee", "opera",
    "orchestre", "institution intercommunale", "institution interdepartementale", "scierie",
    "agglomeration", "reseau associatif", "ambassade",
)  # fmt: skip

# Kinds of partners in any number.
_CATEGORIES = (
    "bailleur", "agriculteur", "artisan", "batelier", "commercant", "eleveur", "exploitant",
    "garagiste", "harmonie", "hotelier", "maraicher", "producteur", "restaurateur",
    "transporteur", "viticulteur", "promoteur", "amenageur", "industrie creative",
    "artiste", "urbaniste",
    "architecte", "chercheur", "medecin", "benevole associatif", "militant associatif",
    "professionnel", "corevih", "acteur culturel", "acteur educatif", "acteur social",
    "acteur economique", "acteur associatif", "acteur pedagogique", "acteur sportif",
    "acteur touristique", "partenaire associatif", "partenaire culturel", "partenaire economique",
    "partenaire institutionnel", "partenaire social", "structure culturelle",
    "structure associative", "collectivite", "proprietaire riverain", "chambre consulaire",
    "territoire limitrophe",
    "territoire voisin", "territoire riverain", "maison de quartier",
    "tissu associatif", "mouvement sportif", "pedo-psychiatrie",
    "pedopsychiatrie", "equipe artistique", "protection judiciaire", "service public",
)  # fmt: skip

# Said of anybody: no name.
VAGUE = frozenset(
    ("acteur", "partenaire", "territoire", "structure", "partie prenante", "instance", "equipe",
     "groupe", "comite de pilotage", "comite technique", "comite de suivi", "sous-groupe",
     "administration", "conseil", "institution")
)  # fmt: skip

_PLACES = (
    "aire", "arrondissement", "axe", "berge", "bassin", "bois", "butte", "canton", "confluence",
    "cour", "esplanade", "faubourg", "foret", "ilot", "ile", "place", "plaine", "pole", "porte",
    "quartier", "rive", "secteur", "vallee", "village", "zac", "zone",
)  # fmt: skip
_INFRASTRUCTURES = (
    "aeroport", "autoroute", "avenue", "barrage", "boulevard", "canal", "carrefour",
    "chemin", "cimetiere", "ecluse", "echangeur", "gare", "gymnase", "halle", "jardin", "ligne",
    "mail", "marche d interet national", "min", "parc", "passage", "passerelle",
    "piscine", "pont", "port", "quai", "route", "rue", "stade", "station", "tram", "tramway",
    "tunnel", "usine", "velodrome", "viaduc", "voie", "voie verte", 
    "complexe", "base de loisir", "campus", "hippodrome", "fort",
)  # fmt: skip
_FACILITIES = (
    "centre", "cite", "forum", "maison", "mediatheque", "musee", "palais", "pavillon",
)  # fmt: skip
_SCHEMES = (
    "agenda", "appel a projet", "appel a manifestation", "bail", "cahier", "campagne", "carte",
    "charte", "classe", "code", "contrat", "convention", "deliberation", "demarche", "dispositif",
    "fond", "initiative", "label", "loi", "mission d information", "operation", "pacte",
    "pass", "plan", "plateforme", "politique", "prix", "programme", "projet", "protocole",
    "schema", "strategie", "task force", "trophee",
)  # fmt: skip
_EVENTS = (
    "assise", "biennale", "concours", "exposition", "festival", "fete", "forum annuel", "jeu",
    "jop", "journee", "nuit", "rencontre", "salon", "semaine", "coupe",
)  # fmt: skip

HEADS: dict[str, str] = {
    **dict.fromkeys(_EVENTS, "event"),
    **dict.fromkeys(_SCHEMES, "scheme"),
    **dict.fromkeys(_INFRASTRUCTURES, "infrastructure"),
    **dict.fromkeys(_PLACES, "place"),
    **dict.fromkeys(_FACILITIES, "facility"),
    **dict.fromkeys(VAGUE, "vague"),
    **dict.fromkeys(_ORGANISATIONS, "organisation"),
    **dict.fromkeys(_CATEGORIES, "category"),
}
"""What a name is that begins with the noun; the last table that holds a noun decides."""

UNSAID = frozenset(
    ("collectivite", "direction", "etablissement", "operateur", "organisation", "organisme",
     "professionnel", "service", "societe", "entreprise")
)  # fmt: skip
"""Nouns that say nobody in particular while nothing follows them: « les établissements »."""

APPOSED = frozenset(
    ("association", "boutique", "collectif", "compagnie", "entreprise", "societe", "operateur",
     "plateforme", "cooperative", "agence", "structure", "ong", "organisation")
)  # fmt: skip
"""Nouns a name is set beside without needing them: « association Orbival » is Orbival."""

FACILITIES = frozenset(
    ("college", "lycee", "ecole", "hopital", "theatre", "bibliotheque", "universite",
     "conservatoire", "mairie")
)  # fmt: skip
"""Organisations that are buildings as well, where nothing says that they take part."""

PURPOSED = frozenset(
    ("association", "agence", "comite", "collectif", "ligue", "institut", "mission", "delegation",
     "fondation", "syndicat", "union", "promotion", "prefiguration", "developpement")
)  # fmt: skip
"""Nouns after which « pour » belongs to the name: « association pour le prolongement… »."""

QUALIFIERS = frozenset(
    ("associe", "associee", "associes", "associees", "competent", "competente", "competents",
     "competentes", "concerne", "concernee", "concernes", "concernees", "interesse",
     "interessee", "interesses", "interessees", "limitrophe", "limitrophes", "partenaires",
     "riverain", "riverains", "riveraine", "riveraines", "voisin", "voisins", "voisine",
     "voisines", "volontaires", "volontaire", "agricole", "agricoles", "mixte", "mixtes",
     "public", "publics", "prive", "prives", "privee", "privees", "specialise", "specialises",
     "specialisee", "specialisees", "appliquee", "navigables", "social", "judiciaire", "creatives")
)  # fmt: skip

ADJECTIVE = re.compile(
    r"[a-zà-ÿ-]{2,}(?:al|ale|aux|ales|el|elle|els|elles|ique|iques|aire|aires|if|ive|ifs|ives|ien"
    r"|ienne|iens|iennes|ais|aise|aises|ois|oise|oises|eux|euse|euses|iste|istes|ain|aine|ains"
    r"|aines|ier|ière|iers|ières|able|ables|publique|publiques|trice|trices|estre|estres)"
)
"""An adjective of relation, by its ending; a participle is none (« pilotée par »)."""

ROUTE = re.compile(
    r"(?:ex-)?(?:(?:autoroutes?\s)?A\s?\d{1,3}|RN\s?\d{1,3}|RD\s?\d{1,4}|RER\s[A-E]\b"
    r"|(?:tram(?:way)?\s)?T\s?\d{1,2}[ab]?|T\s?ZEN\s?\d|TCSP\s\w+"
    r"|lignes?\s(?:\d{1,2}|[A-Z])(?:\sdu\s(?:m[ée]tro|RER|tramway|tram))?)(?![\w])",
    re.IGNORECASE,
)
"""Roads and lines by their number."""

WATERS = frozenset(
    ("seine", "marne", "oise", "orge", "loire", "rhone", "saone", "garonne", "yonne", "eure",
     "aisne", "meuse", "moselle", "vilaine", "bievre", "essonne", "somme", "mer", "dordogne",
     "isere", "cher", "vienne", "yvette", "ourcq", "loing", "charente", "sarthe", "mayenne")
)  # fmt: skip
"""Waters that towns lie on: « Champigny sur Marne »."""

NO_NAMES = frozenset(
    ("a", "ainsi", "afin", "alors", "apres", "au", "aucun", "aucune", "aujourd hui", "autant",
     "autour", "autre", "autres", "aux", "avant", "avec", "ayant", "car", "ce", "ceci", "cela",
     "celle", "celui", "ces", "cet", "cette", "ceux", "chacun", "chaque", "chez", "comme",
     "compte", "concernant", "conscient", "consciente", "d", "dans", "de", "depuis", "des", "des",
     "deux", "devant", "divers", "diverses", "donc", "dont", "du", "elle", "elles", "en", "enfin",
     "ensemble", "ensuite", "entre", "et", "etant", "euro", "euros",
     "grace", "il", "ils", "in", "l", "la", "le", "les", "leur", "leurs", "lors", "lorsque",
     "mais", "malgre", "meme", "ne", "ni", "nos", "notamment", "notre", "nous", "ont", "or", "ou",
     "outre", "par", "parmi", "pendant", "peuvent", "peut", "plus", "plusieurs", "pour",
     "pourquoi", "pres", "puis", "puisque", "quand", "quant", "que", "quelques", "qui", "quoi",
     "sa", "sans", "se", "selon", "ses", "si", "son", "sont", "sous", "suite", "sur", "tel",
     "telle", "tous", "tout", "toute", "toutefois", "toutes", "trois", "tres", "un", "une", "vers",
     "via", "voire", "vu", "y", "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet",
     "aout", "septembre", "octobre", "novembre", "decembre", "rsa", "ess", "cpom", "mna",
     "qpv", "npnru", "plu", "scot", "pcaet", "rep", "eaje", "rh", "ect", "sdf", "tpe", "pme",
     "monsieur", "madame", "ase", "amo", "vih",
     "action", "article", "annexe", "axe", "objectif", "psc1")
)  # fmt: skip
"""Words whose capital makes no name: function words, months, acronyms of schemes and publics."""
