#!/usr/bin/env bash
# Versions: icalendar 7.3.2, tzdata 2026.6; ical.js 2.2.1 (npm).
# Guess: TRIGGER:-PT6H rings six hours before, -P1D at the same wall time a day before, and -PT24H is neither the same
#   as -P1D nor changed when a file is read and written.
# Seen: both libraries subtract on the wall. On the morning after the spring change -PT6H before 07:30 is 01:30, five
#   hours before; -PT24H is 07:30, 23 hours before. icalendar writes -PT24H back as -P1D.
# Matters: an alarm an hour late on two days a year, and a calendar that says something else after passing through. For
#   exact alarms give the trigger as an instant (VALUE=DATE-TIME).
# Source: RFC 5545 3.3.6: weeks and days are nominal durations, hours accurate ones.
set -euo pipefail
. "$(dirname "$0")/common.bash"

with_python icalendar==7.3.2 tzdata==2026.6
with_node ical.js@2.2.1
cat >alarms.py <<'PY'
from datetime import UTC
from zoneinfo import ZoneInfo

from icalendar import Calendar

TRIGGERS = "-PT6H", "-PT24H", "-P1D"
alarms = [
    ["BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:Stretch", f"TRIGGER:{trigger}", "END:VALARM"] for trigger in TRIGGERS
]
lines = [
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//EN", "BEGIN:VEVENT", "UID:1", "DTSTAMP:20260101T000000Z",
    "DTSTART;TZID=Europe/Berlin:20260329T073000", "DURATION:PT15M", *sum(alarms, []), "END:VEVENT", "END:VCALENDAR",
]
text = "\r\n".join([*lines, ""])
with open("alarms.ics", "w", newline="") as file:
    file.write(text)
calendar = Calendar.from_ical(text)
(event,) = calendar.walk("VEVENT")
for trigger, alarm in zip(TRIGGERS, event.alarms.times):
    before = event.start.astimezone(UTC) - alarm.trigger.astimezone(UTC)
    at = alarm.trigger.astimezone(ZoneInfo("Europe/Berlin"))
    print(f"icalendar: {trigger} rings {at:%d %b %H:%M}, {before.total_seconds() / 3600:g} h before")
print("icalendar writes", *(line for line in calendar.to_ical().decode().splitlines() if line.startswith("TRIGGER")))
PY
cat >alarms.js <<'JS'
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const event = new ICAL.Component(ICAL.parse(readFileSync("alarms.ics", "utf8"))).getFirstSubcomponent("vevent");
for (const alarm of event.getAllSubcomponents("valarm")) {
  const trigger = alarm.getFirstPropertyValue("trigger");
  const at = event.getFirstPropertyValue("dtstart").clone();
  at.addDuration(trigger);
  console.log("ical.js:", trigger.toString(), "rings", at.toString());
}
JS
{ python3 alarms.py; node alarms.js; } | seen
recorded <<'RECORDED'
icalendar: -PT6H rings 29 Mar 01:30, 5 h before
icalendar: -PT24H rings 28 Mar 07:30, 23 h before
icalendar: -P1D rings 28 Mar 07:30, 23 h before
icalendar writes TRIGGER:-PT6H TRIGGER:-P1D TRIGGER:-P1D
ical.js: -PT6H rings 2026-03-29T01:30:00
ical.js: -PT24H rings 2026-03-28T07:30:00
ical.js: -P1D rings 2026-03-28T07:30:00
RECORDED
