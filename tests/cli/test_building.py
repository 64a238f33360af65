import fcntl
import hashlib
import json
import socket

import pytest


def spoil(data, old, new):
    path = data / "conventions" / "75-94.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("axes:", "axes: [", "not YAML"),
        ("axes:", "axies:", "unknown key « axies »"),
        ("at: L1:", "at: Lone", "is no place"),
        ("type: bilateral-convention", "type: bilatérale", "75-94.yaml:"),
        ("number: A.2", "number: A.1", "already at line"),
        ("organisation: departement-94", "organisation: departement-49", "departement-94"),
    ],
)
def test_a_record_that_cannot_be_used_is_named_with_its_line(run, data, tmp_path, old, new, said):
    if old == "at: L1:":
        text = (data / "conventions" / "75-94.yaml").read_text("utf-8")
        old = text[text.index("at: L") : text.index("at: L") + 8]
        new = "at: here"
    path = spoil(data, old, new)
    ran = run("build", "--data", data, "--store", tmp_path / "store")
    assert ran.status == 2
    assert f"{path}:" in ran.err
    assert said in ran.err
    assert not (tmp_path / "store" / "current").exists()


def test_a_build_that_fails_leaves_the_store_as_it_was(run, data, tmp_path):
    store = tmp_path / "store"
    assert run("build", "--data", data, "--store", store).status == 0
    before = run("ask", "axes", "--format", "csv", "--store", store).out
    spoil(data, "axes:", "axes: [")
    assert run("build", "--data", data, "--store", store).status == 2
    assert run("ask", "axes", "--format", "csv", "--store", store).out == before


def test_a_violated_shape_is_status_1_and_builds_nothing(run, data, tmp_path):
    spoil(data, "organisation: paris", "organisation: apur")  # pilots act for Paris
    ran = run("build", "--data", data, "--store", tmp_path / "store")
    assert ran.status == 1
    assert "Nothing was built" in ran.err
    assert not (tmp_path / "store" / "current").exists()


def test_a_missing_data_folder_is_named(run, tmp_path):
    ran = run("build", "--data", tmp_path / "nowhere", "--store", tmp_path / "store")
    assert ran.status == 2
    assert "nowhere: no such folder" in ran.err


def test_an_unknown_ending_of_out_names_the_known_ones(run, tmp_path):
    ran = run("build", "--out", tmp_path / "graph.csv")
    assert ran.status == 2
    assert ".trig" in ran.err


def test_a_store_that_is_being_built_is_in_use(run, store):
    with (store / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ran = run("build", "--store", store)
    assert ran.status == 2
    assert "in use" in ran.err


def test_a_port_in_use_is_said_at_once(run, store):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ran = run("serve", "--port", port, "--store", store)
    assert ran.status == 2
    assert f"port {port} is in use" in ran.err


def test_a_wrong_setting_names_its_variable(run):
    ran = run("ask", "axes", COOPERATION_KG_PORT="many")
    assert ran.status == 2
    assert "COOPERATION_KG_PORT" in ran.err


def test_the_schema_of_a_record_is_json_schema(run):
    schema = json.loads(run("schema", "record").out)
    assert schema["$schema"].endswith("2020-12/schema")
    assert "axes" in schema["properties"]


def test_anchor_and_check_work_on_a_file_of_the_user(run, tmp_path):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    text = "Convention entre A et B\nAxe 1 : Agir\n"
    (corpus / "essai.txt").write_text(text, "utf-8")
    (tmp_path / "documents").mkdir()
    digest = hashlib.sha256(text.encode()).hexdigest()
    (tmp_path / "documents" / "essai.yaml").write_text(
        f"id: essai\ntitle: Essai\npublisher: Nous\nfile: essai.txt\nsha256: {digest}\n"
        f"characters: {len(text)}\n",
        "utf-8",
    )
    (tmp_path / "conventions").mkdir()
    record = tmp_path / "conventions" / "essai.yaml"
    record.write_text(
        '# à relire\nid: essai\ntype: protocol\ntitle: {text: "Convention entre A et B", at: L1}\n',
        "utf-8",
    )
    assert run("anchor", record, "--corpus", corpus).status == 0
    assert record.read_text("utf-8").endswith("at: L1:0-23}\n")
    assert record.read_text("utf-8").startswith("# à relire\n")
    checked = run("check", record, "--corpus", corpus, "--untouched")
    assert checked.status == 0
    assert "1 of 2 printed lines" in checked.out
    assert "Axe 1 : Agir" in checked.out
    (corpus / "essai.txt").write_text(text + "x", "utf-8")
    assert "not the version" in run("check", record, "--corpus", corpus).err
