"""The marks of lists in an ODT, which are not characters of the file (ODF 1.3 part 3, 16.30)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cooperation_kg.documents.archive import Start
from cooperation_kg.documents.numerals import numeral

__all__ = ["OUTLINE", "Lists", "attribute", "local", "number"]

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
OUTLINE = "outline"
_BULLET_LEVELS = frozenset({"text list-level-style-bullet", "text list-level-style-image"})
_NUMBER_LEVELS = frozenset({"text list-level-style-number", "text outline-level-style"})


def local(name: str) -> str:
    """An element's name with its short prefix, `text p`; empty for another vocabulary's."""
    if not name.startswith(_ODF):
        return ""
    namespace, _, element = name.removeprefix(_ODF).partition(" ")
    return f"{namespace.partition(':')[0]} {element}"


def attribute(event: Start, prefix: str, name: str) -> str:
    """An attribute in a namespace of ODF; empty where there is none."""
    return event.attributes.get(f"{_ODF}{prefix}:1.0 {name}", "")


def number(text: str, default: int, most: int) -> int:
    """A count as an attribute writes it, within bounds."""
    return min(int(text), most) if text.isascii() and text.isdigit() and len(text) < 10 else default


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    prefix: str
    suffix: str
    shown_levels: int
    start: int
    bullet: bool


@dataclass
class _Open:
    style: str
    counts: dict[int, int]
    identity: str = ""


@dataclass
class Lists:
    """Counts the items of lists and the headings, as the word processor shows them."""

    _styles: dict[str, dict[int, _Level]] = field(default_factory=dict)
    _levels: dict[int, _Level] = field(default_factory=dict)
    _open: list[_Open] = field(default_factory=list)
    _outline: dict[int, int] = field(default_factory=dict)
    _ended: dict[str, dict[int, int]] = field(default_factory=dict)

    def describe(self, name: str, event: Start) -> None:
        """Takes in an element of the styles."""
        if name == "text list-style":
            self._levels = self._styles.setdefault(attribute(event, "style", "name"), {})
        elif name == "text outline-style":
            self._levels = self._styles.setdefault(OUTLINE, {})
        elif name in _NUMBER_LEVELS or name in _BULLET_LEVELS:
            depth = number(attribute(event, "text", "level"), 1, 10)
            self._levels[depth] = _Level(
                attribute(event, "style", "num-format"),
                attribute(event, "style", "num-prefix")[:50],
                attribute(event, "style", "num-suffix")[:50],
                number(attribute(event, "text", "display-levels"), 1, 10),
                number(attribute(event, "text", "start-value"), 1, 10**6),
                name in _BULLET_LEVELS,
            )

    def start(self, event: Start) -> None:
        """A list begins."""
        style = attribute(event, "text", "style-name")
        if self._open:
            self._open.append(_Open(style or self._open[-1].style, self._open[-1].counts))
            return
        goes_on = attribute(event, "text", "continue-numbering") == "true"
        continued = attribute(event, "text", "continue-list") or (style if goes_on else "")
        identity = event.attributes.get("http://www.w3.org/XML/1998/namespace id", "")
        counts = dict(self._ended.get(continued, {}))
        self._open.append(_Open(style, counts, identity))

    def end(self) -> None:
        """The innermost list ends."""
        if self._open:
            ended = self._open.pop()
            if not self._open:
                self._ended[ended.style] = ended.counts
                if ended.identity:
                    self._ended[ended.identity] = ended.counts

    @property
    def depth(self) -> int:
        """How many lists are open."""
        return len(self._open)

    def item(self) -> str:
        """The mark of the next item of the innermost list."""
        if not self._open:
            return ""
        inner = self._open[-1]
        return self._mark(inner.style, self.depth, inner.counts) or "•"

    def heading(self, level: int) -> str:
        """The number of the next heading; empty where headings have none."""
        return self._mark(OUTLINE, level, self._outline)

    def _mark(self, style: str, depth: int, counts: dict[int, int]) -> str:
        levels: Mapping[int, _Level] = self._styles.get(style, {})
        level = levels.get(depth)
        for deeper in [at for at in counts if at > depth]:
            del counts[deeper]
        if level is None:
            return ""
        counts[depth] = counts.get(depth, level.start - 1) + 1
        if level.bullet:
            return "•"
        if not level.form:
            return ""
        shown = [
            numeral(counts.get(at, 1), levels[at].form)
            for at in range(depth - level.shown_levels + 1, depth + 1)
            if at in levels and levels[at].form
        ]
        return f"{level.prefix}{'.'.join(shown)}{level.suffix}".strip()
