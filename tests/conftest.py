"""What many tests share: the corpus, where it is present."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of source documents; tests over it are skipped where it is missing."""
    named = os.environ.get("COOPERATION_KG_CORPUS", "")
    folder = Path(named) if named else ROOT.parent / "shared" / "corpus"
    if not folder.is_dir():
        pytest.skip("the source documents are not here: set COOPERATION_KG_CORPUS to their folder")
    return folder
