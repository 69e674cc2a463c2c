#!/usr/bin/env bash
# Versions: babel 2.18.0, humanize 4.17.0 (PyPI); dayjs 1.11.23, luxon 3.7.2, date-fns 4.4.0 (npm).
# Guess: "in ..." of a moment 21 hours or 6 days away is rounded to the nearest hour or day by every library.
# Seen: Babel's format_timedelta goes to the next unit from 85 % of it on: 21 hours are "1 day", 6 days "1 week", 51
#   minutes "1 hour". dayjs has such steps at 22 hours and 45 minutes. luxon and humanize cut off: 47 hours are 1 day.
# Matters: "next stretch in 1 day" for one at six tomorrow morning, and another phrase on the web page. Pass threshold=1,
#   or show the time itself.
# Source: Babel's and dayjs's documentation name the thresholds; the numbers were seen here.
set -euo pipefail
. "$(dirname "$0")/common.bash"

with_python babel==2.18.0 humanize==4.17.0
with_node dayjs@1.11.23 luxon@3.7.2 date-fns@4.4.0
cat >away.py <<'PY'
from datetime import timedelta

from babel.dates import format_timedelta
from humanize import naturaldelta

for hours in (0.85, 21, 22, 47, 144):
    away = timedelta(hours=hours)
    print(
        f"{hours} h: Babel", format_timedelta(away, locale="en"), "| threshold=1",
        format_timedelta(away, threshold=1, locale="en"), "| humanize", naturaldelta(away),
    )
PY
cat >away.js <<'JS'
import { formatDistanceStrict } from "date-fns";
import dayjs from "dayjs";
import relativeTime from "dayjs/plugin/relativeTime.js";
import { DateTime } from "luxon";

dayjs.extend(relativeTime);
const now = new Date("2026-11-29T12:00:00Z");
for (const hours of [0.85, 21, 22, 47, 144]) {
  const at = new Date(+now + hours * 3.6e6);
  console.log(hours, "h: dayjs", dayjs(at).from(now), "| date-fns", formatDistanceStrict(at, now),
    "| luxon", DateTime.fromJSDate(at).toRelative({ base: DateTime.fromJSDate(now) }));
}
JS
{ python3 away.py; node away.js; } | seen
recorded <<'RECORDED'
0.85 h: Babel 1 hour | threshold=1 51 minutes | humanize 51 minutes
21 h: Babel 1 day | threshold=1 21 hours | humanize 21 hours
22 h: Babel 1 day | threshold=1 22 hours | humanize 22 hours
47 h: Babel 2 days | threshold=1 2 days | humanize a day
144 h: Babel 1 week | threshold=1 6 days | humanize 6 days
0.85 h: dayjs in an hour | date-fns 51 minutes | luxon in 51 minutes
21 h: dayjs in 21 hours | date-fns 21 hours | luxon in 21 hours
22 h: dayjs in a day | date-fns 22 hours | luxon in 22 hours
47 h: dayjs in 2 days | date-fns 2 days | luxon in 1 day
144 h: dayjs in 6 days | date-fns 6 days | luxon in 6 days
RECORDED
