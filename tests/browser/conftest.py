"""The site over the published data, in a real browser that nothing is hidden from."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from visitor import WIDE, Visitor, Visits

from cooperation_kg.graph.dataset import Dataset
from cooperation_kg.web.pages import BUILT_FOLDER
from live import live

playwright_api = pytest.importorskip("playwright.sync_api")

_AXE = Path("web") / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="session")
def axe(root: Path) -> str:
    if not (root / _AXE).is_file() or not (BUILT_FOLDER / "site.js").is_file():
        pytest.skip("the front end is not built: it takes Node, then « make front »")
    return (root / _AXE).read_text("utf-8")


@pytest.fixture(scope="module")  # its event loop stays in the thread: not for longer than needed
def chromium() -> Iterator[Any]:
    named = os.environ.get("COOPERATION_KG_CHROMIUM")
    path = named or next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    if path is None:
        pytest.skip("there is no Chromium: install it, or name it in COOPERATION_KG_CHROMIUM")
    arguments = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]
    with playwright_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over the published data."""
    with live(tmp_path_factory.mktemp("published") / "store", dataset) as address:
        described(address)
        yield address


def described(address: str) -> None:
    """Waits until the dataset is described: figures and dumps are made after the start."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        page = httpx.get(f"{address}/void", headers={"Accept": "text/html"})
        if "/dumps/" in page.text:
            return
        time.sleep(0.2)
    raise TimeoutError(f"{address}/void shows no dumps")


@pytest.fixture(scope="module")
def visits(axe: str, chromium: Any, site: str) -> Visits:
    """Opens a window: `with visits("en") as visitor`."""

    @contextmanager
    def visit(language: str = "fr", **options: Any) -> Iterator[Visitor]:
        context = chromium.new_context(locale=language, viewport=WIDE, **options)
        context.set_default_timeout(20_000)
        try:
            yield Visitor(context.new_page(), site, axe)
        finally:
            context.close()

    return visit
