"""What a reader sees of a page, and source documents with the words of records at their places."""

from __future__ import annotations

import hashlib
import re
import shutil
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

from cooperation_kg.records.evidence import statements
from cooperation_kg.records.folder import load_record

_SILENT = {"script", "style", "title", "head"}
_VOID = {"meta", "link", "input", "br", "img", "line", "rect", "circle"}
_BLOCKS = {
    "p", "div", "li", "dt", "dd", "th", "td", "tr", "h1", "h2", "h3", "section", "summary",
    "blockquote", "table", "ul", "ol", "option", "label", "legend", "figcaption",
}  # fmt: skip


class _Shown(HTMLParser):
    """Reads words as they are seen: blocks apart, evidence closed to its line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.links: dict[str, list[str]] = {}
        self._open: list[tuple[str, bool]] = []
        self._link: tuple[str, list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "br" or tag in _BLOCKS:
            self.words.append(" ")
        if tag in _VOID:
            return
        closed = tag == "details" and "evidence" in (given.get("class") or "").split()
        self._open.append((tag, closed))
        if tag == "a":
            self._link = given.get("href") or "", []

    def handle_endtag(self, tag: str) -> None:
        if tag in (name for name, _ in self._open):
            while self._open.pop()[0] != tag:
                pass
        if tag in _BLOCKS:
            self.words.append(" ")
        if tag == "a" and self._link:
            address, words = self._link
            self.links.setdefault(" ".join("".join(words).split()), []).append(address)
            self._link = None

    def handle_data(self, data: str) -> None:
        if self._link:
            self._link[1].append(data)
        if not any(name in _SILENT for name, _ in self._open) and not self._folded():
            self.words.append(data)

    def _folded(self) -> bool:
        names = [name for name, _ in self._open]
        return any(
            closed and "summary" not in names[place:]
            for place, (_, closed) in enumerate(self._open)
        )


def shown(html: str) -> str:
    """The words between the header and the footer, white space made one."""
    reader = _Shown()
    reader.feed(_main(html))
    return " ".join("".join(reader.words).split())


def links(html: str) -> dict[str, list[str]]:
    """Where the links of the content lead, by their words."""
    reader = _Shown()
    reader.feed(_main(html))
    return reader.links


def part(html: str, heading: str) -> str:
    """The words of the section with this heading."""
    for section in re.split(r"<section|</section>", _main(html)):
        if re.search(rf"<h2[^>]*>\s*{re.escape(heading)}", unescape(section)):
            return shown(f"<main><section{section}</section></main>")
    raise AssertionError(f"there is no section « {heading} »")


def _main(html: str) -> str:
    return html.partition("<main")[2].partition("</main>")[0].join(("<main", "</main>"))


def with_sources(data: Path, corpus: Path, folder: Path) -> Path:
    """A copy of a data folder, whose documents are written to `corpus` with the right words.

    The words of each record stand at the characters it says; dots fill what is between.
    """
    copy = Path(shutil.copytree(data, folder))
    for path in sorted((copy / "conventions").glob("*.yaml")):
        text = list("." * 3000)
        for _, stated in statements(load_record(path).record):
            for place in stated.at.items:
                if place.start is not None and place.end is not None:
                    words = stated.text.ljust(place.end - place.start)
                    text[place.start : place.end] = words[: place.end - place.start]
        for line_end in range(59, len(text), 60):
            text[line_end] = "\n" if text[line_end] == "." else text[line_end]
        content = "".join(text).encode()
        (corpus / f"{path.stem}.txt").write_bytes(content)
        entry = copy / "documents" / path.name
        digest = f"sha256: {hashlib.sha256(content).hexdigest()}"
        entry.write_text(re.sub(r"sha256: \w+", digest, entry.read_text("utf-8")), "utf-8")
    return copy
