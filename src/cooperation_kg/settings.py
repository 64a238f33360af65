"""The settings: one table, from which the environment, the help and the documentation are read.

Each setting is a field of `Settings`; its variable is its name in capitals after
`COOPERATION_KG_`, so `port` is `COOPERATION_KG_PORT`. A name ends in its unit where it has one.
"""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from cooperation_kg.errors import InputError

__all__ = ["ENVIRONMENT_PREFIX", "Setting", "Settings"]

ENVIRONMENT_PREFIX = "COOPERATION_KG_"


def _setting(
    default: object,
    en: str,
    fr: str,
    *,
    shown: str = "",
    minimum: float = 0,
    maximum: float = math.inf,
    secret: bool = False,
) -> Any:  # noqa: ANN401 - a dataclass field stands for a value of any type
    about = {"en": en, "fr": fr, "shown": shown, "secret": secret}
    about |= {"minimum": minimum, "maximum": maximum}
    if callable(default):
        return field(default_factory=default, metadata=about, repr=not secret)
    return field(default=default, metadata=about, repr=not secret)


def _user_data() -> Path:
    """Where a user's data belong: https://specifications.freedesktop.org/basedir-spec/latest/ ."""
    given = os.environ.get("XDG_DATA_HOME", "")
    if given and Path(given).is_absolute():
        return Path(given)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path.home() / ".local" / "share"


def _default_store() -> Path:
    return _user_data() / "cooperation-kg" / "store"


@dataclass(frozen=True, slots=True)
class Setting:
    """One line of the table, as the help and the documentation show it.

    Attributes:
        name: the attribute of `Settings`.
        variable: the environment variable.
        default: its default, in words where it depends on the machine.
        help: what it does, by language.
        secret: whether its value is never to be shown.
    """

    name: str
    variable: str
    default: str
    help: dict[str, str]
    secret: bool


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, with their values."""

    base_iri: str = _setting(
        "https://w3id.org/cooperation-kg/",
        "Base of the IRIs of things and graphs; ends in / or #",
        "Base des IRI des choses et des graphes ; finit par / ou #",
    )
    corpus: Path | None = _setting(  # noqa: RUF009 - a field
        None,
        "Folder of the source documents, for quotes and corpus tests",
        "Dossier des documents sources, pour les citations et les tests sur le corpus",
        shown="none",
    )
    store: Path = _setting(  # noqa: RUF009 - a field
        _default_store,
        "Folder of the embedded store",
        "Dossier de l'entrepôt embarqué",
        shown="the user's data folder, cooperation-kg/store",
    )
    host: str = _setting(
        "127.0.0.1", "Address the server listens on", "Adresse d'écoute du serveur"
    )
    port: int = _setting(
        8000,
        "Port the server listens on; 0 takes a free one",
        "Port d'écoute du serveur ; 0 prend un port libre",
        maximum=65535,
    )
    workers: int = _setting(
        3,
        "Most queries that are worked on at the same time, slow ones apart",
        "Nombre de requêtes traitées en même temps, hors requêtes lentes",
        minimum=1,
    )
    query_time_limit_s: float = _setting(
        10.0,
        "Seconds after which a query is stopped",
        "Secondes après lesquelles une requête est arrêtée",
        minimum=0.01,
    )
    query_wait_limit_s: float = _setting(
        5.0,
        "Seconds a query waits for its turn before it is turned away (503)",
        "Secondes d'attente avant qu'une requête soit renvoyée à plus tard (503)",
    )
    query_row_limit: int = _setting(
        10_000,
        "Most rows or triples of an answer; it says so when more were found",
        "Nombre de lignes ou de triplets d'une réponse ; un dépassement est annoncé",
        minimum=1,
    )
    query_length_limit: int = _setting(
        100_000,
        "Most characters of a query",
        "Nombre de caractères d'une requête",
        minimum=1,
    )
    query_nesting_limit: int = _setting(
        100,
        "Most brackets of a query inside one another",
        "Nombre de parenthèses imbriquées d'une requête",
        minimum=1,
    )
    query_memory_limit_mb: int = _setting(
        512,
        "Megabytes a query may take beside the data",
        "Mégaoctets qu'une requête peut occuper en plus des données",
        minimum=16,
    )
    memory_quads_limit: int = _setting(
        500_000,
        "Datasets of up to this many quads are served from memory, larger ones from disk",
        "Les jeux d'au plus ce nombre de quads sont servis en mémoire, les autres sur disque",
    )
    client_work_limit_s: float = _setting(
        60.0,
        "Seconds of work that one client may ask for in a minute, light queries not counted;"
        " 0 for no limit",
        "Secondes de travail qu'un client peut demander par minute, hors requêtes légères ;"
        " 0 pour ne pas limiter",
    )
    request_size_limit_mb: float = _setting(
        50.0,
        "Megabytes that a request may bring",
        "Mégaoctets qu'une demande peut apporter",
        minimum=0.1,
    )
    upload_time_limit_s: float = _setting(
        120.0,
        "Seconds after which the validation of an upload is stopped",
        "Secondes après lesquelles la vérification d'un envoi est arrêtée",
        minimum=1,
    )
    upload_memory_limit_mb: int = _setting(
        1500,
        "Megabytes that the validation of an upload may take",
        "Mégaoctets que la vérification d'un envoi peut occuper",
        minimum=256,
    )
    upload_workers: int = _setting(
        1,
        "Most uploads that are validated at the same time",
        "Nombre d'envois vérifiés en même temps",
        minimum=1,
    )
    response_cache_mb: float = _setting(
        64.0,
        "Megabytes of answers that are kept to be given again; 0 keeps none",
        "Mégaoctets de réponses gardées pour être resservies ; 0 n'en garde aucune",
    )
    trusted_proxies: str | None = _setting(
        None,
        "Addresses or networks of proxies that name the client in X-Forwarded-For, with commas",
        "Adresses ou réseaux des relais qui nomment le client dans X-Forwarded-For, avec virgules",
        shown="none",
    )
    update_token: str | None = _setting(
        None,
        "Bearer token that allows updates; without it nothing can be changed",
        "Jeton qui autorise les mises à jour ; sans lui, rien ne peut être modifié",
        shown="none",
        secret=True,
    )
    update_time_limit_s: float = _setting(
        60.0,
        "Seconds after which an update or an upload is stopped, and undone",
        "Secondes après lesquelles une mise à jour ou un envoi est arrêté, et annulé",
        minimum=0.01,
    )

    @classmethod
    def table(cls) -> Iterator[Setting]:
        """Every setting, in order."""
        for one in fields(cls):
            about = one.metadata
            yield Setting(
                name=one.name,
                variable=ENVIRONMENT_PREFIX + one.name.upper(),
                default=about["shown"] or str(one.default),
                help={"en": about["en"], "fr": about["fr"]},
                secret=about["secret"],
            )

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """The settings as the environment gives them; what is not given has its default.

        Raises:
            InputError: a value is of the wrong kind, or too small.
        """
        given = os.environ if environment is None else environment
        values: dict[str, Any] = {}
        for one in fields(cls):
            variable = ENVIRONMENT_PREFIX + one.name.upper()
            if text := given.get(variable, "").strip():
                values[one.name] = _read(variable, text, str(one.type), one.metadata)
        return cls(**values)

    def __post_init__(self) -> None:
        for proxy in (self.trusted_proxies or "").replace(",", " ").split():
            try:
                ip_network(proxy)
            except ValueError:
                raise InputError(
                    f"{ENVIRONMENT_PREFIX}TRUSTED_PROXIES: « {proxy} » is no address and no network"
                    " such as 10.0.0.0/8"
                ) from None
        parts = urlsplit(self.base_iri)
        if not (parts.scheme and parts.netloc and self.base_iri.endswith(("/", "#"))):
            raise InputError(
                f"{ENVIRONMENT_PREFIX}BASE_IRI: « {self.base_iri} » is no base for IRIs;"
                " it is an http or https address that ends in / or #"
            )


def _read(variable: str, text: str, kind: str, about: Mapping[str, Any]) -> object:
    value: object
    if kind.startswith("Path"):
        return Path(text).expanduser()
    if kind.startswith("str"):
        return text
    shown = "the value" if about["secret"] else f"« {text} »"
    try:
        value = number = int(text) if kind == "int" else float(text)
    except ValueError:
        wanted = "a whole number" if kind == "int" else "a number"
        raise InputError(f"{variable}: {shown} is not {wanted}. {about['en']}.") from None
    if not (about["minimum"] <= number <= about["maximum"] and math.isfinite(number)):
        most = f" and at most {about['maximum']:g}" if math.isfinite(about["maximum"]) else ""
        raise InputError(
            f"{variable}: {shown} must be at least {about['minimum']:g}{most}. {about['en']}."
        )
    return value
