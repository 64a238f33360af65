"""No query fetches anything, however it is written."""

from __future__ import annotations

import contextlib

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cooperation_kg.graph.terms import PREFIXES
from cooperation_kg.store.guard import Guarded, guard, update_form
from cooperation_kg.store.memory import MemoryStore
from cooperation_kg.store.refusals import QueryRefusedError, Reason


def checked(sparql: str, **limits: int) -> Guarded:
    chosen = {"length_limit": 10_000, "nesting_limit": 50} | limits
    return guard(sparql, prefixes=PREFIXES, **chosen)


# Each of these makes the engine send a request when it gets there unguarded, or would in an engine
# that reads as the grammar says.
CALLS = [
    "ASK {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
    "ASK {{ service <{0}> {{ ?s ?p ?o }} }}",
    "ASK {{ SeRvIcE<{0}>{{?s ?p ?o}} }}",
    "ASK {{ SERVICE SILENT <{0}> {{ ?s ?p ?o }} }}",
    "ASK {{ SERVICE # why\n <{0}> {{ ?s ?p ?o }} }}",
    "ASK {{ # \r SERVICE <{0}> {{ ?s ?p ?o }}\n }}",
    "ASK {{ # \\u000A SERVICE <{0}> {{ ?s ?p ?o }}\n }}",
    "ASK {{ \\u0053ERVICE <{0}> {{ ?s ?p ?o }} }}",
    "ASK {{ S\\U00000045RVICE <{0}> {{ ?s ?p ?o }} }}",
    "PREFIX x: <{0}> ASK {{ SERVICE x: {{ ?s ?p ?o }} }}",
    "PREFIX x: <{0}> ASK {{ SERVICEx:a {{ ?s ?p ?o }} }}",
    "PREFIX service: <{0}> ASK {{ SERVICE service: {{ ?s ?p ?o }} }}",
    "BASE <{0}> ASK {{ SERVICE <> {{ ?s ?p ?o }} }}",
    "ASK {{ VALUES ?g {{ <{0}> }} SERVICE ?g {{ ?s ?p ?o }} }}",
    "ASK {{ FILTER EXISTS {{ SERVICE <{0}> {{ ?s ?p ?o }} }} }}",
    "ASK {{ BIND(EXISTS {{ SERVICE <{0}> {{ ?s ?p ?o }} }} AS ?x) }}",
    "ASK {{ {{ SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }} }} }}",
    "ASK {{ OPTIONAL {{ SERVICE <{0}> {{ ?s ?p ?o }} }} }}",
    "ASK {{ LATERAL {{ SERVICE <{0}> {{ ?s ?p ?o }} }} }}",
    "ASK {{ FILTER(1<2)SERVICE<{0}>{{?s ?p ?o}} }}",
    "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
    "DESCRIBE ?s {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ ?s ?p ?o }} VALUES ?x {{ 1 }} SERVICE <{0}> {{ }}",
    # The engine reads without tokens, so a call can hide in what looks like a name or an IRI.
    "ASK {{ VALUES ?p {{ 1 }} OPTIONAL {{ ?s ?q 1SERVICE<{0}>{{?s ?p ?o}} }} }}",
    "PREFIX : <{0}> PREFIX service: <a:> ASK {{ OPTIONAL {{ ?s ?p 1 service:x {{?s ?p ?o}} }} }}",
    "PREFIX : <{0}> ASK {{ OPTIONAL {{ ?s ?p trueservice:x {{?s ?p ?o}} }} }}",
    "PREFIX x: <http://h:> ASK {{ OPTIONAL {{ ?s ?p x:service<{0}>{{?s ?p ?o}} }} }}",
    "PREFIX : <{0}> ASK {{ FILTER(1 <?b)SERVICE:x#>\n{{?s ?p ?o}} }}",
    "ASK {{ FILTER(?a <?b='x>' )SERVICE<{0}>{{?s ?p 'z'}} FILTER('a'>?b) }}",
    'ASK {{ FILTER(?a <?b#>"""\n)SERVICE<{0}>{{?s ?p ?o}} #"""\n }}',
    "PREFIX : <{0}> ASK {{ OPTIONAL {{ ?s ?p :.SERVICE<{0}>{{?s ?p ?o}} }} }}",
    "ASK {{ OPTIONAL {{ ?s ?p 'a'@fr--ltrSERVICE<{0}>{{?s ?p ?o}} }} }}",
    "ASK {{ OPTIONAL {{ ?s ?p '''a'''SERVICE<{0}>{{?s ?p ?o}} }} }}",
    "ASK {{ ?s ?p '''a\\\\'''SERVICE<{0}>{{?s ?p ?o}} }}",
    "ASK {{ OPTIONAL {{ ?s ?p _:aSERVICE<{0}>{{?s ?p ?o}} }} }}",
    "PREFIX : <{0}> ASK {{ OPTIONAL {{ ?s :p?trueservice<{0}>{{?s ?p ?o}} }} }}",
    "PREFIX : <{0}> ASK {{ OPTIONAL {{ ?s :p?1service<{0}>{{?s ?p ?o}} }} }}",
    "PREFIX : <{0}> ASK {{ OPTIONAL {{ ?s :p $trueservice<{0}>{{?s ?p ?o}} }} }}",
    "ASK {{ ?s ?p '\\'SERVICE <{0}> {{?s ?p ?o}} }}",
]


@pytest.mark.parametrize("template", CALLS)
def test_no_call_reaches_the_network(template: str, listener: tuple[str, list[str]]) -> None:
    address, calls = listener
    store = MemoryStore([ox.Quad(*(ox.NamedNode(f"a:{n}") for n in "spog"))])
    with contextlib.suppress(QueryRefusedError):  # a few are read as queries that call nobody
        results = store.query(template.format(address))
        list(getattr(results, "rows", None) or getattr(results, "triples", None) or [])
    assert calls == []


def test_the_listener_notices_a_call(listener: tuple[str, list[str]]) -> None:
    address, calls = listener
    with pytest.raises((OSError, RuntimeError)):
        ox.Store().query(f"ASK {{ SERVICE <{address}> {{ ?s ?p ?o }} }}")
    assert len(calls) == 1
    calls.clear()


@pytest.mark.parametrize("word", ["\\u0053ERVICE", "ser\\u0056ice", "\\U00000053ERVICE"])
def test_the_engine_takes_no_keyword_in_codepoint_escapes(word: str) -> None:
    """The guard rests on this, so it is checked with whatever engine is installed."""
    with pytest.raises(SyntaxError):
        ox.Store().query(f"ASK {{ {word} <http://127.0.0.1:1/> {{ ?s ?p ?o }} }}")


LEGITIMATE = {
    "a variable": ("SELECT ?service { BIND(1 AS ?service) }", "1"),
    "a variable with a dollar": ("SELECT ?x { BIND(1 AS $Service_1) BIND($Service_1 AS ?x) }", "1"),
    "a text": ("SELECT ('Service de l''eau' AS ?x) {}".replace("''", "\\'"), "Service de l'eau"),
    "a long text": ('SELECT ("""a "SERVICE" {}""" AS ?x) {}', 'a "SERVICE" {}'),
    "a text after a backslash": ('SELECT ("\\\\service" AS ?x) {}', "\\service"),
    "a comment": ("# SERVICE <http://x/>\nSELECT (1 AS ?x) # service\n {}", "1"),
    "an IRI": ("SELECT (<http://x/service#SERVICE> AS ?x) {}", "http://x/service#SERVICE"),
    "a prefix": ("PREFIX service: <http://x/> SELECT (service:a AS ?x) {}", "http://x/a"),
    "a prefix alone": ("PREFIX service: <http://x/> SELECT (service: AS ?x) {}", "http://x/"),
    "a local name": (
        "SELECT (ckg:StateService AS ?x) {}",
        "https://w3id.org/cooperation-kg/ontology#StateService",
    ),
    "an escaped name": (
        "PREFIX a: <http://x/> SELECT (a:b\\,service AS ?x) {}",
        "http://x/b,service",
    ),
    "a name of a base": (
        "BASE <http://x/y/> PREFIX a: <z#> SELECT (a:service AS ?x) {}",
        "http://x/y/z#service",
    ),
    "a prefix given twice": (
        "PREFIX service: <http://x/> PREFIX service: <http://y/> SELECT (service:a AS ?x) {}",
        "http://y/a",
    ),
    "a comment in a declaration": (
        "PREFIX #\n service: # service:\n <http://x/> SELECT (service:a AS ?x) {}",
        "http://x/a",
    ),
    "load, which queries do not know": ("SELECT ('LOAD <x>' AS ?load) {}", "LOAD <x>"),
}


@pytest.mark.parametrize("name", LEGITIMATE)
def test_the_word_may_stand_where_it_calls_nobody(name: str) -> None:
    query, expected = LEGITIMATE[name]
    row = next(MemoryStore().query(query).rows)  # type: ignore[union-attr]
    assert row[0].value == expected  # type: ignore[union-attr]


def test_a_query_without_the_word_is_passed_on_as_it_is() -> None:
    query = "SELECT * { ?s ?p 'a' } # b"
    assert checked(query).text is query


def test_the_place_of_an_error_is_that_in_the_query_as_it_was_given() -> None:
    places = []
    for word in ("Service", "Serxice"):  # the first is rewritten, and longer then
        with pytest.raises(QueryRefusedError) as caught:
            MemoryStore().query(f"SELECT * {{ # {word}\n ?s a ckg:{word} ; ; ] .\n }}")
        places.append((caught.value.values["line"], caught.value.values["column"]))
    assert places == [(2, 23), (2, 23)]


def test_a_call_is_placed() -> None:
    with pytest.raises(QueryRefusedError) as caught:
        checked("# one\nASK {\n  SERVICE <http://x/> {} }")
    assert caught.value.reason is Reason.SERVICE
    assert (caught.value.values["line"], caught.value.values["column"]) == (3, 3)


def test_an_unknown_prefix_is_named() -> None:
    with pytest.raises(QueryRefusedError, match="« nope: » is not declared"):
        checked("ASK { ?s a nope:Service }")


def test_a_query_that_is_too_deep_is_refused() -> None:
    with pytest.raises(QueryRefusedError, match="51 brackets inside one another; at most 50"):
        checked("ASK " + "{" * 51 + "}" * 51)
    checked("ASK { ?s ?p '" + "(" * 100 + "' }")
    checked("ASK { " + "FILTER(1) " * 100 + "}")


@pytest.mark.parametrize(
    ("clause", "default", "named"),
    [
        ("FROM <http://x/>", ("http://x/",), ()),
        ("FROM NAMED <http://x/>", (), ("http://x/",)),
        ("from named #\n<http://x/> FROM ckg:a", (PREFIXES["ckg"] + "a",), ("http://x/",)),
        ("FROM <http://x/\\u0061>", ("http://x/a",), ()),
    ],
)
def test_the_graphs_of_a_query_are_read(
    clause: str, default: tuple[str, ...], named: tuple[str, ...]
) -> None:
    found = checked(f"SELECT ?from {clause} {{ ?from ?p 'FROM <a>' }} # FROM <b>")
    assert (found.default_graphs, found.named_graphs) == (default, named)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("INSERT DATA {}", "INSERT"),
        ("PREFIX load: <a> load <http://x/>", "LOAD"),
        ("BASE <a> # x\nclear all", "CLEAR"),
        ("SELECT ?insert { }", None),
        ("'insert'", None),
        ("", None),
    ],
)
def test_updates_are_recognised(text: str, form: str | None) -> None:
    assert update_form(text) == form


PIECES = st.sampled_from(
    [
        *"{}()[]<>'\"#?$:.,;@\\/|^*+-_ \n1a",
        '"""',
        "'''",
        "SERVICE",
        "service:x",
        "?service",
        "<http://127.0.0.1:1/>",
        "PREFIX : <http://127.0.0.1:1/>",
        "\\u0053",
        "%41",
        "true",
        "FILTER",
        "ASK {",
        "x:service",
        "?s ?p 1",
        "EXISTS {",
        "_:b",
        "\u00b7",
        "\u0130",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=25))
def test_whatever_is_written_the_engine_never_gets_the_letters(pieces: list[str]) -> None:
    try:
        text = checked("".join(pieces)).text
    except QueryRefusedError:
        return
    bare = text.lower()
    for place in range(len(bare)):
        if bare.startswith("service", place):
            run = place
            while run and (bare[run - 1].isalnum() or bare[run - 1] == "_"):
                run -= 1
            assert bare[run - 1] in "?$", text
