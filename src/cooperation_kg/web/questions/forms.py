"""The forms the answer to a question takes, beside the page."""

from __future__ import annotations

__all__ = ["ENDINGS", "MEDIA_TYPES"]

MEDIA_TYPES = {
    "json": "application/json",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "turtle": "text/turtle",
}
ENDINGS = {"json": "json", "csv": "csv", "tsv": "tsv", "ttl": "turtle"}
"""The form that an ending of the address names."""
