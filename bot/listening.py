"""Ports on which Limber listens."""

from __future__ import annotations

import errno

from aiohttp import web

# Nobody who asks for a health report is worth waiting for at the end.
SHUTDOWN_SECONDS = 1.0


class PortError(Exception):
    """Limber cannot listen there; the text is one line that names the setting."""


async def listen(application: web.Application, host: str, port: int, setting: str) -> web.AppRunner:
    """The application, served; `cleanup` ends it. Raises PortError that names the setting."""
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=SHUTDOWN_SECONDS)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        await runner.cleanup()
        why = "is taken" if error.errno == errno.EADDRINUSE else "cannot be used"
        raise PortError(f"Port {port} on {host} {why}: set {setting} to another one.") from None
    return runner
