#!/usr/bin/env bash
# Versions: tdjson 1.8.69 (TDLib, the library inside Telegram's clients and Bot API server).
# Guess: a message sent without markup stays as written; only addresses with "www." or "https://" become links.
# Seen: "8.am" and "9.pm" are links (.am and .pm are countries' top-level domains), so are "noon.is", "Hold.it" and
#   "knees.to" where the space after a full stop is missing; every "7:30" is a media timestamp, "/10" a command to tap.
# Matters: a confirmation such as "set to 8.am" sends people to a stranger's site, with a preview of it below, and the
#   sentence boundary that a translator forgot does the same. Write times with a colon or a space, switch previews off.
# Source: found by running it.
set -euo pipefail
. "$(dirname "$0")/common.bash"

with_python tdjson==1.8.69
with_tdlib
python3 - <<'PY' | seen
import tdlib

for text in (
    "set to 8.am", "set to 8 am", "from 9.pm on", "7.30.pm", "rest till noon.is", "Hold.it", "knees.to the chest",
    "Done.To stop", "7:30", "pain 3/10", "pain /10",
):
    found = tdlib.execute("getTextEntities", text=text)["entities"]
    print(text, "->", [(text[entity["offset"] :][: entity["length"]], tdlib.kind(entity)) for entity in found])
PY
recorded <<'RECORDED'
set to 8.am -> [('8.am', 'Url')]
set to 8 am -> []
from 9.pm on -> [('9.pm', 'Url')]
7.30.pm -> [('7.30.pm', 'Url')]
rest till noon.is -> [('noon.is', 'Url')]
Hold.it -> [('Hold.it', 'Url')]
knees.to the chest -> [('knees.to', 'Url')]
Done.To stop -> []
7:30 -> [('7:30', 'MediaTimestamp')]
pain 3/10 -> []
pain /10 -> [('/10', 'BotCommand')]
RECORDED
