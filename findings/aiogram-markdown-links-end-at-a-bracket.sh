#!/usr/bin/env bash
# Versions: aiogram 3.31.0, tdjson 1.8.69 (TDLib).
# Guess: aiogram's MarkdownV2 decoration escapes what it is given, the link's address as well as its words.
# Seen: the address is left as it is. A closing bracket in it, as encyclopedias have ("Squat_(exercise)"), ends the
#   link early, and Telegram refuses what is left over. The HTML decoration of the same link is taken.
# Matters: the message of one exercise fails for ever, all others work.
# Source: the Bot API's page on MarkdownV2 asks for ")" and "\\" to be escaped inside the address.
set -euo pipefail
. "$(dirname "$0")/common.bash"

with_python aiogram==3.31.0 tdjson==1.8.69
with_tdlib
python3 - <<'PY' | seen
import tdlib
from aiogram.utils.text_decorations import html_decoration, markdown_decoration

for address in ("https://example.org/Squat", "https://example.org/Squat_(exercise)", "https://example.org/(a)?b=c"):
    for decoration, mode in ((markdown_decoration, tdlib.MARKDOWN), (html_decoration, tdlib.HTML)):
        text = decoration.link("Squat", address)
        answer = tdlib.parse(text, mode)
        print(text, "->", answer.get("message") or [answer["text"], *(link["type"]["url"] for link in answer["entities"])])
PY
recorded <<'RECORDED'
[Squat](https://example.org/Squat) -> ['Squat', 'https://example.org/Squat']
<a href="https://example.org/Squat">Squat</a> -> ['Squat', 'https://example.org/Squat']
[Squat](https://example.org/Squat_(exercise)) -> Can't parse entities: Character ')' is reserved and must be escaped with the preceding '\'
<a href="https://example.org/Squat_(exercise)">Squat</a> -> ['Squat', 'https://example.org/Squat_(exercise)']
[Squat](https://example.org/(a)?b=c) -> Can't parse entities: Character '=' is reserved and must be escaped with the preceding '\'
<a href="https://example.org/(a)?b=c">Squat</a> -> ['Squat', 'https://example.org/(a)?b=c']
RECORDED
