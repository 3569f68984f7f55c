"""Any request that the OpenAPI document allows, and many that it does not: never an answer from 500 up."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.core.result import Ok

from api.furnishing import PASSWORD, furnish
from api.pages import cookie_of
from api.process import PATIENCE_S, Server, cordboard
from cordboard.api.schema import openapi

EXAMPLES = 40
"""Of each operation, signed in and as a stranger; all together take some twenty seconds."""
ENDING = {"/api/sign-out", "/api/sign-out-everywhere"}
"""What would sign the one who tries out."""
PAGES = {"/widget/frame"}
"""What refuses with a page, for a person looks at it."""
PLENTY = 1_000_000

document = openapi()
interface = schemathesis.openapi.from_dict(document)
operations = {one.ok().label: one.ok() for one in interface.get_all_operations() if isinstance(one, Ok)}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with somebody in it who may do everything."""
    folder = tmp_path_factory.mktemp("any_input")
    furnish(folder / "data")
    words = ("user", "roles", "saga", "--role", "agent", "--role", "supervisor", "--role", "administrator")
    assert cordboard(folder, *words, "--queue", "support").returncode == 0
    with Server(folder, sign_ins_burst=PLENTY, visits_burst=PLENTY) as server:
        yield server
        assert server.stop() == 0
        assert "Traceback" not in server.log


@pytest.fixture(scope="module")
def person(server: Server) -> Iterator[httpx.Client]:
    with closing(server.sign_in("saga", PASSWORD)) as client:
        yield client


def test_there_is_something_to_try() -> None:
    assert len(operations) == sum(len(item) for item in document["paths"].values())


@pytest.mark.parametrize("label", sorted(operations))
def test_no_input_makes_the_server_fail(server: Server, person: httpx.Client, label: str) -> None:
    operation = operations[label]
    signed_in = {"cookie": cookie_of(person), "x-csrf-token": person.headers["x-csrf-token"]}
    headers: dict[str, str] = {} if operation.path in ENDING else signed_in
    modes = [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]
    strategies = [operation.as_strategy(generation_mode=mode) for mode in modes]

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=strategies[0] | strategies[1])
    def tried(case: Any) -> None:
        for extra in ({}, headers):
            answer = case.call(base_url=server.address, headers=extra, timeout=PATIENCE_S)
            assert answer.status_code < 500, answer.text
            if answer.status_code >= 400 and answer.content:
                kind = answer.headers["content-type"][0]
                right = "text/html; charset=utf-8" if operation.path in PAGES else "application/problem+json"
                assert kind == right or answer.status_code == 400, answer.text

    tried()
