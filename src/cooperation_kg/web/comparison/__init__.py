"""Two or more conventions side by side: what they have in common, each likeness with its reason."""

from cooperation_kg.web.comparison.routes import router

__all__ = ["router"]
