"""What a client may ask for: with a clock that the test sets."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import httpx
import pytest
from pyoxigraph import Quad
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from cooperation_kg.settings import Settings
from cooperation_kg.store import MemoryStore
from cooperation_kg.store.refusals import QueryLimitError, Reason
from cooperation_kg.store.work import ACCOUNT
from cooperation_kg.web import create_app
from cooperation_kg.web.budget import ClientBudget, Ledger, client_key


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def refused(ledger: Ledger, client: str) -> int | None:
    """After how many seconds the client may try again, where it is turned away."""
    try:
        ledger.admit(client)
    except QueryLimitError as error:
        assert error.reason is Reason.RATE
        return int(error.values["seconds"])
    return None


def test_who_has_spent_the_budget_waits_until_enough_is_forgotten(clock: Clock) -> None:
    ledger = Ledger(30.0, clock)
    ledger.charge("a", 29.0)
    assert refused(ledger, "a") is None
    ledger.charge("a", 6.0)
    # 5 s above 30 s, and 30 s are forgotten in 60 s.
    assert refused(ledger, "a") == 10
    clock.now += 9.0
    assert refused(ledger, "a") == 1
    clock.now += 1.1
    assert refused(ledger, "a") is None
    assert ledger.refused == 2


def test_one_client_does_not_pay_for_another(clock: Clock) -> None:
    ledger = Ledger(1.0, clock)
    ledger.charge("a", 5.0)
    assert refused(ledger, "a")
    assert refused(ledger, "b") is None


def test_without_a_budget_nobody_is_refused(clock: Clock) -> None:
    ledger = Ledger(0.0, clock)
    ledger.charge("a", 1e6)
    assert refused(ledger, "a") is None
    assert len(ledger) == 0


def test_no_more_clients_are_remembered_than_said(clock: Clock) -> None:
    ledger = Ledger(1.0, clock, most_clients=10)
    for number in range(100):
        ledger.charge(str(number), 5.0)
    assert len(ledger) == 10
    assert refused(ledger, "99")
    assert refused(ledger, "0") is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("fe80::1%eth0", "fe80::2%eth1", True),
        ("testclient", "", False),
    ],
)
def test_a_client_is_an_address_or_a_network_of_ipv6(one: str, other: str, same: bool) -> None:
    assert (client_key(one) == client_key(other)) is same


def client(ledger: Ledger, work: Callable[[], None]) -> TestClient:
    """A site where `/read` asks a query that is charged, and `/write` takes an upload."""

    async def query(_: Request) -> Response:
        account = ACCOUNT.get()
        assert account is not None
        try:
            account.admit()
        except QueryLimitError as error:
            return PlainTextResponse(str(error), 429)
        work()
        return PlainTextResponse("answer")

    async def upload(request: Request) -> Response:
        await request.body()
        return PlainTextResponse("taken")

    routes = [
        Route("/read", query, methods=["GET", "POST"]),
        Route("/write", upload, methods=["POST"]),
    ]
    app = ClientBudget(Starlette(routes=routes), ledger=ledger, reads=frozenset({"/read"}))
    return TestClient(app, client=("192.0.2.1", 1))


def charged(seconds: float) -> Callable[[], None]:
    def work() -> None:
        account = ACCOUNT.get()
        assert account is not None
        account.charge(seconds)

    return work


def test_light_queries_are_never_counted(clock: Clock) -> None:
    ledger = Ledger(1.0, clock)
    light = client(ledger, charged(0.019))
    assert {light.get("/read").status_code for _ in range(100)} == {200}
    assert len(ledger) == 0


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_heavy_queries_are(clock: Clock, method: str) -> None:
    heavy = client(Ledger(1.0, clock), charged(0.6))
    statuses = [heavy.request(method, "/read").status_code for _ in range(3)]
    assert statuses == [200, 200, 429]


def test_an_upload_is_refused_with_the_time_to_wait(clock: Clock) -> None:
    ledger = Ledger(6.0, clock)
    site = client(ledger, charged(0))
    assert site.post("/write", content=b"x").text == "taken"
    ledger.charge("192.0.2.1", 7.0)
    response = site.post("/write", content=b"x", headers={"accept-language": "fr"})
    assert response.status_code == 429
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["retry-after"] == "11"
    assert "réessayer dans 11 s" in response.json()["detail"]
    assert site.get("/read").status_code == 429


def test_the_work_of_an_upload_is_counted(clock: Clock) -> None:
    ledger = Ledger(6.0, clock)
    client(ledger, charged(0)).post("/write", content=b"x")
    assert len(ledger) == 1


DIGITS = " ".join(f"VALUES ?{v} {{ 0 1 2 3 4 5 6 7 8 9 }}" for v in "abcdefghijkl")
HEAVY = f"SELECT (SUM(?a) AS ?n) {{ {DIGITS} }}"


def test_at_the_endpoint_who_asked_for_too_much_waits_and_others_do_not(
    web_quads: list[Quad],
) -> None:
    settings = Settings(query_time_limit_s=0.3, client_work_limit_s=0.2)
    app = create_app(MemoryStore(web_quads), settings)
    light, another = {"query": "ASK {}"}, {"query": "ASK { ?s ?p 1 }"}

    def from_address(address: str) -> httpx.AsyncClient:
        transport = httpx.ASGITransport(app, client=(address, 1))
        return httpx.AsyncClient(transport=transport, base_url="http://example.org")

    async def run() -> None:
        greedy, other = from_address("192.0.2.1"), from_address("192.0.2.2")
        async with app.router.lifespan_context(app), greedy, other:
            assert (await greedy.get("/sparql", params=light)).status_code == 200
            assert (await greedy.post("/sparql", data={"query": HEAVY})).status_code == 422
            refused = await greedy.get("/sparql", params=another)
            assert refused.status_code == 429
            assert refused.json()["type"].endswith("/problem/rate-limit")
            # More than 0.08 s above 0.2 s, which are forgotten in 60 s.
            assert int(refused.headers["retry-after"]) > 20
            assert (await other.get("/sparql", params=another)).status_code == 200
            assert (await greedy.get("/sparql", params=light)).status_code == 200  # it is kept
            assert (await greedy.get("/health/live")).status_code == 200

    asyncio.run(run())
