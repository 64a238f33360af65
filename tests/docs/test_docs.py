"""What the documents say of the project is so."""

import doctest
import importlib
import re
import runpy
from pathlib import Path

import pytest

from cooperation_kg.questions import Catalogue


def test_the_page_of_settings_is_the_table_of_settings(root):
    written = runpy.run_path(str(root / "tools" / "settings_table.py"))["page"]()
    assert (root / "docs" / "settings.md").read_text("utf-8") == written


@pytest.mark.parametrize("name", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_every_file_a_document_names_is_there(root, name):
    text = (root / name).read_text("utf-8")
    named = re.findall(r"\]\(([\w./-]+)\)", text) + re.findall(
        r"`((?:data|tests|docs)/[\w./-]+)`", text
    )
    assert named
    for path in named:
        assert (root / path).exists(), path


def test_every_question_the_readme_asks_is_in_the_catalogue(root):
    known = {question.id for question in Catalogue(root / "queries")}
    asked = re.findall(r"ask ([a-z][a-z-]+)", (root / "README.md").read_text("utf-8"))
    assert set(asked) <= known


SOURCE = Path(__file__).parents[2] / "src"
WITH_EXAMPLES = [path for path in sorted(SOURCE.rglob("*.py")) if ">>>" in path.read_text("utf-8")]


@pytest.mark.parametrize("path", WITH_EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_in_docstrings_are_so(path):
    name = ".".join(path.relative_to(SOURCE).with_suffix("").parts)
    result = doctest.testmod(importlib.import_module(name))
    assert result.attempted > 0
    assert result.failed == 0
