"""What every store must do, whatever it is made of."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import islice

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from cooperation_kg.errors import StoreError
from cooperation_kg.store import Boolean, DatasetChoice, Graph, Limits, Solutions, Store
from cooperation_kg.store.refusals import QueryRefusedError, Reason

BASE = "https://w3id.org/cooperation-kg/"
ONE_MORE = Quad(
    NamedNode(BASE + "id/action/demo-a-3"),
    NamedNode(BASE + "ontology#number"),
    Literal("3"),
    NamedNode(BASE + "graph/demo-a"),
)


def cells(store: Store, sparql: str, **options: object) -> list[tuple[str | None, ...]]:
    results = store.query(sparql, **options)  # type: ignore[arg-type]
    assert isinstance(results, Solutions)
    return [tuple(getattr(term, "value", None) for term in row) for row in results.rows]


class TestStore:
    def test_a_select_is_answered_over_all_graphs_at_once(self, store: Store) -> None:
        numbers = "SELECT ?number { ?action a ckg:Action ; ckg:number ?number } ORDER BY ?number"
        assert cells(store, numbers) == [("1",), ("1",), ("2",)]

    def test_the_union_can_be_left_out(self, store: Store) -> None:
        assert cells(store, "SELECT * { ?s ?p ?o }", default_graph_as_union=False) == []

    def test_an_unbound_value_is_none(self, store: Store) -> None:
        assert cells(store, "SELECT ?a ?b { VALUES (?a ?b) { (1 UNDEF) } }") == [("1", None)]

    def test_an_ask_is_answered_yes_or_no(self, store: Store) -> None:
        assert store.query("ASK { ?x a ckg:Protocol }") == Boolean(True)
        assert store.query("ASK { ?x a ckg:Scheme }") == Boolean(False)

    def test_a_construct_is_answered_with_triples(self, store: Store) -> None:
        results = store.query("CONSTRUCT { ?x a ckg:Text } WHERE { ?x a ckg:Protocol }")
        assert isinstance(results, Graph)
        assert [triple.subject.value for triple in results.triples] == [
            BASE + "id/convention/demo-b"
        ]

    def test_from_restricts_the_query_to_its_graph(self, store: Store) -> None:
        query = f"SELECT ?n FROM <{BASE}graph/demo-b> {{ ?a a ckg:Action ; ckg:number ?n }}"
        assert cells(store, query) == [("1",)]

    def test_the_graphs_of_the_request_count_before_those_of_the_query(self, store: Store) -> None:
        query = f"SELECT ?n FROM <{BASE}graph/demo-b> {{ ?a ckg:number ?n }} ORDER BY ?n"
        chosen = DatasetChoice(default_graphs=(BASE + "graph/demo-a",))
        assert cells(store, query, dataset=chosen) == [("1",), ("2",)]

    def test_graphs_named_by_the_request_leave_the_default_graph_empty(self, store: Store) -> None:
        chosen = DatasetChoice(named_graphs=(BASE + "graph/demo-b",))
        assert cells(store, "SELECT * { ?a ckg:number ?n }", dataset=chosen) == []
        inside = "SELECT ?n { GRAPH ?g { ?a ckg:number ?n } }"
        assert cells(store, inside, dataset=chosen) == [("1",)]

    def test_relative_iris_are_resolved(self, store: Store) -> None:
        query = "SELECT ?n FROM <graph/demo-b> { <id/action/demo-b-1> ckg:number ?n }"
        assert cells(store, query, base_iri=BASE) == [("1",)]

    @pytest.mark.parametrize(
        ("query", "reason"),
        [
            ("SELECT * {", Reason.SYNTAX),
            ("INSERT DATA { <a:b> <a:c> 1 }", Reason.UPDATE),
            ("ASK { SERVICE <http://example.org/> { ?s ?p ?o } }", Reason.SERVICE),
            ("ASK FROM <file:///etc/hostname> { ?s ?p ?o }", Reason.FETCH),
            (f"ASK FROM <{BASE}graph/none> {{ ?s ?p ?o }}", Reason.GRAPH),
            ("SELECT (<http://example.org/f>(1) AS ?x) {}", Reason.FUNCTION),
        ],
    )
    def test_what_is_refused_says_why(self, store: Store, query: str, reason: Reason) -> None:
        with pytest.raises(QueryRefusedError) as caught:
            store.query(query)
        assert caught.value.reason is reason
        assert caught.value.words("fr") != caught.value.words("en")

    @pytest.mark.parametrize(
        ("query", "line", "column"),
        [
            ("SELECT * {\n  ?s ?p }", 2, 3),
            ("SELECT * WHERE { ?s ?p ?o . FILTR(?s > 3) }", 1, 29),
            ("SELEC * {}", 1, 1),
            ("ASK {} ; ASK {}", 1, 8),
            ("SELECT * {\n} LIMIT abc", 2, 9),
            ("ASK { ?s ?p 'é", 1, 15),
        ],
    )
    def test_a_syntax_error_has_its_place(
        self, store: Store, query: str, line: int, column: int
    ) -> None:
        with pytest.raises(QueryRefusedError) as caught:
            store.query(query)
        assert (caught.value.values["line"], caught.value.values["column"]) == (line, column)

    def test_a_query_that_is_too_long_is_refused(self, store: Store) -> None:
        with pytest.raises(QueryRefusedError, match="has 13 characters; at most 12"):
            store.query("ASK { ?s ?p 1", limits=Limits(length=12))

    def test_replace_leaves_nothing_of_what_was_there(self, store: Store) -> None:
        assert store.replace([ONE_MORE]) == 1
        assert store.count() == 1
        assert cells(store, "SELECT ?n { ?a ckg:number ?n }") == [("3",)]

    def test_load_adds_to_what_is_there(self, store: Store, quads: list[Quad]) -> None:
        assert store.load([ONE_MORE]) == len(quads) + 1
        assert ("3",) in cells(store, "SELECT ?n { ?a ckg:number ?n }")

    def test_a_quad_counts_once(self, store: Store, quads: list[Quad]) -> None:
        assert store.load([ONE_MORE, ONE_MORE, quads[0]]) == len(quads) + 1

    def test_a_build_that_fails_leaves_what_was_there(
        self, store: Store, quads: list[Quad]
    ) -> None:
        def breaking() -> Iterator[Quad]:
            yield from islice(quads, 3)
            raise ValueError("the records could not be read")

        before = store.version
        with pytest.raises((ValueError, StoreError)):
            store.replace(breaking())
        assert (store.version, store.count()) == (before, len(quads))
        assert len(cells(store, "SELECT ?a { ?a a ckg:Action }")) == 3

    def test_the_version_is_that_of_the_content(self, store: Store, quads: list[Quad]) -> None:
        first = store.version
        store.replace([ONE_MORE])
        second = store.version
        store.replace(quads)
        assert store.version == first != second

    def test_the_version_changes_with_a_load(self, store: Store) -> None:
        before = store.version
        store.load([ONE_MORE])
        assert store.version != before

    @pytest.mark.parametrize("rdf_format", [RdfFormat.N_QUADS, RdfFormat.TRIG])
    def test_a_dump_holds_every_quad(
        self, store: Store, quads: list[Quad], rdf_format: RdfFormat
    ) -> None:
        output = io.BytesIO()
        store.dump(output, rdf_format)
        assert set(parse(output.getvalue(), rdf_format)) == set(quads)
