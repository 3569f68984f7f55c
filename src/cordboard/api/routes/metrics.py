"""Shows the server's figures to Prometheus, on loopback or to whoever has the key."""

import hmac
from collections.abc import Callable, Iterable, Mapping

from litestar import Response, get
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from cordboard.api.doors import AnyRequest
from cordboard.core.errors import Code, require

Figure = tuple[str, str, Callable[[], float | Mapping[str, float]]]
"""Name, meaning and reading, which may be one for each kind; names that end in _total only grow."""


class Figures:
    """A collector that reads when it is asked, so that counting costs the hot path nothing."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        self._figures = tuple(figures)
        self._registry = CollectorRegistry()
        self._registry.register(self)

    def collect(self) -> Iterable[Metric]:
        """Yield every figure as it is now."""
        for name, meaning, read in self._figures:
            family = CounterMetricFamily if name.endswith("_total") else GaugeMetricFamily
            reading = read()
            if not isinstance(reading, Mapping):
                yield family(name, meaning, value=reading)
                continue
            by_kind = family(name, meaning, labels=["kind"])
            for kind, value in sorted(reading.items()):
                by_kind.add_metric([kind], value)
            yield by_kind

    def text(self) -> bytes:
        """Return all figures in Prometheus's format."""
        return generate_latest(self._registry)


@get("/metrics", include_in_schema=False)
async def metrics(request: AnyRequest) -> Response[bytes]:
    """Show the figures to the one who has the key; without one set, to this machine only."""
    key: str = request.app.state.metrics_key
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    by_key = bool(key) and scheme.lower() == "bearer" and hmac.compare_digest(given.encode(), key.encode())
    passed_on = "x-forwarded-for" in request.headers  # by a proxy on this machine, for somebody elsewhere
    here = request.client is not None and request.client.host in {"127.0.0.1", "::1"}
    from_here = not key and here and not passed_on
    require(by_key or from_here, Code.NOT_ALLOWED, "The figures are for those with the key.")
    figures: Figures = request.app.state.figures
    return Response(figures.text(), media_type="text/plain; version=0.0.4")


HANDLERS = [metrics]
