"""What one client may ask of the server: so much work a minute, not so many requests.

Only the time of a query above `_FREE_S` counts, so that no number of light requests is ever
refused; of an upload all the time counts that it is worked on. Once a client has spent its budget,
what would be work is refused (429, `Retry-After`) until enough of the minute is over; kept answers,
pages without queries and 304 are served still.

A client is an address; of IPv6 the first 64 bits, which one household or server has to itself
(RFC 6177). Behind proxies that are trusted (a setting) uvicorn puts the address that they name in
the place of their own.
"""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cooperation_kg.store.refusals import QueryLimitError, Reason, refusal
from cooperation_kg.store.work import ACCOUNT
from cooperation_kg.web.problems import refused

__all__ = ["ClientBudget", "Ledger", "client_key"]

_FREE_S = 0.02
_PERIOD_S = 60.0
_MOST_CLIENTS = 10_000
_UPLOADS = {"POST", "PUT", "PATCH"}


class Ledger:
    """What each client has spent, forgotten as time goes by.

    Args:
        budget_s: seconds of work that a client may ask for in a minute; 0 for no limit.
        clock: the time in seconds.
        most_clients: how many are remembered; those that spent nothing lately are dropped first.
    """

    def __init__(
        self,
        budget_s: float,
        clock: Callable[[], float] = time.monotonic,
        most_clients: int = _MOST_CLIENTS,
    ) -> None:
        self._budget = budget_s
        self._clock = clock
        self._most_clients = most_clients
        self._spent: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self.refused = 0
        """How often a client was turned away."""

    def __len__(self) -> int:
        return len(self._spent)

    def admit(self, client: str) -> None:
        """Lets a client in.

        Raises:
            QueryLimitError: it has spent its budget.
        """
        if client not in self._spent:
            return
        over = self._left_of(client) - self._budget
        if over >= 0 < self._budget:
            self.refused += 1
            seconds = max(1, math.ceil(over * _PERIOD_S / self._budget))
            raise refusal(Reason.RATE, seconds=seconds)

    def charge(self, client: str, seconds: float) -> None:
        """Takes note of work done for a client."""
        if self._budget <= 0 or seconds <= 0:
            return
        self._spent[client] = (self._left_of(client) + seconds, self._clock())
        self._spent.move_to_end(client)
        while len(self._spent) > self._most_clients:
            self._spent.popitem(last=False)

    def _left_of(self, client: str) -> float:
        """What is left of what a client spent: the budget's worth is forgotten in a minute."""
        spent, then = self._spent.get(client, (0.0, 0.0))
        return max(0.0, spent - (self._clock() - then) * self._budget / _PERIOD_S)


@lru_cache(maxsize=4096)
def client_key(address: str) -> str:
    """Whom an address belongs to.

    >>> client_key("2001:db8:1:2:3:4:5:6"), client_key("::ffff:192.0.2.7")
    ('2001:db8:1:2::/64', '192.0.2.7')
    """
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ip_network((parsed, 64), strict=False))
    return address


class _ClientAccount:
    """A client's account for queries."""

    __slots__ = ("_client", "_ledger", "_observe")

    def __init__(self, ledger: Ledger, client: str, observe: Callable[[float], None]) -> None:
        self._ledger = ledger
        self._client = client
        self._observe = observe

    def admit(self) -> None:
        self._ledger.admit(self._client)

    def charge(self, seconds: float) -> None:
        self._observe(seconds)
        self._ledger.charge(self._client, seconds - _FREE_S)


class ClientBudget:
    """Charges the work of each request to the client that asked for it.

    Args:
        app: what answers.
        ledger: the accounts.
        reads: paths whose POST is a query like any other, and no upload.
        observe: is told the seconds that each query kept a worker busy.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        ledger: Ledger,
        reads: frozenset[str],
        observe: Callable[[float], None] = lambda _: None,
    ) -> None:
        self._app = app
        self._observe = observe
        self._ledger = ledger
        self._reads = reads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, with the client's account at hand."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        client = client_key(scope["client"][0] if scope.get("client") else "")
        if scope["method"] in _UPLOADS and scope["path"] not in self._reads:
            await self._upload(client, scope, receive, send)
            return
        token = ACCOUNT.set(_ClientAccount(self._ledger, client, self._observe))
        try:
            await self._app(scope, receive, send)
        finally:
            ACCOUNT.reset(token)

    async def _upload(self, client: str, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            self._ledger.admit(client)
        except QueryLimitError as error:
            await refused(scope, error, receive, send)
            return
        waited = 0.0

        async def receive_and_wait() -> Message:
            nonlocal waited
            before = time.monotonic()
            message = await receive()
            waited += time.monotonic() - before
            return message

        start = time.monotonic()
        try:
            await self._app(scope, receive_and_wait, send)
        finally:
            self._ledger.charge(client, time.monotonic() - start - waited)
