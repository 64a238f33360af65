"""The index: words folded (case, accents) and stemmed in French, by Tantivy, in memory.

A query means all its words; each may stand in the label, in another name or in the texts, and the
last may be the beginning of one. Where nothing has all the words, things that have words like them
are offered, and said to be so.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import tantivy
from tantivy import Filter, Occur, Query, Tokenizer

from cooperation_kg.web.search.entries import FACETS, Entry, FacetValue

__all__ = ["Found", "Hit", "SearchIndex"]

_HEAP = 15_000_000  # bytes; the least that Tantivy takes
_MOST_WORDS = 16
_BOOSTS = {"label": 4.0, "codes": 6.0, "names": 3.0, "texts": 1.0}
_PREFIX_BOOST = 0.7
_WHOLE_BOOST = 10.0
"""What a thing gains that is called just so."""
_WEIGHTS = {"convention": 2.0, "organisation": 1.5, "action": 1.5, "priority": 1.3, "acronym": 0.8}
_WEIGHT_OF_A_CONVENTION = 0.25
_EXCERPT = 220  # characters
_FACET_SIZE = 40


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found.

    Attributes:
        entry: the thing.
        excerpt: words of its texts around what was asked, as pairs of text and whether it matched;
            empty where its label says it.
    """

    entry: Entry
    excerpt: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """An answer.

    Attributes:
        total: how many things there are.
        hits: those of the page that was asked for, the best first.
        facets: by facet, the values there are with their numbers; each facet counts as if it
            were not narrowed itself, so that another value can be chosen.
        nearly: whether these are things with words like those that were asked.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[tuple[FacetValue, int], ...]]
    nearly: bool


class SearchIndex:
    """Finds entries by their words."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = list(entries)
        self._values: dict[str, dict[str, FacetValue]] = {facet: {} for facet in FACETS}
        builder = tantivy.SchemaBuilder()
        for field in _BOOSTS:
            builder.add_text_field(field, tokenizer_name="stems", stored=field == "texts")
        for field in ("called", "beginnings"):
            builder.add_text_field(field, tokenizer_name="words", index_option="basic")
        builder.add_text_field("whole", tokenizer_name="raw", index_option="basic")
        for facet in FACETS:
            builder.add_text_field(facet, tokenizer_name="raw", fast=True, index_option="basic")
        builder.add_unsigned_field("place", stored=True)
        builder.add_float_field("weight", fast=True)
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema)
        self._stems = _analyzer(stemmed=True)
        self._words = _analyzer(stemmed=False)
        self._index.register_tokenizer("stems", self._stems)
        self._index.register_tokenizer("words", self._words)
        self._write()
        self._searcher = self._index.searcher()

    def __len__(self) -> int:
        return len(self._entries)

    def _write(self) -> None:
        writer = self._index.writer(heap_size=_HEAP, num_threads=1)
        for place, entry in enumerate(self._entries):
            document = tantivy.Document()
            document.add_unsigned("place", place)
            document.add_float("weight", _weight(entry))
            document.add_text("label", entry.label)
            document.add_text("names", "\n".join(entry.names))
            document.add_text("codes", "\n".join(entry.codes))
            document.add_text("texts", "\n".join(entry.texts))
            called = (entry.label, *entry.codes, *entry.names)
            document.add_text("called", "\n".join(called))
            document.add_text("beginnings", "\n".join((*called, *entry.texts)))
            for name in dict.fromkeys(map(self._folded, called)):
                document.add_text("whole", name)
            document.add_text("kind", entry.kind)
            self._values["kind"].setdefault(entry.kind, FacetValue(entry.kind, entry.kind))
            for facet, values in entry.facets.items():
                for value in values:
                    self._values[facet].setdefault(value.key, value)
                    document.add_text(facet, value.key)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    # -- asking ------------------------------------------------------------------------------

    def search(
        self, text: str, narrowed: Mapping[str, Sequence[str]], *, offset: int, limit: int
    ) -> Found:
        """What has these words.

        Args:
            text: the words; all things where there are none.
            narrowed: by facet, the values of which a thing must have one.
            offset: how many of the best are left out.
            limit: how many are given.
        """
        query, nearly = self._query(text, near=False), False
        if text.strip() and not _total(self._searcher.search(query, limit=1)):
            query, nearly = self._query(text, near=True), True
        within = self._narrowed(query, narrowed)
        result = self._searcher.search(within, limit=limit, offset=offset, weight_by_field="weight")
        excerpts = tantivy.SnippetGenerator.create(self._searcher, query, self._schema, "texts")
        excerpts.set_max_num_chars(_EXCERPT)
        hits = []
        for _, address in result.hits:
            document = self._searcher.doc(address)
            entry = self._entries[document["place"][0]]
            hits.append(Hit(entry, _marked(excerpts.snippet_from_doc(document))))
        facets = {facet: self._counted(query, narrowed, facet) for facet in FACETS}
        return Found(_total(result), tuple(hits), facets, nearly)

    def suggest(self, text: str, limit: int) -> list[Entry]:
        """Things whose label or other names have these words; the last may be a beginning."""
        if not self._words.analyze(text):
            return []
        query = self._query(text, near=False, fields=("label", "codes", "names"))
        hits = self._searcher.search(query, limit=limit, count=False, weight_by_field="weight").hits
        return [self._entries[self._searcher.doc(address)["place"][0]] for _, address in hits]

    def _query(self, text: str, *, near: bool, fields: Sequence[str] = tuple(_BOOSTS)) -> Query:
        words = self._words.analyze(text)[:_MOST_WORDS]
        if not words:
            return Query.all_query()
        wanted = [
            (Occur.Must, self._word(word, near=near, last=word is words[-1], fields=fields))
            for word in words
        ]
        whole = Query.boost_query(self._term("whole", " ".join(words)), _WHOLE_BOOST)
        return Query.boolean_query([*wanted, (Occur.Should, whole)])

    def _folded(self, text: str) -> str:
        return " ".join(self._words.analyze(text))

    def _word(self, word: str, *, near: bool, last: bool, fields: Sequence[str]) -> Query:
        ways = []
        for stem in self._stems.analyze(word) or [word]:
            for field in fields:
                query = self._term(field, stem)
                if near and len(stem) > 3:
                    query = Query.fuzzy_term_query(
                        self._schema, field, stem, distance=1, prefix=True
                    )
                ways.append((Occur.Should, Query.boost_query(query, _BOOSTS[field])))
        if last and not near:
            field = "beginnings" if "texts" in fields else "called"
            beginning = Query.regex_query(self._schema, field, f"{re.escape(word)}.*")
            ways.append((Occur.Should, Query.boost_query(beginning, _PREFIX_BOOST)))
        return Query.boolean_query(ways)

    def _term(self, field: str, value: str) -> Query:
        return Query.term_query(self._schema, field, value, "basic")

    def _narrowed(
        self, query: Query, narrowed: Mapping[str, Sequence[str]], *, but: str = ""
    ) -> Query:
        filters = [
            (Occur.Must, Query.const_score_query(self._any(facet, values), 0.0))
            for facet, values in narrowed.items()
            if values and facet != but
        ]
        return Query.boolean_query([(Occur.Must, query), *filters]) if filters else query

    def _any(self, facet: str, values: Sequence[str]) -> Query:
        return Query.boolean_query([(Occur.Should, self._term(facet, value)) for value in values])

    def _counted(
        self, query: Query, narrowed: Mapping[str, Sequence[str]], facet: str
    ) -> tuple[tuple[FacetValue, int], ...]:
        within = self._narrowed(query, narrowed, but=facet)
        wanted = {"values": {"terms": {"field": facet, "size": _FACET_SIZE}}}
        buckets: list[dict[str, Any]] = self._searcher.aggregate(within, wanted)["values"][
            "buckets"
        ]
        return tuple(
            (self._values[facet][bucket["key"]], int(bucket["doc_count"])) for bucket in buckets
        )


def _weight(entry: Entry) -> float:
    """What makes Tantivy multiply its score: what is often spoken of is more often meant.

    A field's value `w` counts as log2(2 + w).
    """
    conventions = len(entry.facets.get("convention", ()))
    factor = _WEIGHTS.get(entry.kind, 1.0) * (1 + _WEIGHT_OF_A_CONVENTION * conventions)
    return max(0.0, math.exp2(factor) - 2)


def _analyzer(*, stemmed: bool) -> tantivy.TextAnalyzer:
    """Words without case and accents; folded before they are stemmed, as readers type them."""
    builder = (
        tantivy.TextAnalyzerBuilder(Tokenizer.simple())
        .filter(Filter.remove_long(60))
        .filter(Filter.lowercase())
        .filter(Filter.ascii_fold())
        .filter(Filter.stopword("french"))
    )
    return (builder.filter(Filter.stemmer("french")) if stemmed else builder).build()


def _total(result: Any) -> int:  # noqa: ANN401 - the attribute is missing from Tantivy's types
    return int(result.count or 0)


def _marked(snippet: tantivy.Snippet) -> tuple[tuple[str, bool], ...]:
    """The excerpt in pieces; positions in it count bytes."""
    text, at, pieces = snippet.fragment().encode(), 0, []
    for found in snippet.highlighted():
        pieces += [(text[at : found.start], False), (text[found.start : found.end], True)]
        at = found.end
    pieces.append((text[at:], False))
    if len(pieces) == 1:
        return ()
    return tuple(
        (piece.decode(errors="ignore").replace("\n", " · "), hit) for piece, hit in pieces if piece
    )
