"""Dates on a line of years, with the precision they are stated in."""

from __future__ import annotations

import pytest
from page_reading import part, shown

from cooperation_kg.web.dates import day, number, span
from cooperation_kg.web.timeline.chart import Axis, Mark, Stretch, marks

# 2019 and 2021 have 365 days and 2020 has 366: one unit a day, from 0 to 1096.
AXIS = Axis(2019, 2021, 0, 1096)


def test_a_day_is_a_point_and_a_year_a_pale_stretch():
    assert marks(AXIS, end="2019-01-11") == [Mark(10)]
    assert marks(AXIS, end="2020") == [Stretch(365, 366, "pale")]


def test_a_month_is_as_long_as_it_is():
    assert marks(AXIS, end="2020-02") == [Stretch(365 + 31, 29, "pale")]


def test_only_what_lies_between_two_years_is_certain():
    assert marks(AXIS, "2019", "2021") == [
        Stretch(0, 365, "pale"),
        Stretch(365, 366, "sure"),
        Stretch(731, 365, "pale"),
    ]


def test_between_two_days_all_is_certain():
    assert marks(AXIS, "2019-01-01", "2019-12-31") == [Stretch(0, 365, "sure")]


def test_in_one_year_nothing_is_certain():
    assert marks(AXIS, "2019", "2019") == [Stretch(0, 365, "pale")]


def test_a_beginning_without_an_end_is_open():
    assert [one.kind for one in marks(AXIS, "2019") if isinstance(one, Stretch)] == ["pale", "open"]


def test_without_dates_there_is_no_axis():
    assert Axis.over([], 0, 10) is None
    assert marks(AXIS) == []


def test_a_long_time_names_some_years_only():
    axis = Axis.over(["1990", "2020-05"], 0, 1000)
    assert axis and 2 < len(axis.ticks()) <= 12


@pytest.mark.parametrize(
    ("date", "french", "english"),
    [
        ("2018", "2018", "2018"),
        ("2018-02", "février 2018", "February 2018"),
        ("2018-02-01", "1er février 2018", "1 February 2018"),
        ("l'été", "l'été", "l'été"),
        ("2018-13", "2018-13", "2018-13"),
    ],
)
def test_dates_are_written_as_precisely_as_they_are_stated(date, french, english):
    assert (day(date, "fr"), day(date, "en")) == (french, english)


def test_numbers_are_grouped_as_the_language_does():
    assert number("1400000.50", "fr") == "1\u202f400\u202f000,5"
    assert number(8382, "en") == "8,382"
    assert number("beaucoup", "fr") == "beaucoup"
    assert span("2020-02") == ("2020-02-01", "2020-02-29")


def test_the_page_has_a_picture_with_words_and_the_same_dates_in_tables(sample):
    html = sample.get("/timeline").text
    assert "<title id=" in html and "<desc id=" in html
    texts = part(html, "Conventions et textes")
    assert "Convention entre Valmont et Rocbourg mars 2020 2023 10 janvier 2020" in texts
    due = part(html, "Échéances des actions")
    assert "1 Réparer le pont de 2020 à l'été 2021 2020 2021 ligne 21" in due
    assert "3 Curer l'Onde au démarrage ligne 55" in due
    assert "Une échéance ne donne aucune date" in due


def test_the_page_in_english(sample):
    said = shown(sample.get("/timeline?lang=en").text)
    assert "One deadline states no date" in said
    assert "March 2020" in said
