"""Posts updates to the bot's webhook: in order for each chat, again and again until it takes them."""

import asyncio
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.localchat.state import ServerState
from bot.localchat.updates import Update

ANSWER_SECONDS = 30.0
FIRST_DELAY_SECONDS = 1.0
LONGEST_DELAY_SECONDS = 60.0


class Poster:
    """Delivers while a webhook is set."""

    def __init__(self, state: ServerState) -> None:
        self._state = state
        self._news = asyncio.Event()
        self._posting: dict[int | None, asyncio.Task[None]] = {}
        self._delays: dict[int | None, float] = {}
        self._session: ClientSession | None = None
        self._runner: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begins to watch for updates."""
        self._session = ClientSession(timeout=ClientTimeout(total=ANSWER_SECONDS))
        self._state.updates.arrived = self._news.set
        self._news.set()
        self._runner = asyncio.create_task(self._run(self._session))

    async def close(self) -> None:
        """Stops in the middle of whatever goes on."""
        tasks = [task for task in (self._runner, *self._posting.values()) if task]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session:
            await self._session.close()

    async def _run(self, session: ClientSession) -> None:
        while True:
            await self._news.wait()
            self._news.clear()
            webhook = self._state.settings.get("webhook")
            if not webhook:
                continue
            for update in self._state.updates.pending():
                chat = update.chat_id
                if chat not in self._posting and len(self._posting) < webhook["max_connections"]:
                    self._posting[chat] = asyncio.create_task(self._post(session, webhook, update))

    async def _post(self, session: ClientSession, webhook: dict[str, Any], update: Update) -> None:
        headers = {"Content-Type": "application/json"}
        if webhook["secret"]:
            headers["X-Telegram-Bot-Api-Secret-Token"] = webhook["secret"]
        try:
            async with session.post(webhook["url"], data=update.body(), headers=headers) as response:
                error = (
                    ""
                    if response.ok
                    else f"Wrong response from the webhook: {response.status} {response.reason}"
                )
        except (ClientError, TimeoutError) as failure:
            error = f"Connection failed: {type(failure).__name__}"
        if error:
            await self._wait_after(update.chat_id, error)
        else:
            self._delays.pop(update.chat_id, None)
            self._state.updates.forget([update])
        del self._posting[update.chat_id]
        self._news.set()

    async def _wait_after(self, chat_id: int | None, error: str) -> None:
        webhook = self._state.settings.get("webhook")
        if webhook:
            failed = {"last_error_date": self._state.now(), "last_error_message": error}
            self._state.keep("webhook", webhook | failed)
        delay = self._delays.get(chat_id, FIRST_DELAY_SECONDS)
        self._delays[chat_id] = min(2 * delay, LONGEST_DELAY_SECONDS)
        await asyncio.sleep(delay)
