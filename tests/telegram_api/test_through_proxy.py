"""Calls to Telegram through a proxy: what arrives, what a proxy that fails means, and that no password is told."""

import ssl
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot.telegram_api.failures import NotThroughProxy, Unclear, why
from tests.program import free_port, program, refused
from tests.telegram_api.proxies import proxy
from tests.telegram_api.test_request import (
    CHAT,
    DONE,
    TEXT,
    answers,
    assert_tells_nothing,
    hangs_up,
    server_and_bot,
)
from tests.world import TOKEN

LOGIN = {"user": "limber", "password": "NO-SECRET planted @:/%?"}
SCHEMES = ["http", "socks5", "socks4"]


@pytest.mark.parametrize("scheme", SCHEMES)
async def test_calls_arrive_through_a_proxy_on_one_kept_connection(scheme: str) -> None:
    async with (
        proxy() as between,
        server_and_bot(answers(200, DONE), proxy_url=between.url(scheme)) as (server, bot),
    ):
        for _ in range(3):
            await bot.send_message(chat_id=CHAT, text=TEXT)
        assert len(server.requests) == 3
        ((host, _),) = between.destinations
    assert host == "127.0.0.1"


@pytest.mark.parametrize("scheme", ["http", "socks5"])
async def test_a_proxy_gets_name_and_password_whatever_signs_they_have(scheme: str) -> None:
    async with (
        proxy(**LOGIN) as between,
        server_and_bot(answers(200, DONE), proxy_url=between.url(scheme)) as (server, bot),
    ):
        await bot.send_message(chat_id=CHAT, text=TEXT)
        assert len(server.requests) == 1


@pytest.mark.parametrize("scheme", ["http", "socks5"])
@pytest.mark.parametrize("fault", ["password", "refuses", "hangs", "away"])
async def test_what_a_proxy_lets_not_through_is_surely_not_sent_and_tells_no_secret(
    scheme: str, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    async with proxy(**LOGIN) as between:
        between.refuses = fault == "refuses"
        between.hangs = fault == "hangs"
        url = between.url(scheme, password="planted but wrong" if fault == "password" else None)
        if fault == "away":
            url = url.replace(str(between.port), str(free_port()))
        async with server_and_bot(answers(200, DONE), proxy_url=url, connect_timeout=0.3) as (server, bot):
            with pytest.raises(NotThroughProxy) as raised:
                await bot.send_message(chat_id=CHAT, text=TEXT)
        assert server.requests == []
    assert why(raised.value) == "NotThroughProxy"
    assert_tells_nothing(raised.value)
    assert not caplog.records


async def test_what_went_through_and_was_not_answered_is_unclear() -> None:
    async with (
        proxy() as between,
        server_and_bot(hangs_up, proxy_url=between.url("socks5")) as (_, bot),
    ):
        with pytest.raises(Unclear):
            await bot.send_message(chat_id=CHAT, text=TEXT)


@pytest.mark.parametrize("scheme", ["http", "socks5"])
async def test_the_program_asks_telegram_over_tls_through_the_proxy_and_leaves_its_name_to_it(
    checkout: Path, tmp_path: Path, certificate: Path, scheme: str
) -> None:
    async def get_me(_: web.Request) -> web.Response:
        me = {"id": 1, "is_bot": True, "first_name": "Limber", "username": "limber_behind_bot"}
        return web.json_response({"ok": True, "result": me})

    application = web.Application()
    application.router.add_post(f"/bot{TOKEN}/getMe", get_me)
    runner = web.AppRunner(application)
    await runner.setup()
    given = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    given.load_cert_chain(certificate / "both.pem")
    port = free_port()
    await web.TCPSite(runner, "127.0.0.1", port, ssl_context=given).start()
    settings: dict[str, Any] = {
        "bot_token": TOKEN,
        "data_folder": tmp_path,
        "bot_api_url": f"https://localhost:{port}",
        "ssl_cert_file": certificate / "certificate.pem",
    }
    async with proxy(**LOGIN) as between:
        async with program(checkout, "check", proxy_url=between.url(scheme), **settings) as checking:
            assert await checking.ends() == 0, checking.lines
        wrong = between.url(scheme, password="planted but wrong")
        async with program(checkout, "check", proxy_url=wrong, **settings) as failing:
            await failing.ends()
    await runner.cleanup()
    assert checking.lines[-2:] == ["Token: of @limber_behind_bot.", "Clock: right."]
    assert between.destinations == [("localhost", port)]
    assert failing.lines[-1] == (
        "Token: not checked, Telegram cannot be reached through PROXY_URL (NotThroughProxy)."
    )
    assert not any("planted" in line for line in checking.lines + failing.lines)


@pytest.mark.parametrize(
    "url",
    [
        "127.0.0.1:1080",
        "ftp://limber:NO-SECRET-planted@127.0.0.1:1080",
        "socks5://limber:NO-SECRET-planted@127.0.0.1",
        "socks5://limber:NO-SECRET-planted@127.0.0.1:0",
        "socks5://limber:NO-SECRET-planted@127.0.0.1:99999",
        "socks5://limber:NO-SECRET-planted@:1080",
    ],
)
async def test_a_wrong_address_of_a_proxy_is_one_line_without_its_password(
    checkout: Path, tmp_path: Path, url: str
) -> None:
    (line,) = await refused(checkout, data_folder=tmp_path, bot_token=TOKEN, proxy_url=url)
    assert line == (
        "PROXY_URL is not the address of a proxy such as socks5://user:password@127.0.0.1:1080 or http://..."
    )
