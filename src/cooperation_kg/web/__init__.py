"""The web application: the SPARQL endpoint, and the pages about it."""

from cooperation_kg.web.app import create_app

__all__ = ["create_app"]
