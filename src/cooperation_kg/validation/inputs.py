"""What can be validated: documents, records, authority files, RDF files, and folders of them.

A document is read by the rules of extraction, and its draft checked like a record; what is found
is reported on the lines of the document.

A record is checked in the dataset it will belong to: with the authorities and the catalogue of
its data folder, and beside the other records there, which it may cite. What is reported is about
the files that were given, and not about their neighbours. RDF files are checked as they are, all
that are given together.
"""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, parse

from cooperation_kg.authorities import Authorities, load_authorities
from cooperation_kg.authorities.model import AuthorityFile
from cooperation_kg.errors import InputError, Problem, RdfError, RecordError
from cooperation_kg.extraction.draft import Draft
from cooperation_kg.extraction.opening import DOCUMENTS, draft_of, open_document
from cooperation_kg.graph.convert import record_quads
from cooperation_kg.graph.dataset import with_proposed
from cooperation_kg.graph.reference import authority_quads, document_quads
from cooperation_kg.graph.terms import Names
from cooperation_kg.records.documents import DocumentEntry, load_documents
from cooperation_kg.records.evidence import statements
from cooperation_kg.records.folder import LoadedRecord, load_record
from cooperation_kg.records.yaml import Loaded, Mark, load_yaml
from cooperation_kg.validation.places import RdfPlaces, RecordPlaces
from cooperation_kg.validation.report import Report
from cooperation_kg.validation.run import Checks, validate_quads

__all__ = ["Watch", "validate_paths"]

_RECORDS = {".yaml", ".yml"}
_RDF = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".n3": RdfFormat.N3,
    ".jsonld": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
}
_KINDS = {
    "organisations": "organisation",
    "territories": "territory",
    "places": "place",
    "themes": "theme",
}


@dataclass
class _Given:
    """The files that were given, by what they are; records by their data folder."""

    records: dict[Path, list[Path]] = field(default_factory=lambda: defaultdict(list))
    authorities: dict[Path, list[Path]] = field(default_factory=lambda: defaultdict(list))
    documents: list[Path] = field(default_factory=list)
    rdf: list[Path] = field(default_factory=list)


@dataclass(frozen=True)
class Watch:
    """What is told on the way: long work shows where it is.

    Attributes:
        step: is told what begins: `extract`, `link`, `shapes`.
        draft: is given the draft of each document.
    """

    step: Callable[[str], None] = lambda _: None
    draft: Callable[[Draft], None] = lambda _: None


def validate_paths(
    paths: Sequence[Path], checks: Checks, data: Path, names: Names, watch: Watch | None = None
) -> Report:
    """Checks files and folders.

    Args:
        paths: records, authority files, RDF files, or folders of them.
        checks: what is asked.
        data: the data folder of records that lie in none.
        names: the IRIs to give.
        watch: is told how the work goes.

    Raises:
        InputError: a path is missing, or nothing there can be validated.
        RecordError: a record or an authority file has problems.
        RdfError: an RDF file does not parse.
    """
    watch = watch or Watch()
    given = _Given()
    files = {file.resolve(): file for path in paths for file in _files(path)}
    for file in files.values():
        _sort(file, data, given)
    report = Report((), ())
    homes = {*given.records, *given.authorities, *([data] if given.documents else [])}
    for home in sorted(homes):
        documents = given.documents if home == data else []
        report += _validate_home(home, given, documents, checks, names, watch)
    if given.rdf:
        watch.step("shapes")
        report += _validate_rdf(given.rdf, checks)
    return report


def _files(path: Path) -> Iterator[Path]:
    if not path.exists():
        raise InputError(
            fr=f"{path} : pas de fichier ni de dossier de ce nom",
            en=f"{path}: no such file or folder",
        )
    if not path.is_dir():
        yield path
        return
    # A data folder holds the catalogue of documents too, which the records are checked with.
    parts = [path / "authorities", path / "conventions"]
    folders = parts if all(part.is_dir() for part in parts) else [path]
    found = [
        file
        for folder in folders
        for file in sorted(folder.rglob("*"))
        if file.is_file() and (file.suffix in _RECORDS or _rdf_format(file) is not None)
    ]
    if not found:
        raise InputError(
            fr=f"{path} : rien à vérifier ; donner des fiches (.yaml) ou des fichiers RDF",
            en=f"{path}: nothing to validate there; give records (.yaml) or RDF files",
        )
    yield from found


def _rdf_format(path: Path) -> RdfFormat | None:
    return _RDF.get((path.with_suffix("") if path.suffix == ".gz" else path).suffix)


def _sort(file: Path, data: Path, given: _Given) -> None:
    if _rdf_format(file) is not None:
        given.rdf.append(file)
        return
    if file.suffix in DOCUMENTS:
        given.documents.append(file)
        return
    if file.suffix not in _RECORDS:
        known = ", ".join([*sorted(DOCUMENTS), *sorted(_RECORDS), *_RDF])
        raise InputError(
            fr=f"{file} : ne peut être vérifié ; donner un document, une fiche ou du RDF ({known})",
            en=f"{file}: cannot be validated; give a document, a record or an RDF file ({known})",
        )
    home = file.absolute().parent.parent
    value = load_yaml(file).value
    if isinstance(value, dict) and value and value.keys() <= AuthorityFile.model_fields.keys():
        given.authorities[home].append(file)
    else:
        given.records[home if (home / "authorities").is_dir() else data].append(file)


# -- records -------------------------------------------------------------------------------------


def _validate_home(
    home: Path,
    given: _Given,
    documents: Iterable[Path],
    checks: Checks,
    names: Names,
    watch: Watch,
) -> Report:
    watch.step("read")
    authorities = load_authorities(home / "authorities")
    catalogue = load_documents(home / "documents") if (home / "documents").is_dir() else {}
    records = _load(given.records.get(home, []))
    records += [_drafted(document, catalogue, authorities, watch) for document in documents]
    authorities, described = with_proposed(records, authorities, catalogue)
    watch.step("link")
    quads = [quad for loaded in records for quad in record_quads(loaded.record, authorities, names)]
    about: set[NamedNode | BlankNode] = {
        quad.subject for quad in quads if isinstance(quad.subject, NamedNode)
    }
    lines = dict(_proposed_lines(records, names))
    lines.update(_authority_lines(given.authorities.get(home, []), names))
    about.update(NamedNode(iri) for iri in lines)
    quads.extend(document_quads(described.values(), names))
    quads.extend(_around(home, records, authorities, names))
    watch.step("shapes")
    return validate_quads(quads, checks, about=about, locate=RecordPlaces(records, lines))


def _drafted(
    document: Path, catalogue: Mapping[str, DocumentEntry], authorities: Authorities, watch: Watch
) -> LoadedRecord:
    """The draft of a document, whose values stand on the lines of the document itself."""
    opened = open_document(document, catalogue.values())
    watch.step("extract")
    draft = draft_of(opened, catalogue.values(), authorities)
    watch.draft(draft)
    marks = {
        way: Mark(stated.at.line, stated.at.items[0].start or 0, stated.at.items[-1].end or 0)
        for way, stated in statements(draft.record)
    }
    parties = enumerate(draft.record.parties)
    of = {party.organisation: marks["parties", index] for index, party in parties}
    for index, entry in enumerate(draft.record.proposed.organisations):
        marks["proposed", "organisations", index] = of[entry.key]
    return LoadedRecord(draft.record, Loaded(document, opened.text, None, marks))


def _load(files: Iterable[Path]) -> list[LoadedRecord]:
    """The records; the problems of all files are named at once."""
    records: list[LoadedRecord] = []
    problems: list[Problem] = []
    for file in files:
        try:
            records.append(load_record(file))
        except RecordError as error:
            problems.extend(error.problems)
    first: dict[str, LoadedRecord] = {}
    for loaded in records:
        other = first.setdefault(loaded.record.id, loaded)
        if other is not loaded:
            message = f"id « {loaded.record.id} » is already that of {other.file.path}"
            line = loaded.file.line(("id",))
            remedy = "give each record its own id"
            problems.append(Problem(loaded.file.path, line, message, "id", remedy))
    if problems:
        raise RecordError(problems)
    return records


def _around(
    home: Path, records: Iterable[LoadedRecord], authorities: Authorities, names: Names
) -> Iterator[Quad]:
    """All that the records refer to: authorities, and the other records."""
    yield from authority_quads(
        authorities.organisations,
        authorities.territories,
        authorities.places,
        authorities.themes,
        names,
    )
    known = {loaded.record.id for loaded in records}
    for file in sorted((home / "conventions").glob("*.yaml")):
        try:
            other = load_record(file).record
        except InputError:  # its own validation says what is wrong with it
            continue
        if other.id not in known:
            graph = names.graph(other.id)
            quads = record_quads(other, authorities, names)
            yield from (quad for quad in quads if quad.graph_name == graph)


def _proposed_lines(
    records: Iterable[LoadedRecord], names: Names
) -> Iterator[tuple[str, tuple[Path, int | None]]]:
    for loaded in records:
        for index, entry in enumerate(loaded.record.proposed.organisations):
            iri = names.thing("organisation", entry.key).value
            yield iri, (loaded.file.path, loaded.file.line(("proposed", "organisations", index)))


def _authority_lines(
    files: Iterable[Path], names: Names
) -> Iterator[tuple[str, tuple[Path, int | None]]]:
    for file in files:
        loaded = load_yaml(file)
        for section, kind in _KINDS.items():
            entries = loaded.value.get(section) if isinstance(loaded.value, dict) else None
            for index, entry in enumerate(entries if isinstance(entries, list) else []):
                if isinstance(entry, dict) and "key" in entry:
                    iri = names.thing(kind, str(entry["key"])).value
                    yield iri, (file, loaded.line((section, index)))


# -- RDF -----------------------------------------------------------------------------------------


def _validate_rdf(files: Iterable[Path], checks: Checks) -> Report:
    texts = {file: _text(file) for file in files}
    quads = [quad for file, text in texts.items() for quad in _parsed(file, text)]
    return validate_quads(quads, checks, locate=RdfPlaces(texts))


def _text(file: Path) -> str:
    try:
        content = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
        return content.decode()
    except UnicodeDecodeError as error:
        raise RdfError(
            fr=f"{file} : pas de l'UTF-8 à l'octet {error.start} ; l'enregistrer en UTF-8",
            en=f"{file}: not UTF-8 at byte {error.start}; save it as UTF-8",
        ) from error
    except (OSError, EOFError) as error:
        raise InputError(
            fr=f"{file} : ne peut être lu ({error})", en=f"{file}: cannot be read ({error})"
        ) from error


def _parsed(file: Path, text: str) -> Iterator[Quad]:
    try:
        yield from parse(
            text,
            format=_rdf_format(file),
            base_iri=file.absolute().as_uri(),
            rename_blank_nodes=True,
        )
    except SyntaxError as error:
        line = f":{error.lineno}" if error.lineno else ""
        raise RdfError(
            fr=f"{file}{line} : mal formé : {error.msg}\n"
            "    le corriger là, ou donner au fichier la fin du format où il est",
            en=f"{file}{line}: does not parse: {error.msg}\n"
            "    mend it there, or give the file the ending of the format it is in",
        ) from error
