from cooperation_kg.documents import Place, Places
from cooperation_kg.extraction.compare import Score, compare
from cooperation_kg.records.model import Action, Division, Record
from cooperation_kg.records.values import Participant, Stated


def at(line):
    return Places((Place(line, line * 10, line * 10 + 5),))


def record(*pilots):
    action = Action(
        number="1",
        title=Stated(text="Agir", at=at(2)),
        pilots=tuple(Participant(text=p, at=at(3), collectivity="paris") for p in pilots),
    )
    axis = Division(level="axis", number="1", title=Stated(text="Axe", at=at(1)), actions=(action,))
    return Record(id="essai", type="protocol", title=Stated(text="T", at=at(1)), axes=(axis,))


def test_the_same_record_is_right_in_every_field():
    found = compare(record("DVD", "DU"), record("DVD", "DU"))
    assert {name: difference.score.f1 for name, difference in found.items()} == {
        "axis titles": 1.0,
        "action titles": 1.0,
        "pilots": 1.0,
    }


def test_what_is_missing_and_what_is_extra_is_shown_with_its_line():
    pilots = compare(record("DVD", "DAC"), record("DVD", "DU"))["pilots"]
    assert pilots.score == Score(right=1, found=2, true=2)
    assert [(fact.shown, fact.line) for fact in pilots.missing] == [("DU", 3)]
    assert [fact.shown for fact in pilots.extra] == ["DAC"]


def test_a_value_found_twice_is_right_once():
    score = compare(record("DVD", "DVD"), record("DVD"))["pilots"].score
    assert (score.precision, score.recall) == (0.5, 1.0)


def test_what_only_white_space_parts_is_the_same():
    score = compare(record("Service  de l’Aménagement"), record("Service de l'Aménagement"))
    assert score["pilots"].score.f1 == 1.0


def test_a_field_that_was_not_found_at_all_has_no_recall():
    score = compare(record(), record("DVD"))["pilots"].score
    assert (score.precision, score.recall, score.f1) == (0.0, 0.0, 0.0)
