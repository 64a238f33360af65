"""Source documents: their text, and the places values were read at."""

from cooperation_kg.documents.document import Block, Document, Line, Page, Recognised
from cooperation_kg.documents.normalise import normalise
from cooperation_kg.documents.place import Place, Places
from cooperation_kg.documents.read import read_document
from cooperation_kg.documents.source import Source, load_source
from cooperation_kg.documents.view import Normalised

__all__ = [
    "Block",
    "Document",
    "Line",
    "Normalised",
    "Page",
    "Place",
    "Places",
    "Recognised",
    "Source",
    "load_source",
    "normalise",
    "read_document",
]
