"""The sample that breaks no rule, and the ways to break it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cooperation_kg.validation import Checks, load_checks

ROOT = Path(__file__).parents[2]
SAMPLE = Path(__file__).parent / "data"


@pytest.fixture(scope="session")
def checks() -> Checks:
    return load_checks(ROOT / "shapes", ROOT / "ontology")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the sample's data folder, to be changed."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "data"))


@pytest.fixture
def record(data: Path) -> Path:
    return data / "conventions" / "valmont-rocbourg.yaml"
