"""Programs of the machine that tests need."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest


def found(name: str) -> str:
    """Where a program is; without it the test is skipped, but never in CI."""
    # Where Debian keeps servers, which is not on everybody's path.
    return shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin") or lacking(name)


def lacking(name: str) -> NoReturn:
    """Skips the test for what the machine lacks, but never in CI."""
    if os.environ.get("LIMBER_ALL_TOOLS"):
        pytest.fail(f"there is no {name}")
    pytest.skip(f"there is no {name}")


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
