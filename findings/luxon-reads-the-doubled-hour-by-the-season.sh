#!/usr/bin/env bash
# Versions: luxon 3.7.2, dayjs 1.11.23; moment-timezone 0.6.6 beside them (npm; Node 20's zone data).
# Guess: which of the two 02:30 of an autumn night a library takes is arbitrary but fixed.
# Seen: luxon and dayjs start from the zone's offset at this moment. Asked in January, 02:30 on 25 October is the second
#   one; asked in July, the first. moment-timezone takes the first always.
# Matters: a plan computed in winter and computed again in summer differs by an hour, a reminder that was marked as sent
#   is due again, and a test passes for half the year.
# Source: found by running them under a clock set to both seasons.
set -euo pipefail
. "$(dirname "$0")/common.bash"

with_node luxon@3.7.2 dayjs@1.11.23 moment-timezone@0.6.6
cat >season.js <<'JS'
import dayjs from "dayjs";
import timezone from "dayjs/plugin/timezone.js";
import utc from "dayjs/plugin/utc.js";
import { DateTime } from "luxon";
import moment from "moment-timezone";

dayjs.extend(utc);
dayjs.extend(timezone);
const RealDate = Date;
for (const today of ["2026-01-15", "2026-07-15"]) {
  globalThis.Date = class extends RealDate {
    constructor(...given) {
      super(...(given.length ? given : [today]));
    }
    static now() {
      return +new RealDate(today);
    }
  };
  for (const [wall, zone] of [["2026-10-25 02:30", "Europe/Berlin"], ["2026-11-01 01:30", "America/New_York"]]) {
    console.log("asked on", today + ":", wall, zone, "is luxon", DateTime.fromSQL(wall, { zone }).toUTC().toFormat("HH:mm'Z'"),
      "dayjs", dayjs.tz(wall, zone).toISOString().slice(11, 16) + "Z",
      "moment", moment.tz(wall, zone).toISOString().slice(11, 16) + "Z");
  }
}
JS
node season.js | seen
recorded <<'RECORDED'
asked on 2026-01-15: 2026-10-25 02:30 Europe/Berlin is luxon 01:30Z dayjs 01:30Z moment 00:30Z
asked on 2026-01-15: 2026-11-01 01:30 America/New_York is luxon 06:30Z dayjs 06:30Z moment 05:30Z
asked on 2026-07-15: 2026-10-25 02:30 Europe/Berlin is luxon 00:30Z dayjs 00:30Z moment 00:30Z
asked on 2026-07-15: 2026-11-01 01:30 America/New_York is luxon 05:30Z dayjs 05:30Z moment 05:30Z
RECORDED
