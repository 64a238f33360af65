"""What each trace of a column costs, in nats: minus the logarithm of how often it is seen.

The figures are counts of the curated tables of the contrat de ville de Paris (136 rows, some 1,240
values), smoothed: what was seen once or never there costs four to six, not without end, because
other documents will have it. Each row of a matrix is the column that is left, each item the one
that is entered, in the order objective, action, lever.
"""

from __future__ import annotations

from cooperation_kg.extraction.table_wording import Opening

Costs = tuple[float, float, float]
Turns = tuple[Costs, Costs, Costs]

BLANK: Turns = ((6.0, 0.05, 4.0), (4.2, 3.7, 0.15), (2.2, 1.6, 0.55))
"""After a blank line, in a text that tells empty lines from empty paragraphs of a cell."""

SPACED: Turns = ((6.0, 2.3, 6.0), (5.5, 2.5, 2.5), (4.5, 4.0, 2.2))
"""After an empty paragraph, in such a text: mostly the cell goes on."""

EITHER: Turns = ((6.0, 0.05, 4.0), (4.1, 2.4, 0.15), (2.2, 1.6, 0.4))
"""After a gap that tells nothing more."""

BY_ROW: Turns = ((6.0, 0.05, 4.0), (2.8, 0.7, 0.8), (0.6, 4.0, 0.8))
"""The same in a text that prints all actions of a row, then all its levers."""

BESIDE: Turns = ((6.0, 0.05, 4.0), (2.2, 1.0, 0.7), (1.1, 1.1, 1.1))
"""The same in a text that prints each action with what few levers it has, and often none."""

TIGHT: Turns = ((6.0, 2.3, 6.0), (6.0, 1.2, 2.6), (4.5, 4.2, 0.2))
"""With nothing in between, in a text that has blank lines."""

LEAD: Turns = ((6.0, 0.3, 5.0), (5.0, 2.0, 0.2), (0.8, 0.9, 1.0))
"""At a line that white space begins."""

HEAD: Turns = ((0.1, 3.0, 2.8), (0.1, 3.0, 2.8), (0.1, 3.0, 2.8))
SUITE: Turns = ((0.1, 2.5, 4.0), (0.1, 2.5, 4.0), (0.1, 2.5, 4.0))
"""Under a repeated head, without and with « (suite) »: mostly an objective."""

HEAD_ONLY: Turns = ((0.9, 1.0, 1.2), (0.9, 1.0, 1.2), (0.9, 1.0, 1.2))
"""Under a repeated head, in a text that prints no objective again: a page may break anywhere."""

BROKEN: Turns = ((0.5, 0.5, 0.5), (0.5, 0.5, 0.5), (0.5, 0.5, 0.5))
REST: Costs = (1.5, 1.0, 1.0)
"""Small letters after a page break: the rest of a cell, in any column."""

FIRST: Costs = (0.02, 4.0, 5.0)
"""The column of the first line."""

OPENINGS = {
    Opening.OTHER: (0.7, 0.6, 0.0),
    Opening.INFINITIVE: (0.2, 0.1, 0.2),
    Opening.AIM: (0.0, 0.5, 1.0),
    Opening.DEED: (0.8, 0.0, 0.4),
    Opening.FOLLOW: (1.0, 0.8, 0.0),
    Opening.USE: (3.5, 2.0, 0.0),
    Opening.NAME: (3.5, 2.0, 0.0),
}
"""How rare an opening is in each column."""

CLAUSES = (Opening.INFINITIVE, Opening.AIM, Opening.DEED)
VERBS = (*CLAUSES, Opening.FOLLOW, Opening.USE)

ONE_LINE: Costs = (2.4, 2.6, 1.3)
MORE_LINES: Costs = (0.1, 0.1, 0.4)
"""How rare a value of one line is in each column, and one of more."""

GO_ON = (0.0, 2.5, 3.5, 4.5, 0.5, 2.0, 6.0)
"""What it costs that a value goes on over a gap."""

GO_ON_BLANK = 5.5
"""The same over a blank line, in a text where nothing else parts values."""

CLOSED = 1.5
"""What it costs more that a capital goes on over a blank line with words that may end there."""

NAMED = 3.0
"""What it costs at most that a lever begins with a verb, where levers are names: no more than what
two lines wider than any other column show."""

LISTED = {";": 1.5, ",": 1.5, ":": 3.0}
"""A cell seldom ends with these: an item of it follows."""

UNLIKE = 1.0
"""What it costs to say that a text prints its rows otherwise than the one these were counted in."""

DRAWN_ANEW = 7.0
"""What it costs to say that the columns of a sheet are not those of the others."""
