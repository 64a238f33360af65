"""What a client may ask for: with a clock that the test sets."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from cooperation_kg.store.refusals import QueryLimitError, Reason
from cooperation_kg.store.work import ACCOUNT
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
