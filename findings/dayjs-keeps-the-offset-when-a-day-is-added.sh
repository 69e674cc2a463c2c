#!/usr/bin/env bash
# Versions: dayjs 1.11.23 with its plugins utc and timezone; luxon 3.7.2 beside it (npm; Node 20's zone data).
# Guess: dayjs.tz("2026-03-28 07:30", "Europe/Berlin").add(1, "day") is 07:30 in Berlin on the 29th, as format() says.
# Seen: format() says 07:30 with the offset of the day before, and the instant is that one: 08:30 on Berlin's walls. It
#   stays an hour off until the value is made anew; a week or a month added, and hour(7), do the same; tz() of the result
#   shows it.
# Matters: the log line and the test that compare the formatted time pass, and half a year's reminders are an hour off.
# Source: iamkun/dayjs issues 1816 and 2652, open.
set -euo pipefail
. "$(dirname "$0")/common.bash"

with_node dayjs@1.11.23 luxon@3.7.2
cat >day.js <<'JS'
import dayjs from "dayjs";
import timezone from "dayjs/plugin/timezone.js";
import utc from "dayjs/plugin/utc.js";
import { DateTime } from "luxon";

dayjs.extend(utc);
dayjs.extend(timezone);
const zone = "Europe/Berlin";
const start = dayjs.tz("2026-03-28 07:30", zone);
for (const [what, at] of [
  ["a day", start.add(1, "day")],
  ["a day, then hour(7)", start.add(1, "day").hour(7)],
  ["a week", start.add(1, "week")],
  ["a month", start.add(1, "month")],
]) {
  console.log(what + ":", at.format("YYYY-MM-DD HH:mm Z"), "is", at.toISOString(), "is", at.tz(zone).format("HH:mm Z"));
}
const right = DateTime.fromISO("2026-03-28T07:30", { zone }).plus({ days: 1 });
console.log("luxon, a day:", right.toFormat("yyyy-MM-dd HH:mm ZZ"), "is", right.toUTC().toISO());
JS
node day.js | seen
recorded <<'RECORDED'
a day: 2026-03-29 07:30 +01:00 is 2026-03-29T06:30:00.000Z is 08:30 +02:00
a day, then hour(7): 2026-03-29 07:30 +01:00 is 2026-03-29T06:30:00.000Z is 08:30 +02:00
a week: 2026-04-04 07:30 +01:00 is 2026-04-04T06:30:00.000Z is 08:30 +02:00
a month: 2026-04-28 07:30 +01:00 is 2026-04-28T06:30:00.000Z is 08:30 +02:00
luxon, a day: 2026-03-29 07:30 +02:00 is 2026-03-29T05:30:00.000Z
RECORDED
