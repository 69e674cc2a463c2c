#!/usr/bin/env bash
# Versions: sd-notify 0.1.0, sdnotify 0.3.2 (Python 3.11).
# Guess: both clients of sd_notify(3) reach a socket of either kind, and do nothing where there is none.
# Seen: sd-notify takes the @ of an abstract socket for the beginning of a file's name and raises FileNotFoundError; where
#   there is no socket it raises TypeError. sdnotify reaches both kinds and is silent without one.
# Matters: a bot that starts well by hand ends at its first READY=1 under a manager whose socket is abstract.
# Source: sd_notify(3): "if the first character of $NOTIFY_SOCKET is @, the string is understood as Linux abstract namespace socket".
set -euo pipefail
. "$(dirname "$0")/common.bash"

with_python sd-notify==0.1.0 sdnotify==0.3.2
python3 - <<'PY' | seen
import os
import socket
import tempfile

import sd_notify
import sdnotify

folder = tempfile.mkdtemp()


def says(library, address):
    if address is None:
        os.environ.pop("NOTIFY_SOCKET", None)
    else:
        os.environ["NOTIFY_SOCKET"] = address
    try:
        if library == "sd-notify":
            notifier = sd_notify.Notifier()
            notifier.ready()
            notifier.socket.close()
        else:
            notifier = sdnotify.SystemdNotifier()
            notifier.notify("READY=1")
            if notifier.socket is not None:
                notifier.socket.close()
    except Exception as error:
        return type(error).__name__
    return "said"


for kind, address in (("a path", f"{folder}/notify"), ("abstract", "@limber-finding"), ("none", None)):
    listening = None
    if address is not None:
        listening = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        listening.bind(address.replace("@", "\0", 1))
        listening.setblocking(False)
    for library in ("sd-notify", "sdnotify"):
        answer = says(library, address)
        heard = b""
        if listening is not None:
            try:
                heard = listening.recv(100)
            except BlockingIOError:
                pass
        print(kind, "|", library, "|", answer, "|", heard.decode().strip() or "nothing heard", flush=True)
    if listening is not None:
        listening.close()
PY
recorded <<'RECORDED'
a path | sd-notify | said | READY=1
a path | sdnotify | said | READY=1
abstract | sd-notify | FileNotFoundError | nothing heard
abstract | sdnotify | said | READY=1
none | sd-notify | TypeError | nothing heard
none | sdnotify | said | nothing heard
RECORDED
