"""The process that makes one change to a store on disk, so that it can be stopped by killing it.

It is confined like the workers that answer queries. A change that is stopped leaves nothing
behind: it is made aside, and the next one who writes clears that away.

Run as `python -m cooperation_kg.store.editor STORE MEMORY_MB`, with the change on standard input;
what came of it is written to standard output.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from cooperation_kg.errors import StoreError
from cooperation_kg.store.confinement import confine, die_with_parent
from cooperation_kg.store.disk import DiskStore
from cooperation_kg.store.model import (
    Change,
    Condition,
    DatasetChoice,
    Effect,
    GraphAction,
    GraphChange,
    Limits,
    Part,
    Update,
)
from cooperation_kg.store.refusals import (
    QueryLimitError,
    QueryRefusedError,
    Reason,
    StoreFailedError,
    refusal,
)

__all__ = ["main", "pack", "read_outcome", "unpack"]


def pack(change: Change) -> bytes:
    """A change as it is sent: a line of JSON, then the bytes of its parts."""
    fields = asdict(change)
    if isinstance(change, Update):
        return json.dumps({"update": fields}).encode()
    fields["parts"] = [{"size": len(part.data), "format": part.format} for part in change.parts]
    line = json.dumps({"graph": fields}).encode()
    return b"".join((line, b"\n", *(part.data for part in change.parts)))


def unpack(sent: bytes) -> Change:
    """The change that was sent."""
    line, _, data = sent.partition(b"\n")
    read = json.loads(line)
    if (fields := read.get("update")) is not None:
        using = {name: tuple(iris) for name, iris in fields["using"].items()}
        return Update(
            fields["sparql"], DatasetChoice(**using), fields["base_iri"], Limits(**fields["limits"])
        )
    fields = read["graph"]
    parts: list[Part] = []
    start = 0
    for part in fields["parts"]:
        parts.append(Part(data[start : start + part["size"]], part["format"]))
        start += part["size"]
    versions, present = fields["condition"]["versions"], fields["condition"]["present"]
    return GraphChange(
        GraphAction(fields["action"]),
        fields["graph"],
        tuple(parts),
        fields["base_iri"],
        Condition(None if versions is None else tuple(versions), present),
    )


def read_outcome(text: bytes) -> Effect:
    """What came of a change.

    Raises:
        QueryRefusedError, QueryLimitError, StoreError: it was not made.
        ValueError: the process ended before it could say.
    """
    read: dict[str, Any] = json.loads(text)
    if "refused" in read:
        raise refusal(Reason(read["refused"]), **read["values"])
    if "failed" in read:
        raise StoreError(read["failed"])
    return Effect(**read["effect"])


def _outcome(folder: Path, change: Change, memory_mb: int) -> dict[str, Any]:
    try:
        return {"effect": asdict(DiskStore(folder).change(change))}
    except (QueryRefusedError, QueryLimitError, StoreFailedError) as error:
        return {"refused": error.reason, "values": error.values}
    except StoreError as error:
        return {"failed": str(error)}
    except MemoryError:
        return {"refused": Reason.UPDATE_MEMORY, "values": {"megabytes": memory_mb}}


def main(arguments: list[str]) -> None:
    """Reads a change, makes it, and says what came of it."""
    die_with_parent()
    folder, memory_mb = Path(arguments[0]), int(arguments[1])
    change = unpack(sys.stdin.buffer.read())
    confine(memory_mb)
    sys.stdout.write(json.dumps(_outcome(folder, change, memory_mb)))


if __name__ == "__main__":
    main(sys.argv[1:])
