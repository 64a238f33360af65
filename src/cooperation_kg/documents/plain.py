"""Plain text: characters as they are; a form feed ends a page."""

from __future__ import annotations

from cooperation_kg.documents.document import Page, Reading

__all__ = ["pages_of", "read_plain"]


def read_plain(text: str) -> Reading:
    """Reads plain text, which knows no blocks."""
    return Reading(text, pages=pages_of(text))


def pages_of(text: str) -> tuple[Page, ...]:
    r"""The pages form feeds make; none where the text has no form feed.

    >>> [(page.number, page.start, page.end) for page in pages_of("un\fdeux")]
    [(1, 0, 3), (2, 3, 7)]
    """
    pages, start = [], 0
    for number, part in enumerate(text.split("\f"), 1):
        end = min(start + len(part) + 1, len(text))
        pages.append(Page(number, start, end))
        start = end
    return tuple(pages) if len(pages) > 1 else ()
