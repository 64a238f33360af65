"""An upload on its way through the process that checks it."""

from __future__ import annotations

import asyncio
import json
import os
import re
import sys
import tempfile
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from cooperation_kg.errors import InputError
from cooperation_kg.settings import Settings
from cooperation_kg.store.refusals import Reason, refusal

__all__ = ["Outcome", "Places", "Step", "Upload", "check"]

_UNSAFE = re.compile(r"[^\w.-]+")
_OTHERWISE = {
    "fr": "le diviser, ou prendre la commande : cooperation-kg validate",
    "en": "split it, or use the command: cooperation-kg validate",
}
_LONGEST_LINE = 256 << 20


class Upload(Protocol):
    """What a visitor brings, read part by part."""

    async def read(self, size: int, /) -> bytes:
        """The next bytes; none at the end."""
        ...


@dataclass(frozen=True, slots=True)
class Step:
    """Something begins: `start`, `read`, `extract`, `link` or `shapes`."""

    name: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found.

    Attributes:
        conforms: whether no rule is violated.
        reports: the report in each format of `validation.FORMATS`, by language.
        draft: the draft record of a document, in YAML; None for records and RDF.
    """

    conforms: bool
    reports: Mapping[str, Mapping[Literal["fr", "en"], str]]
    draft: str | None


class Places:
    """How many uploads are checked at a time; who comes beyond that waits a little."""

    def __init__(self, settings: Settings) -> None:
        self._free = asyncio.Semaphore(settings.upload_workers)
        self._patience = settings.query_wait_limit_s

    @asynccontextmanager
    async def one(self) -> AsyncIterator[None]:
        """A place.

        Raises:
            QueryLimitError: none came free in time.
        """
        try:
            await asyncio.wait_for(self._free.acquire(), self._patience)
        except TimeoutError:
            raise refusal(Reason.BUSY, seconds=self._patience) from None
        try:
            yield
        finally:
            self._free.release()


async def check(
    upload: Upload, name: str, settings: Settings, places: Places
) -> AsyncGenerator[Step | Outcome, None]:
    """The steps of the check, and what was found last; nothing of the upload is kept.

    Args:
        upload: the content.
        name: its file name; the ending tells what it is.
        settings: limits of time, memory and number.
        places: who has one is checked.

    Raises:
        InputError: it cannot be used, or takes more time or memory than it may.
        QueryLimitError: too many are being checked.
    """
    with tempfile.TemporaryDirectory(prefix="cooperation-kg-") as folder:
        file = Path(folder) / (_UNSAFE.sub("_", Path(name).name)[-100:].lstrip(".-") or "upload")
        with file.open("wb") as output:
            while part := await upload.read(1 << 20):
                output.write(part)
        async with places.one():
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", f"{__package__}.inspection", file.name,
                str(settings.upload_memory_limit_mb),
                cwd=folder,
                env=_environment(settings),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                limit=_LONGEST_LINE,
            )  # fmt: skip
            try:
                async for found in _said(process, file.name, settings.upload_time_limit_s):
                    yield found
            finally:
                if process.returncode is None:
                    process.kill()
                await process.wait()


def _environment(settings: Settings) -> dict[str, str]:
    """What the process needs to run, and no secret of ours."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "HOME") if name in os.environ}
    return {**kept, "COOPERATION_KG_BASE_IRI": settings.base_iri, "PYTHONUTF8": "1"}


async def _said(
    process: asyncio.subprocess.Process, name: str, seconds: float
) -> AsyncGenerator[Step | Outcome, None]:
    if process.stdout is None:
        raise RuntimeError("the process has no output to read")
    try:
        async with asyncio.timeout(seconds):
            async for line in process.stdout:
                said = json.loads(line)
                if "refused" in said:
                    raise InputError(**said["refused"])
                if "step" in said:
                    yield Step(said["step"])
                else:
                    yield Outcome(said["conforms"], said["reports"], said["draft"])
                    return
    except TimeoutError:
        raise InputError(
            fr=f"{name} : la vérification dépasse {seconds:g} s ; {_OTHERWISE['fr']}",
            en=f"{name}: checking it takes more than {seconds:g} s; {_OTHERWISE['en']}",
        ) from None
    raise InputError(
        fr=f"{name} : la vérification demande trop de mémoire ; {_OTHERWISE['fr']}",
        en=f"{name}: checking it takes more memory than it may; {_OTHERWISE['en']}",
    )
