#!/usr/bin/env bash
# Versions: parse-duration 2.1.9, chrono-node 2.10.3, ms 2.1.3 (npm); pytimeparse 1.1.10, humanfriendly 10.0 (PyPI).
# Guess: "1,5h", as half of Europe writes it, is an hour and a half, or refused.
# Seen: parse-duration takes the comma for one between thousands: 15 hours. chrono-node, told to look forward, starts
#   behind it: in 5 hours; not told so, it finds nothing. So too "1:30": 1.03 seconds by parse-duration, 90 seconds by
#   pytimeparse. A bare "90": 90 milliseconds by parse-duration and ms, 90 seconds by humanfriendly. The Python ones
#   refuse the comma.
# Matters: "snooze 1,5h" comes back in the night.
# Source: found by running them.
set -euo pipefail
. "$(dirname "$0")/common.bash"

with_python pytimeparse==1.1.10 humanfriendly==10.0
with_node parse-duration@2.1.9 chrono-node@2.10.3 ms@2.1.3
cat >duration.js <<'JS'
import * as chrono from "chrono-node";
import ms from "ms";
import parse from "parse-duration";

const now = { instant: new Date("2026-11-29T12:00:00Z"), timezone: 0 };
const seconds = (milliseconds) => (milliseconds == null ? "refused" : milliseconds / 1000 + " s");
for (const text of ["1.5h", "1,5h", "1:30", "90"]) {
  console.log(text, "parse-duration", seconds(parse(text)), "ms", seconds(ms(text)));
}
for (const text of ["in 1.5 hours", "in 1,5 hours", "in an hour and a half"]) {
  const found = [{ forwardDate: true }, {}].map((options) => chrono.parseDate(text, now, options));
  const [forward, plain] = found.map((at) => (at ? (at - now.instant) / 3.6e6 + " h" : "nothing"));
  console.log(text, "chrono-node, forwardDate:", forward, "without:", plain);
}
JS
cat >duration.py <<'PY'
from humanfriendly import InvalidTimespan, parse_timespan
from pytimeparse import parse

for text in ("1.5h", "1,5h", "1:30", "90"):
    try:
        friendly = parse_timespan(text)
    except InvalidTimespan:
        friendly = "refused"
    print(text, "pytimeparse", parse(text) or "refused", "humanfriendly", friendly)
PY
{ node duration.js; python3 duration.py; } | seen
recorded <<'RECORDED'
1.5h parse-duration 5400 s ms 5400 s
1,5h parse-duration 54000 s ms refused
1:30 parse-duration 0.00103 s ms refused
90 parse-duration 0.09 s ms 0.09 s
in 1.5 hours chrono-node, forwardDate: 1.5 h without: 1.5 h
in 1,5 hours chrono-node, forwardDate: 5 h without: nothing
in an hour and a half chrono-node, forwardDate: 1 h without: 1 h
1.5h pytimeparse 5400 humanfriendly 5400.0
1,5h pytimeparse refused humanfriendly refused
1:30 pytimeparse 90 humanfriendly refused
90 pytimeparse refused humanfriendly 90.0
RECORDED
