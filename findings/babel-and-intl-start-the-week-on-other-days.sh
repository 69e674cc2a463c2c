#!/usr/bin/env bash
# Versions: babel 2.18.0 (PyPI); Intl of Node 20.20.
# Guess: both have CLDR's data, so the week of "en" or "pt" begins on the same day.
# Seen: for a language without a country Babel takes the world's Monday, Intl the likely country's day: Sunday for en, pt,
#   ja and he, Saturday for ar and fa. With a country both agree.
# Matters: Telegram's language_code may be the bare language. A weekly summary counts other days in the bot than in its web page, and
#   "this week" turns over a day or two apart.
# Source: UTS 35 on likely subtags; found by running them.
set -euo pipefail
. "$(dirname "$0")/common.bash"

with_python babel==2.18.0
cat >week.py <<'PY'
from babel import Locale

names = "Mon Tue Wed Thu Fri Sat Sun".split()
for language in ("en", "pt", "ja", "he", "ar", "fa", "de", "en_US", "pt_BR", "ar_EG"):
    print("Babel", language.replace("_", "-"), names[Locale.parse(language).first_week_day])
PY
cat >week.js <<'JS'
const names = "Mon Tue Wed Thu Fri Sat Sun".split(" ");
for (const language of ["en", "pt", "ja", "he", "ar", "fa", "de", "en-US", "pt-BR", "ar-EG"]) {
  const locale = new Intl.Locale(language);
  console.log("Intl", language, names[(locale.weekInfo ?? locale.getWeekInfo()).firstDay - 1]);
}
JS
{ python3 week.py; node week.js; } | seen
recorded <<'RECORDED'
Babel en Mon
Babel pt Mon
Babel ja Mon
Babel he Mon
Babel ar Mon
Babel fa Mon
Babel de Mon
Babel en-US Sun
Babel pt-BR Sun
Babel ar-EG Sat
Intl en Sun
Intl pt Sun
Intl ja Sun
Intl he Sun
Intl ar Sat
Intl fa Sat
Intl de Mon
Intl en-US Sun
Intl pt-BR Sun
Intl ar-EG Sat
RECORDED
