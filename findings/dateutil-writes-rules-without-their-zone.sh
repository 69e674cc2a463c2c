#!/usr/bin/env bash
# Versions: python-dateutil 2.9.0.post0, tzdata 2026.6.
# Guess: str(rule) and rrulestr() are each other's inverse, so a rule can be kept as text in a database.
# Seen: str() writes DTSTART without TZID and UNTIL without Z. Read back, the rule is naive: the wall times of another
#   zone, and an UNTIL that was 05:30 UTC and is now 05:30 on the wall, before the last 07:30.
# Matters: every reminder restored from the database is off by the zone's offset, the last of a course is lost.
# Source: RFC 5545 3.3.10 asks for UNTIL in UTC where DTSTART has a zone; found by running it.
set -euo pipefail
. "$(dirname "$0")/common.bash"

with_python python-dateutil==2.9.0.post0 tzdata==2026.6
python3 - <<'PY' | seen
from dateutil.rrule import rrulestr

written = "DTSTART;TZID=Europe/Berlin:20260328T073000\nRRULE:FREQ=DAILY;UNTIL=20260330T053000Z"
rule = rrulestr(written)
print(*(at.isoformat() for at in rule))
print(str(rule).replace("\n", " | "))
print(*(at.isoformat() for at in rrulestr(str(rule))))
PY
recorded <<'RECORDED'
2026-03-28T07:30:00+01:00 2026-03-29T07:30:00+02:00 2026-03-30T07:30:00+02:00
DTSTART:20260328T073000 | RRULE:FREQ=DAILY;UNTIL=20260330T053000
2026-03-28T07:30:00 2026-03-29T07:30:00
RECORDED
