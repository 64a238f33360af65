"""Files of a whole dataset for those who want all of it, with their checksums and its numbers.

    {folder}/cooperation-kg.{nq,trig,ttl,jsonld}.gz
    {folder}/SHA256SUMS         as sha256sum reads it
    {folder}/about.json         the statistics, and name, size and digest of each file

The work takes seconds of a processor, so a server runs it as a program of its own:
`python -m cooperation_kg.store.dumps SOURCE FOLDER BASE`.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse

from cooperation_kg.graph.serialise import write
from cooperation_kg.store.statistics import Statistics, count

__all__ = ["BUILDING", "DUMPS", "SUMS", "Dump", "Dumps", "make", "read"]

NAME = "cooperation-kg"
DUMPS = tuple(f"{NAME}.{ending}.gz" for ending in ("nq", "trig", "ttl", "jsonld"))
"""The files; Turtle has no graphs, and holds the union of all of them."""

SUMS = "SHA256SUMS"
BUILDING = ".building-"
_ABOUT = "about.json"
_NICENESS = 10


@dataclass(frozen=True)
class Dump:
    """One file of a dataset.

    Attributes:
        name: its name.
        size: its bytes.
        sha256: its digest, in hexadecimal.
    """

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Dumps:
    """The files of a dataset, and its numbers."""

    folder: Path
    files: tuple[Dump, ...]
    statistics: Statistics


def make(source: Path, folder: Path, base: str) -> None:
    """Makes the files in a folder that appears when all of them are there.

    Args:
        source: the dataset, as N-Quads.
        folder: where they shall lie; what is there already stays.
        base: what the dataset's own IRIs begin with.

    Raises:
        OSError: they cannot be written.
        SyntaxError: the source is no N-Quads.
    """
    quads = list(parse(path=source, format=RdfFormat.N_QUADS))
    # Each graph together, and in it each subject: so JSON-LD has one node a thing.
    quads.sort(key=lambda quad: (str(quad.graph_name), str(quad.subject)))
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=BUILDING, dir=folder.parent))
    try:
        files = [_written(quads, aside / name) for name in DUMPS]
        sums = "".join(f"{one.sha256}  {one.name}\n" for one in files)
        (aside / SUMS).write_text(sums, "ascii")
        about = {
            "files": [asdict(one) for one in files],
            "statistics": asdict(count(quads, base)),
        }
        (aside / _ABOUT).write_text(json.dumps(about), "utf-8")
        aside.chmod(0o755)
        if not folder.exists():
            aside.replace(folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _written(quads: Iterable[Quad], path: Path) -> Dump:
    if path.name == f"{NAME}.ttl.gz":  # a triple that two graphs say is written once
        union = dict.fromkeys(quad.triple for quad in quads)
        quads = (Quad(*triple) for triple in sorted(union, key=lambda t: str(t.subject)))
    write(quads, path)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Dump(path.name, path.stat().st_size, digest)


def read(folder: Path) -> Dumps:
    """The files that lie in a folder.

    Raises:
        OSError: there are none.
    """
    about = json.loads((folder / _ABOUT).read_text("utf-8"))
    files = tuple(Dump(**one) for one in about["files"])
    return Dumps(folder, files, Statistics.from_json(about["statistics"]))


if __name__ == "__main__":
    os.nice(_NICENESS)
    make(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
