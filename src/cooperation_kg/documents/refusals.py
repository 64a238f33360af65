"""Why a document cannot be read: every reason with its remedy, in both languages.

Readers raise `Refused` with a reason and what fills its words; `read_document` adds the file's
name. A reason can cross from a process of its own as its name and values.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

__all__ = ["Refused", "Why"]

Value = str | int


class Why(StrEnum):
    """What stands in the way of reading."""

    NO_FILE = "no-file"
    EMPTY = "empty"
    TOO_LARGE = "too-large"
    TOO_LONG = "too-long"
    TOO_MANY_PAGES = "too-many-pages"
    NO_PAGES = "no-pages"
    NO_TEXT = "no-text"
    NO_TEXT_PART = "no-text-part"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    TRUNCATED = "truncated"
    DAMAGED_XML = "damaged-xml"
    DAMAGED_CHARACTER = "damaged-character"
    UNKNOWN_ENCODING = "unknown-encoding"
    CONTROL_CHARACTERS = "control-characters"
    ENTRIES = "entries"
    INFLATES = "inflates"
    INFLATES_PART = "inflates-part"
    TOO_COSTLY = "too-costly"
    NESTED_XML = "nested-xml"
    NESTED_HTML = "nested-html"
    DOCUMENT_TYPE = "document-type"
    OTHER_ENDING = "other-ending"
    UNKNOWN_ENDING = "unknown-ending"
    WRONG_ENDING = "wrong-ending"
    OLD_OFFICE = "old-office"
    PICTURE = "picture"
    RTF = "rtf"
    PACKED = "packed"
    OTHER_ARCHIVE = "other-archive"
    NO_PDF_READER = "no-pdf-reader"
    NO_RECOGNITION = "no-recognition"
    NO_FRENCH = "no-french"
    RECOGNITION_SLOW = "recognition-slow"
    RECOGNITION_FAILED = "recognition-failed"


_Texts = dict[Literal["fr", "en"], tuple[str, str]]
"""What is wrong, and what to do about it, by language."""

_FETCH = {"fr": "récupérer le fichier à nouveau", "en": "fetch the file again"}
_GIVE = {"fr": "donner le document lui-même", "en": "give the document itself"}
_READ = ".txt, .md, .html, .pdf, .docx, .odt"
_TESSERACT = {
    "fr": "installer Tesseract et ses données françaises (Debian : apt-get install tesseract-ocr"
    " tesseract-ocr-fra)",
    "en": "install Tesseract and its French data (Debian: apt-get install tesseract-ocr"
    " tesseract-ocr-fra)",
}

_WORDS: dict[Why, _Texts] = {
    Why.NO_FILE: {
        "fr": ("n'est pas un fichier", _GIVE["fr"]),
        "en": ("is no file", _GIVE["en"]),
    },
    Why.EMPTY: {"fr": ("est vide", _FETCH["fr"]), "en": ("is empty", _FETCH["en"])},
    Why.TOO_LARGE: {
        "fr": (
            "fait {mb} Mo, plus que les {most} Mo d'un document",
            "le diviser, ou l'enregistrer sans ses images",
        ),
        "en": (
            "has {mb} MB, more than the {most} MB of a document",
            "split it, or save it without its pictures",
        ),
    },
    Why.TOO_LONG: {
        "fr": ("a plus de {most} caractères", "le diviser en documents"),
        "en": ("holds more than {most} characters", "split it into documents"),
    },
    Why.TOO_MANY_PAGES: {
        "fr": ("a plus de {most} pages", "le diviser en documents"),
        "en": ("has more than {most} pages", "split it into documents"),
    },
    Why.NO_PAGES: {
        "fr": ("n'a pas de pages", _FETCH["fr"]),
        "en": ("has no pages", _FETCH["en"]),
    },
    Why.NO_TEXT: {
        "fr": ("ne contient pas de texte", _GIVE["fr"]),
        "en": ("holds no text", _GIVE["en"]),
    },
    Why.NO_TEXT_PART: {
        "fr": (
            "n'a pas de partie qui tienne le texte",
            "l'enregistrer à nouveau avec un traitement de texte",
        ),
        "en": ("holds no text part", "save it again with a word processor"),
    },
    Why.ENCRYPTED: {
        "fr": ("est chiffré", "l'enregistrer sans mot de passe"),
        "en": ("is encrypted", "save it without a password"),
    },
    Why.DAMAGED: {
        "fr": (
            "est endommagé ou incomplet",
            "récupérer le fichier à nouveau, ou l'imprimer dans un nouveau PDF",
        ),
        "en": (
            "is damaged or truncated",
            "fetch the file again, or print it to a new PDF",
        ),
    },
    Why.TRUNCATED: {
        "fr": ("est incomplet : sa fin manque", _FETCH["fr"]),
        "en": ("is truncated: its end is missing", _FETCH["en"]),
    },
    Why.DAMAGED_XML: {
        "fr": ("a un XML endommagé dans {part} ({error})", _FETCH["fr"]),
        "en": ("has damaged XML in {part} ({error})", _FETCH["en"]),
    },
    Why.DAMAGED_CHARACTER: {
        "fr": (
            "est en {encoding} avec un caractère endommagé à l'octet {byte}",
            "récupérer le fichier à nouveau, ou l'enregistrer en UTF-8",
        ),
        "en": (
            "is {encoding} with a damaged character at byte {byte}",
            "fetch the file again, or save it as UTF-8",
        ),
    },
    Why.UNKNOWN_ENCODING: {
        "fr": ("n'est dans aucun codage connu (octet {byte})", "l'enregistrer en UTF-8"),
        "en": ("is in no encoding that is known (byte {byte})", "save it as UTF-8"),
    },
    Why.CONTROL_CHARACTERS: {
        "fr": ("n'est pas un texte (il contient des caractères de commande)", _GIVE["fr"]),
        "en": ("is no text (it holds control characters)", _GIVE["en"]),
    },
    Why.ENTRIES: {
        "fr": ("contient plus d'entrées qu'un document", _GIVE["fr"]),
        "en": ("holds more entries than a document has", _GIVE["en"]),
    },
    Why.INFLATES: {
        "fr": (
            "se décompresserait en plus de {most} Mo",
            "ce peut être une bombe de décompression ; enregistrer le document sans ses images",
        ),
        "en": (
            "would inflate to more than {most} MB",
            "it may be a decompression bomb; save the document again without its pictures",
        ),
    },
    Why.INFLATES_PART: {
        "fr": (
            "se décompresserait en {mb} Mo de texte ({part})",
            "ce peut être une bombe de décompression ; diviser le document",
        ),
        "en": (
            "would inflate to {mb} MB of text ({part})",
            "it may be a decompression bomb; split the document",
        ),
    },
    Why.TOO_COSTLY: {
        "fr": (
            "demande plus de mémoire ou de temps qu'un document",
            "ce peut être une bombe de décompression ; l'imprimer dans un nouveau PDF, ou le"
            " diviser",
        ),
        "en": (
            "takes more memory or time to read than a document does",
            "it may be a decompression bomb; print it to a new PDF, or split it",
        ),
    },
    Why.NESTED_XML: {
        "fr": ("imbrique des éléments sur plus de {most} niveaux", "l'enregistrer à nouveau"),
        "en": ("nests elements more than {most} deep", "save it again"),
    },
    Why.NESTED_HTML: {
        "fr": (
            "imbrique des éléments sur plus de {most} niveaux",
            "enregistrer la page depuis un navigateur, ou la donner en texte",
        ),
        "en": (
            "nests elements more than {most} deep",
            "save the page again from a browser, or give it as text",
        ),
    },
    Why.DOCUMENT_TYPE: {
        "fr": (
            "déclare un type de document, dont les entités pourraient s'étendre sans fin",
            "l'enregistrer à nouveau avec un traitement de texte",
        ),
        "en": (
            "declares a document type, by which entities could expand without end",
            "save it again with a word processor",
        ),
    },
    Why.OTHER_ENDING: {
        "fr": (
            "est du {kind} par son contenu, mais son nom finit par « {suffix} »",
            "le renommer en {name}",
        ),
        "en": (
            "is {kind} by its content, but its ending is « {suffix} »",
            "rename it to {name}",
        ),
    },
    Why.UNKNOWN_ENDING: {
        "fr": ("finit par « {suffix} », qui n'est pas lu", f"donner {_READ}"),
        "en": ("has the ending « {suffix} », which is not read", f"give {_READ}"),
    },
    Why.WRONG_ENDING: {
        "fr": (
            "n'est pas du {kind} par son contenu, malgré la fin de son nom",
            "récupérer le fichier à nouveau, ou lui donner la fin de ce qu'il contient",
        ),
        "en": (
            "is no {kind} by its content, in spite of its ending",
            "fetch the file again, or give it the ending of what it holds",
        ),
    },
    Why.OLD_OFFICE: {
        "fr": ("est un ancien document Office (.doc)", "l'enregistrer en DOCX"),
        "en": ("is an old Office document (.doc)", "save it as DOCX"),
    },
    Why.PICTURE: {
        "fr": ("est une image {kind}", "en faire un PDF : son texte sera reconnu"),
        "en": ("is a {kind} picture", "make it a PDF: its text will be recognised"),
    },
    Why.RTF: {
        "fr": ("est du RTF", "l'enregistrer en DOCX ou en ODT"),
        "en": ("is RTF", "save it as DOCX or ODT"),
    },
    Why.PACKED: {
        "fr": ("est une archive {kind}", "la décompresser d'abord"),
        "en": ("is a {kind} archive", "unpack it first"),
    },
    Why.OTHER_ARCHIVE: {
        "fr": ("est une archive ZIP, ni DOCX ni ODT", f"la décompresser, et donner {_READ}"),
        "en": ("is a ZIP archive, but neither DOCX nor ODT", f"unpack it, and give {_READ}"),
    },
    Why.NO_PDF_READER: {
        "fr": (
            "est un PDF, et le lecteur de PDF n'est pas installé",
            "pip install 'cooperation-kg[documents]'",
        ),
        "en": (
            "is a PDF, and the reader of PDF is not installed",
            "pip install 'cooperation-kg[documents]'",
        ),
    },
    Why.NO_RECOGNITION: {
        "fr": (
            "est une image de ses pages (la page {page} n'a pas de texte)",
            _TESSERACT["fr"],
        ),
        "en": ("is a picture of its pages (page {page} has no text)", _TESSERACT["en"]),
    },
    Why.NO_FRENCH: {
        "fr": ("est une image de ses pages, et le français n'est pas installé", _TESSERACT["fr"]),
        "en": ("is a picture of its pages, and French is not installed", _TESSERACT["en"]),
    },
    Why.RECOGNITION_SLOW: {
        "fr": (
            "a une page dont le texte n'a pas été reconnu en {seconds} s (page {page})",
            "numériser cette page à nouveau, à 300 points par pouce",
        ),
        "en": (
            "has a page whose text was not recognised in {seconds} s (page {page})",
            "scan that page again, at 300 dots an inch",
        ),
    },
    Why.RECOGNITION_FAILED: {
        "fr": (
            "a une page dont le texte n'a pu être reconnu (page {page} : {error})",
            "numériser cette page à nouveau",
        ),
        "en": (
            "has a page whose text could not be recognised (page {page}: {error})",
            "scan that page again",
        ),
    },
}


class Refused(Exception):
    """The content cannot be read.

    Attributes:
        why: the reason.
        values: what fills its words.
    """

    def __init__(self, why: Why, **values: Value) -> None:
        self.why = why
        self.values: Mapping[str, Value] = values
        super().__init__(self.words("en"))

    def words(self, language: Literal["fr", "en"]) -> str:
        """What is wrong and what to do about it."""
        reason, remedy = _WORDS[self.why][language]
        joint = " ; " if language == "fr" else "; "
        return (reason + joint + remedy).format_map(self.values)
