"""Runs `python -m bot` and prints which modules it has loaded when it is up: `python loaded.py ...`.

Copied into the checkout of the program under test.
"""

import gc
import json
import sys

from bot import __main__ as program
from bot import running


def tell() -> None:
    # While all is loaded, garbage stays.
    assert gc.isenabled()
    print("loaded", json.dumps(sorted(sys.modules)), flush=True)


if __name__ == "__main__":
    running.__dict__["tell_ready"] = tell
    sys.exit(program.main())
