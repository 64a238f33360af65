import gzip
import json

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse
from rdflib import Dataset

from cooperation_kg.errors import RdfError, StoreError
from cooperation_kg.graph.serialise import json_ld, write
from cooperation_kg.graph.terms import CKG, DCTERMS, RDF, RDFS, Names, partial_date

NAMES = Names()
ACTION = NAMES.thing("action", "essai-1")
GRAPH = NAMES.graph("essai")
QUADS = [
    Quad(ACTION, RDF["type"], CKG.Action, GRAPH),
    Quad(ACTION, DCTERMS.title, Literal("Agir", language="fr"), GRAPH),
    Quad(ACTION, DCTERMS.identifier, Literal("1"), GRAPH),
    Quad(ACTION, RDFS.label, Literal("Agir", language="fr"), GRAPH),
    Quad(ACTION, RDFS.label, Literal("Act", language="en"), GRAPH),
    Quad(ACTION, CKG.since, partial_date("2018"), GRAPH),
    Quad(ACTION, CKG.mentions, NamedNode("https://exemple.fr/a"), GRAPH),
    Quad(ACTION, CKG.mentions, NamedNode("https://exemple.fr/b"), GRAPH),
]


@pytest.mark.parametrize("ending", [".nq", ".trig", ".jsonld"])
def test_what_is_written_is_read_back_the_same(tmp_path, ending):
    path = tmp_path / f"essai{ending}"
    assert write(QUADS, path) == len(QUADS)
    formats = {".nq": RdfFormat.N_QUADS, ".trig": RdfFormat.TRIG, ".jsonld": RdfFormat.JSON_LD}
    assert set(parse(path=path, format=formats[ending])) == set(QUADS)


def test_json_ld_is_read_by_another_library():
    dataset = Dataset()
    dataset.parse(data="".join(json_ld(QUADS)), format="json-ld")
    assert len(dataset) == len(QUADS)


def test_json_ld_reads_as_plain_json():
    (graph,) = json.loads("".join(json_ld(QUADS)))["graph"]
    (node,) = graph["graph"]
    assert node["type"] == "Action"
    assert node["title"] == {"fr": "Agir"}
    assert node["label"] == {"fr": "Agir", "en": "Act"}
    assert node["dcterms:identifier"] == "1"
    assert node["mentions"] == [{"id": "https://exemple.fr/a"}, {"id": "https://exemple.fr/b"}]


@pytest.mark.parametrize("ending", [".nq.gz", ".trig.gz", ".ttl", ".jsonld.gz"])
def test_the_same_quads_give_the_same_bytes(tmp_path, ending):
    first, second = tmp_path / f"a{ending}", tmp_path / f"b{ending}"
    write(iter(QUADS), first)
    write(iter(QUADS), second)
    assert first.read_bytes() == second.read_bytes()


def test_gz_packs_what_is_written(tmp_path):
    write(QUADS, tmp_path / "a.nq")
    write(QUADS, tmp_path / "b.nq.gz")
    assert gzip.decompress((tmp_path / "b.nq.gz").read_bytes()) == (tmp_path / "a.nq").read_bytes()


def test_an_unknown_ending_names_the_known_ones(tmp_path):
    with pytest.raises(RdfError, match=r"\.trig"):
        write(QUADS, tmp_path / "essai.csv")


def test_a_write_that_fails_leaves_the_old_file_whole(tmp_path):
    path = tmp_path / "essai.nq"
    path.write_text("avant", "utf-8")

    def broken():
        yield QUADS[0]
        raise OSError(28, "No space left on device")

    with pytest.raises(StoreError, match="No space left"):
        write(broken(), path)
    assert path.read_text("utf-8") == "avant"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_an_error_with_its_name(tmp_path):
    with pytest.raises(StoreError, match=r"absent/essai\.nq: cannot be written"):
        write(QUADS, tmp_path / "absent" / "essai.nq")
