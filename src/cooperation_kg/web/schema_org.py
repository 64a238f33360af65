"""What a page is about in the terms of https://schema.org/, for search engines.

Only what the graph says is said; a value that is missing is left out, never made up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cooperation_kg.store.dumps import Dumps
from cooperation_kg.web.naming import LICENCE, DatasetNames
from cooperation_kg.web.negotiation import Language
from cooperation_kg.web.publishing.text import Places
from cooperation_kg.web.wording import texts

__all__ = ["dataset_data", "linked_data"]

_CONTEXT = "https://schema.org"


def linked_data(
    type_: str, iri: str, name: str, language: Language | str = "", **values: object
) -> dict[str, object]:
    """A thing as JSON-LD, for the head of its page.

    Args:
        type_: its class in schema.org, such as `Legislation`, `Organization` or `Place`.
        iri: its IRI.
        name: what it is called.
        language: the language of the name and the texts.
        values: what else is known, by the property of schema.org; empty ones are left out. An
            IRI is written as `{"@id": …}`.

    >>> linked_data("Place", "https://example.org/1", "Pantin", "fr", sameAs="")["name"]
    'Pantin'
    """
    said: dict[str, object] = {
        "@context": [_CONTEXT, {"@language": language}] if language else _CONTEXT,
        "@id": iri,
        "@type": type_,
        "name": name,
    }
    return said | {key: value for key, value in values.items() if value}


def dataset_data(
    language: Language, names: DatasetNames, dumps: Dumps | None, places: Places
) -> dict[str, object]:
    """The dataset, as https://developers.google.com/search/docs/appearance/structured-data/dataset.

    Args:
        language: of the texts.
        names: the IRIs of the dataset.
        dumps: its files, where they are at hand.
        places: where this server offers it.
    """
    said = texts(language)["dataset"]
    files: Sequence[Mapping[str, object]] = [
        {
            "@type": "DataDownload",
            "contentUrl": places.at(f"/dumps/{one.name}").value,
            "encodingFormat": "application/gzip",
            "contentSize": str(one.size),
            "sha256": one.sha256,
        }
        for one in (dumps.files if dumps else ())
    ]
    return linked_data(
        "Dataset",
        names.dataset.value,
        said["title"],
        language,
        description=said["description"],
        url=places.at("/void").value,
        license=LICENCE.value,
        isAccessibleForFree=True,
        inLanguage=["fr", "en"],
        keywords=said["keywords"].split(", "),
        creator={"@type": "Organization", "name": said["publisher"]},
        distribution=files,
    )
