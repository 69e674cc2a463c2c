"""Ports on which Limber listens."""

from __future__ import annotations

import errno

from aiohttp import web

# Nobody who asks for a health report is worth waiting for at the end.
SHUTDOWN_SECONDS = 1.0


class PortError(Exception):
    """Limber cannot listen there; the text is one line that names the setting."""


async def listen(application: web.Application, host: str, port: int, what: str) -> web.AppRunner:
    """The application, served; `cleanup` ends it. Raises PortError that names the setting: WHAT_HOST or WHAT_PORT."""
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=SHUTDOWN_SECONDS)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        await runner.cleanup()
        if error.errno == errno.EADDRINUSE:
            told = f"Port {port} on {host} is taken: does another Limber run? If not, set {what}_PORT to another one."
        elif error.errno == errno.EACCES:
            told = f"Port {port} on {host} is not for every account: set {what}_PORT to one above 1023."
        else:
            told = f"{host} is no address of this machine: set {what}_HOST to another one, such as 127.0.0.1."
        raise PortError(told) from None
    return runner
