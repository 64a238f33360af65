"""A visitor of the site: what it did, what it asked for, what it complained of."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

NARROW = {"width": 320, "height": 900}
WIDE = {"width": 1200, "height": 900}
_RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
# What a browser writes by itself when an answer has an error status: the answer is the test's.
_OF_THE_STATUS = "Failed to load resource: the server responded with a status of"


@dataclass
class Visitor:
    """A browser window with a language, and all it asked for and complained of."""

    page: Any
    site: str
    axe: str
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    scripts: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("response", self._received)

    def _said(self, message: Any) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(_OF_THE_STATUS):
            self.complaints.append(message.text)

    def _received(self, response: Any) -> None:
        if response.request.resource_type == "script":
            self.scripts.append(response)

    def go(self, path: str) -> Any:
        """Opens a path."""
        return self.page.goto(self.site + path)

    def barriers(self, *rules: str) -> list[str]:
        """What axe-core finds in the page as it is now: rule, and where.

        Args:
            rules: the rules to try; without any, all that WCAG 2.2 AA asks for.
        """
        self.page.evaluate(self.axe)
        options = {"runOnly": list(rules or _RULES), "resultTypes": ["violations"]}
        found = self.page.evaluate("options => axe.run(document, options)", options)
        return [
            f"{one['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']}"
            for one in found["violations"]
            for node in one["nodes"][:3]
        ]

    def script_kb(self) -> float:
        """The scripts that came, unpacked."""
        return sum(len(response.body()) for response in self.scripts) / 1024

    def strangers(self) -> list[str]:
        """The addresses that were asked for and are not of the site."""
        return [url for url in self.asked if not url.startswith((self.site + "/", "blob:"))]


Visits = Callable[..., AbstractContextManager[Visitor]]
