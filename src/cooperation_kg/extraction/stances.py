"""How a sentence says that an organisation takes part, and how firmly.

A name takes part where a cue leads to it (« en partenariat avec », « porté par », « confié à »),
where it is the subject of a verb of doing (« l'agence pourra établir »), or where a parenthesis
lists the members of a group. How firmly is said by the mood of the verb that governs the cue:
future and present engagement are firm, conditional and « pouvoir » possible, perfect past; an
organisation that only stands in the description of things as they are is mentioned. What is
denied, and what stands in the title of another agreement (« convention entre … et … »), is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cooperation_kg.extraction.cues import (
    ACTS,
    AGREEMENT,
    ARTICLE,
    AUXILIARY,
    BEGINS,
    BY,
    COMMON,
    COMPANY,
    DENIED,
    DESCRIBED,
    DOES,
    DONE,
    FINISHED,
    INVOLVED,
    JOINT,
    JOINTLY,
    LEAD,
    MOODS,
    RESERVED,
    RULES,
    STATIVE,
    SUBJECT,
    TAKES_PART,
    YEAR,
    Rule,
    Status,
)
from cooperation_kg.extraction.lexicon import Name
from cooperation_kg.extraction.sentences import Sentence

__all__ = ["Stance", "Status", "stances"]


@dataclass(frozen=True, slots=True)
class Stance:
    """The part a name takes in a sentence.

    Attributes:
        name: the name.
        status: how firmly.
        rule: by what it was found.
    """

    name: Name
    status: Status
    rule: Rule


_PARTNERS = frozenset(("organisation", "category", "proper", "territory", "facility"))


def stances(sentence: Sentence, names: Sequence[Name]) -> tuple[Stance, ...]:
    """The part each name of a sentence takes; names that take none are left out."""
    return tuple(_Judge(sentence, names).all())


class _Judge:
    def __init__(self, sentence: Sentence, names: Sequence[Name]) -> None:
        self.text = sentence.text
        self.lead = sentence.lead
        self.names = names
        self.marks = _marks(self.text)
        self.groups = [part for group in self._grouped() for part in self._parted(group)]
        self.barred = {
            name.start for cue in AGREEMENT.finditer(self.text) for name in self._after(cue.end())
        }

    def all(self) -> Iterator[Stance]:
        found: dict[int, Stance] = {}
        for stance in (*self._members(), *self._cued(), *self._agents(), *self._subjects()):
            if stance.name.kind in _PARTNERS and stance.name.start not in self.barred:
                found.setdefault(stance.name.start, stance)
        opened = self._opened()
        return (found[start] for start in sorted(found) if start not in opened)

    def _grouped(self) -> Iterator[list[Name]]:
        """Names joined by commas and « et », so that what is said of one is said of all."""
        group: list[Name] = []
        for name in self.names:
            if group and _is_apposed(self.text, group[-1], name):
                continue
            if group and not JOINT.fullmatch(self.text, _until(group[-1]), name.start):
                yield group
                group = []
            group.append(name)
        if group:
            yield group

    def _parted(self, group: list[Name]) -> Iterator[list[Name]]:
        """« Avec l'appui de A, B et C pourront… »: what leads the sentence, and its subject."""
        led = not BEGINS.search(self.text[max(0, group[0].start - 30) : group[0].start])
        subject = SUBJECT.match(self.text, _until(group[-1]))
        first = not any(mark[0] < group[0].start for mark in self.marks)
        if led and first and subject and AUXILIARY.match(subject["verb"]):
            for at in range(1, len(group)):
                if "," in self.text[group[at - 1].end : group[at].start]:
                    yield group[:at]
                    yield group[at:]
                    return
        yield group

    def _after(self, position: int) -> list[Name]:
        """The names a cue that ends here leads to."""
        for group in self.groups:
            for index, name in enumerate(group):
                if name.start >= position:
                    led = LEAD.fullmatch(self.text, position, name.start)
                    return _before_a_place(group[index:]) if led else []
        return []

    def _cued(self) -> Iterator[Stance]:
        for rule, cue, status in RULES:
            for match in cue.finditer(self.text):
                led = self._after(match.end())
                if not led or self._denied(match.start()):
                    continue
                meant = status or self._entrusted(match) or self._mood(match.start(), rule)
                if meant is not None:
                    together = rule == "with" or (rule == "bare" and self._together(match.start()))
                    fitting = (n for n in led if together or self._fits(rule, match, n))
                    yield from (Stance(name, meant, rule) for name in fitting)

    def _together(self, at: int) -> bool:
        """Whether a bare « avec » joins those who do something, and not two things."""
        before = self.text[max(0, at - 60) : at]
        return (JOINTLY.search(before) or DESCRIBED.search(before)) is not None

    def _entrusted(self, match: re.Match[str]) -> Status | None:
        """« a été confié à » says who is in charge, whatever else the sentence announces."""
        if not re.match(r"confiée?s?\b", match.group()):
            return None
        auxiliary = self.text[max(0, match.start() - 25) : match.start()]
        for status, mood in MOODS[:2]:
            if mood.search(auxiliary):
                return status
        return "past" if re.search(r"\b(?:avait|avaient)\s*$", auxiliary) else "mentioned"

    def _fits(self, rule: Rule, match: re.Match[str], name: Name) -> bool:
        """A kind of partners is told apart from a public, and a town from an administration."""
        if rule == "bare":
            return name.kind in ("organisation", "category")
        if rule == "of":
            letters = self.text[name.start : name.end]
            proper = name.kind == "proper" and (letters.isupper() or ACTS.match(match.group()))
            return name.kind == "organisation" or bool(proper)
        of = not match.group().startswith("auprès")
        return name.kind in ("organisation", "proper", "facility") or (
            of and name.kind == "category"
        )

    def _agents(self) -> Iterator[Stance]:
        for match in BY.finditer(self.text):
            if self._denied(match.start()):
                continue
            for name in self._after(match.end()):
                status = self._agency(match)
                if name.kind != "territory" and (name.kind, status) != ("category", "mentioned"):
                    yield Stance(name, status, "by")

    def _agency(self, match: re.Match[str]) -> Status:
        """The mood of « sera piloté par », « réalisée en 2018 par », « porté par »."""
        aux, done = match["aux"] or "", match["done"] or ""
        for status, pattern in MOODS[:2]:
            if pattern.search(aux):
                return status
        if "été" in aux:
            return "past"
        if FINISHED.match(done):
            dated = YEAR.search(self.text, max(0, match.start() - 10), match.end() + 60)
            earlier = [mark for mark in self.marks if mark[0] < match.start()]
            return earlier[-1][1] if earlier and not dated else "past"
        mood = self._mood(match.start(), "by") if not done else None
        return mood if mood == "firm" else "mentioned"

    def _subjects(self) -> Iterator[Stance]:
        for group in self.groups:
            if not BEGINS.search(self.text[max(0, group[0].start - 30) : group[0].start]):
                continue
            match = SUBJECT.match(self.text, _until(group[-1]))
            if match is None or match["deny"]:
                continue
            for name in group:
                status = _doing(match, name)
                if status is not None:
                    yield Stance(name, status, "subject")

    def _members(self) -> Iterator[Stance]:
        """The organisations a parenthesis lists, each with the mood of what stands before."""
        for open_, members in self._lists():
            for name in members:
                local = name.kind == "territory" and not self._before(open_)
                mood = self._mood(open_, "members")
                if not local and mood is not None:
                    yield Stance(name, mood, "members")

    def _lists(self) -> Iterator[tuple[int, list[Name]]]:
        for group in self.groups:
            inside = [n for n in group if n.kind in _PARTNERS or n.kind == "own"]
            before = self.text[: group[0].start].rstrip()
            if len(inside) >= 2 and len(inside) == len(group) and self._opens(before):
                yield len(before) - 1, inside

    def _opens(self, before: str) -> bool:
        """Whether what stands before a list says that it is one of members."""
        before = ARTICLE.sub("", before)
        return before.endswith("(") or COMPANY.search(before[-80:]) is not None

    def _before(self, open_: int) -> Name | None:
        """The group of partners a parenthesis opens, if one stands before it."""
        for name in self.names:
            if name.kind in ("category", "vague") and 0 <= open_ - name.end <= 1:
                return name
        return None

    def _opened(self) -> set[int]:
        """Groups whose members are named: the members take part, the group is not one more."""
        groups = (self._before(open_) for open_, _ in self._lists())
        return {name.start for name in groups if name is not None}

    def _denied(self, at: int) -> bool:
        clause = max(self.text.rfind(mark, 0, at) for mark in ",;:(") + 1
        return DENIED.search(self.text, clause, at) is not None

    def _mood(self, at: int, rule: Rule) -> Status | None:
        """The mood that governs what stands at `at`."""
        clause = max(self.text.rfind(mark, 0, at) for mark in ".;:") + 1
        if RESERVED.search(self.text, clause, at) and "," not in self.text[clause:at]:
            return "mentioned"
        earlier = [mark for mark in self.marks if mark[0] <= at]
        described = DESCRIBED.search(self.text[max(0, at - 60) : at])
        if rule in ("with", "bare") and described and not earlier and not _marks(self.lead):
            return "past" if FINISHED.match(described[1]) else "mentioned"
        if earlier:
            return earlier[-1][1]
        if self.marks:
            return self.marks[0][1]
        led = _marks(self.lead)
        if led:
            return led[-1][1]
        return "firm" if rule == "with" else "mentioned"


def _until(name: Name) -> int:
    return max(name.until, name.end)


def _before_a_place(names: list[Name]) -> list[Name]:
    """« les pôles de Rungis et d'Orly » are places, the second as the first."""
    kept: list[Name] = []
    placed = False
    for name in names:
        placed = placed or name.kind in ("place", "infrastructure")
        if not (placed and name.kind in ("territory", "proper")):
            kept.append(name)
    return kept


def _is_apposed(text: str, before: Name, name: Name) -> bool:
    """« la Sogaris, société de logistique »: says what the name before is, and names no other."""
    joint = text[before.end : name.start]
    lower = text[name.start].islower() and name.kind == "organisation"
    return lower and COMMON.fullmatch(joint) is not None and before.kind != "category"


def _marks(text: str) -> list[tuple[int, Status]]:
    """Where a sentence shows its mood, from left to right."""
    found = [(m.start(), status) for status, mood in MOODS for m in mood.finditer(text)]
    return sorted(found)


def _doing(match: re.Match[str], name: Name) -> Status | None:
    """The status of the subject of a verb, None where the verb says nothing of taking part."""
    verb, rest = match["verb"], match["rest"]
    if name.kind == "category" and not TAKES_PART.search(f"{verb} {rest}"):
        return None
    doubtful = re.match(r"\s+peut-être\b", rest)
    if doubtful or re.match(r"pourr|devrai|ser(?:ait|aient)", verb):
        return "possible"
    if re.match(r"devr|doi|va$|vont$", verb):
        return "firm"
    if re.match(r"ser(?:a|ont)$|est$|sont$", verb):
        return "firm" if INVOLVED.search(rest) else None
    if verb in ("a", "ont", "avait", "avaient"):
        return "past" if DOES.search(rest) or (_named(name) and DONE.match(rest)) else None
    return _by_verb(match, name)


def _by_verb(match: re.Match[str], name: Name) -> Status | None:
    """The status of the subject of a verb that is no auxiliary."""
    verb = match["verb"]
    if re.match(r"engage(?:nt)?$", verb) and match["self"]:
        return "firm"
    # Whatever a named organisation will do, it takes part in; of what is, only some verbs say so.
    announced = _named(name) and re.search(r"r(?:a|ont|ait|aient)$", verb)
    does = DOES.match(verb) or (announced and not STATIVE.match(verb))
    return _finite(verb) if does else None


def _named(name: Name) -> bool:
    """Whether a name is one organisation's, and no kind of partners or place."""
    return name.kind in ("organisation", "proper")


def _finite(verb: str) -> Status:
    """The mood that the ending of a verb shows."""
    if re.search(r"(?:rait|raient)$", verb):
        return "possible"
    return "firm" if re.search(r"r(?:a|ont)$", verb) else "mentioned"
