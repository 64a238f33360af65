"""Pages from templates: the language, the words, and escaping in one place."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from cooperation_kg.web.negotiation import language
from cooperation_kg.web.texts import TEXTS

__all__ = ["STATIC_FOLDER", "render"]

_HERE = Path(__file__).parent
STATIC_FOLDER = _HERE / "static"

_TEMPLATES = Environment(
    loader=FileSystemLoader(_HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def render(
    request: Request,
    template: str,
    values: Mapping[str, object],
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> HTMLResponse:
    """A page in the reader's language; its template finds the words in `t`."""
    tongue = language(request.headers.get("accept-language", ""))
    root = str(request.scope.get("root_path", ""))
    page = _TEMPLATES.get_template(template).render(
        t=TEXTS[tongue], language=tongue, root=root, **values
    )
    sent = {"Vary": "Accept, Accept-Language", "Content-Language": tongue, **(headers or {})}
    return HTMLResponse(page, status, sent)
