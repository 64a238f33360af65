"""Conventions and deadlines in time: a picture made on the server, and the table it is made of."""

from cooperation_kg.web.timeline.routes import router

__all__ = ["router"]
