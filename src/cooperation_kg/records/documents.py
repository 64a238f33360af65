"""The catalogue of source documents: what each is, and how its file is known again.

The project holds facts taken from the documents, not the documents: the digest says which version
of a file the places of a record are counted in.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field

from cooperation_kg.errors import InputError, Problem, RecordError
from cooperation_kg.records.values import Key, PartialDate, RecordModel
from cooperation_kg.records.yaml import load_model

__all__ = ["DocumentEntry", "load_documents"]


class DocumentEntry(RecordModel):
    """A source document.

    Attributes:
        id: its id, which the record made from it has too.
        title: as the document states it.
        publisher: who published it, or the parties that drew it up; None where it names neither.
        date: as the document states it, as precise as that is; None where it states none.
        file: the file's name.
        sha256: the digest of the file's bytes, in hexadecimal.
        language: the code of its language, as in ISO 639-1.
        media_type: the type of the file, as IANA registers them.
        characters: how many code points the text has that places are counted in.
    """

    id: Key
    title: str = Field(min_length=1)
    publisher: str | None = Field(default=None, min_length=1)
    date: PartialDate | None = None
    file: str = Field(min_length=1)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    language: str = Field(default="fr", pattern=r"^[a-z]{2}$")
    media_type: Literal[
        "text/plain", "text/markdown", "text/html", "application/pdf",
        "application/vnd.oasis.opendocument.text",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ] = "text/plain"  # fmt: skip
    characters: int = Field(gt=0)


def load_documents(folder: Path) -> dict[str, DocumentEntry]:
    """Reads the catalogue, a file a document, by the documents' ids.

    Raises:
        InputError: there is no such folder, or a file cannot be read.
        RecordError: a file does not fit the model, or two describe one document.
    """
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder; give the one that holds the catalogue")
    documents: dict[str, DocumentEntry] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            entry, loaded = load_model(path, DocumentEntry)
        except RecordError as error:
            problems.extend(error.problems)
            continue
        if entry.id in documents:
            message = f"document « {entry.id} » is described in another file already"
            remedy = "keep one of the two"
            problems.append(Problem(path, loaded.line(("id",)), message, "id", remedy))
        documents[entry.id] = entry
    if problems:
        raise RecordError(problems)
    return documents
