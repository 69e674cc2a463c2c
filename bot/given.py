"""Settings as they are given: environment variables and the file .env; all faults are reported at once."""

from __future__ import annotations

import os
import re
from dataclasses import fields
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)

from bot.environment import names_in_file, written
from bot.setting_values import address, text_in
from bot.settings import FREE_RATE, ROOT, Settings, SettingsError

TELEGRAM = "https://api.telegram.org"
# Telegram posts to no other ports; nor has a path that is to be routed any other signs.
POSTED_PORTS = {None, 443, 80, 88, 8443}
POSTED_PATH = re.compile(r"[A-Za-z0-9/_.~-]*")
PROXY_SCHEMES = ("socks5", "socks4", "http")
# What may stand in a file of its own, as a machine keeps its secrets.
IN_FILES = ("bot_token_file", "database_url_file", "database_key_file")


class Given(BaseModel):
    """What whoever hosts Limber can set, as it is written."""

    model_config = ConfigDict(validate_default=True)

    bot_token: SecretStr | None = Field(
        default=None, description="The token from @BotFather; without it ./run starts the local chat."
    )
    bot_token_file: Path | None = Field(
        default=None, description="A file that holds the token, in the place of BOT_TOKEN."
    )
    bot_api_url: str = Field(
        default=TELEGRAM, description="The root of the Bot API server that knows the token."
    )
    proxy_url: SecretStr | None = Field(
        default=None,
        description="A proxy for the calls to Telegram: socks5://, socks4:// or http:// with user:password@host:port.",
    )
    data_folder: Path = Field(
        default=ROOT / "data",
        description="Where Limber keeps its files; a path is taken from Limber's own folder.",
    )
    database_url: str | None = Field(
        default=None,
        description="sqlite:///path or postgresql://name@host/database; the default is a file in DATA_FOLDER.",
    )
    database_url_file: Path | None = Field(
        default=None, description="A file that holds that address, in the place of DATABASE_URL."
    )
    operator_contact: str = Field(default="", description="How people reach you; /privacy shows it.")
    emergency_number: str = Field(
        default="",
        description='The emergency number, such as "112", that people get whose country or its number is not known.',
    )
    allowed_ids: frozenset[int] = Field(
        default=frozenset(),
        description="Telegram ids that may use the bot, with commas between; empty: everybody.",
    )
    admin_ids: frozenset[int] = Field(
        default=frozenset(),
        description="Telegram ids of those who run Limber, with commas between: they are told what needs a person, and"
        " have /status, /broadcast, /ban and /unban.",
    )
    heartbeat_url: SecretStr | None = Field(
        default=None,
        description="An address of healthchecks or of a push monitor of Uptime Kuma, called every minute.",
    )
    send_rate: int = Field(
        default=25, ge=1, le=1000, description="Messages a second at most; Telegram allows about 30 for free."
    )
    paid_broadcast: bool = Field(
        default=False,
        description="true: prompts may go faster than Telegram's free rate, each paid with the bot's Stars.",
    )
    webhook_url: str | None = Field(
        default=None,
        description="Where Telegram is to post updates, such as https://bot.example.org/limber; empty: polling.",
    )
    webhook_host: str = Field(
        default="127.0.0.1", description="Where the webhook listens; the proxy before it does TLS."
    )
    webhook_port: int = Field(
        default=8443, ge=1, le=65535, description="The port on which the webhook listens."
    )
    public_url: str | None = Field(
        default=None,
        description="Where people reach what is public, such as https://bot.example.org; empty: nothing is.",
    )
    public_host: str = Field(
        default="127.0.0.1", description="Where that is listened for; the proxy before it does TLS."
    )
    public_port: int = Field(
        default=8090, ge=1, le=65535, description="The port on which that is listened for."
    )
    health_host: str = Field(
        default="127.0.0.1", description="Where /healthz, /readyz and /metrics are to be had."
    )
    health_port: int = Field(
        default=8079, ge=0, le=65535, description="The port of /healthz, /readyz and /metrics; 0: none."
    )
    database_key: SecretStr | None = Field(
        default=None, description="Encrypts the SQLite file; ./run encrypt does it with one that is there."
    )
    database_key_file: Path | None = Field(
        default=None, description="A file that holds the key, in the place of DATABASE_KEY."
    )
    retention_days: int = Field(
        default=730,
        ge=30,
        description="Days after which Limber forgets who left, and what became of old prompts.",
    )
    lease_seconds: int = Field(
        default=20,
        ge=2,
        le=25,
        description="Seconds after which other processes on PostgreSQL take over from one that died.",
    )
    sentry_dsn: SecretStr | None = Field(
        default=None, description="Where Sentry takes errors, without texts and names; empty: nowhere."
    )
    localchat_port: int = Field(
        default=8080, ge=1, le=65535, description="The port of the local chat on 127.0.0.1."
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="How much is logged: DEBUG, INFO, WARNING or ERROR."
    )

    def settings(self) -> Settings:
        """All of it, ready to be used."""
        values: dict[str, Any] = {}
        for field in fields(Settings):
            value = getattr(self, field.name)
            values[field.name] = value.get_secret_value() if isinstance(value, SecretStr) else value
        return Settings(**values)

    @field_validator("bot_token")
    @classmethod
    def _is_a_token(cls, token: SecretStr | None) -> SecretStr | None:
        number, _, secret = (token.get_secret_value() if token else "0:-").partition(":")
        if not number.isdecimal() or not secret:
            raise ValueError("is not a token such as 123456:ABC...")
        return token

    @field_validator("bot_api_url")
    @classmethod
    def _is_a_root(cls, url: str) -> str:
        if address(url) is None:
            raise ValueError("is not the address of a server such as http://127.0.0.1:8081")
        return url.rstrip("/")

    @field_validator("proxy_url")
    @classmethod
    def _is_a_proxy(cls, url: SecretStr | None) -> SecretStr | None:
        parts = None if url is None else address(url.get_secret_value(), PROXY_SCHEMES)
        if url is not None and (parts is None or parts.port is None):
            raise ValueError(
                "is not the address of a proxy such as socks5://user:password@127.0.0.1:1080 or http://..."
            )
        return url

    @field_validator("database_url")
    @classmethod
    def _is_a_database(cls, url: str | None) -> str | None:
        if url is None:
            return None
        # Loaded only where it is set.
        from bot.storage.address import parsed
        from bot.storage.errors import DatabaseError

        try:
            parsed(url)
        except DatabaseError as error:
            raise ValueError(str(error).removeprefix("DATABASE_URL ")) from None
        return url

    @field_validator("webhook_url")
    @classmethod
    def _can_be_posted_to(cls, url: str | None, given: ValidationInfo) -> str | None:
        if url is None:
            return None
        parts = address(url)
        if parts is None or not POSTED_PATH.fullmatch(parts.path):
            raise ValueError("is not an address such as https://bot.example.org/limber")
        # A Bot API server of the operator's own posts without TLS too, and to any port.
        is_telegram = given.data.get("bot_api_url") == TELEGRAM
        if is_telegram and (parts.scheme != "https" or parts.port not in POSTED_PORTS):
            raise ValueError(
                "must begin with https:// and have port 443, 80, 88 or 8443: Telegram asks for it"
            )
        return url

    @field_validator("public_url")
    @classmethod
    def _can_be_read_from(cls, url: str | None) -> str | None:
        parts = None if url is None else address(url)
        if url is not None and (parts is None or not POSTED_PATH.fullmatch(parts.path)):
            raise ValueError("is not an address such as https://bot.example.org")
        return None if url is None else url.rstrip("/")

    @field_validator("database_key")
    @classmethod
    def _is_a_key(cls, key: SecretStr | None) -> SecretStr | None:
        stripped = "" if key is None else key.get_secret_value().strip()
        if key is not None and not stripped:
            raise ValueError("holds no key")
        return SecretStr(stripped) if stripped else None

    @field_validator("sentry_dsn")
    @classmethod
    def _is_a_project(cls, dsn: SecretStr | None) -> SecretStr | None:
        if dsn is not None:
            # Loaded only where it is wanted.
            from sentry_sdk.utils import Dsn

            try:
                Dsn(dsn.get_secret_value())
            except ValueError:
                raise ValueError(
                    "is not the address of a Sentry project such as https://key@host/1"
                ) from None
        return dsn

    @field_validator("data_folder", *IN_FILES)
    @classmethod
    def _from_the_checkout(cls, folder: Path | None) -> Path | None:
        return None if folder is None else ROOT / os.path.expanduser(folder)

    @field_validator("allowed_ids", "admin_ids", mode="before")
    @classmethod
    def _are_ids(cls, ids: object) -> object:
        if not isinstance(ids, str):
            return ids
        parts = [part.strip() for part in ids.split(",") if part.strip()]
        if not all(part.isdecimal() for part in parts):
            raise ValueError("must be numbers with commas between, such as 12345,67890")
        return frozenset(map(int, parts))

    @field_validator("heartbeat_url")
    @classmethod
    def _is_an_address(cls, url: SecretStr | None) -> SecretStr | None:
        # The one that Uptime Kuma shows has a query, which Limber replaces.
        if url is not None and address(url.get_secret_value().partition("?")[0]) is None:
            raise ValueError("is not an address such as https://hc-ping.com/...")
        return url

    @field_validator("paid_broadcast")
    @classmethod
    def _pays_for_speed(cls, paid: bool, given: ValidationInfo) -> bool:
        if given.data.get("send_rate", 0) > FREE_RATE and not paid:
            raise ValueError(
                f"must be true where SEND_RATE is above {FREE_RATE}: Telegram lets that go for Stars only"
            )
        return paid

    @field_validator(*IN_FILES)
    @classmethod
    def _stands_in_for_a_setting(cls, file: Path | None, given: ValidationInfo) -> Path | None:
        name = str(given.field_name).removesuffix("_file")
        if file is None:
            return None
        if given.data.get(name) is not None:
            raise ValueError(f"and {name.upper()} are both set: one is enough")
        text = text_in(file)
        try:
            if name == "bot_token":
                cls._is_a_token(SecretStr(text))
            elif name == "database_url":
                cls._is_a_database(text)
        except ValueError as error:
            raise ValueError(f"has a text that {error}") from None
        return file

    @model_validator(mode="after")
    def _take_what_stands_in_files(self) -> Self:
        if self.bot_token_file is not None:
            self.bot_token = SecretStr(text_in(self.bot_token_file))
        if self.database_url_file is not None:
            self.database_url = text_in(self.database_url_file)
        if self.database_key_file is not None:
            self.database_key = SecretStr(text_in(self.database_key_file))
        return self


def load() -> Settings:
    """The settings; raises SettingsError that names every one that is wrong, and never its value."""
    try:
        # What cannot be read there would be left out in silence.
        list(names_in_file())
        return Given.model_validate(written()).settings()
    except ValidationError as error:
        lines = [
            f"{''.join(str(name).upper() + ' ' for name in fault['loc'][:1])}{_said(fault['msg'])}"
            for fault in error.errors(include_input=False)
        ]
        raise SettingsError("\n".join(lines)) from None
    except UnicodeDecodeError:
        raise SettingsError("The file .env is not text in UTF-8.") from None


def unknown() -> list[str]:
    """The names in the file .env that are no settings."""
    return [name for name in names_in_file() if name.lower() not in Given.model_fields]


def _said(message: str) -> str:
    return message.removeprefix("Value error, ").replace("Input should", "should", 1)
