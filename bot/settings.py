"""The settings, ready to be used; `bot.given` reads and checks what is set."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
FREE_RATE = 30


class SettingsError(Exception):
    """Some settings are wrong; the text has one line for each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What whoever hosts Limber has set; what is secret is not shown."""

    bot_token: str | None = field(repr=False)
    bot_api_url: str
    proxy_url: str | None = field(repr=False)
    data_folder: Path
    database_url: str | None = field(repr=False)
    operator_contact: str
    emergency_number: str
    allowed_ids: frozenset[int]
    admin_ids: frozenset[int]
    heartbeat_url: str | None = field(repr=False)
    send_rate: int
    paid_broadcast: bool
    webhook_url: str | None
    webhook_host: str
    webhook_port: int
    public_url: str | None
    public_host: str
    public_port: int
    health_host: str
    health_port: int
    database_key: str | None = field(repr=False)
    retention_days: int
    lease_seconds: int
    sentry_dsn: str | None = field(repr=False)
    localchat_port: int
    log_level: str

    @property
    def database_address(self) -> str:
        """Where the database is: DATABASE_URL, or the file that stands in for it."""
        return self.database_url or f"sqlite:///{self.data_folder / 'limber.sqlite'}"

    @property
    def picture_folder(self) -> Path:
        """Where drawn pictures are kept."""
        return self.data_folder / "pictures"
