#!/usr/bin/env bash
# Versions: telethon 1.45.0, tdjson 1.8.69 (TDLib).
# Guess: the HTML that the Bot API reads is read alike by Telethon's HTML parser, which speaks to the same Telegram.
# Seen: Telethon drops what it does not know without a word: a spoiler's words stand open, a quotation that folds
#   is unfolded, a <tg-time> is text; it strips spaces around the message; "<br>" vanishes where the Bot API refuses.
# Matters: one stock of texts for a bot and a peer on Telethon shows the answer of a quiz, or a time without its zone,
#   and no error says so.
# Source: found by running both.
set -euo pipefail
. "$(dirname "$0")/common.bash"

with_python telethon==1.45.0 tdjson==1.8.69
with_tdlib
python3 - <<'PY' | seen
import tdlib
from telethon.extensions import html

for text in (
    "<tg-spoiler>left</tg-spoiler>",
    '<span class="tg-spoiler">left</span>',
    "<blockquote expandable>why</blockquote>",
    '<tg-time unix="1796000000" format="t">7:30</tg-time>',
    "up<br>down",
):
    answer = tdlib.parse(text, tdlib.HTML)
    kinds = [tdlib.kind(entity) for entity in answer.get("entities", [])]
    plain, entities = html.parse(text)
    print(text)
    print("  TDLib:", answer.get("message") or (answer["text"], kinds))
    print("  Telethon:", (plain, [type(entity).__name__.removeprefix("MessageEntity") for entity in entities]))
PY
recorded <<'RECORDED'
<tg-spoiler>left</tg-spoiler>
  TDLib: ('left', ['Spoiler'])
  Telethon: ('left', [])
<span class="tg-spoiler">left</span>
  TDLib: ('left', ['Spoiler'])
  Telethon: ('left', [])
<blockquote expandable>why</blockquote>
  TDLib: ('why', ['ExpandableBlockQuote'])
  Telethon: ('why', ['Blockquote'])
<tg-time unix="1796000000" format="t">7:30</tg-time>
  TDLib: ('7:30', ['DateTime'])
  Telethon: ('7:30', [])
up<br>down
  TDLib: Can't parse entities: Unsupported start tag "br" at byte offset 2
  Telethon: ('updown', [])
RECORDED
