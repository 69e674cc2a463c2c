"""Watching: /healthz, /readyz and /metrics for whoever hosts Limber; no token, name or text is in them."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta
from http import HTTPStatus

from aiohttp import web
from prometheus_client import CollectorRegistry, Gauge, Histogram, Info, ProcessCollector
from prometheus_client import Counter as Meter
from prometheus_client.core import CounterMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from bot import beats
from bot.domain.prompt import Delivery, Reason
from bot.services.load import Load
from bot.storage.errors import Unavailable
from bot.telegram_api.budget import Budget
from bot.version import version

LATE_SECONDS = (0.5, 1, 2, 5, 15, 60, 300, 1800, 7200)
LAG_LOOK_SECONDS = 0.5
# What can become of a prompt, with the reasons.
ENDINGS: dict[Delivery, tuple[str, ...]] = {
    Delivery.SENT: ("",),
    Delivery.UNKNOWN: ("",),
    Delivery.WAITING: ("",),
    Delivery.UNREACHABLE: (Reason.BLOCKED.value, Reason.GONE.value),
    Delivery.SKIPPED: tuple(reason.value for reason in Reason),
}


class LogLines(logging.Handler):
    """Counts warnings and errors in the log: whatever is caught anywhere is told there, so nothing is left out."""

    def __init__(self, registry: CollectorRegistry) -> None:
        super().__init__(logging.WARNING)
        self.counts: Counter[int] = Counter()
        self._lines = Meter(
            "limber_log_lines", "Warnings and errors in the log", ["level", "module"], registry=registry
        )

    def emit(self, record: logging.LogRecord) -> None:
        # Never by what it says: a library's lines have everything in them.
        self._lines.labels(record.levelname.lower(), record.name).inc()
        self.counts[record.levelno] += 1


class Granted:
    """What the send budget has counted since the start, for Prometheus to collect."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget

    def collect(self) -> Iterator[CounterMetricFamily]:
        yield CounterMetricFamily("limber_429s", "Answers 429 of Telegram", value=self._budget.floods)
        permits = CounterMetricFamily("limber_permits", "Calls let go", labels=["priority"])
        for priority, count in self._budget.permits_granted.items():
            permits.add_metric([priority.name.lower().replace("_", "-")], count)
        yield permits


class Meters:
    """What is counted while Limber runs; it implements the services' Watch."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.log_lines = LogLines(self.registry)
        self._prompts = Meter(
            "limber_prompts", "Prompts by what became of them", ["outcome", "reason"], registry=self.registry
        )
        # Each from the start: Prometheus sees no increase where something appears with its first one.
        for delivery, reasons in ENDINGS.items():
            for reason in reasons:
                self._prompts.labels(delivery.value, reason)
        self._late = Histogram(
            "limber_prompt_late_seconds",
            "How late prompts were sent",
            buckets=LATE_SECONDS,
            registry=self.registry,
        )
        self._doubles = Meter(
            "limber_prompts_duplicates_possible",
            "Prompts that may have come twice",
            registry=self.registry,
        )
        self._lag = 0.0
        Gauge(
            "limber_loop_lag_seconds", "The longest wait of the event loop lately", registry=self.registry
        ).set_function(lambda: self._lag)
        self.due = Gauge("limber_prompts_due", "Prompts due and not sent yet", registry=self.registry)
        self.running_holds = Gauge("limber_holds_running", "Timers that run", registry=self.registry)
        self.inbox_age = Gauge(
            "limber_inbox_age_seconds", "How long the oldest update waits", registry=self.registry
        )
        self._public = Meter(
            "limber_public_requests",
            "Requests to what is public, by the answer",
            ["status"],
            registry=self.registry,
        )
        ProcessCollector(registry=self.registry)
        Info("limber_build", "Which Limber runs", registry=self.registry).info({"version": version()})

    def prompt_ended(
        self, delivery: Delivery, reason: Reason | None, *, late: timedelta, attempts: int = 0
    ) -> None:
        self._prompts.labels(delivery.value, reason.value if reason else "").inc()
        if delivery is Delivery.SENT:
            self._late.observe(max(0.0, late.total_seconds()))
        if delivery is Delivery.UNKNOWN or (delivery is Delivery.SENT and attempts > 1):
            self._doubles.inc()

    def public_request(self, status: int) -> None:
        """Counts a request to what is public."""
        self._public.labels(str(status)).inc()

    async def measure_lag(self) -> None:
        """Measures how late the event loop wakes, until it is cancelled."""
        loop = asyncio.get_running_loop()
        while True:
            begun_at = loop.time()
            await beats.sleep(LAG_LOOK_SECONDS)
            lag = loop.time() - begun_at - LAG_LOOK_SECONDS
            # The longest of the last minute or so, so that a look once in a while sees it.
            self._lag = max(lag, self._lag * 0.95)


class Watching:
    """Answers the questions of a load balancer, a supervisor and Prometheus."""

    def __init__(
        self,
        meters: Meters,
        budget: Budget,
        *,
        look: Callable[[], Awaitable[Load]],
        faults: Callable[[], Awaitable[list[str]]],
        lost: Callable[[], list[str]],
    ) -> None:
        """`look` says how things stand, `faults` what is wrong, a line each.

        `lost` says which workers are not at work: only these make the process one that is not alive.
        """
        self._meters = meters
        meters.registry.register(Granted(budget))
        self._look = look
        self._faults = faults
        self._lost = lost

    def application(self) -> web.Application:
        """What is to be served."""
        application = web.Application()
        application.router.add_get("/healthz", self._is_alive)
        application.router.add_get("/readyz", self._is_ready)
        application.router.add_get("/metrics", self._metrics)
        return application

    async def _is_alive(self, request: web.Request) -> web.Response:
        if lost := self._lost():
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE, text="\n".join([*lost, ""]))
        return web.Response(text="alive\n")

    async def _is_ready(self, request: web.Request) -> web.Response:
        if faults := await self._faults():
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE, text="\n".join([*faults, ""]))
        return web.Response(text="ready\n")

    async def _metrics(self, request: web.Request) -> web.Response:
        meters = self._meters
        try:
            load = await self._look()
        except Unavailable:
            # What this process counted itself is still true.
            pass
        else:
            meters.due.set(load.due)
            meters.running_holds.set(load.running_holds)
            meters.inbox_age.set(load.inbox_age.total_seconds())
        return web.Response(
            body=generate_latest(meters.registry), headers={"Content-Type": CONTENT_TYPE_LATEST}
        )
