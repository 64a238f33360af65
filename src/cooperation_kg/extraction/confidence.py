"""How sure a value is: how often a reader wrote the same one where its rule found it.

A rule says how well a case fits it; the table says how far the rule is to be trusted. Its shares
were counted on the curated documents and the sample conventions of `tests/extraction/variety`
(`tools/quality.py --rules` counts them again), rounded, and held below 0.99. A value a reader wrote
with more or fewer words, or did not care to write, counts as wrong: so « wrong » is often a detail.

The rules of tables and boxes are not in the table: they measure for each value how far the second
reading of it is from the best, which says more than how often the rule was right elsewhere.
"""

from __future__ import annotations

from cooperation_kg.extraction.reading import Notes

__all__ = ["RULES", "calibrate", "confidence"]

RULES: tuple[tuple[str, float, float], ...] = (
    # how the method begins, what the rule says where the case fits badly and well
    ("heading with a", 0.95, 0.99),
    ("heading of a section", 0.9, 0.9),
    ("list under a lead-in", 0.9, 0.98),
    ("a list of proposals in prose", 0.9, 0.9),
    ("budget:", 0.6, 0.97),
    ("deadline of a sheet", 0.93, 0.97),
    ("indicators of a sheet", 0.9, 0.96),
    ("partners of a sheet", 0.93, 0.97),
    ("pilots of a sheet", 0.8, 0.97),
    ("label without a value", 0.95, 0.95),
    ("number with a currency", 0.85, 0.95),
    ("number with a unit", 0.5, 0.5),
    ("prose: with", 0.85, 0.88),
    ("prose: members", 0.9, 0.9),
    ("prose: subject", 0.95, 0.95),
    ("prose: to", 0.85, 0.85),
    ("prose: bare", 0.8, 0.8),
    ("prose: by", 0.7, 0.7),
    ("prose: of", 0.7, 0.7),
    ("prose: known name", 0.74, 0.74),
    ("prose: date", 0.48, 0.48),
    ("prose: head or preposition", 0.45, 0.45),
    ("prose: number and noun", 0.5, 0.5),
    ("prose: sum in euros", 0.93, 0.93),
    ("a line of a glossary", 0.94, 0.94),
    ("an acronym beside its name", 0.88, 0.88),
    ("an acronym, its name after it", 0.8, 0.8),
    ("a body named", 0.9, 0.94),
    ("a member named", 0.93, 0.93),
    ("what a body is charged with", 0.25, 0.25),
    ("how often a body meets", 0.5, 0.85),
    ("a name beside an office", 0.8, 0.97),
    ("an office beside a name", 0.97, 0.97),
    ("the organisation of a signatory", 0.35, 0.35),
    ("a row of a table of neighbourhoods", 0.97, 0.97),
    ("an organisation named as a party", 0.9, 0.9),
    ("a heading that names a kind of text", 0.7, 0.7),
    ("a number before what it counts", 0.78, 0.78),
    ("a word for a", 0.48, 0.72),
    ("the operative words of a clause (resources)", 0.3, 0.3),
    ("the operative words of a clause", 0.6, 0.6),
)
"""For a rule, by how its method begins: the share of values that are right, where the rule itself
is below 0.9, and from there on."""

WELL = 0.9
"""From here on a case fits its rule well."""


def confidence(method: str, own: float) -> float:
    """How often a value is right.

    Args:
        method: the rule that found it.
        own: how well the case fits, as the rule says; kept where the rule was not counted.
    """
    for begins, badly, well in RULES:
        if method.startswith(begins):
            return well if own >= WELL else badly
    return own


def calibrate(notes: Notes) -> None:
    """Puts the table's shares in the place of what the rules say."""
    notes.settle(lambda note: confidence(note.method, note.confidence))
