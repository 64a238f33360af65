import subprocess
import sys

import pytest

from cooperation_kg.errors import InputError, RecordError
from cooperation_kg.graph.dataset import Folders, assemble
from cooperation_kg.graph.terms import Names


def test_building_twice_gives_the_same_bytes_even_in_another_process(root, tmp_path):
    script = (
        "import sys; from pathlib import Path\n"
        "from cooperation_kg.graph.dataset import Folders, assemble\n"
        "from cooperation_kg.graph.serialise import write\n"
        "from cooperation_kg.graph.terms import Names\n"
        "root = Path(sys.argv[1])\n"
        "dataset = assemble(Folders(root / 'data', root / 'ontology'), Names())\n"
        "for name in sys.argv[2:]: write(dataset, Path(name))\n"
    )
    names = ("graph.nq", "graph.trig.gz", "graph.jsonld")
    for run in ("a", "b"):
        (tmp_path / run).mkdir()
        paths = [str(tmp_path / run / name) for name in names]
        subprocess.run([sys.executable, "-c", script, str(root), *paths], check=True)
    for name in names:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes(), name


def test_a_missing_folder_is_named(root, tmp_path):
    with pytest.raises(InputError, match=r"nowhere: no such folder"):
        assemble(Folders(tmp_path / "nowhere", root / "ontology"), Names())


def copied(root, tmp_path, old="", new=""):
    """The published data with one record, in which `new` stands for the first `old`."""
    data = tmp_path / "data"
    (data / "conventions").mkdir(parents=True)
    for folder in ("authorities", "documents"):
        (data / folder).symlink_to(root / "data" / folder)
    text = (root / "data" / "conventions" / "75-94.yaml").read_text("utf-8")
    assert old in text
    path = data / "conventions" / "75-94.yaml"
    path.write_text(text.replace(old, new, 1), "utf-8")
    return data, path


def problems(root, data):
    with pytest.raises(RecordError) as caught:
        assemble(Folders(data, root / "ontology"), Names())
    return caught.value.problems


def test_an_unknown_organisation_is_named_with_its_line_and_what_is_near(root, tmp_path):
    data, path = copied(
        root, tmp_path, "organisation: departement-94", "organisation: departement-49"
    )
    (problem,) = problems(root, data)
    assert problem.file == path
    line = path.read_text("utf-8").splitlines()[problem.line - 1]
    assert "departement-49" in line
    assert "departement-94" in problem.remedy


def test_a_number_that_two_actions_share_is_refused(root, tmp_path):
    data, _ = copied(root, tmp_path, "number: A.2", "number: A.1")
    (problem,) = problems(root, data)
    assert "action « A.1 » is already at line" in problem.message


def test_two_files_cannot_hold_one_record(root, tmp_path):
    data, path = copied(root, tmp_path)
    path.with_name("copy.yaml").write_text(path.read_text("utf-8"), "utf-8")
    (problem,) = problems(root, data)
    assert problem.file.name == "copy.yaml"
    assert "already that of 75-94.yaml" in problem.message


def test_a_record_of_a_document_nobody_described_is_refused(root, tmp_path):
    data, _ = copied(root, tmp_path, "id: 75-94", "id: 75-95")
    (problem,) = problems(root, data)
    assert "not in the catalogue" in problem.message
