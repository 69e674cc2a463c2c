#!/usr/bin/env bash
# Versions: python-telegram-bot 22.8, tdjson 1.8.69 (TDLib).
# Guess: Message.text_markdown_v2 of a message that Telegram delivered can be sent again as MarkdownV2.
# Seen: refused where italic and underline cover the same words or follow each other, as their signs run together into
#   "___"; text_html of the same messages is taken.
# Matters: a bot that keeps a person's own words with their formatting loses exactly these messages, and only when it
#   repeats them. Keep the HTML, or the entities themselves.
# Source: the Bot API's page on MarkdownV2 says how "__" is read; the library's page promises nothing. Run.
set -euo pipefail
. "$(dirname "$0")/common.bash"

with_python python-telegram-bot==22.8 tdjson==1.8.69
with_tdlib
python3 - <<'PY' | seen
import datetime

import tdlib
from telegram import Chat, Message, MessageEntity

for text, entities in (
    ("slowly", [("italic", 0, 6), ("underline", 0, 6)]),
    ("slowlynow", [("italic", 0, 6), ("underline", 6, 3)]),
    ("slowly now", [("italic", 0, 6), ("underline", 7, 3)]),
    ("slowly", [("bold", 0, 6), ("underline", 0, 6)]),
):
    message = Message(
        1, datetime.datetime(2026, 11, 29), Chat(1, "private"), text=text,
        entities=[MessageEntity(*entity) for entity in entities],
    )
    for said, mode in ((message.text_markdown_v2, tdlib.MARKDOWN), (message.text_html, tdlib.HTML)):
        print(said, "->", tdlib.parse(said, mode).get("message") or "taken")
PY
recorded <<'RECORDED'
___slowly___ -> Can't parse entities: Can't find end of Italic entity at byte offset 11
<i><u>slowly</u></i> -> taken
_slowly___now__ -> Can't parse entities: Can't find end of Underline entity at byte offset 13
<i>slowly</i><u>now</u> -> taken
_slowly_ __now__ -> taken
<i>slowly</i> <u>now</u> -> taken
*__slowly__* -> taken
<b><u>slowly</u></b> -> taken
RECORDED
