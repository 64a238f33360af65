"""The knowledge graph of French territorial cooperation, from a convention's text to an answer."""

from importlib.metadata import version

__all__ = ["__version__"]

__version__ = version("cooperation-kg")
