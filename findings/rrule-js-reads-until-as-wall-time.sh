#!/usr/bin/env bash
# Versions: rrule 2.8.1, rrule-rust 3.1.1, rrule-temporal 2.2.8 (npm), python-dateutil 2.9.0.post0 (tzdata 2026.6).
# Guess: UNTIL=...Z with a DTSTART that has a zone is an instant, the last occurrence at it included.
# Seen: rrule (rrule.js) drops the Z and compares wall times: east of Greenwich a course of three mornings has two, west
#   of it one that ended before 07:00 gains the day after. The others give what the rule says.
# Matters: the last day of every course made in Europe or Asia is silently missing.
# Source: RFC 5545 3.3.10; jkbrzt/rrule issue 596, open.
set -euo pipefail
. "$(dirname "$0")/common.bash"

with_python python-dateutil==2.9.0.post0 tzdata==2026.6
with_node rrule@2.8.1 rrule-rust@3.1.1 rrule-temporal@2.2.8
cat >rules <<'RULES'
DTSTART;TZID=Asia/Tokyo:20261128T073000|RRULE:FREQ=DAILY;UNTIL=20261129T223000Z|3 days, the last at UNTIL
DTSTART;TZID=Europe/Berlin:20260328T073000|RRULE:FREQ=DAILY;UNTIL=20260330T053000Z|3 days, the last at UNTIL
DTSTART;TZID=America/New_York:20261128T070000|RRULE:FREQ=DAILY;UNTIL=20261130T110000Z|2 days, UNTIL before the third
RULES
cat >until.py <<'PY'
from dateutil.rrule import rrulestr

for line in open("rules"):
    start, rule, meant = line.strip().split("|")
    print(meant + "; dateutil", rrulestr(start + "\n" + rule).count())
PY
cat >until.js <<'JS'
import { readFileSync } from "node:fs";
import rrule from "rrule";
import { RRuleSet } from "rrule-rust";
import { RRuleTemporal } from "rrule-temporal";

for (const line of readFileSync("rules", "utf8").trim().split("\n")) {
  const [start, rule, meant] = line.split("|");
  const text = start + "\n" + rule;
  console.log(meant + "; rrule", rrule.rrulestr(text).all().length, "rrule-rust",
    RRuleSet.fromString(text).all().length, "rrule-temporal", new RRuleTemporal({ rruleString: text }).all().length);
}
JS
{ python3 until.py; node until.js; } | seen
recorded <<'RECORDED'
3 days, the last at UNTIL; dateutil 3
3 days, the last at UNTIL; dateutil 3
2 days, UNTIL before the third; dateutil 2
3 days, the last at UNTIL; rrule 2 rrule-rust 3 rrule-temporal 3
3 days, the last at UNTIL; rrule 2 rrule-rust 3 rrule-temporal 3
2 days, UNTIL before the third; rrule 3 rrule-rust 2 rrule-temporal 2
RECORDED
