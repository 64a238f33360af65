"""What the head of a page tells programs: its own address, the same as data, what it is about.

The same stands in the `Link` header (RFC 8288), for those who never read the HTML. `data` is
JSON-LD in terms of https://schema.org/, which search engines read; a browser never runs it, so it
needs no leave from the Content-Security-Policy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Alternate", "Head"]


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same in another form.

    Attributes:
        address: its path on this site.
        media_type: its media type.
        title: what the form is called.
    """

    address: str
    media_type: str
    title: str


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a page.

    Attributes:
        canonical: the path of the page under which it is to be known.
        alternates: the same as data.
        data: what the page is about, as JSON-LD; see `schema_org`.
        about: the IRI of the thing it describes.
    """

    canonical: str = ""
    alternates: tuple[Alternate, ...] = ()
    data: Mapping[str, object] = field(default_factory=dict)
    about: str = ""

    def links(self, root: str = "") -> str:
        """The value of the `Link` header; `root` stands before every path."""
        found = []
        if self.canonical:
            found.append(f'<{root}{self.canonical}>; rel="canonical"')
        if self.about:
            found.append(f'<{self.about}>; rel="describes"')
        found += [
            f'<{root}{one.address}>; rel="alternate"; type="{one.media_type}"'
            for one in self.alternates
        ]
        return ", ".join(found)
