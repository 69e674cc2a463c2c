#!/usr/bin/env bash
# Versions: date-fns-tz 3.2.0, @date-fns/tz 1.5.0; @js-temporal/polyfill 0.5.1 beside them (npm; Node 20's zone data).
# Guess: fromZonedTime() treats a doubled or missing hour alike in every zone, and a missing one moves later.
# Seen: the doubled hour is the second one in Berlin and Sydney and the first one in New York, so it depends on the
#   offset's sign. The missing 02:30 becomes 01:30, an hour early, everywhere. @date-fns/tz's TZDate takes the doubled
#   hour by the side too, but moves the missing one later; Temporal takes the first everywhere and moves later.
# Matters: a rule tested in one continent is wrong in another.
# Source: found by running them.
set -euo pipefail
. "$(dirname "$0")/common.bash"

with_node date-fns-tz@3.2.0 date-fns@4.4.0 @date-fns/tz@1.5.0 @js-temporal/polyfill@0.5.1
cat >sides.js <<'JS'
import { TZDate } from "@date-fns/tz";
import { Temporal } from "@js-temporal/polyfill";
import { fromZonedTime } from "date-fns-tz";

for (const [wall, zone] of [
  ["2026-10-25T02:30", "Europe/Berlin"], ["2026-04-05T02:30", "Australia/Sydney"], ["2026-11-01T01:30", "America/New_York"],
  ["2026-03-29T02:30", "Europe/Berlin"], ["2026-10-04T02:30", "Australia/Sydney"], ["2026-03-08T02:30", "America/New_York"],
]) {
  const [year, month, day, hour, minute] = wall.split(/\D/).map(Number);
  const shown = (instant) => Temporal.Instant.from(new Date(+instant).toISOString()).toZonedDateTimeISO(zone)
    .toString({ smallestUnit: "minute", timeZoneName: "never" }).slice(11);
  console.log(wall, zone, "fromZonedTime", shown(fromZonedTime(wall, zone)),
    "TZDate", shown(new TZDate(year, month - 1, day, hour, minute, zone)),
    "Temporal", shown(Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).epochMilliseconds));
}
JS
node sides.js | seen
recorded <<'RECORDED'
2026-10-25T02:30 Europe/Berlin fromZonedTime 02:30+01:00 TZDate 02:30+01:00 Temporal 02:30+02:00
2026-04-05T02:30 Australia/Sydney fromZonedTime 02:30+10:00 TZDate 02:30+10:00 Temporal 02:30+11:00
2026-11-01T01:30 America/New_York fromZonedTime 01:30-04:00 TZDate 01:30-04:00 Temporal 01:30-04:00
2026-03-29T02:30 Europe/Berlin fromZonedTime 01:30+01:00 TZDate 03:30+02:00 Temporal 03:30+02:00
2026-10-04T02:30 Australia/Sydney fromZonedTime 01:30+10:00 TZDate 03:30+11:00 Temporal 03:30+11:00
2026-03-08T02:30 America/New_York fromZonedTime 01:30-05:00 TZDate 03:30-04:00 Temporal 03:30-04:00
RECORDED
