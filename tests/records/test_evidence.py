from cooperation_kg.documents import Source
from cooperation_kg.records.evidence import anchor, check, coverage
from cooperation_kg.records.model import Record
from cooperation_kg.records.yaml import load_model

SOURCE = Source("essai", "Convention  entre\nla Ville\n\nAxe 1 : Agir\nBudget : 1 M€\nFin\n")


def written(tmp_path, title_at):
    path = tmp_path / "essai.yaml"
    path.write_text(
        "# un commentaire qui reste\n"
        "id: essai\ntype: protocol\n"
        f'title: {{text: "Convention entre la Ville", at: {title_at}}}\n'
        "axes:\n"
        "  - level: axis\n"
        '    number: "1"\n'
        '    title: {text: "Agir", at: L4:36-40}\n',
        "utf-8",
    )
    return load_model(path, Record)


def test_anchor_completes_a_line_and_leaves_the_rest_of_the_file_alone(tmp_path):
    record, loaded = written(tmp_path, "L1")
    text, problems = anchor(record, loaded, SOURCE)
    assert problems == []
    assert text == loaded.text.replace("at: L1}", "at: L1:0-26}")


def test_anchor_names_what_it_does_not_find(tmp_path):
    record, loaded = written(tmp_path, "L5")
    text, (problem,) = anchor(record, loaded, SOURCE)
    assert text == loaded.text
    assert problem.line == 4
    assert "nearest: line 1" in problem.message


def test_check_accepts_what_is_printed_there(tmp_path):
    record, loaded = written(tmp_path, "L1:0-26")
    assert check(record, loaded, SOURCE) == []


def test_check_shows_what_stands_there_instead(tmp_path):
    record, loaded = written(tmp_path, "L1:0-10")
    (problem,) = check(record, loaded, SOURCE)
    assert "there stands « Convention »" in problem.message
    assert problem.line == 4


def test_check_notices_a_wrong_line(tmp_path):
    record, loaded = written(tmp_path, "L2:0-26")
    (problem,) = check(record, loaded, SOURCE)
    assert "starts on line 1" in problem.message


def test_coverage_counts_printed_lines_and_names_the_untouched_ones(tmp_path):
    record, _ = written(tmp_path, "L1:0-26")
    measured = coverage(record, SOURCE)
    assert (measured.printed, measured.touched) == (5, 3)
    assert measured.untouched == ((5, 6),)
