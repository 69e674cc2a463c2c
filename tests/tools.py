"""Programs of the machine that tests need."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def found(name: str) -> str:
    """Where a program is; without it the test is skipped, but never in CI."""
    # Where Debian keeps servers, which is not on everybody's path.
    path = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    if path is None and os.environ.get("LIMBER_ALL_TOOLS"):
        pytest.fail(f"there is no {name}")
    return path or pytest.skip(f"there is no {name}")


def certify(folder: Path) -> None:
    """Puts a certificate for this machine into the folder, its key, and both in one file."""
    subprocess.run(
        [
            *(found("openssl"), "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"),
            *("-nodes", "-days", "2", "-subj", "/CN=bot.example.org"),
            *("-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost"),
            *("-keyout", folder / "key.pem", "-out", folder / "certificate.pem"),
        ],
        check=True,
        capture_output=True,
    )
    both = (folder / "certificate.pem").read_text() + (folder / "key.pem").read_text()
    (folder / "both.pem").write_text(both)
