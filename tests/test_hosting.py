"""What is there for whoever hosts Limber: the version, and the files of docs/hosting."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from aiohttp import web

from bot.version import version
from tests.program import PARTS, ROOT, free_port, program

HOSTING = ROOT / "docs" / "hosting"


async def test_the_program_says_which_version_it_is(checkout: Path) -> None:
    async with program(checkout, "--version", bot_token="no token, and it does not matter") as asked:
        assert await asked.ends() == 0
    assert asked.lines == [f"Limber {version()}"]


def test_the_version_stands_in_one_place() -> None:
    said = [
        str(file.relative_to(ROOT))
        for file in [*(ROOT / "bot").rglob("*.py"), ROOT / "pyproject.toml", ROOT / "run"]
        if version() in file.read_text("utf-8")
    ]
    assert said == ["pyproject.toml"]


def test_the_newest_changes_are_those_of_this_version() -> None:
    newest, *_ = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert newest == version()


def test_the_dockerfile_is_one_that_hadolint_finds_no_fault_with() -> None:
    hadolint = shutil.which("hadolint", path=Path(sys.executable).parent)
    assert hadolint, "it is one of the tests' libraries"
    done = subprocess.run([hadolint, HOSTING / "Dockerfile"], capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("", 0)


def test_an_image_has_what_limber_runs_with_and_no_settings_or_data() -> None:
    lines = (HOSTING / "Dockerfile.dockerignore").read_text().splitlines()
    assert lines[1] == "*"
    taken = {line.removeprefix("!") for line in lines if line.startswith("!")}
    assert taken == {*PARTS, "pyproject.toml", "run", "requirements.lock", "LICENSE"}


def instruction(name: str) -> str:
    """What follows the last instruction of this name in the Dockerfile, its lines joined."""
    text = (HOSTING / "Dockerfile").read_text().replace("\\\n", " ")
    return [line.split(" ", 1)[1] for line in text.splitlines() if line.startswith(f"{name} ")][-1]


async def test_a_container_is_healthy_as_long_as_limber_answers() -> None:
    port = free_port()
    command = json.loads(instruction("HEALTHCHECK").partition(" CMD ")[2])
    application = web.Application()

    async def alive(_: web.Request) -> web.Response:
        return web.Response(text="alive\n")

    application.router.add_get("/healthz", alive)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    settings = {"health_port": port}
    async with program(HOSTING, *command[1:], runs=(), **settings) as asking:
        assert await asking.ends() == 0, asking.lines
    await runner.cleanup()
    async with program(HOSTING, *command[1:], runs=(), **settings) as asking:
        assert await asking.ends() != 0


def test_a_container_runs_as_nobody_in_particular_on_a_root_that_it_cannot_write_to() -> None:
    assert instruction("USER").isdecimal()
    assert instruction("USER") != "0"
    service = yaml.safe_load((HOSTING / "compose.yaml").read_text())["services"]["limber"]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert (HOSTING / service["build"]["context"]).resolve() == ROOT
    assert (ROOT / service["build"]["dockerfile"]).samefile(HOSTING / "Dockerfile")
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])


@pytest.mark.parametrize("name", ["limber.service", "limber-backup.service", "limber-backup.timer"])
def test_systemd_finds_no_fault_with_a_unit(name: str, tmp_path: Path) -> None:
    systemd = shutil.which("systemd-analyze") or pytest.skip("there is no systemd-analyze")
    for unit in HOSTING.glob("limber*.*"):
        (tmp_path / unit.name).write_text(unit.read_text().replace("/opt/limber/run", str(ROOT / "run")))
    done = subprocess.run(
        [systemd, "verify", "--man=no", "--recursive-errors=no", tmp_path / name],
        capture_output=True,
        text=True,
        check=False,
    )
    assert [line for line in done.stderr.splitlines() if "limber" in line] == []
    assert done.returncode == 0


def test_every_file_for_hosting_is_in_the_instructions() -> None:
    told = (ROOT / "docs" / "operating.md").read_text("utf-8")
    for file in HOSTING.iterdir():
        assert f"(hosting/{file.name})" in told, f"docs/operating.md does not name {file.name}"
