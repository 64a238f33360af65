"""Why a query was not answered: every reason, with its words in both languages.

A refusal crosses from a worker process to the server as its reason and values, and is worded
only where somebody reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

from cooperation_kg.errors import LimitReached, QueryError, StoreError

__all__ = [
    "Language",
    "QueryLimitError",
    "QueryRefusedError",
    "Reason",
    "StoreFailedError",
    "refusal",
]

Language = Literal["fr", "en"]


class Reason(StrEnum):
    """What stands in the way of an answer."""

    SYNTAX = "syntax"
    PREFIX = "prefix"
    SERVICE = "service"
    LOAD = "load"
    UPDATE = "update"
    FETCH = "fetch"
    GRAPH = "graph"
    DATASET = "dataset"
    RDF_SYNTAX = "rdf-syntax"
    RDF = "rdf"
    NO_GRAPH = "no-graph"
    CHANGED = "changed"
    FUNCTION = "function"
    TOO_LONG = "too-long"
    TOO_DEEP = "too-deep"
    EVALUATION = "evaluation"
    NOT_ACCEPTABLE = "not-acceptable"
    TIME = "time-limit"
    MEMORY = "memory-limit"
    UPDATE_TIME = "update-time-limit"
    UPDATE_MEMORY = "update-memory-limit"
    BUSY = "busy"
    RATE = "rate-limit"
    STORE = "store"


_WORDS: dict[Reason, dict[Language, str]] = {
    Reason.SYNTAX: {
        "en": "the query does not parse: line {line}, column {column}: « {near} ». {hint}",
        "fr": "la requête est mal formée : ligne {line}, colonne {column} : « {near} ». {hint}",
    },
    Reason.PREFIX: {
        "en": "line {line}, column {column}: the prefix « {prefix}: » is not declared;"
        " add PREFIX {prefix}: <…> at the top",
        "fr": "ligne {line}, colonne {column} : le préfixe « {prefix}: » n'est pas déclaré ;"
        " ajouter PREFIX {prefix}: <…> en tête",
    },
    Reason.SERVICE: {
        "en": "line {line}, column {column}: SERVICE is refused: a query fetches nothing from"
        " elsewhere. Query the other endpoint by itself, and join the answers",
        "fr": "ligne {line}, colonne {column} : SERVICE est refusé : une requête ne va rien"
        " chercher ailleurs. Interroger l'autre point d'accès à part, puis joindre les réponses",
    },
    Reason.LOAD: {
        "en": "line {line}, column {column}: LOAD is refused: an update fetches nothing from"
        " elsewhere. Send the triples themselves, with PUT or POST to /graphs",
        "fr": "ligne {line}, colonne {column} : LOAD est refusé : une mise à jour ne va rien"
        " chercher ailleurs. Envoyer les triplets eux-mêmes, par PUT ou POST à /graphs",
    },
    Reason.UPDATE: {
        "en": "{form} is an update; here only queries are answered:"
        " SELECT, ASK, CONSTRUCT, DESCRIBE",
        "fr": "{form} est une mise à jour ; seules des requêtes sont traitées ici :"
        " SELECT, ASK, CONSTRUCT, DESCRIBE",
    },
    Reason.FETCH: {
        "en": "<{iri}> cannot name a graph here: nothing is read from files or from elsewhere."
        " SELECT DISTINCT ?g {{ GRAPH ?g {{ }} }} lists the graphs there are",
        "fr": "<{iri}> ne peut désigner un graphe ici : rien n'est lu dans des fichiers ou"
        " ailleurs. SELECT DISTINCT ?g {{ GRAPH ?g {{ }} }} donne les graphes présents",
    },
    Reason.GRAPH: {
        "en": "the dataset holds no graph <{iri}>, and none is fetched."
        " SELECT DISTINCT ?g {{ GRAPH ?g {{ }} }} lists the graphs there are",
        "fr": "le jeu de données n'a pas de graphe <{iri}>, et aucun n'est chargé."
        " SELECT DISTINCT ?g {{ GRAPH ?g {{ }} }} donne les graphes présents",
    },
    Reason.DATASET: {
        "en": "line {line}, column {column}: {word} names graphs, and the request does as well"
        " (using-graph-uri or using-named-graph-uri); leave one of them out",
        "fr": "ligne {line}, colonne {column} : {word} désigne des graphes, et la demande aussi"
        " (using-graph-uri ou using-named-graph-uri) ; retirer l'un des deux",
    },
    Reason.RDF_SYNTAX: {
        "en": "the RDF ({format}) does not parse: line {line}, column {column}: {detail}",
        "fr": "le RDF ({format}) est mal formé : ligne {line}, colonne {column} : {detail}",
    },
    Reason.RDF: {
        "en": "the RDF ({format}) cannot be used: {detail}",
        "fr": "le RDF ({format}) ne peut être utilisé : {detail}",
    },
    Reason.NO_GRAPH: {
        "en": "there is no graph <{iri}>; a graph is there as long as it holds a triple",
        "fr": "il n'y a pas de graphe <{iri}> ; un graphe existe tant qu'il contient un triplet",
    },
    Reason.CHANGED: {
        "en": "the data are not in the state the request asks for (If-Match, If-None-Match);"
        " read the graph again, then repeat the change",
        "fr": "les données ne sont pas dans l'état que la demande exige (If-Match, If-None-Match) ;"
        " relire le graphe, puis refaire la modification",
    },
    Reason.FUNCTION: {
        "en": "the function <{iri}> is not known here",
        "fr": "la fonction <{iri}> n'est pas connue ici",
    },
    Reason.TOO_LONG: {
        "en": "the query has {length} characters; at most {limit} are taken",
        "fr": "la requête compte {length} caractères ; {limit} au plus sont acceptés",
    },
    Reason.TOO_DEEP: {
        "en": "the query has {depth} brackets inside one another; at most {limit} are taken",
        "fr": "la requête imbrique {depth} parenthèses ; {limit} au plus sont acceptées",
    },
    Reason.EVALUATION: {
        "en": "the query cannot be worked out: {detail}",
        "fr": "la requête ne peut être évaluée : {detail}",
    },
    Reason.NOT_ACCEPTABLE: {
        "en": "the answer ({kind}) is not available in the format asked for; there are: {formats}",
        "fr": "la réponse ({kind}) n'existe pas dans le format demandé ; il y a : {formats}",
    },
    Reason.TIME: {
        "en": "the query was stopped after {seconds:g} s; narrow it down, or add LIMIT",
        "fr": "la requête a été arrêtée après {seconds:g} s ; la restreindre, ou ajouter LIMIT",
    },
    Reason.MEMORY: {
        "en": "the query was stopped: it needs more memory than {megabytes} MB, or is too"
        " involved; narrow it down, or simplify it",
        "fr": "la requête a été arrêtée : elle demande plus de {megabytes} Mo de mémoire, ou est"
        " trop complexe ; la restreindre, ou la simplifier",
    },
    Reason.UPDATE_TIME: {
        "en": "the change was stopped after {seconds:g} s, and nothing of it was done; send it in"
        " smaller parts",
        "fr": "la modification a été arrêtée après {seconds:g} s, et rien n'en a été fait ;"
        " l'envoyer en parties plus petites",
    },
    Reason.UPDATE_MEMORY: {
        "en": "the change was stopped, and nothing of it was done: it needs more memory than"
        " {megabytes} MB, or is too involved; send it in smaller parts",
        "fr": "la modification a été arrêtée, et rien n'en a été fait : elle demande plus de"
        " {megabytes} Mo de mémoire, ou est trop complexe ; l'envoyer en parties plus petites",
    },
    Reason.BUSY: {
        "en": "other queries have been running for {seconds:g} s and none has ended; try again",
        "fr": "d'autres requêtes sont en cours depuis {seconds:g} s sans finir ; réessayer",
    },
    Reason.RATE: {
        "en": "your queries have taken up what one client may have; try again in {seconds} s."
        " Light queries are never counted",
        "fr": "vos requêtes ont épuisé la part d'un client ; réessayer dans {seconds} s."
        " Les requêtes légères ne sont jamais comptées",
    },
    Reason.STORE: {"en": "{detail}", "fr": "{detail}"},
}


_LIMITS = {
    Reason.TIME,
    Reason.MEMORY,
    Reason.UPDATE_TIME,
    Reason.UPDATE_MEMORY,
    Reason.BUSY,
    Reason.RATE,
}


class _WordedError(Exception):
    """The reason and its values, worded when asked."""

    reason: Reason
    values: dict[str, str | int | float]

    def __init__(self, reason: Reason, values: Mapping[str, str | int | float]) -> None:
        self.reason = reason
        self.values = dict(values)
        super().__init__(self.words("en"))

    def words(self, language: Language) -> str:
        """What is wrong and what to do about it."""
        return _WORDS[self.reason][language].format(**self.values).strip().rstrip(".")


class QueryRefusedError(_WordedError, QueryError):
    """The query is malformed, or asks for what is not given."""


class QueryLimitError(_WordedError, LimitReached):
    """A limit on time, memory or turns stopped the query."""


class StoreFailedError(_WordedError, StoreError):
    """The store failed while the query was answered."""


def refusal(
    reason: Reason, **values: str | int | float
) -> QueryRefusedError | QueryLimitError | StoreFailedError:
    """The error for `reason`, to be raised."""
    if reason in _LIMITS:
        return QueryLimitError(reason, values)
    if reason is Reason.STORE:
        return StoreFailedError(reason, values)
    return QueryRefusedError(reason, values)
