"""Files of authorities are checked together, and every problem names its file, line and remedy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cooperation_kg.authorities import load_authorities
from cooperation_kg.errors import InputError, Problem, RecordError

Write = Callable[..., Path]

ORGANISATION = "  - {{key: {key}, kind: association, name: {{fr: Nom}}{more}}}\n"


def organisations(*entries: tuple[str, str]) -> str:
    lines = [ORGANISATION.format(key=key, more=more) for key, more in entries]
    return "organisations:\n" + "".join(lines)


def problems(folder: Path) -> list[Problem]:
    with pytest.raises(RecordError) as caught:
        load_authorities(folder)
    return caught.value.problems


def test_a_missing_folder_is_said(tmp_path: Path):
    with pytest.raises(InputError, match="no such folder"):
        load_authorities(tmp_path / "nowhere")


def test_a_file_may_refer_to_what_stands_in_another(write: Write, small_file: str):
    more = organisations(("club", ", part_of: ville-a"))
    authorities = load_authorities(write(small=small_file, more=more))
    assert authorities.belongs("club", "ville-a")


def test_a_key_that_stands_in_two_files_names_the_other_place(write: Write):
    [problem] = problems(write(a=organisations(("club", "")), b=organisations(("club", ""))))
    assert problem.file.name == "b.yaml"
    assert problem.line == 2
    assert "a.yaml:2" in problem.message
    assert problem.path == "organisations[0].key"


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("part_of", "part_of: ville-x"),
        ("joint_of", "joint_of: [ville-a, ville-x]"),
        ("members", "members: [ville-x]"),
        ("succeeds", "succeeds: [ville-x]"),
        ("governs", "governs: ville-x"),
    ],
)
def test_a_reference_that_leads_nowhere_names_likely_keys(
    write: Write, field: str, written: str, small_file: str
):
    more = organisations(("autre", ""), ("club", f", {written}"))
    [problem] = problems(write(small=small_file, more=more))
    assert (problem.file.name, problem.line) == ("more.yaml", 3)
    assert problem.path == f"organisations[1].{field}"
    assert "« ville-x »" in problem.message
    assert "ville-a" in problem.remedy


def test_places_territories_and_themes_are_checked_too(write: Write, small_file: str):
    more = """\
places:
  - {key: pont, kind: place, name: {fr: Pont}, within: [lune]}
territories:
  - {key: dep, kind: department, name: {fr: Dep}, within: [lune]}
themes:
  - {key: feu, label: {fr: Feu}, definition: {fr: Feux.}, broader: lune}
"""
    found = problems(write(small=small_file, more=more))
    assert {problem.line for problem in found} == {2, 4, 6}


def test_two_organisations_with_one_siren_are_refused(write: Write, small_file: str):
    more = organisations(("club", ', siren: "111111111"'))
    [problem] = problems(write(small=small_file, z=more))
    assert "SIREN 111111111 is already that of « ville-a »" in problem.message


def test_what_is_part_of_itself_by_a_detour_is_refused(write: Write):
    found = problems(write(a=organisations(("un", ", part_of: deux"), ("deux", ", part_of: un"))))
    assert [problem.path for problem in found] == [
        "organisations[0].part_of",
        "organisations[1].part_of",
    ]


def test_two_units_of_one_collectivity_cannot_share_an_acronym(write: Write, small_file: str):
    more = organisations(("club", ", part_of: ville-a, acronyms: [dvd]"))
    [problem] = problems(write(small=small_file, z=more))
    assert "« dvd » is already « ville-a-dvd » there" in problem.message


def test_mistakes_of_all_files_are_named_at_once(write: Write):
    found = problems(write(a="organisations:\n  - {key: un}\n", b="organisms: []\n"))
    assert {problem.file.name for problem in found} == {"a.yaml", "b.yaml"}
    assert any("keys known here" in problem.remedy for problem in found)


def test_what_documents_print_of_a_collectivity_is_added_to_it(write: Write, small_file: str):
    more = """\
collectivities:
  - key: ville-a
    acronyms: [VA]
    variants: [Aville-sur-Mer]
    until: 2024-12-31
    succeeds: [ville-b]
"""
    authorities = load_authorities(write(small=small_file, more=more))
    assert (
        authorities.name("VA") == authorities.name("Aville") == authorities.name("aville sur mer")
    )
    collectivity = authorities.organisation("ville-a")
    assert collectivity is not None
    assert collectivity.siren == "111111111"
    assert collectivity.until == "2024-12-31"
    assert collectivity.succeeds == ("ville-b",)


def test_names_of_a_collectivity_nobody_knows_are_refused(write: Write, small_file: str):
    more = "collectivities:\n  - {key: ville-x, variants: [Xville]}\n"
    [problem] = problems(write(small=small_file, more=more))
    assert problem.path == "collectivities[0].key"
