"""Methods that bring updates to the bot."""

import re
from typing import Any
from urllib.parse import urlsplit

from bot.localchat import limits
from bot.localchat.limits import Refused
from bot.localchat.sending import Given, Uploads
from bot.localchat.state import ServerState
from bot.localchat.updates import Update

SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


async def get_updates(state: ServerState, given: Given) -> list[Update]:
    """The next updates, waited for if wished."""
    if state.settings.get("webhook"):
        raise Refused(limits.WEBHOOK_ACTIVE)
    state.updates.allow(given.get("allowed_updates"))
    limit = given.get("limit", limits.UPDATES_AT_ONCE)
    if not 1 <= limit <= limits.UPDATES_AT_ONCE:
        limit = limits.UPDATES_AT_ONCE
    seconds = max(0, min(given.get("timeout", 0), limits.POLL_SECONDS))
    return await state.updates.poll(given.get("offset", 0), limit, seconds)


def set_webhook(state: ServerState, given: Given, _: Uploads) -> bool:
    """Has updates posted to an address from now on; as any local Bot API server, to http too."""
    url = given.get("url", "")
    if not url:
        return delete_webhook(state, given, _)
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Refused(limits.WEBHOOK_URL_INVALID)
    secret = given.get("secret_token", "")
    if secret and not SECRET.fullmatch(secret):
        raise Refused(limits.WEBHOOK_SECRET_INVALID)
    connections = given.get("max_connections", limits.WEBHOOK_CONNECTIONS_DEFAULT)
    connections = max(1, min(connections, limits.WEBHOOK_CONNECTIONS))
    state.updates.allow(given.get("allowed_updates"))
    if given.get("drop_pending_updates"):
        state.updates.forget(state.updates.pending())
    state.keep("webhook", {"url": url, "secret": secret, "max_connections": connections})
    state.updates.arrived()
    return True


def delete_webhook(state: ServerState, given: Given, _: Uploads) -> bool:
    """Goes back to getUpdates."""
    state.keep("webhook", None)
    if given.get("drop_pending_updates"):
        state.updates.forget(state.updates.pending())
    state.updates.arrived()
    return True


def get_webhook_info(state: ServerState, _: Given, __: Uploads) -> Any:
    """Where updates are posted, and what went wrong last."""
    webhook = state.settings.get("webhook") or {}
    info = {
        "url": webhook.get("url", ""),
        "has_custom_certificate": False,
        "pending_update_count": len(state.updates.pending()),
    }
    if webhook:
        info |= {"max_connections": webhook["max_connections"]}
        info |= {name: webhook[name] for name in ("last_error_date", "last_error_message") if name in webhook}
    if state.updates.allowed:
        info["allowed_updates"] = state.updates.allowed
    return info
