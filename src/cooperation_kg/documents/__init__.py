"""Source documents: their text, and the places values were read at."""

from cooperation_kg.documents.place import Place, Places
from cooperation_kg.documents.source import Source, load_source

__all__ = ["Place", "Places", "Source", "load_source"]
