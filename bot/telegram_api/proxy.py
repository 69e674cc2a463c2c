"""Connections to Telegram through a proxy, where there is no other way to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import ClientProxyConnectionError
from aiohttp_socks import ProxyConnector

if TYPE_CHECKING:
    from aiohttp import ClientRequest, ClientTimeout
    from aiohttp.connector import Connection
    from aiohttp.tracing import Trace


class ThroughProxy(ProxyConnector):
    """A pool of connections; whatever keeps one from coming about is raised as ClientProxyConnectionError."""

    async def connect(
        self,
        req: ClientRequest,
        traces: list[Trace],
        timeout: ClientTimeout,  # noqa: ASYNC109 - aiohttp names it so
    ) -> Connection:
        try:
            return await super().connect(req, traces, timeout)
        except TimeoutError:
            # aiohttp's own, and it has a name for it.
            raise
        except Exception as error:
            # What the proxy said stays here: it may quote a name or a password.
            raise ClientProxyConnectionError(req.connection_key, OSError(type(error).__name__)) from None
