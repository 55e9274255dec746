"""What one process counts for ``/metrics``: names and numbers only, never who, which case or which address.

A label is a word of the house - the place of a view, a method, a status - so that there are few of them and none of
them is personal.
"""

from __future__ import annotations

from collections.abc import Callable

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
)

# The moment at which each row was counted for the first time would double their number, and nobody asks for it.
disable_created_metrics()

#: Seconds of the clock: from a page out of the cache to one that somebody gave up on.
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
#: Seconds of the processor.
CPU_SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1)


class Meters:
    """The counters of one process; safe between threads."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "wangting_requests", "Requests answered.", ("place", "method", "status"), registry=self._registry
        )
        self._clock = Histogram(
            "wangting_request_seconds", "Clock seconds from the first byte handed over to the answer.", ("place",),
            buckets=SECONDS, registry=self._registry,
        )  # fmt: skip
        self._processor = Histogram(
            "wangting_request_cpu_seconds", "Processor seconds of the thread for one request.", ("place",),
            buckets=CPU_SECONDS, registry=self._registry,
        )  # fmt: skip
        self._rows: dict[tuple[str, str, int], tuple[Counter, Histogram, Histogram]] = {}
        self._shown: dict[str, Gauge] = {}
        self.waits = Histogram(
            "wangting_queue_seconds", "Clock seconds that a request waited for a thread.", buckets=SECONDS,
            registry=self._registry,
        )  # fmt: skip
        self.shed = Counter("wangting_shed", "Requests answered 503 because the queue was full.", ("kind",),
                            registry=self._registry)  # fmt: skip
        self.refused = Counter("wangting_refused", "Requests turned away before they were read.", ("why",),
                               registry=self._registry)  # fmt: skip
        self.retries = Counter("wangting_retries", "Attempts that collided and were made again.",
                               registry=self._registry)  # fmt: skip
        self.collisions = Counter("wangting_collisions", "Requests that collided in every attempt.",
                                  registry=self._registry)  # fmt: skip
        self.filed = Counter("wangting_cases_filed", "Applications that became cases here.", ("hall",),
                             registry=self._registry)  # fmt: skip

    def answered(self, place: str, method: str, status: int, clock: float, processor: float) -> None:
        """Count one answer and what it took, in seconds."""
        key = place, method, status
        row = self._rows.get(key)
        if row is None:
            row = self._rows[key] = (
                self._requests.labels(place, method, str(status)),
                self._clock.labels(place),
                self._processor.labels(place),
            )
        row[0].inc()
        row[1].observe(clock)
        row[2].observe(processor)

    def watch(self, name: str, help_text: str, read: Callable[[], float]) -> None:
        """Let ``wangting_<name>`` show what ``read`` returns at the moment it is asked."""
        Gauge(f"wangting_{name}", help_text, registry=self._registry).set_function(read)

    def show(self, name: str, help_text: str, value: float) -> None:
        """Let ``wangting_<name>`` show ``value`` from now on."""
        gauge = self._shown.get(name)
        if gauge is None:
            gauge = self._shown[name] = Gauge(f"wangting_{name}", help_text, registry=self._registry)
        gauge.set(value)

    def text(self) -> bytes:
        """Return everything in the text format of Prometheus, version 0.0.4."""
        return generate_latest(self._registry)
