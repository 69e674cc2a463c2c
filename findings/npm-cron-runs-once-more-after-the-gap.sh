#!/usr/bin/env bash
# Versions: cron 4.4.0 and, beside it, croner 11.0.1, cron-parser 5.10.6 (npm; Node 20's zone data).
# Guess: "15 * * * *" runs at a quarter past every hour, also on the night the clocks go forward.
# Seen: cron runs once more at 03:00, for the 02:15 that does not exist, and again at 03:15, which the rule lists
#   anyway; croner and cron-parser do not.
# Matters: an hourly reminder comes twice within a quarter of an hour, once a year, in each zone's own night.
# Source: found by running it.
set -euo pipefail
. "$(dirname "$0")/common.bash"

with_node cron@4.4.0 croner@11.0.1 cron-parser@5.10.6 luxon@3.7.2
cat >gap.js <<'JS'
import { CronTime } from "cron";
import { Cron } from "croner";
import { CronExpressionParser } from "cron-parser";
import { DateTime } from "luxon";

const zone = "Europe/Berlin";
const wall = (instant) => DateTime.fromJSDate(instant, { zone }).toFormat("HH:mm");
const midnight = DateTime.fromISO("2026-03-29T00:00", { zone });
for (const rule of ["15 * * * *", "*/30 * * * *"]) {
  const time = new CronTime(rule, zone);
  const runs = [];
  for (let at = midnight; runs.length < 7; runs.push(wall(at.toJSDate()))) at = time.getNextDateFrom(at, zone);
  const parsed = CronExpressionParser.parse(rule, { currentDate: midnight.toJSDate(), tz: zone });
  console.log(rule);
  console.log("  cron       ", ...runs);
  console.log("  croner     ", ...new Cron(rule, { timezone: zone }).nextRuns(7, midnight.toJSDate()).map(wall));
  console.log("  cron-parser", ...Array.from({ length: 7 }, () => wall(parsed.next().toDate())));
}
JS
node gap.js | seen
recorded <<'RECORDED'
15 * * * *
  cron        00:15 01:15 03:00 03:15 04:15 05:15 06:15
  croner      00:15 01:15 03:15 04:15 05:15 06:15 07:15
  cron-parser 00:15 01:15 03:15 04:15 05:15 06:15 07:15
*/30 * * * *
  cron        00:30 01:00 01:30 03:00 03:30 04:00 04:30
  croner      00:30 01:00 01:30 03:00 03:30 04:00 04:30
  cron-parser 00:30 01:00 01:30 03:00 03:30 04:00 04:30
RECORDED
