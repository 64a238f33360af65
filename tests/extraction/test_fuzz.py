"""Damaged texts: a draft or an error of ours, and work that grows no faster than the text."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutations import mutated

from cooperation_kg.authorities import load_authorities
from cooperation_kg.documents import Source
from cooperation_kg.errors import SourceError
from cooperation_kg.extraction.draft import as_yaml
from cooperation_kg.extraction.extract import extract

HERE = Path(__file__).parent
TEXTS = [
    path
    for folder in ("samples", "held_out", "variety")
    for path in sorted((HERE / folder).iterdir())
    if path.suffix in {".txt", ".md"}
]
ROUNDS = 2
LENGTH = 5_000


@pytest.fixture(scope="module")
def authorities(root):
    return load_authorities(root / "data" / "authorities")


def drafted(text, authorities):
    """The draft, written; None where the text is refused with an error of ours."""
    try:
        return as_yaml(extract(Source("essai", text), authorities))
    except SourceError:
        return None


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_damaged_text_gives_a_draft_or_an_error_of_ours(path, authorities):
    text = path.read_text("utf-8")
    for seed in range(ROUNDS):
        first = min(seed * LENGTH, max(0, len(text) - LENGTH))
        drafted(mutated(seed + 100 * TEXTS.index(path), text[first : first + LENGTH]), authorities)


WORDS = st.sampled_from(
    ["Axe 1", "Action n° 2 :", "Pilotes :", "Budget", "Partenaires\t", "1.1.", "Vu", "entre",
     "de la",
     "DVD – DU", "12 M€", "(", "« ", "| ", "\n", "\n\n", "#### ", "2019-2020", "Comité de pilotage",
     "Fait à", "…", "\ue000", " : ", "\x0c", "se réunit deux fois par an", "Objectifs   Actions"]
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.one_of(WORDS, st.text(max_size=12)), max_size=60))
def test_words_of_conventions_in_any_order_give_a_draft(authorities, words):
    drafted(" ".join(words), authorities)


GROWING = {
    "one long line": "le Département et la Ville travaillent avec la RATP, ",
    "acronyms in a cell": "DVD, DEVE – DU ; ",
    "open brackets": "(« ",
    "headings": "Axe 1 : Agir\n\nAction 1 : Planter\n\n",
    "labels": "Partenaires :\nBudget :\n",
    "short lines": "Un mot\n",
    "numbered list": "1. Planter\n\n2. Semer\n\n",
    "cells": "| Budget | 3 € | Pilote | DVD |\n",
    "sums": "12 000 € et 3 M€ pour ",
    "acronyms opened": "Direction de la voirie (DV), ",
    "bodies": "Le comité de pilotage, composé de la Ville, se réunit une fois par an.\n",
    "spaces": " \t",
}


@pytest.mark.parametrize("pattern", GROWING.values(), ids=GROWING.keys())
def test_twice_the_text_is_at_most_twice_the_work(pattern, authorities):
    def work(times):
        calls = 0

        def count(*_event):
            nonlocal calls
            calls += 1

        text = "Convention\n\nAction 1 : Agir\nBudget : 3 €\nPartenaires : ARS\n" + pattern * times
        sys.setprofile(count)
        try:
            drafted(text, authorities)
        finally:
            sys.setprofile(None)
        return calls

    work(40)  # what is compiled or read once is no part of it
    assert work(160) <= 2.3 * work(80)
