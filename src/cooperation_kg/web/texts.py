"""The words of the pages and of the titles of errors, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from cooperation_kg.web.negotiation import Language

__all__ = ["STATUS_TITLES", "TEXTS"]

TEXTS: Mapping[Language, Mapping[str, str]] = {
    "fr": {
        "site": "Coopération territoriale : le graphe",
        "skip": "Aller au contenu",
        "sparql_title": "Interroger le graphe (SPARQL)",
        "sparql_lead": "Écrire une requête SPARQL 1.1. Sans clause FROM, elle porte sur tous les"
        " graphes à la fois.",
        "query": "Requête",
        "run": "Exécuter",
        "format": "Réponse",
        "format_page": "dans cette page",
        "prefixes": "Préfixes connus sans déclaration",
        "result": "Réponse",
        "rows": "lignes",
        "none": "Aucune ligne.",
        "yes": "Oui",
        "no": "Non",
        "cut": "La réponse est plus longue : seules les {limit} premières lignes sont montrées.",
        "download": "Télécharger",
        "machine": "Les programmes utilisent la même adresse ; sa description est dans",
        "problem_lead": "La demande n'a pas abouti.",
        "back": "Retour à l'accueil des requêtes",
        "value_of": "valeur",
    },
    "en": {
        "site": "Territorial cooperation: the graph",
        "skip": "Skip to content",
        "sparql_title": "Query the graph (SPARQL)",
        "sparql_lead": "Write a SPARQL 1.1 query. Without a FROM clause, it is about all graphs"
        " at once.",
        "query": "Query",
        "run": "Run",
        "format": "Answer",
        "format_page": "in this page",
        "prefixes": "Prefixes known without a declaration",
        "result": "Answer",
        "rows": "rows",
        "none": "No rows.",
        "yes": "Yes",
        "no": "No",
        "cut": "The answer is longer: only the first {limit} rows are shown.",
        "download": "Download",
        "machine": "Programs use the same address; its description is in",
        "problem_lead": "The request did not succeed.",
        "back": "Back to the query page",
        "value_of": "value",
    },
}

STATUS_TITLES: Mapping[int, Mapping[Language, str]] = {
    400: {"fr": "Demande mal formée", "en": "Malformed request"},
    401: {"fr": "Authentification requise", "en": "Authentication required"},
    403: {"fr": "Demande refusée", "en": "Request refused"},
    404: {"fr": "Page introuvable", "en": "Page not found"},
    405: {"fr": "Méthode non permise", "en": "Method not allowed"},
    406: {"fr": "Format non disponible", "en": "Format not available"},
    413: {"fr": "Demande trop longue", "en": "Request too long"},
    415: {"fr": "Type de contenu non accepté", "en": "Content type not accepted"},
    422: {"fr": "Demande irréalisable", "en": "Request that cannot be carried out"},
    429: {"fr": "Trop de demandes", "en": "Too many requests"},
    500: {"fr": "Erreur du serveur", "en": "Server error"},
    503: {"fr": "Service momentanément indisponible", "en": "Service unavailable for now"},
}
