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
    UPDATE = "update"
    FETCH = "fetch"
    GRAPH = "graph"
    FUNCTION = "function"
    TOO_LONG = "too-long"
    TOO_DEEP = "too-deep"
    EVALUATION = "evaluation"
    NOT_ACCEPTABLE = "not-acceptable"
    TIME = "time-limit"
    MEMORY = "memory-limit"
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
    if reason in {Reason.TIME, Reason.MEMORY, Reason.BUSY, Reason.RATE}:
        return QueryLimitError(reason, values)
    if reason is Reason.STORE:
        return StoreFailedError(reason, values)
    return QueryRefusedError(reason, values)
