"""Calendar programs in Python, each asked when the events of a file come.

    .venv-judges/bin/python tests/readers/python_readers.py READER FILE FROM TO

FROM and TO are instants as ISO writes them. A line of JSON is written: uid -> instants in UTC. `libical` is for
Debian's own Python, which has its bindings. They import nothing of ours.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import Any

Found = Iterator[tuple[str, datetime]]


def recurring(text: str, begins: datetime, ends: datetime) -> Found:
    """Icalendar with recurring-ical-events."""
    icalendar, recurring_ical_events = import_module("icalendar"), import_module("recurring_ical_events")
    calendar = icalendar.Calendar.from_ical(text)
    for event in recurring_ical_events.of(calendar).between(begins, ends):
        yield str(event["UID"]), event["DTSTART"].dt


def vobject(text: str, begins: datetime, ends: datetime) -> Found:
    """What vobject makes of rules, with the zones of the file."""
    calendar = import_module("vobject").readOne(text)
    for event in calendar.vevent_list:
        for at in event.getrruleset(addRDate=True).between(begins, ends, inc=True):
            yield event.uid.value, at


def dateutil(text: str, begins: datetime, ends: datetime) -> Found:
    """The rules by dateutil.rrule and the zones of the file by dateutil.tz.tzical."""
    zones = text[text.index("BEGIN:VTIMEZONE") : text.rindex("END:VTIMEZONE")] + "END:VTIMEZONE\n"
    zone = import_module("dateutil.tz").tzical(StringIO(zones.replace("\r\n", "\n"))).get()
    for event in import_module("icalendar").Calendar.from_ical(text).walk("VEVENT"):
        start = event["DTSTART"].dt.replace(tzinfo=zone)
        rule = import_module("dateutil.rrule").rrulestr(event["RRULE"].to_ical().decode(), dtstart=start)
        for at in rule.between(begins, ends, inc=True):
            yield str(event["UID"]), at


def libical(text: str, begins: datetime, ends: datetime) -> Found:
    """Debian's libical, which Evolution and KOrganizer read with."""
    import_module("gi").require_version("ICalGLib", "3.0")
    library = import_module("gi.repository.ICalGLib")
    calendar = library.Component.new_from_string(text)
    found: list[tuple[str, datetime]] = []

    def each(component: Any, span: Any, *_: Any) -> None:
        found.append((component.get_uid(), datetime.fromtimestamp(span.get_start(), UTC)))

    first, last = (
        library.Time.new_from_timet_with_zone(int(at.timestamp()), 0, library.Timezone.get_utc_timezone())
        for at in (begins, ends)
    )
    component = calendar.get_first_component(library.ComponentKind.VEVENT_COMPONENT)
    while component is not None:
        component.foreach_recurrence(first, last, each)
        component = calendar.get_next_component(library.ComponentKind.VEVENT_COMPONENT)
    yield from found


READERS = {reader.__name__: reader for reader in (recurring, vobject, dateutil, libical)}


def main(reader: str, file: str, begins: str, ends: str) -> None:
    """Writes what a reader finds."""
    text = Path(file).read_bytes().decode()
    instants = defaultdict(list)
    span = (datetime.fromisoformat(begins), datetime.fromisoformat(ends))
    for uid, at in READERS[reader](text, *span):
        instants[uid].append(at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    print(json.dumps({uid: sorted(found) for uid, found in instants.items()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
