"""One server for each implementation of the socket port, shared by the tests of a module."""

from collections.abc import Callable, Iterator

import pytest

from api.sockets.house import House
from cordboard.api.sockets import Limits, picows_protocol, sansio_protocol

LIMITS = Limits(close_timeout_s=0.3)


@pytest.fixture(scope="module", params=[picows_protocol, sansio_protocol], ids=["picows", "sansio"])
def make_house(request: pytest.FixtureRequest) -> Callable[[], House]:
    return lambda: House(request.param, LIMITS)


@pytest.fixture(scope="module")
def house(make_house: Callable[[], House]) -> Iterator[House]:
    """At the end, no listener has heard anything but an opening first and one close last."""
    house = make_house()
    yield house
    assert house.stop()
    assert not house.server.server_state.connections
    for recorder in house.recorders:
        kinds = [kind for kind, _ in recorder.log]
        assert kinds[0] == "open"
        assert kinds[-1] == "close"
        assert kinds.count("open") == kinds.count("close") == 1
