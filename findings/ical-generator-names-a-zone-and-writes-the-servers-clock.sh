#!/usr/bin/env bash
# Versions: ical-generator 10.2.0, luxon 3.7.2 (npm).
# Guess: an event with an instant (a Date) for its start and timezone "Europe/Berlin" is written with Berlin's wall time.
# Seen: DTSTART;TZID=Europe/Berlin gets the clock of the machine that runs it: 06:30 on a server in UTC, 15:30 on one in
#   Tokyo, for the instant that is 07:30 in Berlin; UNTIL of the same event, in UTC, is right. A luxon DateTime is
#   converted.
# Matters: it is right on the developer's laptop and an hour or two off in the container, for every subscriber.
# Source: the package's description says that a given time is taken to match the zone that is set; run.
set -euo pipefail
. "$(dirname "$0")/common.bash"

with_node ical-generator@10.2.0 luxon@3.7.2
cat >event.js <<'JS'
import ical from "ical-generator";
import { DateTime } from "luxon";

const instant = new Date("2026-11-29T06:30:00Z");
for (const [name, start] of [["Date", instant], ["luxon", DateTime.fromJSDate(instant)]]) {
  const calendar = ical();
  calendar.createEvent({ start, timezone: "Europe/Berlin", summary: "Stretch", repeating: { freq: "DAILY", until: instant } });
  const lines = calendar.toString().split("\r\n").filter((line) => /^(DTSTART|RRULE)/.test(line));
  console.log("TZ=" + process.env.TZ, name, ...lines);
}
JS
for zone in UTC Asia/Tokyo; do TZ=$zone node event.js; done | seen
recorded <<'RECORDED'
TZ=UTC Date DTSTART;TZID=Europe/Berlin:20261129T063000 RRULE:FREQ=DAILY;UNTIL=20261129T063000Z
TZ=UTC luxon DTSTART;TZID=Europe/Berlin:20261129T073000 RRULE:FREQ=DAILY;UNTIL=20261129T063000Z
TZ=Asia/Tokyo Date DTSTART;TZID=Europe/Berlin:20261129T153000 RRULE:FREQ=DAILY;UNTIL=20261129T063000Z
TZ=Asia/Tokyo luxon DTSTART;TZID=Europe/Berlin:20261129T073000 RRULE:FREQ=DAILY;UNTIL=20261129T063000Z
RECORDED
