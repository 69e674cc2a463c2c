#!/usr/bin/env bash
# Versions: date-holidays 3.37.0 (npm); holidays 0.109 (PyPI) beside it.
# Guess: isHoliday() is true on days without work, and both libraries agree on them.
# Seen: it answers with something true on Mother's Day, Valentine's Day and Christmas Eve: the kind is in "type", and
#   "observance" and "optional" count. holidays says no on all of them.
# Matters: "not on holidays" silences the reminders of an ordinary Friday or Sunday. Ask for { types: ["public"] }.
# Source: the types are in the package's description; found by running it.
set -euo pipefail
. "$(dirname "$0")/common.bash"

with_python holidays==0.109
with_node date-holidays@3.37.0
cat >days <<'DAYS'
DE 2026-05-10
US 2027-02-14
US 2026-12-24
US 2026-12-25
DAYS
cat >days.js <<'JS'
import { readFileSync } from "node:fs";
import Holidays from "date-holidays";

for (const line of readFileSync("days", "utf8").trim().split("\n")) {
  const [country, day] = line.split(" ");
  const ask = (options) => new Holidays(country, options).isHoliday(day + " 12:00:00");
  const found = ask({});
  console.log(line, "date-holidays:", found && found.map(({ name, type }) => name + ", " + type).join(),
    "| public:", Boolean(ask({ types: ["public"] })));
}
JS
cat >days.py <<'PY'
from holidays import country_holidays

for line in open("days"):
    country, day = line.split()
    print(country, day, "holidays:", country_holidays(country).get(day))
PY
{ node days.js; python3 days.py; } | seen
recorded <<'RECORDED'
DE 2026-05-10 date-holidays: Muttertag, observance | public: false
US 2027-02-14 date-holidays: Valentine's Day, observance | public: false
US 2026-12-24 date-holidays: Christmas Eve, optional | public: false
US 2026-12-25 date-holidays: Christmas Day, public | public: true
DE 2026-05-10 holidays: None
US 2027-02-14 holidays: None
US 2026-12-24 holidays: None
US 2026-12-25 holidays: Christmas Day
RECORDED
