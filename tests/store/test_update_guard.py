"""No update fetches anything, however it is written, and none is changed in what it means."""

from __future__ import annotations

import contextlib

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cooperation_kg.graph.terms import PREFIXES
from cooperation_kg.store import DatasetChoice, Limits, MemoryStore, Update
from cooperation_kg.store.refusals import QueryRefusedError, Reason
from cooperation_kg.store.update_guard import operations


def texts(sparql: str, **options: object) -> list[str]:
    found = operations(sparql, limits=Limits(), prefixes=PREFIXES, **options)  # type: ignore[arg-type]
    return [operation.guarded.text for operation in found]


# Each of these makes the engine send a request when it gets there unguarded, or would in an engine
# that reads as the grammar says.
CALLS = [
    "LOAD <{0}>",
    "load <{0}>",
    "LoAd<{0}>",
    "LOAD SILENT <{0}>",
    "LOADSILENT<{0}>",
    "LOADSILENT<{0}>INTO GRAPH<a:b>",
    "LOAD # why\n <{0}>",
    "LOAD <{0}> INTO GRAPH <a:b>",
    "# \rLOAD <{0}>",
    "# \\u000A LOAD <{0}>",
    "\\u004COAD <{0}>",
    "L\\U0000004FAD <{0}>",
    "\\u006coad SILENT <{0}>",
    "PREFIX x: <{0}> LOAD x:",
    "PREFIX x: <{0}> LOADx:a",
    "PREFIX load: <{0}> LOAD load:",
    "PREFIX load: <{0}>LOAD load:x",
    "BASE <{0}> LOAD <>",
    "CLEAR ALL ; LOAD <{0}>",
    "CLEAR ALL;LOAD<{0}>",
    "CLEAR ALL ;\u000b LOAD <{0}>",
    "CLEAR ALL ; PREFIX x: <{0}> LOAD SILENT x:",
    "INSERT DATA {{ <a:b> <a:c> 1 }} ; LOAD <{0}> ; CLEAR ALL",
    "INSERT DATA {{ <a:b> <a:c> 'a' }} ; LOAD <{0}> # '",
    "INSERT DATA {{ <a:b> <a:c> '''a' }} ; LOAD <{0}> #''' }}",
    "INSERT DATA {{ <a:b> <a:c> 1 }};load<{0}>into graph<a:b>",
    "DELETE WHERE {{ ?s ?p ?o }} ; LOAD <{0}>",
    "INSERT {{}} WHERE {{ FILTER(1 <?b) }} ; LOAD <{0}> # >",
    "INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
    "INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE SILENT <{0}> {{ ?s ?p ?o }} }}",
    "DELETE {{ ?s ?p ?o }} WHERE {{ \\u0053ERVICE <{0}> {{ ?s ?p ?o }} }}",
    "DELETE {{ ?s ?p ?o }} INSERT {{ ?o ?p ?s }} WHERE {{ service<{0}>{{ ?s ?p ?o }} }}",
    "WITH <a:g> DELETE {{}} USING <a:b> WHERE {{ OPTIONAL {{ SERVICE <{0}> {{ ?s ?p ?o }} }} }}",
    "INSERT {{}} WHERE {{ FILTER EXISTS {{ SERVICE <{0}> {{ ?s ?p ?o }} }} }}",
    "INSERT {{}} WHERE {{ {{ SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }} }} }}",
    "PREFIX x: <{0}> INSERT {{}} WHERE {{ ?s ?p 1 SERVICE x: {{ ?s ?p ?o }} }}",
    "PREFIX : <{0}> INSERT {{}} WHERE {{ OPTIONAL {{ ?s ?p trueservice:x {{?s ?p ?o}} }} }}",
    "PREFIX : <{0}> INSERT {{}} WHERE {{ FILTER(1 <?b)SERVICE:x#>\n{{?s ?p ?o}} }}",
    "DELETE WHERE {{ ?s ?p ?o SERVICE <{0}> {{ ?s ?p ?o }} }}",
]


@pytest.mark.parametrize("template", CALLS)
@pytest.mark.parametrize("using", [DatasetChoice(), DatasetChoice(("http://x/g",))])
def test_no_call_reaches_the_network(
    template: str, using: DatasetChoice, listener: tuple[str, list[str]]
) -> None:
    address, calls = listener
    store = MemoryStore([ox.Quad(*(ox.NamedNode(f"a:{n}") for n in "spog"))])
    with contextlib.suppress(QueryRefusedError):  # a few are read as updates that call nobody
        store.change(Update(template.format(address), using))
    assert calls == []


def test_the_listener_notices_a_call(listener: tuple[str, list[str]]) -> None:
    address, calls = listener
    with pytest.raises((OSError, RuntimeError)):
        ox.Store().update(f"LOAD <{address}>")
    assert len(calls) == 1
    calls.clear()


@pytest.mark.parametrize("word", ["\\u004COAD", "lo\\u0061d", "\\U0000004COAD"])
def test_the_engine_takes_no_keyword_in_codepoint_escapes(word: str) -> None:
    """The guard rests on this, so it is checked with whatever engine is installed."""
    with pytest.raises(SyntaxError):
        ox.Store().update(f"{word} <http://127.0.0.1:1/>")


@pytest.mark.parametrize(
    ("update", "reason", "place"),
    [
        ("LOAD <file:///etc/passwd>", Reason.LOAD, (1, 1)),
        ("# one\nCLEAR ALL ;\n LOAD SILENT <file:///etc/passwd>", Reason.LOAD, (3, 2)),
        ("\\u004COAD <http://x/>", Reason.LOAD, (1, 1)),
        ("INSERT {} WHERE {\n SERVICE <http://x/> {} }", Reason.SERVICE, (2, 2)),
    ],
)
def test_a_call_is_refused_at_its_place(
    update: str, reason: Reason, place: tuple[int, int]
) -> None:
    with pytest.raises(QueryRefusedError) as caught:
        texts(update)
    assert caught.value.reason is reason
    assert (caught.value.values["line"], caught.value.values["column"]) == place


LEGITIMATE = {
    "a text": ("INSERT DATA { <x:a> <x:b> 'Télécharger : download, service' }", "x:b", None),
    "a long text": ('INSERT DATA { <x:a> <x:b> """; LOAD <http://x/>""" }', "x:b", None),
    "an IRI": ("INSERT DATA { <x:a> <http://x/download> 1 }", "http://x/download", None),
    "a prefix": ("PREFIX load: <http://x/> INSERT DATA { <x:a> load:b 1 }", "http://x/b", None),
    "a name": ("PREFIX x: <http://x/> INSERT DATA { x:a x:payload 1 }", "http://x/payload", None),
    "a blank node": ("INSERT DATA { _:load <x:b> _:load }", "x:b", None),
    "a comment": ("# LOAD <http://x/>\nINSERT DATA { <x:a> <x:b> 1 } # load", "x:b", None),
    "a variable": ("INSERT { <x:a> <x:b> ?load } WHERE { BIND(1 AS ?load) }", "x:b", None),
    "a graph of the request": (
        "INSERT { <x:a> <x:b> 1 } WHERE {}",
        "x:b",
        DatasetChoice(("http://x/download",), ("http://x/service",)),
    ),
}


@pytest.mark.parametrize("name", LEGITIMATE)
def test_the_words_may_stand_where_they_call_nobody(name: str) -> None:
    update, predicate, using = LEGITIMATE[name]
    store = MemoryStore()
    store.change(Update(update, using or DatasetChoice()))
    rows = list(store.query("SELECT ?p ?o { ?s ?p ?o }").rows)  # type: ignore[union-attr]
    assert [row[0].value for row in rows] == [predicate]  # type: ignore[union-attr]
    if name.endswith("text"):
        assert rows[0][1].value in update  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "iri", ["http://x/> WHERE {} ; LOAD <http://127.0.0.1:1/", "file:///etc/passwd", "x y", ""]
)
def test_what_names_no_graph_is_not_written_into_the_update(iri: str) -> None:
    for using in (DatasetChoice((iri,)), DatasetChoice((), (iri,))):
        with pytest.raises(QueryRefusedError) as caught:
            texts("DELETE {} WHERE {}", using=using)
        assert caught.value.reason is Reason.FETCH


def test_a_semicolon_inside_an_operation_does_not_end_it() -> None:
    update = "INSERT DATA { <x:a> <x:b> 1 ; <x:c> ';' } ; DELETE WHERE { ?s <x:b;c> ?o ; ?p 2 }"
    assert len(texts(update)) == 2


def test_an_update_that_is_very_deep_is_refused() -> None:
    with pytest.raises(QueryRefusedError, match="5000 brackets inside one another; at most 100"):
        texts("INSERT {} WHERE " + "{" * 5000 + "}" * 5000)


PIECES = st.sampled_from(
    [
        *"{}()[]<>'\"#?$:.,;@\\/|^*+-_ \n1a",
        '"""',
        "'''",
        "SERVICE",
        "LOAD",
        "load:x",
        "?load",
        "<http://127.0.0.1:1/>",
        "PREFIX : <http://127.0.0.1:1/>",
        "PREFIX load:",
        "BASE",
        "\\u004C",
        "\\u0053",
        "%41",
        "WHERE {",
        "DELETE",
        "INSERT DATA {",
        "x:service",
        "?s ?p 1",
        "_:load",
        "\u00b7",
        "\u0130",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=25), st.booleans())
def test_whatever_is_written_the_engine_never_gets_the_letters(
    pieces: list[str], named: bool
) -> None:
    using = DatasetChoice(("http://x/load",)) if named else None
    try:
        found = texts("".join(pieces), using=using)
    except QueryRefusedError:
        return
    for text in found:
        bare = text.lower()
        for word in ("service", "load"):
            for place in range(len(bare)):
                if bare.startswith(word, place):
                    run = place
                    while run and (bare[run - 1].isalnum() or bare[run - 1] == "_"):
                        run -= 1
                    assert bare[run - 1] in "?$", text
