"""A draft record as a reviewer works through it: YAML in the form of a record, with comments.

The values a rule is least sure of are listed first, each with its way, its line and the words.
Behind every value stands how sure the rule is of it. A draft becomes a record by being edited:
nothing takes it over by itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pydantic import BaseModel

from cooperation_kg.documents import Document, Places
from cooperation_kg.extraction.reading import Notes, clean
from cooperation_kg.records.evidence import statements
from cooperation_kg.records.model import Record
from cooperation_kg.records.proposed import Proposed
from cooperation_kg.records.values import Stated
from cooperation_kg.records.yaml import written_way

__all__ = ["Draft", "as_json", "as_yaml"]

_FIRST = 40
_AROUND = 50
_LINE_ENDS = re.compile(r"\s+")
_SURE = 0.9


@dataclass(frozen=True)
class Draft:
    """What was found in a document.

    Attributes:
        record: the values.
        notes: how each was found.
        document: what it was read from, where its lines and pages are to be shown.
    """

    record: Record
    notes: Notes
    document: Document | None = None

    def page(self, value: Stated) -> int | None:
        """The page a value begins on, counted; None where the document has none."""
        if self.document is None or not self.document.pages:
            return None
        return self.document.page_of(value.at.items[0].start or 0)

    def context(self, value: Stated) -> str:
        """The value among the words around it; nothing where no document is at hand."""
        if self.document is None:
            return ""
        text, first, last = self.document.text, value.at.items[0], value.at.items[-1]
        start, end = first.start or 0, last.end or 0
        around = text[max(0, start - _AROUND) : end + _AROUND]
        printed = clean(_LINE_ENDS.sub(" ", around))
        return printed if len(printed) <= 3 * _AROUND + 20 else ""

    def unsure(self) -> list[tuple[float, str, Stated]]:
        """The values a rule is not sure of, with the way to them, the least sure first."""
        found = []
        for way, value in statements(self.record):
            note = self.notes.of(value)
            if note is not None and note.confidence < _SURE:
                found.append((note.confidence, written_way(way), value))
        return sorted(found, key=lambda item: (item[0], item[2].at.line, item[1]))


def as_json(draft: Draft) -> str:
    """The draft as JSON: the record, and a list of notes with the way to each value."""
    notes = []
    for way, value in statements(draft.record):
        note = draft.notes.of(value)
        if note is not None:
            notes.append({
                "path": written_way(way),
                "confidence": note.confidence,
                "method": note.method,
                "line": value.at.line,
                **({"page": page} if (page := draft.page(value)) else {}),
            })  # fmt: skip
    content = {"record": draft.record.model_dump(mode="json", exclude_defaults=True)}
    return json.dumps({**content, "notes": notes}, ensure_ascii=False, indent=2) + "\n"


def as_yaml(draft: Draft) -> str:
    """The draft as YAML, to be reviewed."""
    return "\n".join([*_head(draft), *_block(draft.record, "", draft.notes)]) + "\n"


def _head(draft: Draft) -> Iterator[str]:
    unsure = draft.unsure()
    total = sum(1 for _ in statements(draft.record))
    yield "# Brouillon extrait par un programme : à relire contre le texte avant d'en faire foi."
    yield "# Draft extracted by a program: read it against the text before it becomes a record."
    yield f"# {total} values; {len(unsure)} below {_SURE}; the least sure first:"
    for confidence, way, value in unsure[:_FIRST]:
        words = value.text if len(value.text) <= 80 else f"{value.text[:79]}…"
        page = draft.page(value)
        place = f"p. {page}, L{value.at.line}" if page else f"L{value.at.line}"
        yield f"#   {confidence:.2f} {way} ({place}): « {words} »"
        if context := draft.context(value):
            yield f"#        … {context} …"
    if len(unsure) > _FIRST:
        yield f"#   … and {len(unsure) - _FIRST} more, marked below"
    if draft.record.proposed != Proposed():
        yield "# Les entrées proposées à la fin (proposed) : à vérifier, puis à déplacer, les"
        yield "# organisations dans data/authorities (organisations) et le document dans"
        yield "# data/documents."
        yield "# The entries proposed at the end: check, then move them to data/authorities"
        yield "# (organisations) and data/documents (document)."


def _block(model: BaseModel, indent: str, notes: Notes) -> Iterator[str]:
    for name in type(model).model_fields:
        value = getattr(model, name)
        if value is None or value == type(model).model_fields[name].default:
            continue
        yield from _entry(f"{indent}{name}:", value, f"{indent}  ", notes)


def _entry(head: str, value: object, indent: str, notes: Notes) -> Iterator[str]:
    if isinstance(value, tuple):
        if all(isinstance(item, str) for item in value):
            yield f"{head} [{', '.join(map(_scalar, value))}]"
            return
        yield head
        for item in value:
            yield from _item(item, indent, notes)
    elif isinstance(value, Stated):
        yield f"{head} {_flow(value)}{_comment(value, notes)}"
    elif isinstance(value, BaseModel):
        lines = list(_block(value, indent, notes))
        if lines:
            yield head
            yield from lines
    elif isinstance(value, dict):
        yield f"{head} {_flow(value)}"
    else:
        yield f"{head} {_scalar(value)}"


def _item(item: object, indent: str, notes: Notes) -> Iterator[str]:
    if isinstance(item, Stated):
        yield f"{indent}- {_flow(item)}{_comment(item, notes)}"
        return
    if isinstance(item, BaseModel):
        lines = list(_block(item, f"{indent}  ", notes))
        if lines:
            yield f"{indent}- {lines[0].lstrip()}"
            yield from lines[1:]
        return
    yield f"{indent}- {_scalar(item)}"


def _comment(value: Stated, notes: Notes) -> str:
    note = notes.of(value)
    return "" if note is None else f"  # {note.confidence:.2f} {note.method}"


def _flow(value: object) -> str:
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        given = {
            name: getattr(value, name)
            for name in fields
            if getattr(value, name) is not None and getattr(value, name) != fields[name].default
        }
        return _flow(given)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_flow(item)}" for name, item in value.items()) + "}"
    if isinstance(value, tuple):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    return _scalar(value)


def _scalar(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Places):
        return f'"{value}"' if len(value.items) > 1 else str(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, int):
        return str(value)
    # JSON's quoting is YAML's double-quoted style: every character survives.
    return json.dumps(str(value), ensure_ascii=False)
