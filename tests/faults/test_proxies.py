"""Debian's nginx, Caddy and HAProxy with the files of docs/hosting: what a post costs where a Limber hangs.

And what is public is passed on by those that have lines for it.
"""

import asyncio
import os
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, closing
from pathlib import Path
from time import monotonic

import pytest
from aiohttp import ClientSession, ClientTimeout, TCPConnector, web

from tests.program import ROOT, free_port
from tests.tools import found
from tests.waiting import until

HOSTING = ROOT / "docs" / "hosting"
UPSTREAM_PORTS = ("8443", "8444", "8445")
PUBLIC_PORT = "8090"
CERTIFICATE = "/etc/ssl/bot.example.org.pem"
CERTIFICATE_KEY = "/etc/ssl/bot.example.org.key"
# More than each of the three keeps by itself, and more than the longest message with the one that it answers.
UPDATE = b'{"update_id": 1, "message": "' + b"x" * 100_000 + b'"}'
# The 5 s of the files, and what a slow machine adds.
HANGING_SECONDS = 6.5
# The 2 s of the files.
CONNECTING_SECONDS = 3.0
AT_ONCE_SECONDS = 1.0
# HAProxy waits a second before it asks the next one.
DOWN_SECONDS = 5.0


class Upstream:
    """A Limber as a proxy sees it: it answers, hangs, is away, or takes no connection."""

    def __init__(self) -> None:
        self.port = free_port()
        self.status = 200
        self.taken = 0
        self.has_one = self.hangs = False
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        application = web.Application()
        application.router.add_post("/limber", self._receive)
        application.router.add_get("/calendar/{token}.ics", self._shows)
        self._runner = web.AppRunner(application, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()

    async def stop(self) -> None:
        """From now on connections are refused."""
        runner, self._runner = self._runner, None
        if runner is not None:
            await runner.cleanup()

    async def take_no_connection(self, stack: AsyncExitStack) -> None:
        """From now on connections come to nothing, as with a machine that is gone: its queue of them is full."""
        await self.stop()
        full = stack.enter_context(closing(socket.socket()))
        full.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        full.bind(("127.0.0.1", self.port))
        full.listen(0)
        for _ in range(2):
            waiting = stack.enter_context(closing(socket.socket()))
            waiting.setblocking(False)
            waiting.connect_ex(("127.0.0.1", self.port))

    async def _shows(self, request: web.Request) -> web.Response:
        if request.headers.get("If-None-Match") == 'W/"1"':
            return web.Response(status=304)
        return web.Response(text=f"BEGIN {request.path}", headers={"ETag": 'W/"1"'})

    async def _receive(self, request: web.Request) -> web.Response:
        assert await request.read() == UPDATE
        self.has_one = True
        if self.hangs:
            await asyncio.sleep(60)
        self.taken += self.status == 200
        return web.Response(status=self.status)


class Front:
    """A proxy that runs, and the three behind it."""

    def __init__(self, name: str, url: str, upstreams: list[Upstream], session: ClientSession) -> None:
        self.name = name
        self.url = url
        self.upstreams = upstreams
        # Debian's Caddy gives a post that failed to nobody else: Telegram posts it again.
        self.posted_again = {502, 503, 504} if name == "caddy" else set[int]()
        self._session = session

    async def looks(self) -> None:
        """Lets Caddy look who answers, as it does once a second; the others find out with the next post."""
        if self.name == "caddy":
            await asyncio.sleep(2)

    async def posts(self, path: str = "/limber") -> tuple[int, float]:
        """Status of the answer, and the seconds that it took."""
        begun = monotonic()
        async with self._session.post(self.url + path, data=UPDATE) as response:
            await response.read()
            return response.status, monotonic() - begun

    async def reads(self, path: str, **headers: str) -> tuple[int, str, str]:
        """Status, tag and text of what is public."""
        async with self._session.get(self.url + path, headers=headers) as response:
            return response.status, response.headers.get("ETag", ""), await response.text()

    async def posts_many(self, count: int = 9) -> tuple[set[int], float]:
        """The statuses of some posts at once, and the seconds of the longest."""
        done = await asyncio.gather(*(self.posts() for _ in range(count)))
        return {status for status, _ in done}, max(seconds for _, seconds in done)


def as_it_stands(name: str, upstreams: list[Upstream], replaced: dict[str, str]) -> str:
    """The text of a file of docs/hosting, with other paths and ports."""
    text = (HOSTING / name).read_text()
    replaced |= {
        f"127.0.0.1:{port}": f"127.0.0.1:{one.port}"
        for port, one in zip(UPSTREAM_PORTS, upstreams, strict=True)
    }
    if f"127.0.0.1:{PUBLIC_PORT}" in text:
        replaced[f"127.0.0.1:{PUBLIC_PORT}"] = f"127.0.0.1:{upstreams[0].port}"
    for there, here in replaced.items():
        assert there in text, f"{name} has no {there}"
        text = text.replace(there, here)
    return text


def nginx(folder: Path, port: int, upstreams: list[Upstream], certificate: Path) -> tuple[str, list[str]]:
    (folder / "limber.conf").write_text(
        as_it_stands(
            "nginx.conf",
            upstreams,
            {
                "listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
                CERTIFICATE: str(certificate / "certificate.pem"),
                CERTIFICATE_KEY: str(certificate / "key.pem"),
            },
        )
    )
    # The file around it, as Debian's with other folders.
    kept = "".join(
        f"{part}_temp_path {folder / part};\n"
        for part in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"{'user root;' if os.geteuid() == 0 else ''}\n"
        f"daemon off;\npid {folder / 'pid'};\nerror_log stderr crit;\nevents {{ }}\n"
        f"http {{\naccess_log off;\n{kept}include {folder / 'limber.conf'};\n}}\n"
    )
    return f"https://127.0.0.1:{port}", [found("nginx"), "-c", str(folder / "nginx.conf"), "-e", "stderr"]


def caddy(folder: Path, port: int, upstreams: list[Upstream], certificate: Path) -> tuple[str, list[str]]:
    # Without TLS: its certificates come from an authority on the network. Nor does it listen for orders.
    text = as_it_stands("Caddyfile", upstreams, {"\nbot.example.org {": f"\nhttp://127.0.0.1:{port} {{"})
    (folder / "Caddyfile").write_text(f"{{\n\tadmin off\n}}\n{text}")
    return f"http://127.0.0.1:{port}", [
        *(found("caddy"), "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile"))
    ]


def haproxy(folder: Path, port: int, upstreams: list[Upstream], certificate: Path) -> tuple[str, list[str]]:
    replaced = {"bind :443 ssl": f"bind 127.0.0.1:{port} ssl", CERTIFICATE: str(certificate / "both.pem")}
    if os.geteuid() != 0:
        # Only root can become another account.
        replaced |= {"    user haproxy\n": "", "    group haproxy\n": ""}
    (folder / "haproxy.cfg").write_text(as_it_stands("haproxy.cfg", upstreams, replaced))
    return f"https://127.0.0.1:{port}", [found("haproxy"), "-db", "-f", str(folder / "haproxy.cfg")]


@pytest.fixture(params=[nginx, caddy, haproxy], ids=lambda made: made.__name__)
async def front(request: pytest.FixtureRequest, tmp_path: Path, certificate: Path) -> AsyncIterator[Front]:
    upstreams, port = [Upstream() for _ in range(3)], free_port()
    url, command = request.param(tmp_path, port, upstreams, certificate)
    for upstream in upstreams:
        await upstream.start()
    process = await asyncio.create_subprocess_exec(
        *command,
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path)},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        await until(lambda: listens(port) or process.returncode is not None, within=20)
        if process.returncode is not None:
            _, said = await process.communicate()
            raise AssertionError(said.decode())
        trusted = ssl.create_default_context(cafile=str(certificate / "certificate.pem"))
        async with ClientSession(
            connector=TCPConnector(ssl=trusted), timeout=ClientTimeout(total=70)
        ) as session:
            yield Front(request.param.__name__, url, upstreams, session)
    finally:
        if process.returncode is None:
            process.terminate()
        await process.communicate()
        for upstream in upstreams:
            await upstream.stop()


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


async def test_posts_go_to_all_three_and_nowhere_else(front: Front) -> None:
    statuses, slowest = await front.posts_many()
    assert statuses == {200}
    assert slowest < AT_ONCE_SECONDS
    assert all(upstream.taken for upstream in front.upstreams)
    await front.posts("/other")
    assert sum(upstream.taken for upstream in front.upstreams) == 9


async def test_one_that_hangs_costs_seconds_once_and_no_post(front: Front) -> None:
    hanging = front.upstreams[1]
    hanging.hangs = True
    meanwhile = asyncio.create_task(front.posts_many())
    await until(lambda: hanging.has_one)
    statuses, slowest = await front.posts_many(3)
    assert statuses == {200}
    assert slowest < AT_ONCE_SECONDS, "the others get what comes while one hangs"
    statuses, slowest = await meanwhile
    assert statuses - front.posted_again == {200}
    assert slowest < HANGING_SECONDS
    hanging.hangs = False
    async with asyncio.timeout(4):
        while not hanging.taken:
            statuses, slowest = await front.posts_many()
            assert statuses == {200}
            assert slowest < AT_ONCE_SECONDS


async def test_one_that_takes_no_connection_costs_two_seconds_and_no_post(front: Front) -> None:
    async with AsyncExitStack() as stack:
        await front.upstreams[1].take_no_connection(stack)
        statuses, slowest = await front.posts_many()
        assert statuses - front.posted_again == {200}
        assert slowest < CONNECTING_SECONDS


async def test_one_that_was_stopped_costs_nothing(front: Front) -> None:
    await front.upstreams[1].stop()
    statuses, slowest = await front.posts_many()
    assert statuses - front.posted_again == {200}
    assert slowest < AT_ONCE_SECONDS
    await front.looks()
    statuses, slowest = await front.posts_many()
    assert statuses == {200}
    assert slowest < AT_ONCE_SECONDS


async def test_as_soon_as_the_database_is_back_every_post_is_taken(front: Front) -> None:
    for upstream in front.upstreams:
        upstream.status = 503
    for _ in range(4):
        assert (await front.posts_many())[0] == {503}, "Telegram posts it again"
    for upstream in front.upstreams:
        upstream.status = 200
    statuses, slowest = await front.posts_many()
    assert statuses == {200}
    assert slowest < AT_ONCE_SECONDS


async def test_as_soon_as_all_of_them_are_started_again_every_post_is_taken(front: Front) -> None:
    for upstream in front.upstreams:
        await upstream.stop()
    statuses, slowest = await front.posts_many()
    assert statuses <= {502, 503}
    assert slowest < DOWN_SECONDS
    for upstream in front.upstreams:
        await upstream.start()
    await front.looks()
    statuses, slowest = await front.posts_many()
    assert statuses == {200}
    assert slowest < AT_ONCE_SECONDS


async def test_what_is_public_is_passed_on_as_it_stands(front: Front) -> None:
    if front.name == "haproxy":
        assert (await front.reads("/calendar/abc.ics"))[0] == 404, "it has no lines for it"
        return
    assert await front.reads("/calendar/abc.ics") == (200, 'W/"1"', "BEGIN /calendar/abc.ics")
    assert (await front.reads("/calendar/abc.ics", **{"If-None-Match": 'W/"1"'}))[0] == 304
    statuses = {(await front.reads("/calendar/abc.ics"))[0] for _ in range(40)}
    assert statuses == ({200, 429} if front.name == "nginx" else {200}), "Caddy itself counts nothing"
