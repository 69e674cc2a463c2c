"""What the tests of faults share: a program that can be killed."""

from pathlib import Path

import pytest

from tests.faults.bursts import checkout_that_dies


@pytest.fixture(scope="session")
def mortal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program with the means to kill it at a named point."""
    return checkout_that_dies(tmp_path_factory.mktemp("mortal"))
