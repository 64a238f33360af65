"""The whole dataset: every record, the authorities, the ontology, and what follows from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pyoxigraph import BlankNode, Quad, RdfFormat, parse

from cooperation_kg.authorities import Authorities, load_authorities
from cooperation_kg.authorities.resolver import fold
from cooperation_kg.errors import InputError, Problem, RecordError
from cooperation_kg.graph.convert import record_quads
from cooperation_kg.graph.inference import Axioms, infer
from cooperation_kg.graph.reference import authority_quads, document_quads
from cooperation_kg.graph.terms import Names
from cooperation_kg.records.documents import DocumentEntry, load_documents
from cooperation_kg.records.folder import LoadedRecord, load_records
from cooperation_kg.records.yaml import written_way

__all__ = ["Dataset", "Folders", "assemble", "with_proposed"]

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Folders:
    """Where the dataset is made from.

    Attributes:
        data: records, authorities and the catalogue of documents.
        ontology: the ontology's files.
    """

    data: Path
    ontology: Path


@dataclass(frozen=True)
class Dataset:
    """All quads, by what they are; together they are written in this order.

    Attributes:
        records: the records they were made from.
        authorities: who and what names mean.
        stated: what documents and authorities say, without the evidence.
        evidence: where it was read.
        terms: the ontology and its concepts.
        inferred: what follows.
    """

    records: tuple[LoadedRecord, ...] = field(repr=False)
    authorities: Authorities = field(repr=False)
    stated: tuple[Quad, ...] = field(repr=False)
    evidence: tuple[Quad, ...] = field(repr=False)
    terms: tuple[Quad, ...] = field(repr=False)
    inferred: tuple[Quad, ...] = field(repr=False)

    def __iter__(self) -> Iterator[Quad]:
        yield from self.stated
        yield from self.evidence
        yield from self.terms
        yield from self.inferred


def assemble(folders: Folders, names: Names, progress: Progress = lambda _: None) -> Dataset:
    """Makes the dataset.

    Args:
        folders: where records, authorities and ontology lie.
        names: the IRIs to give.
        progress: is told what is being done.

    Raises:
        InputError: a folder is missing.
        RecordError: a record, an authority or the catalogue of documents has problems.
    """
    for folder in (folders.data, folders.ontology):
        if not folder.is_dir():
            raise InputError(f"{folder}: no such folder; give the one that holds the data")
    progress("authorities")
    authorities = load_authorities(folders.data / "authorities")
    documents = load_documents(folders.data / "documents")
    records = load_records(folders.data / "conventions")
    authorities, documents = with_proposed(records, authorities, documents)
    _known(records, authorities, documents)
    stated: list[Quad] = []
    evidence: list[Quad] = []
    provenance = names.graph("provenance")
    for loaded in records:
        progress(loaded.record.id)
        for quad in record_quads(loaded.record, authorities, names):
            (evidence if quad.graph_name == provenance else stated).append(quad)
    stated.extend(
        authority_quads(
            authorities.organisations,
            authorities.territories,
            authorities.places,
            authorities.themes,
            names,
        )
    )
    read = [documents[loaded.record.id] for loaded in records]
    evidence.extend(document_quads(read, names))
    terms = _terms(folders.ontology, names)
    progress("inferences")
    axioms = Axioms(sorted(folders.ontology.glob("*.ttl")))
    inferred = tuple(infer(stated, axioms, names))
    return Dataset(tuple(records), authorities, tuple(stated), tuple(evidence), terms, inferred)


def with_proposed(
    records: Iterable[LoadedRecord], authorities: Authorities, documents: dict[str, DocumentEntry]
) -> tuple[Authorities, dict[str, DocumentEntry]]:
    """Authorities and catalogue, with the entries that records bring along for both."""
    brought = [loaded.record.proposed for loaded in records]
    described = {entry.id: entry for one in brought if (entry := one.document) is not None}
    entries = (entry for one in brought for entry in one.organisations)
    return authorities.with_proposed(entries), {**described, **documents}


def _terms(folder: Path, names: Names) -> tuple[Quad, ...]:
    graph = names.graph("ontology")
    return tuple(
        Quad(quad.subject, quad.predicate, quad.object, graph)
        for path in sorted(folder.glob("*.ttl"))
        for quad in _numbered(parse(path=path, format=RdfFormat.TURTLE), path.stem)
    )


def _numbered(quads: Iterable[Quad], prefix: str) -> Iterator[Quad]:
    """Blank nodes by their order in the file: the parser names them by chance."""
    known: dict[object, BlankNode] = {}

    def named(term: object) -> Any:  # noqa: ANN401 - every term but a blank node is left alone
        if not isinstance(term, BlankNode):
            return term
        return known.setdefault(term, BlankNode(f"{prefix}-{len(known) + 1}"))

    for quad in quads:
        yield Quad(named(quad.subject), quad.predicate, named(quad.object), quad.graph_name)


def _known(
    records: list[LoadedRecord], authorities: Authorities, documents: dict[str, DocumentEntry]
) -> None:
    """Every key of a record means something; all that do not are named at once."""
    problems: list[Problem] = list(_contested(records))
    for loaded in records:
        if loaded.record.id not in documents:
            remedy = "add a file for it to data/documents, or extract it again: a draft has one"
            message = f"document « {loaded.record.id} » is not in the catalogue"
            problems.append(Problem(loaded.file.path, 1, message, "id", remedy))
        for way, kind, key in loaded.authority_keys():
            if not authorities.knows(kind, key):
                near = authorities.similar(kind, key)
                remedy = f"known there: {', '.join(near)}" if near else f"add it to the {kind}s"
                line = loaded.file.line(way)
                message = f"« {key} » is no known {kind}"
                problems.append(Problem(loaded.file.path, line, message, "", remedy))
    if problems:
        raise RecordError(problems)


def _contested(records: Iterable[LoadedRecord]) -> Iterator[Problem]:
    """Keys under which two records propose organisations of different names."""
    first: dict[str, tuple[str, LoadedRecord]] = {}
    for loaded in records:
        for index, entry in enumerate(loaded.record.proposed.organisations):
            name, other = first.setdefault(entry.key, (entry.name["fr"], loaded))
            if fold(name) != fold(entry.name["fr"]):
                way = ("proposed", "organisations", index)
                message = f"« {entry.key} » is proposed under another name in {other.file.path}"
                remedy = "where they are one, move an entry to data/authorities; else change a key"
                yield Problem(
                    loaded.file.path, loaded.file.line(way), message, written_way(way), remedy
                )
