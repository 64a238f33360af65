import csv
import io
import json

from pyoxigraph import RdfFormat, parse


def test_a_question_is_answered_as_a_table_that_fits_the_terminal(run, store):
    ran = run("ask", "declared-counts", "--store", store)
    assert ran.status == 0
    assert ran.out.splitlines()[0].split() == ["convention", "what", "declared", "actual"]
    assert all(len(line) <= 100 for line in ran.out.splitlines())


def test_a_question_is_answered_as_csv_json_and_turtle(run, store):
    rows = list(csv.DictReader(io.StringIO(run_out(run, store, "csv"))))
    assert {"convention": "75-94", "what": "actions", "declared": "17", "actual": "18"} in rows
    assert json.loads(run_out(run, store, "json")) == rows
    assert list(parse(run_out(run, store, "turtle"), RdfFormat.TURTLE))


def run_out(run, store, style):
    ran = run("ask", "declared-counts", "--format", style, "--store", store)
    assert ran.status == 0
    return ran.out


def test_the_catalogue_is_listed(run):
    ran = run("ask", "--list", "--format", "csv")
    assert "shared-partners,at_least," in ran.out


def test_an_answer_that_is_cut_says_so(run, store):
    ran = run("ask", "actions", "--limit", 3, "--format", "csv", "--store", store)
    assert len(ran.out.splitlines()) == 4
    assert "Cut at 3 rows" in ran.err


def test_an_unknown_question_or_parameter_is_an_error_of_status_2(run, store):
    assert run("ask", "nobody", "--store", store).status == 2
    assert run("ask", "actions", "--param", "axis=1", "--store", store).status == 2
    assert "NAME=VALUE" in run("ask", "active-on", "--param", "2019", "--store", store).err


def test_a_query_is_read_from_a_file_or_standard_input(run, store, tmp_path):
    sparql = 'SELECT ?n { ?a ckg:inConvention/dcterms:identifier "75-94" ; dcterms:identifier ?n }'
    path = tmp_path / "q.rq"
    path.write_text(sparql, "utf-8")
    from_file = run("query", path, "--format", "csv", "--store", store)
    from_input = run("query", "-", "--format", "csv", "--store", store, stdin=sparql)
    assert from_file.status == from_input.status == 0
    assert from_file.out == from_input.out
    assert "F.2" in from_file.out.split()


def test_a_query_that_does_not_parse_says_where(run, store):
    ran = run("query", "-", "--store", store, stdin="SELECT ?x\nWHERE { ?x }")
    assert ran.status == 2
    assert "line 2" in ran.err


def test_a_query_fetches_nothing(run, store, tmp_path):
    secret = tmp_path / "secret.ttl"
    secret.write_text("<a:a> <a:b> 'secret' .", "utf-8")
    for sparql in (
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        f"SELECT * FROM <{secret.as_uri()}> {{ ?s ?p ?o }}",
        "LOAD <http://127.0.0.1:9/>",
    ):
        ran = run("query", "-", "--store", store, stdin=sparql)
        assert ran.status == 2
        assert "secret" not in ran.out


def test_a_format_that_does_not_fit_names_those_that_do(run, store):
    ran = run("query", "-", "--format", "turtle", "--store", store, stdin="ASK {}")
    assert ran.status == 2
    assert "json, xml" in ran.err


def test_the_user_s_own_store_is_built_on_first_use(run, tmp_path):
    ran = run("ask", "axes", "--format", "csv", XDG_DATA_HOME=str(tmp_path))
    assert ran.status == 0
    assert "Built" in ran.err
    again = run("ask", "axes", "--format", "csv", XDG_DATA_HOME=str(tmp_path))
    assert again.out == ran.out
    assert "Built" not in again.err
