"""What OpenAPI says of addresses that the framework itself does not serve."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI

__all__ = ["describe"]


def describe(app: FastAPI, paths: Mapping[str, Mapping[str, Any]]) -> None:
    """Adds paths to the description of an application.

    The way of https://fastapi.tiangolo.com/how-to/extending-openapi/.
    """
    generated = app.openapi

    def described() -> dict[str, Any]:
        schema = generated()
        schema["paths"] |= paths
        return schema

    app.openapi = described  # type: ignore[method-assign]
