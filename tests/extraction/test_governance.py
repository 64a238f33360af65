"""Bodies of governance are read with their rhythm, level, members and duties."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from cooperation_kg.documents import Source, load_source
from cooperation_kg.extraction.bodies import read_rhythm, same_body
from cooperation_kg.extraction.governance import read_governance
from cooperation_kg.extraction.reading import Reading
from cooperation_kg.records.folder import load_record
from cooperation_kg.records.model import Body

SAMPLES = Path(__file__).parent / "samples"


def bodies(text: str) -> list[Body]:
    return list(read_governance(Reading(Source("sample", text))))


def test_a_section_on_governance_gives_its_bodies() -> None:
    found = read_governance(Reading(load_source(SAMPLES / "frame_vallee.txt", "sample")))
    told = [
        (body.name.text, body.level, body.frequency and body.frequency.per_year) for body in found
    ]
    assert told == [
        ("comité de pilotage", "political", Decimal(4)),
        ("comité technique", "technical", Decimal(4)),
        ("commission locale", "local", None),
    ]
    assert found[0].frequency is not None
    assert found[0].frequency.at_least
    assert [member.printed_name for member in found[0].members] == [
        "président du Département",
        "maire de Sarmoise",
        "élus délégués",
    ]
    assert [member.printed_name for member in found[1].members] == [
        "directions générales des deux collectivités",
        "syndicat des transports",
        "caisse d'allocations familiales",
    ]


@pytest.mark.parametrize(
    ("sentence", "per_year", "at_least"),
    [
        ("Il se réunit une fois par an.", "1", False),
        ("Elle se réunira deux fois par an", "2", False),
        ("Il se réunit au minimum une fois par semestre.", "2", True),
        ("Il se tient tous les deux mois.", "6", False),
        ("Le comité se réunit trimestriellement.", "4", False),
        ("Il se réunit de manière semestrielle", "2", False),
        ("se réunit une à deux fois par an", "1", True),
        ("Il se réunit chaque mois.", "12", False),
        ("Il se réunit tous les deux ans.", "0.5", False),
    ],
)
def test_rhythms(sentence: str, per_year: str, at_least: bool) -> None:
    found = read_rhythm(sentence, 0, len(sentence))
    assert found is not None
    assert (found.per_year, found.at_least) == (Decimal(per_year), at_least)


@pytest.mark.parametrize(
    "sentence", ["Les parties mènent tous les ans une évaluation.", "Il valide le bilan annuel."]
)
def test_what_is_done_every_year_is_no_meeting(sentence: str) -> None:
    assert read_rhythm(sentence, 0, len(sentence)) is None


def test_who_may_be_invited_is_a_possible_member() -> None:
    found = bodies(
        "Gouvernance\n\nLe comité de suivi est composé des deux maires. Il se réunit deux fois par"
        " an.\nLes bailleurs pourront être associés au comité de suivi.\n"
    )
    assert [(member.printed_name, member.status) for member in found[0].members] == [
        ("deux maires", "firm"),
        ("bailleurs", "possible"),
    ]


def test_a_body_whose_meetings_are_not_told_says_so() -> None:
    found = bodies("PILOTAGE\n\n- un groupe de travail thématique réunissant les services.\n")
    assert [(body.name.text, body.absent_frequency) for body in found] == [
        ("groupe de travail thématique", True)
    ]


def test_a_body_told_of_twice_is_one() -> None:
    twice = (
        "Suivi de la convention\n\nUn comité de pilotage composé des maires se réunit une fois par"
        " an.\n\nDurée\n\nUn an.\n\nPilotage\n\nUn comité de pilotage composé des maires.\n\n"
        "Le comité de pilotage se réunira une fois par an.\n"
    )
    assert [body.name.text for body in bodies(twice)] == ["comité de pilotage"]


@pytest.mark.parametrize(
    ("text", "name", "members"),
    [
        (
            "Comité de pilotage\n\nComposé d'un élu de chaque commune et du préfet, il se réunit"
            " une fois l'an.",
            "Comité de pilotage",
            ["élu de chaque commune", "préfet"],
        ),
        (
            "Le comité technique réunit chaque semestre les directions et la sous-préfecture.",
            "comité technique",
            ["directions", "sous-préfecture"],
        ),
        (
            "La commission mixte, coprésidée par le maire et par la préfète, siège chaque année.",
            "commission mixte",
            ["maire", "préfète"],
        ),
        (
            "Un comité de suivi réunit les acteurs de l'emploi : la mission locale, la région et"
            " les communes.",
            "comité de suivi",
            ["mission locale", "région", "communes"],
        ),
        (
            "Une équipe de suivi, confiée aux deux directrices, se réunit deux fois par mois.",
            "équipe de suivi",
            ["deux directrices"],
        ),
        (
            "Le comité de pilotage est composé :\n- du maire ;\n- du préfet. Il se réunit"
            " une fois par an.",
            "comité de pilotage",
            ["maire", "préfet"],
        ),
        (
            "COMITE DE PILOTAGE\nComposition : les maires, le préfet\nPériodicité : annuelle",
            "COMITE DE PILOTAGE",
            ["maires", "préfet"],
        ),
    ],
)
def test_members_in_several_wordings(text: str, name: str, members: list[str]) -> None:
    found = bodies(f"GOUVERNANCE\n\n{text}\n")
    assert [body.name.text for body in found] == [name]
    assert [member.printed_name for member in found[0].members] == members


def test_what_several_groups_share_is_said_of_each() -> None:
    found = bodies(
        "Pilotage\n\nTrois groupes de travail sont mis en place :\n- un groupe de travail sur"
        " l'emploi ;\n- un groupe de travail concernant l'école.\n\nCes groupes de travail"
        " réunissent les signataires.\n"
    )
    named = {body.name.text: [m.printed_name for m in body.members] for body in found}
    assert named["groupe de travail concernant l'école"] == ["signataires"]


def test_a_wish_is_no_rhythm() -> None:
    sentence = "La bonne fréquence serait une réunion tous les 18 mois."
    assert read_rhythm(sentence, 0, len(sentence)) is None


def test_the_shorter_name_takes_the_longer_up_again() -> None:
    assert same_body("comité technique", "Comité technique de suivi")
    assert not same_body("comité de suivi", "comité technique de suivi")


@pytest.mark.parametrize(
    ("document", "name"),
    [("75-93", "000_9955c5cae59c762c"), ("75-94", "001_4f65e2fdb1af9030")],
)
def test_the_corpus_gives_what_its_readers_found(
    corpus: Path, root: Path, document: str, name: str
) -> None:
    record = load_record(root / "data" / "conventions" / f"{document}.yaml").record
    reading = Reading(load_source(corpus / f"{name}.txt", document))
    found = read_governance(reading)
    assert {_told(body) for body in record.governance} <= {_told(body) for body in found}


def _told(body: Body) -> tuple[str, str, Decimal | None]:
    return body.name.text, body.level, body.frequency.per_year if body.frequency else None


def _read_alone(text: str) -> list[tuple[str, list[str], object]]:
    return [
        (
            body.name.text,
            [member.printed_name for member in body.members],
            body.frequency and body.frequency.per_year,
        )
        for body in bodies(f"Gouvernance\n\n{text}")
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Un comité de pilotage, composé des vice-présidents chargés de la santé et des"
            " mobilités et des deux directeurs, se réunit une fois par an.\n",
            ("comité de pilotage",
             ["vice-présidents chargés de la santé et des mobilités", "deux directeurs"], 1),
        ),
        (
            "Un groupe de techniciens, composé des référents mobilité, culture et déchets, se"
            " réunit une fois par mois.\n",
            ("groupe de techniciens", ["référents mobilité, culture et déchets"], 12),
        ),
        (
            "Comité des élus. Composition : le maire, la présidente. Fréquence : une réunion par"
            " an.\n",
            ("Comité des élus", ["maire", "présidente"], 1),
        ),
        (
            "Article 8. Conférence des maires\nLes maires sont réunis en conférence une fois par"
            " an.\n",
            ("Conférence des maires", ["maires"], 1),
        ),
        (
            "Équipe technique\nL'équipe technique est formée d'un agent de chaque ville et du"
            " bailleur.\nElle se réunit six fois par an.\n",
            ("Équipe technique", ["agent de chaque ville", "bailleur"], 6),
        ),
    ],
)  # fmt: skip
def test_a_member_is_a_whole_noun_phrase(text: str, told: tuple[str, list[str], int]) -> None:
    assert _read_alone(text) == [told]


def test_what_a_body_does_is_a_duty_and_what_it_is_is_none() -> None:
    (body,) = bodies(
        "Gouvernance\n\nUn comité de pilotage, coprésidé par les deux Présidents, se réunit deux"
        " fois par an. Il valide le programme.\n"
    )
    assert [member.printed_name for member in body.members] == ["deux Présidents"]
    assert [duty.text for duty in body.duties] == ["valide le programme"]


@pytest.mark.parametrize(
    ("text", "name", "per_year", "members"),
    [
        (
            "Le conseil des maires. La présidente et le maire d'Ouville le convoquent. Il compte "
            "aussi le maire de Lessay. Une séance a lieu chaque semestre.",
            "conseil des maires", 2, {"présidente", "maire d'Ouville", "maire de Lessay"},
        ),
        (
            "Le comité stratégique est présidé à tour de rôle par le maire de Lessay et par le "
            "préfet. Il se réunit en mars et en octobre.",
            "comité stratégique", 2, {"maire de Lessay", "préfet"},
        ),
        (
            "Le groupe technique, formé des directeurs, se retrouve à raison de trois séances "
            "annuelles.",
            "groupe technique", 3, {"directeurs"},
        ),
        (
            "Le secrétariat technique, confié à la direction de la culture et à la direction des "
            "sports, se réunit une fois l'an.",
            "secrétariat technique", 1, {"direction de la culture", "direction des sports"},
        ),
        (
            "Le comité de suivi : la sous-préfète, les directeurs des services ; une séance "
            "par trimestre.",
            "comité de suivi", 4, {"sous-préfète", "directeurs des services"},
        ),
    ],
)  # fmt: skip
def test_other_ways_of_telling_who_sits_and_when(
    text: str, name: str, per_year: int, members: set[str]
) -> None:
    (body,) = read_governance(Reading(Source("sample", f"# Gouvernance\n\n{text}\n")))
    assert body.name.text.casefold() == name
    assert {member.text for member in body.members} == members
    assert body.frequency is not None and body.frequency.per_year == per_year
