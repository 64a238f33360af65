"""What every store must do, whatever it is made of."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import islice

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from cooperation_kg.errors import StoreError
from cooperation_kg.store import (
    Boolean,
    Condition,
    DatasetChoice,
    Effect,
    Graph,
    GraphAction,
    GraphChange,
    Limits,
    Part,
    Solutions,
    Store,
    Update,
    changes,
)
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


GRAPH_A, GRAPH_B = BASE + "graph/demo-a", BASE + "graph/demo-b"
NEW = BASE + "graph/new"
IN_NEW = f"SELECT ?o {{ GRAPH <{NEW}> {{ ?s ?p ?o }} }} ORDER BY ?o"


def turtle(text: str) -> tuple[Part, ...]:
    return (Part(text.encode(), "ttl"),)


class TestUpdates:
    """SPARQL 1.1 Update: https://www.w3.org/TR/sparql11-update/."""

    def test_what_is_inserted_is_found(self, store: Store, quads: list[Quad]) -> None:
        before = store.version
        store.change(Update(f"INSERT DATA {{ GRAPH <{NEW}> {{ <x:a> <x:b> 1, 2 }} }}"))
        assert cells(store, IN_NEW) == [("1",), ("2",)]
        assert store.count() == len(quads) + 2
        assert store.version != before

    def test_what_is_deleted_is_gone(self, store: Store) -> None:
        store.change(Update(f"DELETE WHERE {{ GRAPH <{GRAPH_B}> {{ ?s ?p ?o }} }}"))
        assert cells(store, "SELECT ?n { ?a ckg:number ?n } ORDER BY ?n") == [("1",), ("2",)]

    def test_operations_see_what_those_before_did(self, store: Store) -> None:
        first = f"INSERT DATA {{ GRAPH <{NEW}> {{ <x:a> <x:b> 1 }} }}"
        second = f"WITH <{NEW}> DELETE {{ ?s ?p ?o }} INSERT {{ ?s ?p 5 }} WHERE {{ ?s ?p ?o }}"
        store.change(Update(f"{first} ; {second} ;"))
        assert cells(store, IN_NEW) == [("5",)]

    def test_each_operation_may_declare_prefixes(self, store: Store) -> None:
        one = "PREFIX x: <http://one/> INSERT DATA { GRAPH x:g { x:a x:b x:c } }"
        two = (
            "PREFIX x: <http://two/> BASE <http://base/> INSERT DATA { GRAPH <g> { x:a x:b x:c } }"
        )
        store.change(Update(f"{one} ; {two}"))
        graphs = "SELECT ?g ?o { GRAPH ?g { ?s ?p ?o } FILTER(STRENDS(STR(?o), '/c')) } ORDER BY ?g"
        assert cells(store, graphs) == [
            ("http://base/g", "http://two/c"),
            ("http://one/g", "http://one/c"),
        ]

    def test_one_that_fails_undoes_those_before(self, store: Store, quads: list[Quad]) -> None:
        before = store.version
        for second in ("DROP GRAPH <x:none>", "CLEAR XYZ", "LOAD <http://127.0.0.1:1/x>"):
            with pytest.raises(QueryRefusedError):
                store.change(Update(f"CLEAR ALL ; {second}"))
        assert (store.version, store.count()) == (before, len(quads))
        assert len(cells(store, "SELECT ?a { ?a a ckg:Action }")) == 3

    def test_patterns_are_about_the_stored_default_graph(self, store: Store) -> None:
        """The union is the default graph of queries alone."""
        copy = f"INSERT {{ GRAPH <{NEW}> {{ ?s ?p ?o }} }} WHERE {{ ?s ?p ?o }}"
        store.change(Update(copy))
        assert cells(store, IN_NEW) == []
        store.change(Update("INSERT DATA { <x:a> <x:b> 7 }"))
        store.change(Update(copy))
        assert cells(store, IN_NEW) == [("7",)]

    def test_a_request_can_name_the_graphs_of_the_patterns(self, store: Store) -> None:
        number = "INSERT { GRAPH <%s> { ?a ckg:number ?n } } WHERE { %s }"
        plain = number % (NEW, "?a ckg:number ?n")
        store.change(Update(plain, using=DatasetChoice(default_graphs=(GRAPH_A,))))
        assert cells(store, IN_NEW) == [("1",), ("2",)]
        named = number % (NEW + "2", "GRAPH ?g { ?a ckg:number ?n }")
        store.change(Update(named, using=DatasetChoice(named_graphs=(GRAPH_B,))))
        assert cells(store, IN_NEW.replace(NEW, NEW + "2")) == [("1",)]

    def test_delete_where_keeps_to_the_graphs_of_the_request(self, store: Store) -> None:
        data = f"INSERT DATA {{ <x:a> <x:b> 1 . GRAPH <{NEW}> {{ <x:a> <x:b> 2 }} }}"
        store.change(Update(data))
        delete = Update("DELETE WHERE { ?s ?p ?o }", using=DatasetChoice((NEW,)))
        store.change(delete)  # finds <x:a> <x:b> 2 alone, which the default graph does not hold
        plain = "SELECT ?o { <x:a> ?p ?o }"
        assert cells(store, plain, default_graph_as_union=False) == [("1",)]

    @pytest.mark.parametrize("clause", ["WITH <x:g>", ""])
    def test_graphs_are_named_by_the_request_or_by_the_update(
        self, store: Store, clause: str
    ) -> None:
        using = "" if clause else "USING <x:g>"
        update = f"{clause} DELETE {{ ?s ?p ?o }} {using} WHERE {{ ?s ?p ?o }}"
        with pytest.raises(QueryRefusedError) as caught:
            store.change(Update(update, using=DatasetChoice((GRAPH_A,))))
        assert caught.value.reason is Reason.DATASET

    def test_relative_iris_are_resolved(self, store: Store) -> None:
        data = "INSERT DATA { GRAPH <graph/new> { <a> <b> <c> } }"
        store.change(Update(data, base_iri=BASE))
        assert cells(store, IN_NEW) == [(BASE + "c",)]

    def test_an_empty_update_changes_nothing(self, store: Store, quads: list[Quad]) -> None:
        for nothing in ("", "PREFIX x: <x:>", "# nothing\n"):
            store.change(Update(nothing))
        assert store.count() == len(quads)

    @pytest.mark.parametrize(
        ("update", "line", "column"),
        [
            ("INSERT DATA { <x:a> <x:b> }", 1, 27),
            ("CLEAR ALL ;\n  CLEAR XYZ", 2, 9),
            ("CLEAR ALL ; ; CLEAR ALL", 1, 13),
            ("SELECT * { ?s ?p ?o }", 1, 1),
            ("PREFIX x: <x:> # a comment\nCLEAR ALL ; PREFIX x:", 2, 22),
        ],
    )
    def test_a_syntax_error_has_its_place(
        self, store: Store, update: str, line: int, column: int
    ) -> None:
        with pytest.raises(QueryRefusedError) as caught:
            store.change(Update(update))
        assert caught.value.reason is Reason.SYNTAX
        assert (caught.value.values["line"], caught.value.values["column"]) == (line, column)

    def test_limits_hold(self, store: Store) -> None:
        with pytest.raises(QueryRefusedError, match="at most 5"):
            store.change(Update("CLEAR ALL", limits=Limits(length=5)))
        deep = "INSERT {} WHERE " + "{" * 9 + "}" * 9
        with pytest.raises(QueryRefusedError, match="9 brackets"):
            store.change(Update(deep, limits=Limits(nesting=7)))


class TestGraphs:
    """The Graph Store Protocol: https://www.w3.org/TR/sparql11-http-rdf-update/."""

    def change(
        self, store: Store, action: str, graph: str | None, text: str = "", **options: object
    ) -> Effect:
        parts = turtle(text) if text else ()
        return store.change(GraphChange(GraphAction(action), graph, parts, **options))  # type: ignore[arg-type]

    def test_a_graph_that_is_put_is_created_once(self, store: Store) -> None:
        assert self.change(store, "put", NEW, "<x:a> <x:b> 1, 2 .") == Effect(created=True)
        assert self.change(store, "put", NEW, "<x:a> <x:b> 3 .") == Effect()
        assert cells(store, IN_NEW) == [("3",)]

    def test_what_is_posted_is_added(self, store: Store) -> None:
        assert self.change(store, "post", NEW, "<x:a> <x:b> 1 .") == Effect(created=True)
        two = GraphChange(
            GraphAction.POST, NEW, (*turtle("<x:a> <x:b> 2 ."), Part(b"<x:a> <x:b> <x:c> .", "nt"))
        )
        assert store.change(two) == Effect()
        assert set(cells(store, IN_NEW)) == {("1",), ("2",), ("x:c",)}

    def test_a_graph_that_is_deleted_is_gone(self, store: Store) -> None:
        assert self.change(store, "delete", GRAPH_B) == Effect(removed=True)
        assert store.query(f"ASK {{ GRAPH <{GRAPH_B}> {{ ?s ?p ?o }} }}") == Boolean(False)
        with pytest.raises(QueryRefusedError, match="no graph"):
            self.change(store, "delete", GRAPH_B)

    def test_an_empty_graph_is_none(self, store: Store) -> None:
        assert self.change(store, "put", GRAPH_B, "# nothing\n") == Effect(removed=True)
        store.change(Update(f"CREATE GRAPH <{NEW}>"))
        assert cells(store, f"SELECT ?g {{ GRAPH ?g {{}} FILTER(?g = <{NEW}>) }}") == []

    def test_the_stored_default_graph(self, store: Store) -> None:
        self.change(store, "put", None, "<x:a> <x:b> 1 .")
        stored = DatasetChoice(default_graphs=("urn:x-arq:DefaultGraph",))
        assert cells(store, "SELECT ?o { ?s ?p ?o }", dataset=stored) == [("1",)]
        self.change(store, "delete", None)
        assert cells(store, "SELECT ?o { ?s ?p ?o }", dataset=stored) == []

    def test_blank_nodes_of_two_documents_are_not_one(self, store: Store) -> None:
        for number in (1, 2):
            self.change(store, "post", NEW, f"_:a <x:b> {number} .")
        assert len(cells(store, f"SELECT DISTINCT ?s {{ GRAPH <{NEW}> {{ ?s ?p ?o }} }}")) == 2

    def test_a_long_document_is_taken_whole(
        self, store: Store, quads: list[Quad], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(changes, "_BATCH", 7)
        text = "".join(f"<x:a> <x:b> {number} .\n" for number in range(20))
        self.change(store, "put", NEW, text)
        assert len(cells(store, IN_NEW)) == 20
        self.change(store, "post", NEW, text + "<x:a> <x:b> 20 .")
        assert store.count() == len(quads) + 21
        with pytest.raises(QueryRefusedError, match="line 21"):
            self.change(store, "put", NEW, text + "<x:a> .")
        assert store.count() == len(quads) + 21

    def test_relative_iris_are_resolved(self, store: Store) -> None:
        self.change(store, "put", NEW, "<> <b> <#c> .", base_iri=NEW)
        assert cells(store, IN_NEW) == [(NEW + "#c",)]

    @pytest.mark.parametrize(
        ("part", "reason", "place"),
        [
            (Part(b"<x:a> <x:b> 1 .\n<x:a> .", "ttl"), Reason.RDF_SYNTAX, (2, 7)),
            (Part(b"<x:a> <x:b> <x:c> .\n<x:a", "nt"), Reason.RDF_SYNTAX, (2, 1)),
            (Part(b"<x:a> <x:b> <x:c> <x:g> .", "nq"), Reason.RDF, None),
            (Part(b"GRAPH <x:g> { <x:a> <x:b> 1 }", "trig"), Reason.RDF, None),
            (Part(b'{"@context": "http://127.0.0.1:1/", "x:b": 1}', "jsonld"), Reason.RDF, None),
            (Part(b"\xff", "ttl"), Reason.RDF_SYNTAX, (1, 1)),
            (
                Part(
                    b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
                    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
                    "rdf",
                ),
                Reason.RDF,
                None,
            ),
        ],
    )
    def test_rdf_that_cannot_be_taken_changes_nothing(
        self, store: Store, part: Part, reason: Reason, place: tuple[int, int] | None
    ) -> None:
        before = store.version
        with pytest.raises(QueryRefusedError) as caught:
            store.change(GraphChange(GraphAction.PUT, GRAPH_A, (part,)))
        assert caught.value.reason is reason
        if place:
            assert (caught.value.values["line"], caught.value.values["column"]) == place
        assert store.version == before

    @pytest.mark.parametrize("iri", ["file:///etc/hostname", "http://x/ y", "nonsense"])
    def test_not_everything_names_a_graph(self, store: Store, iri: str) -> None:
        with pytest.raises(QueryRefusedError):
            self.change(store, "put", iri, "<x:a> <x:b> 1 .")

    def test_a_condition_must_be_met(self, store: Store) -> None:
        version = store.version
        for condition in (Condition(versions=("another",)), Condition(present=False)):
            with pytest.raises(QueryRefusedError) as caught:
                self.change(store, "put", GRAPH_A, "<x:a> <x:b> 1 .", condition=condition)
            assert caught.value.reason is Reason.CHANGED
        met = Condition(versions=(version,), present=True)
        self.change(store, "put", GRAPH_A, "<x:a> <x:b> 1 .", condition=met)
        assert store.version != version
