#!/usr/bin/env bash
# Versions: croniter 7.0.0, cronsim 2.8, APScheduler 3.11.3, tzdata 2026.6; croner 11.0.1, cron 4.4.0, cron-parser
#   5.10.6 (npm; Node 20's zone data).
# Guess: "30 2 * * *" on the night without 02:30 either runs at 03:30 or not at all, in every library alike.
# Seen: three answers. croniter, cronsim, croner and cron: 03:00, the moment the gap ends. cron-parser and APScheduler's
#   CronTrigger: 03:30. APScheduler's CalendarIntervalTrigger: not at all. And in autumn croniter and CronTrigger run
#   twice, the others once.
# Matters: a program that shows the next time by one library and runs by another promises 03:30 and sends at 03:00, and
#   the same library of triggers skips a day or not by the class chosen.
# Source: found by running them.
set -euo pipefail
. "$(dirname "$0")/common.bash"

with_python croniter==7.0.0 cronsim==2.8 APScheduler==3.11.3 tzdata==2026.6
with_node croner@11.0.1 cron@4.4.0 cron-parser@5.10.6 luxon@3.7.2
cat >gap.py <<'PY'
from datetime import date, datetime
from zoneinfo import ZoneInfo

from apscheduler.triggers.calendarinterval import CalendarIntervalTrigger
from apscheduler.triggers.cron import CronTrigger
from croniter import croniter
from cronsim import CronSim

berlin = ZoneInfo("Europe/Berlin")


def fired(trigger, start):
    last = None
    while True:
        last = trigger.get_next_fire_time(last, last or start)
        yield last


for season, day in (("spring", date(2026, 3, 28)), ("autumn", date(2026, 10, 24))):
    start = datetime(day.year, day.month, day.day, tzinfo=berlin)
    plan = croniter("30 2 * * *", start)
    for name, runs in (
        ("croniter", (plan.get_next(datetime) for _ in range(3))),
        ("cronsim", CronSim("30 2 * * *", start)),
        ("CronTrigger", fired(CronTrigger.from_crontab("30 2 * * *", timezone=berlin), start)),
        (
            "CalendarIntervalTrigger",
            fired(CalendarIntervalTrigger(days=1, hour=2, minute=30, start_date=day, timezone=berlin), start),
        ),
    ):
        print(season, name, *(f"{at:%d.%m. %H:%M%z}" for at, _ in zip(runs, range(3))))
PY
cat >gap.js <<'JS'
import { CronTime } from "cron";
import { Cron } from "croner";
import { CronExpressionParser } from "cron-parser";
import { DateTime } from "luxon";

const zone = "Europe/Berlin";
const rule = "30 2 * * *";
const wall = (instant) => DateTime.fromJSDate(instant, { zone }).toFormat("dd.MM. HH:mmZZZ");
for (const [season, day] of [["spring", "2026-03-28"], ["autumn", "2026-10-24"]]) {
  const midnight = DateTime.fromISO(day, { zone });
  const runs = [];
  for (let at = midnight; runs.length < 3; runs.push(wall(at.toJSDate()))) {
    at = new CronTime(rule, zone).getNextDateFrom(at, zone);
  }
  const parsed = CronExpressionParser.parse(rule, { currentDate: midnight.toJSDate(), tz: zone });
  console.log(season, "croner", ...new Cron(rule, { timezone: zone }).nextRuns(3, midnight.toJSDate()).map(wall));
  console.log(season, "cron", ...runs);
  console.log(season, "cron-parser", ...Array.from({ length: 3 }, () => wall(parsed.next().toDate())));
}
JS
{ python3 gap.py; node gap.js; } | seen
recorded <<'RECORDED'
spring croniter 28.03. 02:30+0100 29.03. 03:00+0200 30.03. 02:30+0200
spring cronsim 28.03. 02:30+0100 29.03. 03:00+0200 30.03. 02:30+0200
spring CronTrigger 28.03. 02:30+0100 29.03. 02:30+0100 30.03. 02:30+0200
spring CalendarIntervalTrigger 28.03. 02:30+0100 30.03. 02:30+0200 31.03. 02:30+0200
autumn croniter 24.10. 02:30+0200 25.10. 02:30+0200 25.10. 02:30+0100
autumn cronsim 24.10. 02:30+0200 25.10. 02:30+0200 26.10. 02:30+0100
autumn CronTrigger 24.10. 02:30+0200 25.10. 02:30+0200 25.10. 02:30+0100
autumn CalendarIntervalTrigger 24.10. 02:30+0200 25.10. 02:30+0200 26.10. 02:30+0100
spring croner 28.03. 02:30+0100 29.03. 03:00+0200 30.03. 02:30+0200
spring cron 28.03. 02:30+0100 29.03. 03:00+0200 30.03. 02:30+0200
spring cron-parser 28.03. 02:30+0100 29.03. 03:30+0200 30.03. 02:30+0200
autumn croner 24.10. 02:30+0200 25.10. 02:30+0200 26.10. 02:30+0100
autumn cron 24.10. 02:30+0200 25.10. 02:30+0200 26.10. 02:30+0100
autumn cron-parser 24.10. 02:30+0200 25.10. 02:30+0200 26.10. 02:30+0100
RECORDED
