#!/usr/bin/env bash
# Versions: python-dateutil 2.9.0.post0 with zoneinfo, tzdata 2026.6.
# Guess: FREQ=HOURLY gives an instant each hour, whatever the clocks do.
# Seen: it counts wall hours. In spring 02:15 and 03:15 are the same instant, so it comes twice; in autumn the second
#   02:15 never comes: two hours lie between the first and 03:15. With
#   FREQ=MINUTELY;INTERVAL=90 two follow each other after 30 minutes.
# Matters: "drink a glass each hour" is sent twice in one minute in March and misses an hour in October.
# Source: found by running it.
set -euo pipefail
. "$(dirname "$0")/common.bash"

with_python python-dateutil==2.9.0.post0 tzdata==2026.6
python3 - <<'PY' | seen
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from dateutil.rrule import HOURLY, MINUTELY, rrule

berlin = ZoneInfo("Europe/Berlin")
for name, rule in (
    ("hourly, spring", rrule(HOURLY, dtstart=datetime(2026, 3, 29, 0, 15, tzinfo=berlin), count=5)),
    ("hourly, autumn", rrule(HOURLY, dtstart=datetime(2026, 10, 25, 0, 15, tzinfo=berlin), count=5)),
    ("90 minutes, spring", rrule(MINUTELY, interval=90, dtstart=datetime(2026, 3, 29, 0, 30, tzinfo=berlin), count=4)),
):
    print(name, *(f"{at.astimezone(UTC):%H:%MZ}" for at in rule))
PY
recorded <<'RECORDED'
hourly, spring 23:15Z 00:15Z 01:15Z 01:15Z 02:15Z
hourly, autumn 22:15Z 23:15Z 00:15Z 02:15Z 03:15Z
90 minutes, spring 23:30Z 01:00Z 01:30Z 03:00Z
RECORDED
