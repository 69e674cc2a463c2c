#!/usr/bin/env bash
# Versions: tdjson 1.8.69 (TDLib).
# Guess: MarkdownV2 either refuses "**bold**" or shows the asterisks.
# Seen: it is accepted, the asterisks are gone and nothing is bold, as each pair is an empty bold; "~~x~~" likewise,
#   while "***x***" is bold. A pair inside a word ("2*3*4", "knee_to_chest") is markup too and eats its signs.
# Matters: no error and no test of the answer tells it; a message in common Markdown arrives plain, and "2*3*4" as
#   "234", which in a plan of exercises is another number.
# Source: found by running it.
set -euo pipefail
. "$(dirname "$0")/common.bash"

with_python tdjson==1.8.69
with_tdlib
python3 - <<'PY' | seen
import tdlib

for text in ("*hold*", "**hold**", "~~hold~~", "***hold***", "2*3*4 squats", "knee_to_chest"):
    parsed = tdlib.parse(text, tdlib.MARKDOWN)
    print(text, "->", parsed["text"], [tdlib.kind(entity) for entity in parsed["entities"]])
PY
recorded <<'RECORDED'
*hold* -> hold ['Bold']
**hold** -> hold []
~~hold~~ -> hold []
***hold*** -> hold ['Bold']
2*3*4 squats -> 234 squats ['Bold']
knee_to_chest -> kneetochest ['Italic']
RECORDED
