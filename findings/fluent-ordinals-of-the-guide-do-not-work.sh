#!/usr/bin/env bash
# Versions: fluent.runtime 0.4.0, babel 2.18.0 (PyPI); @fluent/bundle 0.19.1 (npm, on Node 20).
# Guess: NUMBER($day, type: "ordinal"), as the guide of the project shows it, selects by ordinal plurals.
# Seen: in neither runtime. JavaScript selects by cardinals, without a word: "1st", "2th", "21th". Python takes the
#   default variant even for 1, with a TypeError in the list that most programs drop.
# Matters: "your 21th day in a row", in every language that has ordinals, and no check of the file finds it.
# Source: the guide's page on selectors; projectfluent/python-fluent pull request 193 (merged, not in 0.4.0).
set -euo pipefail
. "$(dirname "$0")/common.bash"

with_python fluent.runtime==0.4.0 babel==2.18.0
with_node @fluent/bundle@0.19.1
cat >messages.ftl <<'FTL'
day = { NUMBER($day, type: "ordinal") ->
    [one] { $day }st
    [two] { $day }nd
    [few] { $day }rd
   *[other] { $day }th
} day
FTL
cat >messages.py <<'PY'
from fluent.runtime import FluentBundle, FluentResource

bundle = FluentBundle(["en"], use_isolating=False)
bundle.add_resource(FluentResource(open("messages.ftl").read()))
for day in (1, 2, 3, 21):
    text, errors = bundle.format_pattern(bundle.get_message("day").value, {"day": day})
    print("Python", text, *(type(error).__name__ for error in errors))
PY
cat >messages.js <<'JS'
import { readFileSync } from "node:fs";
import { FluentBundle, FluentResource } from "@fluent/bundle";

const bundle = new FluentBundle("en", { useIsolating: false });
bundle.addResource(new FluentResource(readFileSync("messages.ftl", "utf8")));
for (const day of [1, 2, 3, 21]) {
  const errors = [];
  console.log("JavaScript", bundle.formatPattern(bundle.getMessage("day").value, { day }, errors), ...errors);
}
console.log("Intl itself", new Intl.PluralRules("en", { type: "ordinal" }).select(21));
JS
{ python3 messages.py; node messages.js; } | seen
recorded <<'RECORDED'
Python 1th day TypeError
Python 2th day TypeError
Python 3th day TypeError
Python 21th day TypeError
JavaScript 1st day
JavaScript 2th day
JavaScript 3th day
JavaScript 21th day
Intl itself one
RECORDED
