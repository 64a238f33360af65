"""The table of settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from cooperation_kg.errors import InputError
from cooperation_kg.settings import Settings


def test_what_is_not_given_has_its_default() -> None:
    assert Settings.from_environment({}) == Settings()
    assert Settings.from_environment({"COOPERATION_KG_PORT": " "}).port == 8000


def test_the_environment_is_read() -> None:
    given = {
        "COOPERATION_KG_PORT": "9000",
        "COOPERATION_KG_QUERY_TIME_LIMIT_S": "2.5",
        "COOPERATION_KG_CORPUS": "~/textes",
        "COOPERATION_KG_UPDATE_TOKEN": "tok",
    }
    settings = Settings.from_environment(given)
    assert (settings.port, settings.query_time_limit_s) == (9000, 2.5)
    assert settings.corpus == Path.home() / "textes"
    assert settings.update_token == "tok"


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("PORT", "http", "« http » is not a whole number. Port the server"),
        ("PORT", "70000", "at least 0 and at most 65535"),
        ("WORKERS", "0", "at least 1"),
        ("QUERY_TIME_LIMIT_S", "nan", "at least 0.01"),
        ("QUERY_TIME_LIMIT_S", "inf", "at least 0.01"),
        ("BASE_IRI", "w3id.org/x", "no base for IRIs"),
        ("BASE_IRI", "https://w3id.org/x", "ends in / or #"),
    ],
)
def test_a_wrong_value_is_named_with_what_it_means(name: str, value: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        Settings.from_environment({f"COOPERATION_KG_{name}": value})
    assert f"COOPERATION_KG_{name}" in str(caught.value)


def test_a_secret_is_never_shown() -> None:
    assert "tok-en" not in repr(Settings(update_token="tok-en"))


def test_the_table_has_every_setting_in_both_languages() -> None:
    table = list(Settings.table())
    assert [one.name for one in table] == list(Settings.__slots__)
    assert all(one.help["fr"] and one.help["en"] and one.default for one in table)
    assert [one.name for one in table if one.secret] == ["update_token"]
    assert str(Path.home()) not in " ".join(one.default for one in table)


@pytest.mark.parametrize("proxies", ["127.0.0.1", "10.0.0.0/8, 2001:db8::/32"])
def test_proxies_are_addresses_or_networks(proxies: str) -> None:
    given = {"COOPERATION_KG_TRUSTED_PROXIES": proxies}
    assert Settings.from_environment(given).trusted_proxies == proxies


@pytest.mark.parametrize("proxies", ["*", "proxy.example", "10.0.0.1/8"])
def test_what_is_none_is_named(proxies: str) -> None:
    with pytest.raises(InputError, match="TRUSTED_PROXIES"):
        Settings.from_environment({"COOPERATION_KG_TRUSTED_PROXIES": proxies})
