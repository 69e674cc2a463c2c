#!/usr/bin/env bash
# Versions: phonenumbers 9.0.43 (the data of libphonenumber), tzdata 2026.6.
# Guess: a number's zones are zones of its country, so that a shared contact tells the hour at least for small countries.
# Seen: many are stand-ins that once had the same offset: Kaliningrad and the West Bank have Europe/Bucharest, Morocco
#   Atlantic/Canary, Ireland Guernsey, the Isle of Man and London but not Dublin, Canada's 867 Fort Nelson alone.
#   Kaliningrad and Morocco are an hour off in summer, Inuvik (867) all year. A Moscow mobile has sixteen zones, Almaty
#   first; a Budapest number is Etc/Unknown.
# Matters: a reminder set by the phone number is right in winter and wrong in summer; the zone shown names another
#   country. Never take the first, ask for the city.
# Source: found by running it.
set -euo pipefail
. "$(dirname "$0")/common.bash"

with_python phonenumbers==9.0.43 tzdata==2026.6
python3 - <<'PY' | seen
from datetime import datetime
from zoneinfo import ZoneInfo

from phonenumbers import parse
from phonenumbers.timezone import time_zones_for_number

for place, number, zone in (
    ("Kaliningrad", "+74012530000", "Europe/Kaliningrad"),
    ("Ramallah", "+970591234567", "Asia/Hebron"),
    ("Casablanca", "+212612345678", "Africa/Casablanca"),
    ("Dublin", "+35312345678", "Europe/Dublin"),
    ("Inuvik", "+18672345678", "America/Inuvik"),
    ("Moscow", "+79161234567", "Europe/Moscow"),
    ("Budapest", "+36112345678", "Europe/Budapest"),
):
    found = time_zones_for_number(parse(number))
    print(place, "->", *found[:3], *([f"and {len(found) - 3} more"] if len(found) > 3 else []))
    if found[0] != "Etc/Unknown":
        for month in (1, 7):
            noon = datetime(2027, month, 15, 12)
            said, true = (noon.replace(tzinfo=ZoneInfo(name)).utcoffset() for name in (found[0], zone))
            print(f"  {noon:%B}: off by {(said - true).total_seconds() / 3600:g} h")
PY
recorded <<'RECORDED'
Kaliningrad -> Europe/Bucharest
  January: off by 0 h
  July: off by 1 h
Ramallah -> Europe/Bucharest
  January: off by 0 h
  July: off by 0 h
Casablanca -> Atlantic/Canary
  January: off by 0 h
  July: off by 1 h
Dublin -> Europe/Guernsey Europe/Isle_of_Man Europe/London
  January: off by 0 h
  July: off by 0 h
Inuvik -> America/Fort_Nelson
  January: off by -1 h
  July: off by -1 h
Moscow -> Asia/Almaty Asia/Anadyr Asia/Aqtobe and 13 more
  January: off by 2 h
  July: off by 2 h
Budapest -> Etc/Unknown
RECORDED
