#!/usr/bin/env bash
# Versions: rrule 2.8.1 (npm); recurrent 0.4.1 (PyPI).
# Guess: a reader of "every day at 7:30 pm" either understands the whole of it or says that it does not.
# Seen: rrule's fromText() leaves minutes and "pm" unread: 07:00. "every morning" is every Monday, "12am" is noon, "for 3
#   weeks" is three times; toText() drops BYMINUTE the same way, so a round trip looks right. recurrent reads a plain
#   "7:30" as the evening, loses "noon", and takes "at 7 and 19" for the 19th day of the year.
# Matters: people confirm "every day at 7" with a glance, and are woken, or not, at another time.
# Source: found by running them.
set -euo pipefail
. "$(dirname "$0")/common.bash"

with_python recurrent==0.4.1
with_node rrule@2.8.1
cat >text.js <<'JS'
import rrule from "rrule";

const { RRule } = rrule;
for (const text of ["every day at 7:30", "every day at 7:30 pm", "every day at 12am", "every morning", "every day for 3 weeks"]) {
  console.log("rrule:", text, "->", RRule.fromText(text).toString());
}
console.log("rrule:", "FREQ=DAILY;BYHOUR=7;BYMINUTE=30", "->", RRule.fromString("FREQ=DAILY;BYHOUR=7;BYMINUTE=30").toText());
JS
cat >text.py <<'PY'
from datetime import datetime

from recurrent import RecurringEvent

for text in ("every day at 7:30", "every day at 7:30 am", "every day at noon", "every day at 7 and 19", "mondays 7am"):
    print("recurrent:", text, "->", RecurringEvent(now_date=datetime(2026, 11, 29, 20)).parse(text))
PY
{ node text.js; python3 text.py; } | seen
recorded <<'RECORDED'
rrule: every day at 7:30 -> RRULE:FREQ=DAILY;BYHOUR=7
rrule: every day at 7:30 pm -> RRULE:FREQ=DAILY;BYHOUR=7
rrule: every day at 12am -> RRULE:FREQ=DAILY;BYHOUR=12
rrule: every morning -> RRULE:FREQ=WEEKLY;BYDAY=MO
rrule: every day for 3 weeks -> RRULE:FREQ=DAILY;COUNT=3
rrule: FREQ=DAILY;BYHOUR=7;BYMINUTE=30 -> every day at 7
recurrent: every day at 7:30 -> RRULE:BYHOUR=19;BYMINUTE=30;INTERVAL=1;FREQ=DAILY
recurrent: every day at 7:30 am -> RRULE:BYHOUR=7;BYMINUTE=30;INTERVAL=1;FREQ=DAILY
recurrent: every day at noon -> RRULE:INTERVAL=1;FREQ=DAILY
recurrent: every day at 7 and 19 -> RRULE:BYYEARDAY=19;BYHOUR=7;BYMINUTE=0;INTERVAL=1;FREQ=YEARLY
recurrent: mondays 7am -> RRULE:BYDAY=MO;INTERVAL=1;FREQ=WEEKLY
RECORDED
