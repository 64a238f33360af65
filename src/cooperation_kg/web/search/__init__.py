"""Finding things of the graph by their words: an index that follows the dataset, and its pages."""

from cooperation_kg.web.search.routes import router
from cooperation_kg.web.search.upkeep import SearchUpkeep

__all__ = ["SearchUpkeep", "router"]
