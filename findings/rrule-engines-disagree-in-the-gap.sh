#!/usr/bin/env bash
# Versions: python-dateutil 2.9.0.post0 (tzdata 2026.6); rrule 2.8.1, rrule-rust 3.1.1, rrule-temporal 2.2.8 (npm).
# Guess: FREQ=DAILY;COUNT=4 from 02:30 in Berlin on the day before the spring change gives four days, on the second
#   03:30 by RFC 5545 (the offset before the gap).
# Seen: rrule-rust does. rrule (rrule.js) gives 01:30, an hour too early: its instant lies before the gap. So does
#   dateutil's rrulestr, which brings time zones of its own, while dateutil's rrule() with zoneinfo gives 03:30.
#   rrule-temporal leaves the day out and makes up for it with one after the end. In autumn rrule takes the second
#   02:30, the others the first.
# Matters: the same stored rule has another number of days, another end and another hour by engine.
# Source: RFC 5545 3.3.5 on local times that do not occur (the offset before the gap) or occur twice (the first).
set -euo pipefail
. "$(dirname "$0")/common.bash"

with_python python-dateutil==2.9.0.post0 tzdata==2026.6
with_node rrule@2.8.1 rrule-rust@3.1.1 rrule-temporal@2.2.8
cat >gap.py <<'PY'
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from dateutil.rrule import DAILY, rrule, rrulestr

for season, day in (("spring", "20260328"), ("autumn", "20261024")):
    start = datetime.strptime(day + "0230", "%Y%m%d%H%M").replace(tzinfo=ZoneInfo("Europe/Berlin"))
    for name, rule in (
        ("dateutil's rrulestr", rrulestr(f"DTSTART;TZID=Europe/Berlin:{day}T023000\nRRULE:FREQ=DAILY;COUNT=4")),
        ("dateutil's rrule", rrule(DAILY, dtstart=start, count=4)),
    ):
        print(season, name, *(f"{at.astimezone(UTC):%dT%H:%MZ}" for at in rule))
PY
cat >gap.js <<'JS'
import rrule from "rrule";
import { RRuleSet } from "rrule-rust";
import { RRuleTemporal } from "rrule-temporal";

const short = (milliseconds) => new Date(milliseconds).toISOString().slice(8, 16) + "Z";
for (const [season, day] of [["spring", "20260328"], ["autumn", "20261024"]]) {
  const text = "DTSTART;TZID=Europe/Berlin:" + day + "T023000\nRRULE:FREQ=DAILY;COUNT=4";
  console.log(season, "rrule", ...rrule.rrulestr(text).all().map((at) => short(+at)));
  console.log(season, "rrule-rust", ...RRuleSet.fromString(text).all().map((at) => short(at.toTimestamp())));
  const rule = new RRuleTemporal({ rruleString: text });
  console.log(season, "rrule-temporal", ...rule.all().map((at) => short(at.epochMilliseconds)));
}
JS
{ python3 gap.py; node gap.js; } | seen
recorded <<'RECORDED'
spring dateutil's rrulestr 28T01:30Z 29T00:30Z 30T00:30Z 31T00:30Z
spring dateutil's rrule 28T01:30Z 29T01:30Z 30T00:30Z 31T00:30Z
autumn dateutil's rrulestr 24T00:30Z 25T00:30Z 26T01:30Z 27T01:30Z
autumn dateutil's rrule 24T00:30Z 25T00:30Z 26T01:30Z 27T01:30Z
spring rrule 28T01:30Z 29T00:30Z 30T00:30Z 31T00:30Z
spring rrule-rust 28T01:30Z 29T01:30Z 30T00:30Z 31T00:30Z
spring rrule-temporal 28T01:30Z 30T00:30Z 31T00:30Z 01T00:30Z
autumn rrule 24T00:30Z 25T01:30Z 26T01:30Z 27T01:30Z
autumn rrule-rust 24T00:30Z 25T00:30Z 26T01:30Z 27T01:30Z
autumn rrule-temporal 24T00:30Z 25T00:30Z 26T01:30Z 27T01:30Z
RECORDED
