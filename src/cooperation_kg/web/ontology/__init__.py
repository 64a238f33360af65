"""The ontology on the Web: its documentation for readers, its files for programs."""

from cooperation_kg.web.ontology.routes import router

__all__ = ["router"]
