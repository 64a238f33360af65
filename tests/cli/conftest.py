"""Runs a command as a user does: the real program, its output and its exit status."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str


Run = Callable[..., Ran]


def run_program(*words: object, stdin: str = "", **environment: str) -> Ran:
    done = subprocess.run(
        [sys.executable, "-c", "from cooperation_kg.cli import main; main()", *map(str, words)],
        input=stdin,
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "COLUMNS": "100", "NO_COLOR": "1", **environment},
        check=False,
    )
    assert "Traceback" not in done.stderr
    return Ran(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def run() -> Run:
    return run_program


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store built by the command itself."""
    folder = tmp_path_factory.mktemp("cli") / "store"
    built = run_program("build", "--store", folder)
    assert built.status == 0, built.err
    return folder


@pytest.fixture
def data(root: Path, tmp_path: Path) -> Path:
    """Our data with one record, to be spoiled."""
    folder = tmp_path / "data"
    (folder / "conventions").mkdir(parents=True)
    for name in ("authorities", "documents"):
        (folder / name).symlink_to(root / "data" / name)
    text = (root / "data" / "conventions" / "75-94.yaml").read_text("utf-8")
    (folder / "conventions" / "75-94.yaml").write_text(text, "utf-8")
    return folder
