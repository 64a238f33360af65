"""Writes docs/settings.md from the table of settings, with `python tools/settings_table.py`."""

from __future__ import annotations

from pathlib import Path

from cooperation_kg.settings import Settings


def page() -> str:
    """The settings as a page in Markdown."""
    lines = [
        "# Settings",
        "",
        "Read from the environment. Written by `tools/settings_table.py`; a test keeps it so.",
        "",
        "| variable | default | what it does | ce qu'il fait |",
        "| --- | --- | --- | --- |",
    ]
    for one in Settings.table():
        row = (f"`{one.variable}`", f"`{one.default}`", one.help["en"], one.help["fr"])
        lines.append(f"| {' | '.join(row)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    path = Path(__file__).parents[1] / "docs" / "settings.md"
    path.write_text(page(), "utf-8")
