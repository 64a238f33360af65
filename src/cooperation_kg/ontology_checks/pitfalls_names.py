"""OOPS! pitfalls in what terms are called and how they are explained.

The catalogue of pitfalls: https://oops.linkeddata.es/catalogue.jsp. Where OOPS! compares words
by a dictionary of synonyms, these checks compare labels: they find less, and never guess.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from rdflib import OWL, URIRef
from rdflib.term import Node

from cooperation_kg.ontology_checks.view import Finding, View

__all__ = [
    "circular_definition",
    "file_extension",
    "is_relation",
    "label_and_definition_swapped",
    "merged_concepts",
    "miscellaneous_class",
    "missing_annotations",
    "mixed_naming",
    "negative_definition",
    "same_label_classes",
    "same_label_properties",
    "synonym_classes",
]

_LANGUAGES = ("en", "fr")
_WORDS = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")
_NEGATIVE = re.compile(r"\b(n'est pas|n’est pas|ne sont pas|is not|are not)\b", re.IGNORECASE)


def _words(name: str) -> list[str]:
    return [word.lower() for word in _WORDS.findall(name)]


def synonym_classes(view: View) -> Iterator[Finding]:
    """P02: two classes of one namespace that are declared equivalent are one class twice."""
    for first, second in view.pairs(OWL.equivalentClass):
        if view.is_own(first) and view.is_own(second):
            yield view.finding(
                "P02",
                first,
                f"equivalent to {view.name(second)} of the same namespace; keep one class and"
                " give it the other's name as skos:altLabel",
            )


def is_relation(view: View) -> Iterator[Finding]:
    """P03: a property that says "is" does the work of rdf:type or rdfs:subClassOf."""
    for term in view.properties:
        labels = {str(label).strip().lower() for label in view.labels(term)}
        if view.name(term).lower() in {"is", "isa"} or labels & {"is", "is a", "est", "est un"}:
            yield view.finding(
                "P03", term, "says only “is”; use rdf:type, rdfs:subClassOf or owl:sameAs"
            )


def merged_concepts(view: View) -> Iterator[Finding]:
    """P07: a class that joins two concepts by "and" or "or"."""
    for term in view.classes:
        if {"and", "or"} & set(_words(view.name(term))):
            yield view.finding("P07", term, "joins two concepts; make a class of each")


def missing_annotations(view: View) -> Iterator[Finding]:
    """P08: a term without a label or a definition, here in French and in English."""
    for term in view.terms:
        for what, texts in (
            ("label", view.labels(term)),
            ("definition", view.definitions(term)),
        ):
            given = {text.language for text in texts}
            for language in _LANGUAGES:
                if language not in given:
                    yield view.finding("P08", term, f"has no {what} in “{language}”; add one")


def label_and_definition_swapped(view: View) -> Iterator[Finding]:
    """P20: a label that is longer than the definition, the same, or empty."""
    for term in view.terms:
        for label in view.labels(term):
            for text in view.definitions(term):
                if label.language != text.language:
                    continue
                if not label.strip() or not text.strip():
                    problem = "one of them is empty"
                elif str(label).casefold() == str(text).casefold():
                    problem = "they are the same"
                elif len(label.split()) > len(text.split()):
                    problem = "the label is the longer one"
                else:
                    continue
                yield view.finding(
                    "P20", term, f"label and definition in “{label.language}”: {problem}"
                )


def miscellaneous_class(view: View) -> Iterator[Finding]:
    """P21: a class for what fits nowhere else."""
    for term in view.classes:
        if {"other", "misc", "miscellaneous", "miscellanea"} & set(_words(view.name(term))):
            yield view.finding(
                "P21", term, "holds what fits nowhere else; use its super-class for that"
            )


def mixed_naming(view: View) -> Iterator[Finding]:
    """P22: names that leave the convention: CamelCase classes, camelCase properties."""
    for terms, pattern, convention in (
        (view.classes, r"[A-Z][A-Za-z0-9]*", "UpperCamelCase"),
        (view.properties, r"[a-z][A-Za-z0-9]*", "lowerCamelCase"),
    ):
        for term in terms:
            if not re.fullmatch(pattern, view.name(term)):
                yield view.finding("P22", term, f"is not written in {convention}; rename it")


def same_label_properties(view: View) -> Iterator[Finding]:
    """P12: two properties with one label, without being declared equivalent."""
    for kind in (view.object_properties, view.data_properties):
        yield from _same_label(view, kind, "P12", OWL.equivalentProperty)


def same_label_classes(view: View) -> Iterator[Finding]:
    """P32 (and the part of P30 that needs no dictionary): two classes with one label."""
    yield from _same_label(view, view.classes, "P32", OWL.equivalentClass)


def _same_label(
    view: View, terms: Iterable[Node], code: str, equivalence: URIRef
) -> Iterator[Finding]:
    bearers: dict[tuple[str | None, str], list[Node]] = defaultdict(list)
    for term in terms:
        for label in set(view.labels(term)):
            bearers[label.language, str(label).casefold()].append(term)
    for (language, words), (first, *others) in sorted(bearers.items(), key=str):
        for other in others:
            pair = ((first, equivalence, other), (other, equivalence, first))
            if not any(triple in view.graph for triple in pair):
                yield view.finding(
                    code,
                    other,
                    f"bears the label “{words}” ({language}) of {view.name(first)}; tell them"
                    " apart, or declare them equivalent",
                )


def file_extension(view: View) -> Iterator[Finding]:
    """P36: an ontology IRI that ends like a file, and so names one of its formats."""
    for ontology in view.ontologies:
        if re.search(r"\.(owl|rdf|ttl|n3|nt|rdfxml|jsonld)[#/]?$", str(ontology)):
            yield view.finding("P36", ontology, "ends in a file extension; drop it")


def circular_definition(view: View) -> Iterator[Finding]:
    """SC-R5 of the SEMIC style guide: a definition that begins with the label explains nothing."""
    for term in view.terms:
        for label in view.labels(term):
            for text in view.definitions(term):
                start = re.sub(r"^(une?|l'|la|le|an?|the)\s*", "", str(text).casefold())
                if label.language == text.language and re.match(
                    rf"{re.escape(str(label).casefold())}\b", start
                ):
                    yield view.finding(
                        "SC-R5", term, f"the definition begins with the label “{label}”"
                    )


def negative_definition(view: View) -> Iterator[Finding]:
    """The style guide of SEMIC asks that a definition says what a thing is, not what it is not."""
    for term in view.terms:
        for text in view.definitions(term):
            if _NEGATIVE.search(text):
                yield view.finding(
                    "SEMIC-negation", term, f"the definition in “{text.language}” negates"
                )
