"""The file of /calendar, read by the calendar programs that people have: when does each say that the events come?

All of them must name the instants at which Limber reminds, for a year with both changes of the clocks, a break and
a time that is changed. Where one does not, whatever is written, `ODD` and `BY_OWN_RULES` say so, with its version.
"""

import json
import os
import subprocess
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.calendar_file import written
from bot.domain.calendar import Calendar, events
from bot.domain.person import Options, Person, Standing
from bot.domain.schedule import Slot, Wish, day_meant, instant
from bot.zone_rules import PACKAGE_FOLDER
from tests.judging import PYTHON as JUDGES
from tests.tools import found, lacking

READERS = Path(__file__).parent / "readers"
DEBIAN_PYTHON = "/usr/bin/python3"
ZONES = ("Europe/Berlin", "America/Vancouver", "Africa/Casablanca", "Australia/Lord_Howe")
BEGINS, ENDS = datetime(2027, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
NOW = datetime(2026, 12, 1, 4, tzinfo=UTC)
SINCE = date(2026, 12, 3)
OWNER = "1000000001.limber"
# The key of an event -> when it comes.
Read = dict[str, set[datetime]]

# Slot 3 is at an hour that there is not in one night of spring, and twice in one of autumn, on Lord Howe Island too.
SLOTS = (
    Slot(1, 7, Wish(time(7, 30)), None, since=SINCE),
    Slot(2, 7, Wish(time(18), frozenset({0, 2, 4})), None, since=SINCE),
    Slot(3, 7, Wish(time(2, 15)), None, since=SINCE),
    Slot(4, 7, Wish(time(12), every=3, first_on=SINCE), None, since=SINCE),
    Slot(5, 7, Wish(time(20), every=2, first_on=SINCE), None, since=SINCE),
    # One that was moved to this hour, from this date on.
    Slot(6, 7, Wish(time(8, 15)), None, since=date(2027, 5, 10)),
)


def person(zone: str) -> Person:
    """Somebody there who keeps Thursdays free, and is away for two weeks in June."""
    options = Options(rest_days=frozenset({3}))
    away_on, back_on = date(2027, 6, 7), date(2027, 6, 21)
    return Person(7, "en", Standing.PAUSED, zone, away_on=away_on, back_on=back_on, options=options)


def reminders(known: Person, of: Sequence[Slot]) -> Read:
    """When Limber reminds, day by day, as it goes by its own rules."""
    instants: defaultdict[str, set[datetime]] = defaultdict(set)
    for slot in of:
        for on in (SINCE + timedelta(ahead) for ahead in range(400)):
            at = instant(on, slot.wish.at, known.zone)
            day = day_meant(on, slot.wish.at, known.day_start)
            comes = slot.since is not None and on >= slot.since and slot.wish.falls_on(on)
            if comes and not known.keeps_free(day) and not known.is_paused(at) and BEGINS <= at < ENDS:
                instants[str(slot.id)].add(at)
    return dict(instants)


def file_of(known: Person, of: Sequence[Slot], folder: Path, now: datetime = NOW) -> Path:
    """The file, with the name of each event as its title: not every reader tells of the name."""
    found = events(known, of, now, summary="", summary_if="")
    named = tuple(replace(event, summary=f"slot {event.key}") for event in found)
    file = folder / "limber.ics"
    file.write_bytes(written(Calendar("Limber", OWNER, known.zone, named), now))
    return file


def run(*command: str | Path, **environment: str) -> str:
    given = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **environment}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=given, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def in_json(text: str) -> Read:
    return {
        uid.removesuffix(f"@{OWNER}"): {datetime.fromisoformat(at) for at in instants}
        for uid, instants in json.loads(text).items()
    }


SPAN = (BEGINS.isoformat(), ENDS.isoformat())


def judge(name: str) -> Callable[[Path, Path, str], Read]:
    """A reader in Python, in the environment of the judges."""

    def reads(file: Path, folder: Path, zone: str) -> Read:
        return in_json(
            run(found(str(JUDGES)), READERS / "python_readers.py", name, file, *SPAN, PYTHONTZPATH="")
        )

    return reads


def libical(file: Path, folder: Path, zone: str) -> Read:
    """Debian's libical 3.0.16, through the bindings for Debian's Python."""
    python, looks = found(DEBIAN_PYTHON), "import gi; gi.require_version('ICalGLib', '3.0')"
    if subprocess.run([python, "-c", looks], check=False, capture_output=True).returncode:
        lacking("gir1.2-ical-3.0 for Debian's Python")
    return in_json(run(python, READERS / "python_readers.py", "libical", file, *SPAN))


def node(name: str) -> Callable[[Path, Path, str], Read]:
    """A reader in JavaScript, as `npm ci` has put it beside its list."""

    def reads(file: Path, folder: Path, zone: str) -> Read:
        if not (READERS / "node_modules").exists():
            lacking("node_modules in tests/readers: npm ci makes it")
        return in_json(run(found("node"), READERS / "readers.mjs", name, READERS, file, *SPAN))

    return reads


def khal(file: Path, folder: Path, zone: str) -> Read:
    """Khal 0.10.5, on a machine that shows UTC."""
    calendars, settings = folder / "khal", folder / "khal.conf"
    calendars.mkdir(exist_ok=True)
    settings.write_text(
        f"[calendars]\n[[limber]]\npath = {calendars}\n[sqlite]\npath = {folder / 'khal.db'}\n"
        "[locale]\nlocal_timezone = UTC\ndefault_timezone = UTC\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\n"
        "longdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
    )
    command, home = (found("khal"), "-c", str(settings)), {"HOME": str(folder)}
    run(*command, "import", "--batch", "-a", "limber", file, **home)
    form = "{start-long-full} {uid}"
    shown = run(*command, "list", "--notstarted", "-df", "", "-f", form, "2027-01-01", "2028-01-01", **home)
    read: defaultdict[str, set[datetime]] = defaultdict(set)
    for line in shown.splitlines():
        day, hour, uid = line.split()
        read[uid.removesuffix(f"@{OWNER}")].add(datetime.fromisoformat(f"{day}T{hour}+00:00"))
    return read


def calcurse(file: Path, folder: Path, zone: str) -> Read:
    """Calcurse 4.7.1, on a machine in the person's zone, for it takes every time for one of the machine's."""
    rules = {"TZ": zone, "TZDIR": str(PACKAGE_FOLDER)}
    here = {"HOME": str(folder), **rules}
    command = (found("calcurse"), "-D", str(folder / "calcurse"))
    run(*command, "-q", "-i", file, **here)
    form = r"%(start:%s) %m\n"
    days = ("--from", "12/31/2026", "--to", "01/01/2028")
    shown = run(*command, "-Q", *days, "--format-recur-apt", form, "--format-apt", form, **here)
    read: defaultdict[str, set[datetime]] = defaultdict(set)
    for line in shown.splitlines():
        at, _, title = line.partition(" slot ")
        if title:
            read[title].add(datetime.fromtimestamp(int(at), UTC))
    return read


ALL: dict[str, Callable[[Path, Path, str], Read]] = {
    "recurring-ical-events": judge("recurring"),
    "vobject": judge("vobject"),
    "dateutil": judge("dateutil"),
    "ical.js": node("ical"),
    "node-ical": node("nodeIcal"),
    "libical": libical,
    "khal": khal,
    "calcurse": calcurse,
}


# In these zones the rules were changed in 2026: who goes by older ones of its own is an hour off for part of the year.
CHANGED_IN_2026 = frozenset({"America/Vancouver", "Africa/Casablanca"})
BY_OWN_RULES = {
    "node-ical": "Node 20.20 brings 2025c, whatever the file says",
    "khal": "Debian's rules, 2025b at first",
    "libical": "Debian's rules on the days of the change, else those of the file",
}
# The hour that there is not, and the one that there is twice: RFC 5545 means what Limber does, and these do not. Each
# as the reminder and what is read in its place, in UTC.
ODD: dict[tuple[str, str], dict[str, str]] = {
    # They go by what the clocks would have shown an hour later.
    ("vobject", "Europe/Berlin"): {"2027-03-28T01:15": "2027-03-28T00:15"},
    ("vobject", "Australia/Lord_Howe"): {"2027-10-02T15:45": "2027-10-02T15:15"},
    ("dateutil", "Europe/Berlin"): {"2027-03-28T01:15": "2027-03-28T00:15"},
    ("dateutil", "Australia/Lord_Howe"): {"2027-10-02T15:45": "2027-10-02T15:15"},
    ("ical.js", "Europe/Berlin"): {
        "2027-03-28T01:15": "2027-03-28T00:15",
        # The second of the two.
        "2027-10-31T00:15": "2027-10-31T01:15",
    },
    ("ical.js", "Australia/Lord_Howe"): {"2027-10-02T15:45": "2027-10-02T15:15"},
    ("libical", "Europe/Berlin"): {
        # The day after the change as well.
        "2027-03-29T00:15": "2027-03-29T01:15",
        "2027-10-31T00:15": "2027-10-31T01:15",
    },
    ("libical", "Australia/Lord_Howe"): {"2027-10-03T15:15": "2027-10-03T15:45"},
    ("khal", "Europe/Berlin"): {"2027-10-31T00:15": "2027-10-31T01:15"},
}
# What was looked at for these tables: of other versions they may say something else.
VERSIONS = {
    "vobject": "vobject==0.9.9",
    "recurring-ical-events": "recurring-ical-events==3.8.2",
    "dateutil": "python-dateutil==2.9.0.post0",
    "ical.js": '"ical.js": "2.2.1"',
    "node-ical": '"node-ical": "0.26.1"',
}


def by_slot(read: Read) -> Read:
    """What was read, with the events of a slot as one."""
    joined: defaultdict[str, set[datetime]] = defaultdict(set)
    for key, instants in read.items():
        joined[key.partition("-")[0]] |= {at for at in instants if BEGINS <= at < ENDS}
    return dict(joined)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("reader", ALL)
def test_a_calendar_program_says_when_limber_reminds(reader: str, zone: str, tmp_path: Path) -> None:
    known = person(zone)
    expected = reminders(known, SLOTS)
    assert sum(map(len, expected.values())) > 1_000
    read = by_slot(ALL[reader](file_of(known, SLOTS, tmp_path), tmp_path, zone))
    if reader in BY_OWN_RULES and zone in CHANGED_IN_2026:
        assert read.keys() == expected.keys()
        for slot, instants in expected.items():
            pairs = zip(sorted(instants), sorted(read[slot]), strict=True)
            assert {abs(one - other) for one, other in pairs} <= {timedelta(0), timedelta(hours=1)}
        return
    for meant, shown in ODD.get((reader, zone), {}).items():
        expected["3"].remove(datetime.fromisoformat(f"{meant}+00:00"))
        expected["3"].add(datetime.fromisoformat(f"{shown}+00:00"))
    assert read == expected


def test_the_tables_are_those_of_the_versions_that_read() -> None:
    root = READERS.parents[1]
    locks = (root / "requirements-judges.lock").read_text() + (READERS / "package.json").read_text()
    for name, pinned in VERSIONS.items():
        assert pinned in locks, f"look at the tables for {name} anew"


def test_a_time_that_was_changed_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    known, moved_on = person("Europe/Berlin"), date(2027, 5, 10)
    before, after = (
        (Slot(1, 7, Wish(time(hour)), None, since=since),) for hour, since in ((7, SINCE), (9, moved_on))
    )
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
    khal(file_of(known, before, first), tmp_path, "Europe/Berlin")
    read = by_slot(khal(file_of(known, after, second), tmp_path, "Europe/Berlin"))
    assert read == reminders(known, after)
