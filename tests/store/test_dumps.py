"""Files of a whole dataset, and its numbers."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, parse

from cooperation_kg.store.dumps import DUMPS, SUMS, make, read
from cooperation_kg.store.statistics import Linkset, count

BASE = "https://w3id.org/cooperation-kg/"
FORMATS = {
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "ttl": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
}
DATA = f"""
<{BASE}id/place/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://x/Place> <{BASE}graph/1> .
<{BASE}id/place/b> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://x/Place> <{BASE}graph/1> .
<{BASE}id/place/a> <http://x/near> <{BASE}id/place/b> <{BASE}graph/1> .
<{BASE}id/place/a> <http://x/near> <{BASE}id/place/b> <{BASE}graph/2> .
<{BASE}id/place/a> <http://www.w3.org/2004/02/skos/core#exactMatch> <http://id.insee.fr/1> <{BASE}graph/2> .
<http://x/Place> <http://www.w3.org/2004/02/skos/core#exactMatch> <http://id.insee.fr/2> <{BASE}graph/2> .
<{BASE}id/place/a> <http://x/name> "a" <{BASE}graph/2> .
"""  # noqa: E501


@pytest.fixture
def source(tmp_path: Path) -> Path:
    file = tmp_path / "dataset.nq"
    file.write_text(DATA.lstrip())
    return file


def quads_of(path: Path) -> list[Quad]:
    ending = path.name.split(".")[1]
    return list(parse(gzip.decompress(path.read_bytes()), FORMATS[ending]))


def test_a_thing_that_two_graphs_speak_of_counts_once_in_the_union():
    found = count(parse(DATA, RdfFormat.N_QUADS), BASE)
    whole = found.whole
    assert (whole.triples, whole.entities, whole.subjects, whole.objects) == (6, 2, 3, 5)
    assert whole.classes == {"http://x/Place": 2}
    assert whole.properties["http://x/near"] == 1
    assert {name: part.triples for name, part in found.graphs.items()} == {
        f"{BASE}graph/1": 3,
        f"{BASE}graph/2": 4,
    }


def test_links_lead_from_our_things_to_those_of_others():
    found = count(parse(DATA, RdfFormat.N_QUADS), BASE)
    exact = "http://www.w3.org/2004/02/skos/core#exactMatch"
    assert found.links == (Linkset(exact, "http://id.insee.fr/", 1),)


@pytest.mark.parametrize("name", [name for name in DUMPS if ".ttl" not in name])
def test_a_file_with_graphs_holds_every_quad(source, tmp_path, name):
    make(source, tmp_path / "made", BASE)
    assert set(quads_of(tmp_path / "made" / name)) == set(parse(path=source))


def test_turtle_holds_each_triple_of_the_union_once(source, tmp_path):
    make(source, tmp_path / "made", BASE)
    found = quads_of(tmp_path / "made" / "cooperation-kg.ttl.gz")
    assert len(found) == 6
    assert {quad.triple for quad in found} == {quad.triple for quad in parse(path=source)}


def test_the_sums_are_those_of_the_files(source, tmp_path):
    make(source, tmp_path / "made", BASE)
    lines = (tmp_path / "made" / SUMS).read_text().splitlines()
    assert [line.split("  ")[1] for line in lines] == list(DUMPS)
    for line in lines:
        digest, name = line.split("  ")
        assert hashlib.sha256((tmp_path / "made" / name).read_bytes()).hexdigest() == digest


def test_the_same_data_give_the_same_bytes(source, tmp_path):
    make(source, tmp_path / "first", BASE)
    lines = source.read_text().splitlines(keepends=True)
    source.write_text("".join(reversed(lines)))
    make(source, tmp_path / "second", BASE)
    for name in ("cooperation-kg.nq.gz", "cooperation-kg.ttl.gz"):
        one, other = (set(quads_of(tmp_path / folder / name)) for folder in ("first", "second"))
        assert one == other
    source.write_text("".join(lines))
    make(source, tmp_path / "third", BASE)
    first, third = ((tmp_path / f / SUMS).read_text() for f in ("first", "third"))
    assert first == third


def test_what_was_made_is_read_again(source, tmp_path):
    make(source, tmp_path / "made", BASE)
    dumps = read(tmp_path / "made")
    assert [one.name for one in dumps.files] == list(DUMPS)
    assert dumps.statistics == count(parse(path=source), BASE)
    assert all(one.size == (tmp_path / "made" / one.name).stat().st_size for one in dumps.files)


def test_nothing_is_left_where_the_source_is_broken(source, tmp_path):
    source.write_text("no quads")
    with pytest.raises(SyntaxError):
        make(source, tmp_path / "made", BASE)
    assert [path.name for path in tmp_path.iterdir()] == ["dataset.nq"]


def test_what_lies_there_already_stays(source, tmp_path):
    make(source, tmp_path / "made", BASE)
    before = (tmp_path / "made" / SUMS).stat().st_mtime_ns
    make(source, tmp_path / "made", BASE)
    assert (tmp_path / "made" / SUMS).stat().st_mtime_ns == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dataset.nq", "made"]
