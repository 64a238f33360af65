"""Bodies of governance while they are read, and how two tellings of one become one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cooperation_kg.extraction.bodies import Name, Rhythm, same_body, same_name
from cooperation_kg.records.values import Participant, Stated

__all__ = ["BodyDraft", "merged"]


@dataclass
class BodyDraft:
    """A body while it is read."""

    name: Name
    line: int
    local: bool
    headed: bool
    rhythm: Rhythm | None = None
    members: list[Participant] = field(default_factory=list)
    duties: list[Stated] = field(default_factory=list)

    @property
    def told(self) -> int:
        """How much the text tells of it."""
        return 2 * (self.rhythm is not None) + len(self.members) + len(self.duties)


def merged(drafts: Sequence[BodyDraft]) -> list[BodyDraft]:
    """Bodies told of twice, in a report and in the text itself, are one: the fuller is kept."""
    kept: list[BodyDraft] = []
    for draft in drafts:
        twin = next((other for other in kept if _is_twin(other, draft)), None)
        if twin is None:
            kept.append(draft)
            continue
        fuller = draft if draft.told >= twin.told and not _less(draft, twin) else twin
        other = twin if fuller is draft else draft
        fuller.rhythm = fuller.rhythm or other.rhythm
        fuller.members = fuller.members or other.members
        fuller.duties = fuller.duties or other.duties
        kept[kept.index(twin)] = fuller
    return [draft for draft in kept if draft.told or not _is_generic(draft, kept)]


def _is_generic(draft: BodyDraft, others: Sequence[BodyDraft]) -> bool:
    """Whether a name only announces bodies that are named in full elsewhere."""
    return any(
        other is not draft
        and same_body(draft.name.text, other.name.text)
        and len(other.name.text) > len(draft.name.text)
        for other in others
    )


def _less(draft: BodyDraft, twin: BodyDraft) -> bool:
    return draft.rhythm is None and twin.rhythm is not None and not draft.members


def _is_twin(one: BodyDraft, other: BodyDraft) -> bool:
    if not same_body(one.name.text, other.name.text):
        return False
    if one.rhythm is not None and other.rhythm is not None:
        return one.rhythm.per_year == other.rhythm.per_year
    return same_name(one.name.text, other.name.text)
