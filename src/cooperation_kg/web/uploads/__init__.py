"""Checking what a visitor brings: a document, a record or RDF, in a process with limits."""

from cooperation_kg.web.uploads.routes import router

__all__ = ["router"]
