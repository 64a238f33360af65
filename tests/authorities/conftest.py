"""A small folder of authorities, and the project's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cooperation_kg.authorities import Authorities, load_authorities

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes files of authorities, by their names, into a folder of their own."""

    def into_folder(**files: str) -> Path:
        for name, content in files.items():
            (tmp_path / f"{name}.yaml").write_text(content, encoding="utf-8")
        return tmp_path

    return into_folder


@pytest.fixture(scope="session")
def small_file() -> str:
    return Path(__file__).with_name("small.yaml").read_text(encoding="utf-8")


@pytest.fixture
def small(write: Write, small_file: str) -> Authorities:
    return load_authorities(write(small=small_file))


@pytest.fixture(scope="session")
def known(root: Path) -> Authorities:
    return load_authorities(root / "data" / "authorities")
