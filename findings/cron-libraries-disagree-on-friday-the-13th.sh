#!/usr/bin/env bash
# Versions: croniter 7.0.0, cronsim 2.8, APScheduler 3.11.3; node-cron 4.6.0, croner 11.0.1 (npm).
# Guess: five fields mean what crontab(5) says in every library: where day of month and day of week are both given,
#   either is enough, and "*/2" is a given day of month.
# Seen: node-cron and APScheduler's from_crontab want both: "0 7 13 * fri" runs on Fridays the 13th alone, "0 7 1-7 *
#   mon" on each month's first Monday, where croniter, cronsim and croner run on every Friday and every Monday too. For
#   "*/2" and a weekday croniter and croner want either, cronsim both: it keeps Vixie cron's rule that a field which
#   starts with a star is not given.
# Matters: a line moved from a crontab or between a Python and a Node bot turns from a few a week into a few a year, or
#   the other way, without an error.
# Source: crontab(5) of Debian's cron; found by running them.
set -euo pipefail
. "$(dirname "$0")/common.bash"

with_python croniter==7.0.0 cronsim==2.8 APScheduler==3.11.3 tzdata==2026.6
with_node node-cron@4.6.0 croner@11.0.1
cat >days.py <<'PY'
from datetime import UTC, datetime
from itertools import takewhile

from apscheduler.triggers.cron import CronTrigger
from croniter import croniter
from cronsim import CronSim

start, end = datetime(2026, 12, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)


def fired(trigger):
    last = None
    while True:
        last = trigger.get_next_fire_time(last, last or start)
        yield last


for rule in ("0 7 13 * fri", "0 7 1-7 * mon", "0 7 */2 * mon"):
    plan = croniter(rule, start)
    for name, runs in (
        ("croniter", iter(lambda: plan.get_next(datetime), None)),
        ("cronsim", CronSim(rule, start)),
        ("APScheduler", fired(CronTrigger.from_crontab(rule, timezone=UTC))),
    ):
        print(f"{rule:14} {name:12}", *(at.day for at in takewhile(lambda at: at < end, runs)))
PY
cat >days.js <<'JS'
import { createTask } from "node-cron";
import { Cron } from "croner";

const start = new Date("2026-12-01T00:00:00Z");
for (const rule of ["0 7 13 * fri", "0 7 1-7 * mon", "0 7 */2 * mon"]) {
  const days = new Cron(rule, { timezone: "UTC" }).nextRuns(31, start).filter((at) => at < new Date("2027-01-01"));
  console.log(rule.padEnd(14), "croner".padEnd(12), ...days.map((at) => at.getUTCDate()));
  // node-cron counts from now, so the days themselves change: whether each of 20 is in both fields does not.
  const [, , dates, , weekday] = rule.split(" ");
  const listed = (date) => ({ "13": date === 13, "1-7": date <= 7, "*/2": date % 2 === 1 })[dates];
  const both = createTask(rule, () => {}, { timezone: "UTC" }).getNextRuns(20)
    .every((at) => listed(at.getUTCDate()) && at.getUTCDay() === { fri: 5, mon: 1 }[weekday]);
  console.log(rule.padEnd(14), "node-cron".padEnd(12), both ? "only days in both fields" : "days in either field");
}
JS
{ python3 days.py; node days.js; } | seen
recorded <<'RECORDED'
0 7 13 * fri   croniter     4 11 13 18 25
0 7 13 * fri   cronsim      4 11 13 18 25
0 7 13 * fri   APScheduler 
0 7 1-7 * mon  croniter     1 2 3 4 5 6 7 14 21 28
0 7 1-7 * mon  cronsim      1 2 3 4 5 6 7 14 21 28
0 7 1-7 * mon  APScheduler  7
0 7 */2 * mon  croniter     1 3 5 7 9 11 13 14 15 17 19 21 23 25 27 28 29 31
0 7 */2 * mon  cronsim      7 21
0 7 */2 * mon  APScheduler  7 21
0 7 13 * fri   croner       4 11 13 18 25
0 7 13 * fri   node-cron    only days in both fields
0 7 1-7 * mon  croner       1 2 3 4 5 6 7 14 21 28
0 7 1-7 * mon  node-cron    only days in both fields
0 7 */2 * mon  croner       1 3 5 7 9 11 13 14 15 17 19 21 23 25 27 28 29 31
0 7 */2 * mon  node-cron    only days in both fields
RECORDED
