import pytest

from cooperation_kg.documents import Place, Places


def test_a_place_is_written_as_line_and_characters():
    places = Places.parse("L268:10034-10039 L280:10500-10520")
    assert places.items == (Place(268, 10034, 10039), Place(280, 10500, 10520))
    assert places.line == 268
    assert places.anchored


def test_a_line_alone_is_a_place_still_to_be_anchored():
    assert not Places.parse("L268").anchored


@pytest.mark.parametrize("written", ["268", "L0", "L3:5", "L3:5-", "line 3", "", "  "])
def test_what_is_no_place_is_refused_with_an_example(written):
    with pytest.raises(ValueError, match="L268"):
        Places.parse(written)


def test_a_place_that_ends_before_it_starts_is_refused():
    with pytest.raises(ValueError, match="ends before it starts"):
        Places.parse("L3:9-5")
