"""Settings: what .env.example promises, and what is said about wrong ones."""

import re
from collections.abc import Mapping
from pathlib import Path
from textwrap import wrap

import pytest

from bot import environment
from bot.given import Given, load, unknown
from bot.settings import ROOT, Settings, SettingsError

HEAD = "Copy to .env and fill in what you need: every line is optional."
SECRET = "NO-SECRET"


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No variable and no .env of the machine."""
    for name in Given.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setattr(environment, "FILE", tmp_path / ".env")


def with_settings(monkeypatch: pytest.MonkeyPatch, given: Mapping[str, str]) -> Settings:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    return load()


def fault_lines(monkeypatch: pytest.MonkeyPatch, given: Mapping[str, str]) -> list[str]:
    with pytest.raises(SettingsError) as raised:
        with_settings(monkeypatch, given)
    assert raised.value.__cause__ is None
    return str(raised.value).splitlines()


def example() -> str:
    """What .env.example must be: a comment and a line with the default for every setting."""
    parts = [f"# {HEAD}\n"]
    for name, field in Given.model_fields.items():
        assert field.description, f"{name} has no description"
        shown = "data" if name == "data_folder" else field.default or ""
        parts.append("".join(f"# {line}\n" for line in wrap(field.description, 100)))
        parts[-1] += f"{name.upper()}={'' if isinstance(shown, frozenset) else shown}\n"
    return "\n".join(parts)


def test_the_example_names_every_setting_with_its_default() -> None:
    assert (ROOT / ".env.example").read_text() == example()


def test_the_readme_has_every_setting_in_its_table() -> None:
    table = [line for line in (ROOT / "README.md").read_text().splitlines() if line.startswith("| `")]
    named = {name for line in table for name in re.findall(r"`([A-Z_]+)`", line.split("|")[1])}
    assert named == {name.upper() for name in Given.model_fields}


def test_the_example_as_it_stands_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    untouched = load()
    monkeypatch.setattr(environment, "FILE", ROOT / ".env.example")
    assert load() == untouched


def test_without_any_setting_there_is_no_token_and_a_file_in_the_data_folder() -> None:
    given = load()
    assert given.bot_token is None
    assert given.data_folder == ROOT / "data"
    assert given.database_address == f"sqlite:///{ROOT}/data/limber.sqlite"


def test_what_is_public_has_an_address_without_a_slash_at_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (
        with_settings(monkeypatch, {"PUBLIC_URL": "http://10.0.0.7:8090/"}).public_url
        == "http://10.0.0.7:8090"
    )
    given = with_settings(monkeypatch, {"PUBLIC_URL": "https://bot.example.org/limber/"})
    assert given.public_url == "https://bot.example.org/limber"


@pytest.mark.parametrize(
    ("folder", "meant"),
    [("/srv/limber", Path("/srv/limber")), ("elsewhere", ROOT / "elsewhere"), ("~/limber", Path("~/limber"))],
)
def test_the_data_folder_is_taken_from_the_checkout_or_from_home(
    monkeypatch: pytest.MonkeyPatch, folder: str, meant: Path
) -> None:
    given = with_settings(monkeypatch, {"DATA_FOLDER": folder})
    assert given.data_folder == meant.expanduser()
    assert given.database_address == f"sqlite:///{meant.expanduser()}/limber.sqlite"


def test_a_database_that_is_named_is_used_as_written(monkeypatch: pytest.MonkeyPatch) -> None:
    address = "postgresql://limber@db/limber"
    assert with_settings(monkeypatch, {"DATABASE_URL": address}).database_address == address


def test_the_file_is_read_and_the_environment_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text('OPERATOR_CONTACT="Jo, jo@example.org"\nLOCALCHAT_PORT=8081\nOTHER=1\n')
    given = with_settings(monkeypatch, {"LOCALCHAT_PORT": "8082"})
    assert (given.operator_contact, given.localchat_port) == ("Jo, jo@example.org", 8082)


def test_names_in_small_letters_are_names_too_and_an_empty_value_sets_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("operator_contact=Jo\nSEND_RATE=20\nHEALTH_PORT=\n")
    given = with_settings(monkeypatch, {"SEND_RATE": "", "localchat_port": "8082"})
    assert (given.operator_contact, given.send_rate, given.localchat_port) == ("Jo", 20, 8082)
    assert given.health_port == Given.model_fields["health_port"].default


def test_the_root_of_the_server_is_taken_with_or_without_a_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    given = with_settings(monkeypatch, {"BOT_API_URL": "http://127.0.0.1:8081/"})
    assert given.bot_api_url == "http://127.0.0.1:8081"


def test_allowed_ids_are_numbers_with_commas_between(monkeypatch: pytest.MonkeyPatch) -> None:
    assert with_settings(monkeypatch, {"ALLOWED_IDS": " 12, 34,,"}).allowed_ids == {12, 34}


def test_every_fault_is_told_at_once_one_line_each(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {
        "BOT_TOKEN": SECRET,
        "BOT_API_URL": f"ftp://{SECRET}",
        "ALLOWED_IDS": SECRET,
        "SEND_RATE": "1001",
        "LOCALCHAT_PORT": SECRET,
        "LOG_LEVEL": SECRET,
    }
    assert [line.split(" ", 1)[0] for line in fault_lines(monkeypatch, wrong)] == list(wrong)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_TOKEN", SECRET),
        ("BOT_TOKEN", f":{SECRET}"),
        ("BOT_TOKEN", f"{SECRET}:{SECRET}"),
        ("BOT_TOKEN", "123456:"),
        ("BOT_API_URL", f"{SECRET}.example.org"),
        ("BOT_API_URL", f"https://example.org/?token={SECRET}"),
        ("ALLOWED_IDS", f"12,{SECRET}"),
        ("ALLOWED_IDS", "-12"),
        ("SEND_RATE", "0"),
        ("SEND_RATE", SECRET),
        ("LOCALCHAT_PORT", "0"),
        ("LOCALCHAT_PORT", "65536"),
        ("LOG_LEVEL", "debug"),
    ],
)
def test_a_wrong_setting_is_named_and_its_value_kept_out(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    (line,) = fault_lines(monkeypatch, {name: value})
    assert line.startswith(f"{name} ")
    assert SECRET not in line


def test_more_than_telegram_lets_go_for_free_must_be_paid(monkeypatch: pytest.MonkeyPatch) -> None:
    (line,) = fault_lines(monkeypatch, {"SEND_RATE": "31"})
    assert line.startswith("PAID_BROADCAST must be true where SEND_RATE is above 30")
    given = with_settings(monkeypatch, {"PAID_BROADCAST": "true"})
    assert (given.send_rate, given.paid_broadcast) == (31, True)
    monkeypatch.delenv("PAID_BROADCAST")
    assert with_settings(monkeypatch, {"SEND_RATE": "30"}).paid_broadcast is False


def test_the_key_is_what_its_setting_or_the_file_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert load().database_key is None
    (tmp_path / "key").write_text(f"{SECRET}\n")
    file = with_settings(monkeypatch, {"DATABASE_KEY_FILE": str(tmp_path / "key")})
    assert file.database_key == SECRET
    monkeypatch.delenv("DATABASE_KEY_FILE")
    assert with_settings(monkeypatch, {"DATABASE_KEY": f" {SECRET} "}).database_key == SECRET
    assert SECRET not in repr(load())


@pytest.mark.parametrize("name", ["BOT_TOKEN", "DATABASE_URL", "DATABASE_KEY"])
@pytest.mark.parametrize("content", [None, b"", b" \n", b"\xff\xfe\x00"])
def test_a_file_in_which_nothing_can_be_read_is_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / "kept").write_bytes(content)
    (line,) = fault_lines(monkeypatch, {f"{name}_FILE": str(tmp_path / "kept")})
    empty = content is not None and not content.strip()
    said = "holds nothing" if empty else "is not a text file that Limber can read"
    assert line == f"{name}_FILE {said}"


def test_the_token_and_the_address_of_the_database_may_stand_in_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    address = f"postgresql://limber:{SECRET}@db/limber"
    (tmp_path / "token").write_text(f"123456:{SECRET}\n")
    (tmp_path / "address").write_text(f"{address}\n")
    given = with_settings(
        monkeypatch,
        {"BOT_TOKEN_FILE": str(tmp_path / "token"), "DATABASE_URL_FILE": str(tmp_path / "address")},
    )
    assert given.bot_token == f"123456:{SECRET}"
    assert given.database_address == address


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("BOT_TOKEN", SECRET, "has a text that is not a token such as 123456:ABC..."),
        ("DATABASE_URL", f"mysql://{SECRET}", "has a text that must begin with sqlite:/// or postgresql://"),
    ],
)
def test_what_stands_in_a_file_is_looked_at_as_if_it_stood_in_the_setting(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, content: str, said: str
) -> None:
    (tmp_path / "kept").write_text(content)
    given = {f"{name}_FILE": str(tmp_path / "kept"), "SEND_RATE": "0"}
    assert fault_lines(monkeypatch, given) == [
        f"{name}_FILE {said}",
        "SEND_RATE should be greater than or equal to 1",
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_TOKEN", f"123456:{SECRET}"),
        ("DATABASE_URL", "sqlite:///limber.sqlite"),
        ("DATABASE_KEY", SECRET),
    ],
)
def test_a_setting_and_its_file_are_one_too_many(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, value: str
) -> None:
    (line,) = fault_lines(monkeypatch, {name: value, f"{name}_FILE": str(tmp_path / "kept")})
    assert line == f"{name}_FILE and {name} are both set: one is enough"


@pytest.mark.parametrize(
    "url", ["https://bot.example.org/limber", "https://bot.example.org:8443", "https://10.0.0.1/a_b-c.d~e/"]
)
def test_an_address_that_can_be_posted_to_is_taken(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    assert with_settings(monkeypatch, {"WEBHOOK_URL": url}).webhook_url == url


def test_a_server_of_the_operators_own_posts_to_any_port_and_without_tls(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    url = "http://127.0.0.1:9000/limber"
    (line,) = fault_lines(monkeypatch, {"WEBHOOK_URL": url})
    assert line.startswith("WEBHOOK_URL must begin with https:// and have port 443, 80, 88 or 8443")
    given = with_settings(monkeypatch, {"BOT_API_URL": "http://127.0.0.1:8081", "WEBHOOK_URL": url})
    assert given.webhook_url == url


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WEBHOOK_URL", "bot.example.org"),
        ("WEBHOOK_URL", f"http://bot.example.org/{SECRET}"),
        ("WEBHOOK_URL", f"https://bot.example.org:8444/{SECRET}"),
        ("WEBHOOK_URL", f"https://bot.example.org:99999/{SECRET}"),
        ("WEBHOOK_URL", f"https://bot.example.org/a {SECRET}"),
        ("WEBHOOK_URL", f"https://bot.example.org/{{{SECRET}"),
        ("WEBHOOK_URL", f"https://[::1/{SECRET}"),
        ("BOT_API_URL", "http://127.0.0.1:99999"),
        ("BOT_API_URL", f"http://[::1/{SECRET}"),
        ("DATABASE_URL", f"sqlite://{SECRET}/limber.sqlite"),
        ("DATABASE_URL", f"sqlite:///limber.sqlite?{SECRET}=1"),
        ("DATABASE_URL", f"postgresql://limber:{SECRET}@host:port/limber"),
        ("DATABASE_URL", f"postgresql://limber:{SECRET}@host:99999/limber"),
        ("DATABASE_URL", f"postgresql://limber:{SECRET}@host"),
        ("DATABASE_KEY", " "),
        ("SENTRY_DSN", SECRET),
        ("SENTRY_DSN", f"https://{SECRET}@host:port/1"),
        ("SENTRY_DSN", f"https://{SECRET}@host/project"),
        ("WEBHOOK_URL", "ftp://bot.example.org"),
        ("WEBHOOK_URL", "https:///limber"),
        ("WEBHOOK_URL", f"https://bot.example.org/?{SECRET}"),
        ("WEBHOOK_URL", f"https://bot.example.org/#{SECRET}"),
        ("WEBHOOK_PORT", "0"),
        ("PUBLIC_URL", "bot.example.org"),
        ("PUBLIC_URL", f"https://bot.example.org/?{SECRET}"),
        ("PUBLIC_URL", f"https://bot.example.org/{{{SECRET}}}"),
        ("PUBLIC_PORT", "0"),
        ("HEALTH_PORT", "65536"),
        ("HEALTH_PORT", "-1"),
        ("PAID_BROADCAST", SECRET),
        ("RETENTION_DAYS", "29"),
        ("LEASE_SECONDS", "1"),
        ("LEASE_SECONDS", "26"),
    ],
)
def test_a_wrong_setting_of_an_operator_is_named_too(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    (line,) = fault_lines(monkeypatch, {name: value})
    assert line.startswith(f"{name} ")
    assert SECRET not in line


def test_a_file_that_is_no_text_is_a_fault_like_any_other(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_bytes(b"OPERATOR_CONTACT=J\xf6rg\n")
    assert fault_lines(monkeypatch, {}) == ["The file .env is not text in UTF-8."]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (f'BOT_TOKEN="{SECRET}\n', 1),
        (f"# mine\n\nBOT_TOKEN: {SECRET}\n", 3),
        (f"SEND_RATE=20\nBOT_TOKEN:{SECRET}\n", 2),
        (f"SEND_RATE=20\n{SECRET}\n", 2),
    ],
)
def test_a_line_of_the_file_that_cannot_be_read_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: str, line: int
) -> None:
    (tmp_path / ".env").write_text(content)
    said = f"The file .env cannot be read at line {line}: is a quote or a = missing?"
    assert fault_lines(monkeypatch, {}) == [said]


def test_a_folder_in_the_place_of_the_file_is_a_fault(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").mkdir()
    assert fault_lines(monkeypatch, {}) == ["The file .env is a folder."]


def test_a_name_that_is_no_setting_is_found(tmp_path: Path) -> None:
    assert unknown() == []
    (tmp_path / ".env").write_text("ALOWED_IDS=5\nexport send_rate=20\nOTHER=\n")
    assert unknown() == ["ALOWED_IDS", "OTHER"]


def test_the_token_does_not_show_when_the_settings_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    given = with_settings(monkeypatch, {"BOT_TOKEN": f"123456:{SECRET}"})
    assert given.bot_token == f"123456:{SECRET}"
    assert SECRET not in f"{given!r} {given}"
