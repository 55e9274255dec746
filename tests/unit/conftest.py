"""How Hypothesis runs here: without a limit by the wall clock, because machines are noisy (QUALITY, first lines).

And a provisioned database for whoever provisions it again.
"""

import pytest
from hypothesis import settings

from unit.services.provisioned import mould, town

settings.register_profile("house", deadline=None, print_blob=True)
settings.load_profile("house")


@pytest.fixture(scope="module")
def first(installation, tmp_path_factory):
    """A provisioned database that nobody writes in."""
    with mould(installation, tmp_path_factory.mktemp("mould") / "var") as found:
        yield found


@pytest.fixture
def place(first, tmp_path):
    """A database of its own, like the first."""
    with town(first, tmp_path / "var") as found:
        yield found
