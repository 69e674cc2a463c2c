#!/usr/bin/env bash
# Versions: APScheduler 3.11.3; croniter 7.0.0 beside it.
# Guess: from_crontab either knows "mon#2", the second Monday, as most cron libraries do, or refuses it.
# Seen: it takes it and runs every Monday. What follows a weekday's name is left unread: "mon/2" and "mon;thu" are
#   every Monday too. For the day of the month it is strict: "L" is refused.
# Matters: "on the second Monday" comes weekly, and a slip of the finger is never reported.
# Source: found by running it.
set -euo pipefail
. "$(dirname "$0")/common.bash"

with_python APScheduler==3.11.3 croniter==7.0.0 tzdata==2026.6
python3 - <<'PY' | seen
from datetime import UTC, datetime

from apscheduler.triggers.cron import CronTrigger
from croniter import croniter

start = datetime(2026, 12, 1, tzinfo=UTC)
for rule in ("0 7 * * mon#2", "0 7 * * mon/2", "0 7 * * mon;thu", "0 7 L * *"):
    try:
        trigger, last, runs = CronTrigger.from_crontab(rule, timezone=UTC), None, []
        for _ in range(4):
            last = trigger.get_next_fire_time(last, last or start)
            runs.append(f"{last:%d.%m.}")
    except ValueError as error:
        runs = [str(error)]
    print(rule, "APScheduler:", *runs)
plan = croniter("0 7 * * mon#2", start)
print("0 7 * * mon#2", "croniter:", *(f"{plan.get_next(datetime):%d.%m.}" for _ in range(4)))
PY
recorded <<'RECORDED'
0 7 * * mon#2 APScheduler: 07.12. 14.12. 21.12. 28.12.
0 7 * * mon/2 APScheduler: 07.12. 14.12. 21.12. 28.12.
0 7 * * mon;thu APScheduler: 07.12. 14.12. 21.12. 28.12.
0 7 L * * APScheduler: Unrecognized expression "L" for field "day"
0 7 * * mon#2 croniter: 14.12. 11.01. 08.02. 08.03.
RECORDED
