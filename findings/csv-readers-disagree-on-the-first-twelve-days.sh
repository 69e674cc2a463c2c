#!/usr/bin/env bash
# Versions: duckdb 2.0.1, pandas 3.1.1.
# Guess: readers that find out a column's date format themselves decide "4/3/2026" alike, by the American order.
# Seen: duckdb takes the day first where both fit, pandas the month. "26-04-03" is 2026-04-03 for duckdb and 2003-04-26
#   for pandas. As soon as one day is past the 12th, duckdb reads the whole column the other way.
# Matters: the habit files of some apps have the month first (see HabitBull's): a file that ends before the 13th is read
#   with days and months exchanged, the longer one of the same person is not. Pass the format.
# Source: found by running them.
set -euo pipefail
. "$(dirname "$0")/common.bash"

with_python duckdb==2.0.1 pandas==3.1.1
python3 - <<'PY' | seen
from pathlib import Path

import duckdb
import pandas

for dates in (["4/3/2026", "4/4/2026"], ["4/3/2026", "4/4/2026", "4/13/2026"], ["03.04.2026"], ["26-04-03"]):
    Path("habits.csv").write_text("date,value\n" + "".join(f"{date},1\n" for date in dates))
    (first, *_) = duckdb.sql("SELECT date FROM read_csv('habits.csv')").fetchall()
    print(*dates, "-> first by duckdb", *first, "by pandas", pandas.to_datetime(pandas.read_csv("habits.csv")["date"])[0].date())
PY
recorded <<'RECORDED'
4/3/2026 4/4/2026 -> first by duckdb 2026-03-04 by pandas 2026-04-03
4/3/2026 4/4/2026 4/13/2026 -> first by duckdb 2026-04-03 by pandas 2026-04-03
03.04.2026 -> first by duckdb 2026-04-03 by pandas 2026-03-04
26-04-03 -> first by duckdb 2026-04-03 by pandas 2003-04-26
RECORDED
