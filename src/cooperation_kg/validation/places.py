"""Where a finding is: in the record or the RDF file that is mended, and in the document.

The graph knows where a value was read: its evidence gives document, line and characters. A record
gives the same place with the same words, so that the evidence leads to the line of the YAML file.
A node without evidence of its own stands where the node it hangs on stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Store

from cooperation_kg.graph.terms import CKG, DCTERMS, OA, RDF
from cooperation_kg.records.evidence import statements
from cooperation_kg.records.folder import LoadedRecord
from cooperation_kg.records.yaml import written_way
from cooperation_kg.validation.report import Place, Term
from cooperation_kg.validation.vocabulary import local_name

__all__ = ["RdfPlaces", "RecordPlaces"]

_DEPTH = 4
_NAMING = (CKG.printedAs.value, DCTERMS.title.value)
_NOT_HANGING = {RDF.subject, RDF.object, CKG.inConvention, CKG.isPartOf}

Focus = NamedNode | BlankNode


@dataclass(frozen=True)
class _Evidence:
    document: str
    line: int | None
    start: int | None
    quote: str

    @property
    def key(self) -> tuple[str, int | None, int | None, str]:
        return self.document, self.line, self.start, self.quote


class RecordPlaces:
    """Finds the line of a record or of an authority file.

    Attributes:
        authorities: of each authority, by IRI, its file and line.
    """

    def __init__(
        self,
        records: Iterable[LoadedRecord],
        authorities: Mapping[str, tuple[Path, int | None]] | None = None,
    ) -> None:
        self.authorities = authorities or {}
        self._stated: dict[tuple[str, int | None, int | None, str], Place] = {}
        for loaded in records:
            for way, stated in statements(loaded.record):
                first = stated.at.items[0]
                key = (loaded.record.id, first.line, first.start, stated.text)
                place = Place(loaded.file.path, loaded.file.line(way), written_way(way))
                self._stated.setdefault(key, place)

    def __call__(
        self, store: Store, focus: Focus, path: tuple[str, ...], value: Term | None
    ) -> Place:
        """Where `focus` is written, or rather the value at the end of `path`."""
        if isinstance(focus, NamedNode) and focus.value in self.authorities:
            return Place(*self.authorities[focus.value])
        evidence = _evidence(store, focus, path, value)
        if evidence is None:
            return Place()
        there = self._stated.get(evidence.key, Place())
        return _place(evidence, there.file, there.line, there.way)


class RdfPlaces:
    """Finds the line of an RDF file that speaks of a node first.

    Attributes:
        texts: what each file holds.
    """

    def __init__(self, texts: Mapping[Path, str]) -> None:
        self.texts = texts

    def __call__(
        self, store: Store, focus: Focus, path: tuple[str, ...], value: Term | None
    ) -> Place:
        """Where `focus` is written; the file alone where that is not found."""
        evidence = _evidence(store, focus, path, value)
        for file, text in self.texts.items():
            line = _line(text, focus)
            if line is not None:
                return _place(evidence, file, line)
        return _place(evidence, next(iter(self.texts), None) if len(self.texts) == 1 else None)


def _place(
    evidence: _Evidence | None, file: Path | None, line: int | None = None, way: str = ""
) -> Place:
    if evidence is None:
        return Place(file, line, way)
    return Place(file, line, way, evidence.document, evidence.line, evidence.quote)


def _line(text: str, focus: Focus) -> int | None:
    """The first line that begins with the node, or else the first that names it."""
    written = [re.escape(form) for form in _forms(text, focus)]
    if not written:
        return None
    named = f"(?:{'|'.join(written)})"
    for pattern in (rf"^[ \t]*{named}", named):
        if match := re.search(pattern, text, re.MULTILINE):
            return text.count("\n", 0, match.start() + len(match[0]) - 1) + 1
    return None


def _forms(text: str, focus: Focus) -> Iterator[str]:
    if isinstance(focus, BlankNode):
        return
    iri = focus.value
    yield from (f"<{iri}>", f'"{iri}"')
    for prefix, start in re.findall(r"@?(?i:prefix)\s+([\w-]*):\s*<([^>]*)>", text):
        if start and iri.startswith(start):
            yield f"{prefix}:{iri.removeprefix(start)} "


def _evidence(
    store: Store, focus: Focus, path: tuple[str, ...], value: Term | None
) -> _Evidence | None:
    """The evidence of the value, of another value of the node, or of what the node hangs on."""
    if (focus, RDF["type"], CKG.Evidence) in _types(store, focus):
        return _read(store, focus)
    around, seen = [focus], {focus}
    # What is known beyond one document was not read where a document happens to name it.
    depth = _DEPTH if _object(store, focus, CKG.inConvention) is not None else 1
    for _ in range(depth):
        for node in around:
            if found := _best(store, node, path, value):
                return _read(store, found)
        around = [node for node in _holders(store, around) if node not in seen]
        seen.update(around)
    return None


def _types(store: Store, focus: Focus) -> set[tuple[Focus, NamedNode, object]]:
    quads = store.quads_for_pattern(focus, RDF["type"], None)
    return {(focus, quad.predicate, quad.object) for quad in quads}


def _best(store: Store, node: Focus, path: tuple[str, ...], value: Term | None) -> Focus | None:
    """Of all evidence of a node, that which says most about the finding."""
    ranked = []
    for quad in store.quads_for_pattern(None, RDF.subject, node):
        evidence = quad.subject
        if isinstance(evidence, NamedNode | BlankNode):
            predicate = _object(store, evidence, RDF.predicate)
            iri = predicate.value if isinstance(predicate, NamedNode) else ""
            same = value is not None and _object(store, evidence, RDF.object) == value
            rank = (not (iri in path and same), not same, iri not in path, iri not in _NAMING)
            ranked.append((rank, evidence.value, evidence))
    return min(ranked)[2] if ranked else None


def _holders(store: Store, nodes: Iterable[Focus]) -> list[Focus]:
    """What the nodes hang on, in an order that does not change."""
    found = {
        quad.subject
        for node in nodes
        for quad in store.quads_for_pattern(None, None, node)
        if quad.predicate not in _NOT_HANGING
    }
    holders = [node for node in found if isinstance(node, NamedNode | BlankNode)]
    return sorted(holders, key=lambda node: node.value)


def _object(store: Store, subject: Focus, predicate: NamedNode) -> object:
    quad = next(store.quads_for_pattern(subject, predicate, None), None)
    return quad.object if quad else None


def _read(store: Store, evidence: Focus) -> _Evidence:
    source = _object(store, evidence, OA.hasSource)
    quote = _object(store, evidence, CKG.quote)
    starts = [
        _integer(_object(store, quad.object, OA.start))
        for quad in store.quads_for_pattern(evidence, OA.hasSelector, None)
        if isinstance(quad.object, NamedNode | BlankNode) and quad.object.value.endswith("-1")
    ]
    return _Evidence(
        local_name(source.value) if isinstance(source, NamedNode) else "",
        _integer(_object(store, evidence, CKG.line)),
        starts[0] if starts else None,
        quote.value if isinstance(quote, Literal) else "",
    )


def _integer(term: object) -> int | None:
    return int(term.value) if isinstance(term, Literal) and term.value.isdigit() else None
