#!/usr/bin/env bash
# Versions: babel 2.18.0 (PyPI); Intl of Node 20.20.
# Guess: format_skeleton("MMMMEEEEd") gives the long weekday and month that the letters ask for, as Intl does.
# Seen: Babel takes the nearest pattern of the language and does not widen its fields: "Sun, Nov 29", "So., 29. November".
#   "EEEEd" is "29 Sun". Only where the language's own pattern is long (British English) is it what was asked.
#   "jm", the language's own hours, is a KeyError.
# Matters: each language has another mixture of long and short, which reads as a translator's slip.
# Source: UTS 35 on skeletons: fields are adjusted to the width asked for. Babel's page does not promise it.
set -euo pipefail
. "$(dirname "$0")/common.bash"

with_python babel==2.18.0
cat >dates.py <<'PY'
from datetime import datetime

from babel.dates import format_skeleton

at = datetime(2026, 11, 29, 19, 5)
for language in ("en", "en_GB", "de", "es", "cs"):
    print("Babel", language, "|", format_skeleton("MMMMEEEEd", at, locale=language), "|", format_skeleton("EEEEd", at, locale=language))
try:
    format_skeleton("jm", at, locale="en")
except KeyError as error:
    print("Babel jm: KeyError", error)
PY
cat >dates.js <<'JS'
const at = new Date(2026, 10, 29, 19, 5);
for (const language of ["en", "en-GB", "de", "es", "cs"]) {
  const shown = (options) => at.toLocaleDateString(language, { weekday: "long", day: "numeric", ...options });
  console.log("Intl", language, "|", shown({ month: "long" }), "|", shown({}));
}
JS
{ python3 dates.py; node dates.js; } | seen
recorded <<'RECORDED'
Babel en | Sun, Nov 29 | 29 Sun
Babel en_GB | Sunday 29 November | Sun 29
Babel de | So., 29. November | So., 29.
Babel es | dom, 29 de noviembre | dom 29
Babel cs | ne 29. listopadu | ne 29.
Babel jm: KeyError None
Intl en | Sunday, November 29 | 29 Sunday
Intl en-GB | Sunday 29 November | Sunday 29
Intl de | Sonntag, 29. November | Sonntag, 29.
Intl es | domingo, 29 de noviembre | domingo 29
Intl cs | neděle 29. listopadu | neděle 29.
RECORDED
