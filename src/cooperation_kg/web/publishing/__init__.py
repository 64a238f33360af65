"""The dataset as a whole on the Web: what it is, its files, and the map of the site."""

from cooperation_kg.web.publishing import routes, sitemap

__all__ = ["ROUTERS"]

ROUTERS = (routes.router, sitemap.router)
