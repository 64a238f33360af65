"""Whose work a query is: the pool says how long it took, whoever keeps the account listens."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Protocol

__all__ = ["ACCOUNT", "Account"]


class Account(Protocol):
    """The account that work is charged to."""

    def admit(self) -> None:
        """Lets a query in.

        Raises:
            QueryLimitError: the account is overdrawn.
        """
        ...

    def charge(self, seconds: float) -> None:
        """Takes note of the time that a query kept a worker busy."""
        ...


ACCOUNT: ContextVar[Account | None] = ContextVar("account", default=None)
"""The account of the request that is being answered."""
