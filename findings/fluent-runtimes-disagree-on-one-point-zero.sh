#!/usr/bin/env bash
# Versions: fluent.runtime 0.4.0, babel 2.18.0 (PyPI); @fluent/bundle 0.19.1 (npm, on Node 20).
# Guess: one .ftl file chooses the same variants and shows the same values in both runtimes of the project.
# Seen: NUMBER($n, minimumFractionDigits: 1) of 1 shows "1.0" in both, but selects "one" in Python and "other" in
#   JavaScript, in most languages; "1.0 hours" becomes "1.0 hour". DATETIME($at, hour: "numeric", minute: "numeric") is a
#   time in JavaScript and the whole date without a time in Python, which only warns. 2.5 without decimals is 2 in Python
#   and 3 in JavaScript. true is "1" in Python and an error in JavaScript.
# Matters: texts shared between a bot and its web page, or moved from one to the other, say "at 29 Nov 2026".
# Source: Unicode's plural rules look at the digits shown; fluent.runtime's documentation lists the options it knows.
set -euo pipefail
. "$(dirname "$0")/common.bash"

with_python fluent.runtime==0.4.0 babel==2.18.0 tzdata==2026.6
with_node @fluent/bundle@0.19.1
cat >messages.ftl <<'FTL'
hours = { NUMBER($n, minimumFractionDigits: 1) ->
    [one] { NUMBER($n, minimumFractionDigits: 1) } hour
   *[other] { NUMBER($n, minimumFractionDigits: 1) } hours
}
whole = { NUMBER($n, maximumFractionDigits: 0) }
at = at { DATETIME($at, hour: "numeric", minute: "numeric") }
flag = { $flag }
FTL
cat >messages.py <<'PY'
from datetime import UTC, datetime

from fluent.runtime import FluentBundle, FluentResource

at = datetime(2026, 11, 29, 7, 30, tzinfo=UTC)
for language in ("en", "de", "ru", "lv"):
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource(open("messages.ftl").read()))
    for name, values in (("hours", {"n": 1}), ("whole", {"n": 2.5}), ("at", {"at": at}), ("flag", {"flag": True})):
        text, errors = bundle.format_pattern(bundle.get_message(name).value, values)
        print("Python", language, name, "->", text, *(type(error).__name__ for error in errors))
PY
cat >messages.js <<'JS'
import { readFileSync } from "node:fs";
import { FluentBundle, FluentResource } from "@fluent/bundle";

const at = new Date("2026-11-29T07:30:00Z");
for (const language of ["en", "de", "ru", "lv"]) {
  const bundle = new FluentBundle(language, { useIsolating: false });
  bundle.addResource(new FluentResource(readFileSync("messages.ftl", "utf8")));
  for (const [name, values] of [["hours", { n: 1 }], ["whole", { n: 2.5 }], ["at", { at }], ["flag", { flag: true }]]) {
    const errors = [];
    const text = bundle.formatPattern(bundle.getMessage(name).value, values, errors);
    console.log("JavaScript", language, name, "->", text, ...errors.map((error) => error.constructor.name));
  }
}
JS
{ python3 messages.py; node messages.js; } | seen
recorded <<'RECORDED'
Python en hours -> 1.0 hour
Python en whole -> 2
Python en at -> at Nov 29, 2026
Python en flag -> 1
Python de hours -> 1,0 hour
Python de whole -> 2
Python de at -> at 29.11.2026
Python de flag -> 1
Python ru hours -> 1,0 hour
Python ru whole -> 2
Python ru at -> at 29 нояб. 2026 г.
Python ru flag -> 1
Python lv hours -> 1,0 hour
Python lv whole -> 2
Python lv at -> at 2026. gada 29. nov.
Python lv flag -> 1
JavaScript en hours -> 1.0 hours
JavaScript en whole -> 3
JavaScript en at -> at 7:30 AM
JavaScript en flag -> {$flag} TypeError
JavaScript de hours -> 1,0 hours
JavaScript de whole -> 3
JavaScript de at -> at 07:30
JavaScript de flag -> {$flag} TypeError
JavaScript ru hours -> 1,0 hours
JavaScript ru whole -> 3
JavaScript ru at -> at 07:30
JavaScript ru flag -> {$flag} TypeError
JavaScript lv hours -> 1,0 hour
JavaScript lv whole -> 3
JavaScript lv at -> at 07:30
JavaScript lv flag -> {$flag} TypeError
RECORDED
