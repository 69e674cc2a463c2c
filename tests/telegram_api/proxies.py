"""A small proxy on 127.0.0.1 that speaks HTTP, SOCKS4 and SOCKS5, each with a name and a password if it is told so."""

import asyncio
import socket
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from urllib.parse import quote

Address = tuple[str, int]


class Proxy:
    """Brings connections about, and remembers where to."""

    def __init__(self, *, user: str = "", password: str = "") -> None:
        self.destinations: list[Address] = []
        self.refuses = False
        self.hangs = False
        self.port = 0
        self._user = user
        self._password = password

    def url(self, scheme: str, *, password: str | None = None) -> str:
        """Its address, with the right password or another one."""
        given = self._password if password is None else password
        login = f"{quote(self._user)}:{quote(given, safe='')}@" if self._user else ""
        return f"{scheme}://{login}127.0.0.1:{self.port}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            first = await reader.readexactly(1)
            if self.hangs:
                await reader.read(-1)
            steps = {b"\x05": self._socks5, b"\x04": self._socks4}.get(first, self._http)
            where = await steps(reader, writer)
            if where is not None:
                await self._pass_on(where, reader, writer)
        writer.close()

    async def _http(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> Address | None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        host, _, port = head.split()[1].rpartition(":")
        login = b64encode(f"{self._user}:{self._password}".encode()).decode()
        if self._user and f"Basic {login}" not in head:
            writer.write(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
            return None
        if self.refuses:
            writer.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
            return None
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        return host, int(port)

    async def _socks4(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> Address | None:
        _, high, low, *number = await reader.readexactly(7)
        await reader.readuntil(b"\0")
        host = ".".join(map(str, number))
        if host.startswith("0.0.0."):
            host = (await reader.readuntil(b"\0"))[:-1].decode()
        writer.write(b"\0\x5b" + bytes(6) if self.refuses else b"\0\x5a" + bytes(6))
        return None if self.refuses else (host, high * 256 + low)

    async def _socks5(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> Address | None:
        (count,) = await reader.readexactly(1)
        await reader.readexactly(count)
        if self._user:
            writer.write(b"\x05\x02")
            await reader.readexactly(1)
            given = [(await reader.readexactly((await reader.readexactly(1))[0])).decode() for _ in range(2)]
            writer.write(b"\x01\0" if given == [self._user, self._password] else b"\x01\x01")
            if given != [self._user, self._password]:
                return None
        else:
            writer.write(b"\x05\0")
        *_, kind = await reader.readexactly(4)
        if kind == 1:
            host = socket.inet_ntoa(await reader.readexactly(4))
        else:
            host = (await reader.readexactly((await reader.readexactly(1))[0])).decode()
        port = int.from_bytes(await reader.readexactly(2), "big")
        writer.write((b"\x05\x02" if self.refuses else b"\x05\0") + b"\0\x01" + bytes(6))
        return None if self.refuses else (host, port)

    async def _pass_on(
        self, where: Address, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.destinations.append(where)
        there, to_there = await asyncio.open_connection(*where)
        await asyncio.gather(_copy(reader, to_there), _copy(there, writer))


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while part := await reader.read(65536):
        writer.write(part)
        await writer.drain()
    writer.close()


@asynccontextmanager
async def proxy(**given: str) -> AsyncIterator[Proxy]:
    """A proxy that listens; `user` and `password` are asked for where they are given."""
    made = Proxy(**given)
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0)
    made.port = server.sockets[0].getsockname()[1]
    yield made
    server.close()
