"""The communes, EPT and départements: a map of tiles made on the server, and tables beside it."""

from cooperation_kg.web.territories.routes import router

__all__ = ["router"]
