"""What the tests make, written down for the judges; each thing once, with the first test that made it."""

import os
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import orjson

from bot.localchat.telegram import LocalTelegram


class Recorder:
    """A file of this process, a line of JSON for each thing that is to be judged."""

    def __init__(self, folder: Path) -> None:
        handle, _ = tempfile.mkstemp(suffix=".jsonl", dir=folder)
        # Line by line: a process that dies leaves what it had.
        self._file = os.fdopen(handle, "wb", buffering=0)
        self._seen: set[bytes] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def telegram(self, telegram: LocalTelegram) -> None:
        """Every call that was done, and every update made."""
        for call in telegram.calls:
            # Refusals and faults answer nothing that could be judged.
            if call.status == 200 and call.body.startswith(b'{"ok":true') and call.body.endswith(b"}"):
                self.add("call", method=call.method, params=call.params, result=_result(call.body))
        for update in telegram.updates_sent:
            self.add("update", update=update)

    def add(self, kind: str, **given: Any) -> None:
        """One thing for the judge of this kind."""
        written = orjson.dumps(given)
        if written in self._seen:
            return
        self._seen.add(written)
        # Pytest's name of the test with what it is at: "tests/test_x.py::test_y (teardown)".
        test = os.environ["PYTEST_CURRENT_TEST"].rpartition(" ")[0]
        line = {"kind": kind, "test": test, "given": orjson.Fragment(written)}
        self._file.write(orjson.dumps(line) + b"\n")


def _result(body: bytes) -> Any:
    return orjson.loads(body)["result"]
