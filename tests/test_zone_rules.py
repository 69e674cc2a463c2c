"""Which rules of time zones are used: the newer ones, by everything in the process."""

import os
import subprocess
import sys
import zoneinfo
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import tzdata
import whenever
from babel.dates import get_timezone
from structlog.testing import capture_logs

from bot import ZONE_RULES, app, zone_rules
from bot.workers import Workers
from bot.zone_rules import PACKAGE, Choice, only_country, rank, use_newest
from tests.program import ROOT
from tests.rules import rules_folder
from tests.world import World

NOON = datetime(2026, 12, 15, 12, tzinfo=UTC)
BY_2026F, BEFORE = timedelta(hours=-7), timedelta(hours=-8)
Machine = Callable[..., Choice]

# What the releases of 2026 changed, and what it is an hour, or a week, off by in those of 2025.
OFFSETS_2026F = [
    ("America/Vancouver", "2026-12-15", -7),
    ("America/Vancouver", "2027-07-15", -7),
    ("America/Edmonton", "2026-12-15", -6),
    ("America/Edmonton", "2027-07-15", -6),
    ("America/Inuvik", "2026-12-15", -6),
    ("America/Yellowknife", "2026-12-15", -6),
    ("America/Winnipeg", "2026-12-15", -5),
    ("America/Rainy_River", "2026-12-15", -5),
    ("America/Havana", "2026-12-15", -4),
    ("Africa/Casablanca", "2026-12-15", 0),
    ("Africa/Casablanca", "2027-02-20", 0),
    ("Africa/Casablanca", "2027-07-15", 0),
    ("Africa/El_Aaiun", "2026-12-15", 0),
    ("Europe/Chisinau", "2026-12-15", 2),
    ("Europe/Chisinau", "2027-07-15", 3),
]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machine]:
    """Gives this machine other rules, of a version and with another rule for Vancouver, and chooses anew."""

    def given(version: str | None, **rules: str | None) -> Choice:
        monkeypatch.setenv("PYTHONTZPATH", str(rules_folder(tmp_path / "zoneinfo", version, **rules)))
        return use_newest()

    yield given
    monkeypatch.undo()
    use_newest()


def offset_in_vancouver() -> timedelta | None:
    return NOON.astimezone(ZoneInfo("America/Vancouver")).utcoffset()


def test_the_package_is_newer_than_2025_and_its_version_is_read() -> None:
    assert rank(tzdata.IANA_VERSION) >= rank("2026f")
    assert rank(ZONE_RULES.version) >= rank(tzdata.IANA_VERSION)


def test_releases_are_ordered_by_year_and_letter() -> None:
    order = ["", "2024b", "2025a", "2025b", "2026a", "2026f", "2026z", "2026za", "2026zb", "2026zz", "2027a"]
    assert all(rank(older) < rank(newer) for older, newer in pairwise(order))


@pytest.mark.parametrize(
    "version", ["unknown", "", "2026.6", "2026", "f", "20266f", "2026F", "2026f1", "٢٠٢٦f", "version 2026f"]
)
def test_what_is_no_version_comes_before_every_release(version: str) -> None:
    assert rank(version) < rank("1996a")


@pytest.mark.parametrize(
    "version", ["2026f-rearguard", "2026f-dirty", "2026f-3-g1a2b3c4-dirty", "2026f again", "2026f\n"]
)
def test_what_others_make_of_a_release_counts_as_that_release(version: str) -> None:
    assert rank(version) == rank("2026f")


@pytest.mark.parametrize("version", ["2025b", "2026e", "2025b-rearguard", "unknown", None])
def test_a_newer_package_is_used_in_the_place_of_the_machines_rules(
    machine: Machine, version: str | None
) -> None:
    choice = machine(version)
    assert (choice.version, choice.source) == (tzdata.IANA_VERSION, PACKAGE)
    assert zoneinfo.TZPATH == ()
    assert offset_in_vancouver() == BY_2026F


@pytest.mark.parametrize("version", ["2027a", "2026za", "2027a-dirty", tzdata.IANA_VERSION])
def test_rules_of_the_machine_that_are_no_older_are_used(
    machine: Machine, version: str, tmp_path: Path
) -> None:
    choice = machine(version)
    assert (choice.version, choice.source) == (version, str(tmp_path / "zoneinfo"))
    assert offset_in_vancouver() == BEFORE


def test_a_zone_that_newer_rules_of_the_machine_lack_is_the_packages(machine: Machine) -> None:
    assert machine("2027a", changed_as=None).version == "2027a"
    assert offset_in_vancouver() == BY_2026F


def test_the_version_is_read_where_macos_keeps_it(machine: Machine, tmp_path: Path) -> None:
    assert machine(None).source == PACKAGE
    (tmp_path / "zoneinfo" / "+VERSION").write_text("2027a\n", "ascii")
    assert use_newest().version == "2027a"
    (tmp_path / "zoneinfo" / "tzdata.zi").write_bytes(b"\xff\xfe" * 100)
    assert use_newest().version == "2027a"


def test_of_several_folders_of_the_machine_the_newest_is_used(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine("2025b")
    newer = rules_folder(tmp_path / "newer", "2027b")
    monkeypatch.setenv("PYTHONTZPATH", os.pathsep.join([os.environ["PYTHONTZPATH"], "/no/such", str(newer)]))
    assert use_newest().source == str(newer)


def test_a_machine_without_rules_has_the_packages(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONTZPATH", str(tmp_path / "nothing"))
    assert str(use_newest()) == f"{tzdata.IANA_VERSION} from the package tzdata; the machine has none"


def test_choosing_again_changes_nothing(machine: Machine) -> None:
    assert machine("2025b") == use_newest() == use_newest()


def test_a_zone_looked_at_before_the_choice_is_looked_up_anew(machine: Machine) -> None:
    before = ZoneInfo("America/Vancouver")
    machine("2027a")
    assert ZoneInfo("America/Vancouver") is not before


@pytest.mark.parametrize("version", ["2025b", "2027a"])
def test_babel_goes_by_the_rules_that_are_used(machine: Machine, version: str) -> None:
    machine(version)
    import_module("bot.text")
    zone = get_timezone("America/Vancouver")
    assert NOON.astimezone(zone).utcoffset() == offset_in_vancouver()


@pytest.mark.parametrize(
    ("zone", "country"),
    [
        ("Asia/Kolkata", "IN"),
        ("America/New_York", "US"),
        ("Europe/Warsaw", "PL"),
        ("Europe/Berlin", None),
        ("Asia/Calcutta", None),
        ("UTC", None),
        ("", None),
    ],
)
def test_a_zone_has_a_country_where_it_lies_in_one_alone(zone: str, country: str | None) -> None:
    assert only_country(zone) == country


def test_countries_are_read_from_the_rules_that_are_used_or_else_from_the_package(
    machine: Machine, tmp_path: Path
) -> None:
    machine("2027a")
    listed = tmp_path / "zoneinfo" / "zone1970.tab"
    listed.write_text(
        "# made up\nDE\t+5230+01322\tEurope/Berlin\nIN,LK\t+2232+08822\tAsia/Kolkata\n", "utf-8"
    )
    assert (only_country("Europe/Berlin"), only_country("Asia/Kolkata")) == ("DE", None)
    listed.unlink()
    assert (only_country("Europe/Berlin"), only_country("Asia/Kolkata")) == (None, "IN")


@pytest.mark.parametrize("module", ["bot", "bot.domain.person", "bot.pictures.render", "benchmarks.people"])
def test_whatever_of_limber_is_imported_first_the_choice_is_made(tmp_path: Path, module: str) -> None:
    folder = rules_folder(tmp_path / "zoneinfo", "2025b")
    code = (
        f"import {module}, zoneinfo, datetime; "
        "print(datetime.datetime(2026, 12, 15, tzinfo=zoneinfo.ZoneInfo('America/Vancouver')).utcoffset())"
    )
    given = os.environ | {"PYTHONTZPATH": str(folder)}
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=given, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == str(BY_2026F)


@pytest.mark.parametrize(("zone", "on", "hours"), OFFSETS_2026F)
def test_the_zones_that_2026_changed_are_right_and_the_judge_agrees(zone: str, on: str, hours: int) -> None:
    moment = datetime.fromisoformat(f"{on}T12:00").replace(tzinfo=UTC)
    assert moment.astimezone(ZoneInfo(zone)).utcoffset() == timedelta(hours=hours)
    judged = whenever.Instant.from_utc(moment.year, moment.month, moment.day, 12).to_tz(zone)
    assert judged.offset == whenever.TimeDelta(hours=hours)


@pytest.mark.parametrize("zone", ["Europe/Chisinau", "Europe/Berlin"])
def test_chisinau_changes_its_clocks_at_the_moment_of_the_european_union(zone: str) -> None:
    change = datetime(2027, 3, 28, 1, tzinfo=UTC)
    before = (change - timedelta(seconds=1)).astimezone(ZoneInfo(zone)).utcoffset()
    after = change.astimezone(ZoneInfo(zone)).utcoffset()
    assert before is not None
    assert after == before + timedelta(hours=1)


@pytest.mark.parametrize(
    ("version", "today", "is_old"),
    [
        ("2026f", date(2027, 6, 30), False),
        ("2026f", date(2027, 7, 1), True),
        ("2025b", date(2026, 11, 29), True),
        ("2026za", date(2026, 12, 31), False),
        ("", date(2026, 11, 29), True),
    ],
)
def test_rules_are_old_a_year_after_the_middle_of_their_year(version: str, today: date, is_old: bool) -> None:
    assert Choice(version, zone_rules.PACKAGE, version, None).is_old(today) is is_old


@pytest.mark.parametrize(("version", "warnings"), [("2025b", 1), (ZONE_RULES.version, 0)])
async def test_a_start_says_which_rules_it_uses_and_warns_of_old_ones(
    world: World, monkeypatch: pytest.MonkeyPatch, version: str, warnings: int
) -> None:
    async def starts(workers: Workers, **_: object) -> None:
        """Nothing is to run here."""

    monkeypatch.setattr(Workers, "start", starts)
    monkeypatch.setattr(app, "ZONE_RULES", Choice(version, PACKAGE, version, None))
    with capture_logs() as logs:
        await world.app.run()
    assert version in logs[0]["used"]
    assert sum("older than a year" in line["event"] for line in logs) == warnings
