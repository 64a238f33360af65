"""Pages from templates: the language, the words, the links, and escaping in one place.

A reader's language is that of the `Accept-Language` header, unless the address says `lang=fr` or
`lang=en`; links of a page that was asked for so keep saying it. No cookie is set.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from cooperation_kg import __version__
from cooperation_kg.web.dates import day, number
from cooperation_kg.web.heads import Head
from cooperation_kg.web.negotiation import Language, language
from cooperation_kg.web.wording import texts

__all__ = ["BUILT_FOLDER", "STATIC_FOLDER", "render", "root", "spoken"]

_HERE = Path(__file__).parent
STATIC_FOLDER = _HERE / "static"
BUILT_FOLDER = STATIC_FOLDER / "built"
"""What the build of the front end writes; missing where there is no Node."""

_WITHOUT_WORDS = ("/static/", "/data/", "/dumps/")
"""What is the same in every language."""

_TEMPLATES = Environment(
    loader=FileSystemLoader(_HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def _with_code(text: str) -> Markup:
    """A text of ours in which names of columns and terms stand between grave accents."""
    parts = text.split("`")
    shown = (
        Markup("<code>{}</code>").format(one) if odd % 2 else escape(one)
        for odd, one in enumerate(parts)
    )
    return Markup("").join(shown)


def _with_capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_TEMPLATES.filters.update(with_code=_with_code, capital=_with_capital, day=day, number=number)


def spoken(request: Request) -> Language:
    """The language to answer in."""
    return _asked(request) or language(request.headers.get("accept-language", ""))


def _asked(request: Request) -> Language | None:
    match request.query_params.get("lang"):
        case "fr":
            return "fr"
        case "en":
            return "en"
    return None


def render(
    request: Request,
    template: str,
    values: Mapping[str, object],
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    head: Head | None = None,
) -> HTMLResponse:
    """A page in the reader's language.

    Its template finds the words in `t`, makes every address of the site with `link(path, **query)`,
    and knows the way to the same page in the other language as `other_language`. What its `head`
    tells programs stands in its HTML and in its `Link` header.
    """
    tongue = spoken(request)
    page = fragment(request, template, {"head": head, **values})
    sent = {"Vary": "Accept, Accept-Language", "Content-Language": tongue, **(headers or {})}
    if head is not None:
        sent.setdefault("Link", head.links(root(request)))
    return HTMLResponse(page, status, sent)


def fragment(request: Request, template: str, values: Mapping[str, object]) -> str:
    """A page, or a piece of one, as `render` makes it."""
    tongue = spoken(request)
    return _TEMPLATES.get_template(template).render(
        t=texts(tongue),
        language=tongue,
        link=_linker(request),
        path=request.url.path,
        asked_language=_asked(request),
        other_language=_in_other_language(request, tongue),
        release=__version__,
        scripts=_scripts(),
        **values,
    )


def root(request: Request) -> str:
    """What stands before every path of the site, where it is served below another."""
    return str(request.scope.get("root_path", ""))


def _linker(request: Request) -> Callable[..., str]:
    before = root(request)
    kept = _asked(request)

    def link(address: str, **query: object) -> str:
        """The address of a page of the site; one elsewhere stays as it is."""
        if not address.startswith("/"):
            return address
        path, mark, fragment = address.partition("#")
        given = {key: value for key, value in query.items() if value not in (None, "")}
        if kept and not path.startswith(_WITHOUT_WORDS):
            given.setdefault("lang", kept)
        joint = "&" if "?" in path else "?"
        return (
            before
            + path
            + (joint + urlencode(given, doseq=True) if given else "")
            + mark
            + fragment
        )

    return link


def _in_other_language(request: Request, tongue: Language) -> str:
    query = parse_qsl(request.url.query, keep_blank_values=True)
    pairs = [(key, value) for key, value in query if key != "lang"]
    pairs.append(("lang", "en" if tongue == "fr" else "fr"))
    return f"{root(request)}{request.url.path}?{urlencode(pairs)}"


def _scripts() -> bool:
    """Whether the front end was built; without it the pages work, with less comfort."""
    return (BUILT_FOLDER / "site.js").is_file()
