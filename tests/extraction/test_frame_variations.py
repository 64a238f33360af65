"""However the frame of a convention is written, the record is the same."""

from __future__ import annotations

import pytest
from frame_variations import rewritten

from cooperation_kg.authorities import Authorities
from cooperation_kg.documents import Source
from cooperation_kg.extraction.extract import extract

SEEDS = range(80)


def plain(words: str) -> str:
    return words.replace("’", "'")


@pytest.mark.parametrize("seed", SEEDS)
def test_a_rewritten_frame_says_the_same(seed: int) -> None:
    text, facts = rewritten(seed)
    record = extract(Source("sample", text), Authorities()).record
    assert {plain(party.text) for party in record.parties} == facts.parties
    bodies = {
        plain(body.name.text).casefold(): (
            str(body.frequency.per_year) if body.frequency else "",
            {plain(member.printed_name) for member in body.members},
        )
        for body in record.governance
    }
    assert bodies == facts.bodies
    lengths = {(clause.kind, clause.months) for clause in record.clauses if clause.months}
    assert lengths == facts.clauses
    assert {signatory.text for signatory in record.signatories} == facts.signatories
    assert {(declared.what, declared.count) for declared in record.declared} == facts.counts
    assert {acronym.acronym for acronym in record.acronyms} == facts.acronyms
