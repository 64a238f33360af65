import pytest

from cooperation_kg.errors import InputError, RecordError
from cooperation_kg.records.model import Record
from cooperation_kg.records.yaml import load_model, load_yaml

HEAD = 'id: 75-95\ntype: bilateral-convention\ntitle: {text: "Convention", at: L1:0-10}\n'


def problems(tmp_path, text):
    path = tmp_path / "75-95.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(RecordError) as caught:
        load_model(path, Record)
    return caught.value.problems


def test_a_valid_record_is_read(tmp_path):
    path = tmp_path / "75-95.yaml"
    path.write_text(HEAD, "utf-8")
    record, _ = load_model(path, Record)
    assert record.title.text == "Convention"


def test_malformed_yaml_names_the_line(tmp_path):
    (problem,) = problems(tmp_path, HEAD + "parties: [a, b\naxes: {\n")
    assert problem.message.startswith("not YAML")
    assert problem.line in (4, 5, 6)


def test_an_unknown_key_names_its_line_and_the_known_ones(tmp_path):
    (problem,) = problems(tmp_path, HEAD + "governanse: []\n")
    assert problem.line == 4
    assert "governanse" in problem.message
    assert "governance" in problem.remedy


def test_an_unknown_key_deep_inside_names_the_keys_known_there(tmp_path):
    text = HEAD + 'parties:\n  - {text: "Paris", at: L1, organisation: paris, rôle: party}\n'
    (problem,) = problems(tmp_path, text)
    assert problem.line == 5
    assert problem.path == "parties[0].rôle"
    assert "role" in problem.remedy


def test_a_key_that_stands_twice_is_refused(tmp_path):
    (problem,) = problems(tmp_path, HEAD + "id: autre\n")
    assert problem.line == 4
    assert "twice" in problem.message


def test_a_wrong_date_says_how_a_date_is_written(tmp_path):
    text = HEAD + 'term:\n  signed: {text: "31/02", at: L2, date: 2018-13}\n'
    (problem,) = problems(tmp_path, text)
    assert problem.line == 5
    assert "2018-02-15" in problem.message


def test_all_problems_are_named_at_once(tmp_path):
    text = HEAD + "axes:\n  - {level: axe, number: 1}\n"
    assert {problem.path for problem in problems(tmp_path, text)} == {
        "axes[0].level",
        "axes[0].title",
    }


def test_an_alias_is_refused_so_that_no_file_can_grow_without_end(tmp_path):
    (problem,) = problems(tmp_path, HEAD + "parties: &a []\naxes: *a\n")
    assert "alias" in problem.message
    assert problem.line == 5


def test_an_empty_file_is_said_to_be_empty(tmp_path):
    (problem,) = problems(tmp_path, "")
    assert problem.message == "empty"


def test_a_tag_builds_no_object(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_text("id: !!python/object/apply:os.system [echo]\n", "utf-8")
    assert load_yaml(path).value == {"id": ["echo"]}


def test_words_stay_words(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_text("a: no\nb: 2018\nc: 1.10\nd: ~\ne: 'true'\nf: true\n", "utf-8")
    assert load_yaml(path).value == {
        "a": "no", "b": "2018", "c": "1.10", "d": None, "e": "true", "f": True,
    }  # fmt: skip


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InputError, match=r"absent\.yaml: cannot be read"):
        load_yaml(tmp_path / "absent.yaml")


def test_deep_nesting_is_refused(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_text("a: " + "[" * 60 + "]" * 60, "utf-8")
    with pytest.raises(RecordError, match="nested too deeply"):
        load_yaml(path)
