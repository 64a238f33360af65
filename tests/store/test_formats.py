"""What answers look like; the expected bytes are from the specifications."""

from __future__ import annotations

import io
import json
import xml.etree.ElementTree as ET

import pyoxigraph as ox
import pytest

from cooperation_kg.store import Kind, Limits, MemoryStore
from cooperation_kg.store.formats import FORMATS, format_named, write

ROWS = """SELECT ?a ?b {
  VALUES (?a ?b) {
    ("x, \\"y\\"\\n" UNDEF) (<http://x/é> 1) ("été"@fr "<&>") ("tab\\tbed" true)
  }
}"""

LONG = Limits(length=10_000_000)


def written(query: str, name: str, limit: int | None = None) -> tuple[str, bool]:
    results = MemoryStore().query(query)
    kind = {"S": Kind.SOLUTIONS, "B": Kind.BOOLEAN, "G": Kind.GRAPH}[type(results).__name__[0]]
    into = format_named(name, kind)
    assert into is not None
    parts: list[bytes] = []
    cut = write(results, into, parts.append, limit)
    return b"".join(parts).decode(), cut


def test_csv_quotes_what_would_break_it() -> None:
    expected = 'a,b\r\n"x, ""y""\n",\r\nhttp://x/é,1\r\nété,<&>\r\ntab\tbed,true\r\n'
    assert written(ROWS, "csv") == (expected, False)


def test_tsv_writes_terms_as_turtle_does() -> None:
    text, _ = written(ROWS, "tsv")
    assert text.splitlines() == [
        "?a\t?b",
        '"x, \\"y\\"\\n"\t',
        '<http://x/é>\t"1"^^<http://www.w3.org/2001/XMLSchema#integer>',
        '"été"@fr\t"<&>"',
        '"tab\\tbed"\t"true"^^<http://www.w3.org/2001/XMLSchema#boolean>',
    ]


def test_json_gives_type_language_and_datatype() -> None:
    read = json.loads(written(ROWS, "json")[0])
    assert read["head"] == {"vars": ["a", "b"]}
    assert read["results"]["bindings"] == [
        {"a": {"type": "literal", "value": 'x, "y"\n'}},
        {
            "a": {"type": "uri", "value": "http://x/é"},
            "b": {
                "type": "literal",
                "value": "1",
                "datatype": "http://www.w3.org/2001/XMLSchema#integer",
            },
        },
        {
            "a": {"type": "literal", "value": "été", "xml:lang": "fr"},
            "b": {"type": "literal", "value": "<&>"},
        },
        {
            "a": {"type": "literal", "value": "tab\tbed"},
            "b": {
                "type": "literal",
                "value": "true",
                "datatype": "http://www.w3.org/2001/XMLSchema#boolean",
            },
        },
    ]


@pytest.mark.parametrize("name", ["json", "xml", "tsv"])
def test_the_engine_reads_our_rows_as_it_wrote_them(name: str) -> None:
    into = {
        "json": ox.QueryResultsFormat.JSON,
        "xml": ox.QueryResultsFormat.XML,
        "tsv": ox.QueryResultsFormat.TSV,
    }[name]
    query = """SELECT * { VALUES (?a ?b) {
      (UNDEF 'a\\r\\u0000'@fr) (<x:y> 1.5) (<<( <a:b> <c:d> 'e' )>> 1)
    } }"""
    if name == "xml":
        query = query.replace("\\u0000", "")
    ours = ox.parse_query_results(written(query, name)[0].encode(), into)
    theirs = ox.Store().query(query)
    assert isinstance(ours, ox.QuerySolutions)
    assert isinstance(theirs, ox.QuerySolutions)
    assert [tuple(row) for row in ours] == [tuple(row) for row in theirs]


def test_xml_stays_well_formed_with_characters_it_cannot_hold() -> None:
    text, _ = written("SELECT ('a\\u0001b' AS ?x) {}", "xml")
    assert ET.fromstring(text)[1][0][0][0].text == "a\ufffdb"


@pytest.mark.parametrize(
    ("name", "expected"),
    [("json", '{"head":{},"boolean":true}'), ("xml", "<boolean>true</boolean>")],
)
def test_yes_is_written(name: str, expected: str) -> None:
    assert expected in written("ASK {}", name)[0]


@pytest.mark.parametrize("one", [one for one in FORMATS if Kind.GRAPH in one.kinds])
def test_a_graph_is_written_and_read_back(one: object) -> None:
    query = "CONSTRUCT { <a:b> <c:d> 'é', 1 } WHERE {}"
    text, _ = written(query, one.name)  # type: ignore[attr-defined]
    rdf_format = ox.RdfFormat.from_media_type(one.media_type)  # type: ignore[attr-defined]
    assert len(list(ox.parse(io.BytesIO(text.encode()), rdf_format))) == 2


class TestRowLimit:
    THREE = "SELECT ?x { VALUES ?x { 1 2 3 } }"
    GRAPH = "CONSTRUCT { <a:b> <a:c> ?x } WHERE { VALUES ?x { 1 2 3 } }"

    @pytest.mark.parametrize("name", ["json", "xml", "csv", "tsv"])
    def test_an_answer_of_just_so_many_rows_is_whole(self, name: str) -> None:
        assert written(self.THREE, name, 3) == written(self.THREE, name)

    def test_it_is_announced_in_json(self) -> None:
        text, cut = written(self.THREE, "json", 2)
        read = json.loads(text)
        assert cut
        assert len(read["results"]["bindings"]) == 2
        assert read["rowLimitReached"] is True

    def test_it_is_announced_in_xml(self) -> None:
        text, cut = written(self.THREE, "xml", 2)
        assert cut
        assert len(ET.fromstring(text)[1]) == 2
        assert "<!-- the row limit was reached" in text

    @pytest.mark.parametrize("name", ["ttl", "nt", "nq", "trig", "rdf"])
    def test_it_is_announced_in_a_graph_that_still_parses(self, name: str) -> None:
        text, cut = written(self.GRAPH, name, 2)
        one = format_named(name, Kind.GRAPH)
        assert one is not None
        assert cut
        assert "the row limit was reached" in text
        rdf_format = ox.RdfFormat.from_media_type(one.media_type)
        assert len(list(ox.parse(text, rdf_format))) == 2


class TestRowsOfTheEngine:
    """Rows that the engine writes itself are cut where they would be cut if they were read."""

    NASTY = ('"},{"', '"},{"x":{"', "},{", '"}},{"type":"', "\\", '\\"},{"', "", "é\n")

    @pytest.mark.parametrize("limit", [1, 2, 3, 7, 8, 9, None])
    @pytest.mark.parametrize("variables", ["?t ?n", "?n ?t", "?t", "?n ?none ?t"])
    def test_texts_that_look_like_the_seam_of_rows(self, variables: str, limit: int | None) -> None:
        values = " ".join(
            f"({json.dumps(text)} {number})" for number, text in enumerate(self.NASTY)
        )
        query = f"SELECT {variables} {{ VALUES (?t ?n) {{ {values} }} }}"
        text, cut = written(query, "json", limit)
        read = json.loads(text)
        rows = read["results"]["bindings"]
        expected = self.NASTY[:limit]
        assert cut is read.get("rowLimitReached", False) is (limit is not None and limit < 8)
        assert len(rows) == len(expected)
        if "?t" in variables:
            assert [row["t"]["value"] for row in rows] == list(expected)

    @pytest.mark.parametrize("limit", [1, 77, 999, 1000, 5000])
    def test_seams_that_fall_between_two_pieces(self, limit: int) -> None:
        values = " ".join(f'"{"x" * (number % 50)}"' for number in range(1000))
        text, cut = written(f"SELECT ?t {{ VALUES ?t {{ {values} }} }}", "json", limit)
        rows = json.loads(text)["results"]["bindings"]
        assert len(rows) == min(limit, 1000)
        assert cut is (limit < 1000)

    @pytest.mark.parametrize("limit", [None, 10**12])
    def test_rows_do_not_wait_for_the_last(self, limit: int | None) -> None:
        values = " ".join(f'"{"x" * 1000}{number}"' for number in range(2000))
        results = MemoryStore().query(f"SELECT ?t {{ VALUES ?t {{ {values} }} }}", limits=LONG)
        into = format_named("json", Kind.SOLUTIONS)
        assert into is not None
        parts: list[bytes] = []
        assert not write(results, into, parts.append, limit)
        assert len(json.loads(b"".join(parts))["results"]["bindings"]) == 2000
        assert len(parts) > 5
        assert max(map(len, parts)) < 500_000
