"""A copy of the real declared files that a test may spoil."""

import shutil
from pathlib import Path

import pytest

from narrowing import narrow

FOLDERS = ("tenants", "workflows", "themes")
ROOT = Path(__file__).resolve().parents[3]
NOT_DECLARED = shutil.ignore_patterns("static", "templates", "README.md")


class Home:
    """The folder of the copy, with a pen."""

    def __init__(self, path):
        self.path = path

    def write(self, name, text):
        target = self.path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def read(self, name):
        return (self.path / name).read_text(encoding="utf-8")

    def line_of(self, name, part):
        """Return the number of the one line that holds ``part``."""
        lines = [number for number, line in enumerate(self.read(name).split("\n"), 1) if part in line]
        assert len(lines) == 1, f"{part!r} stands in {len(lines)} lines"
        return lines[0]

    def mend(self, name, old, new):
        """Put ``new`` in the place of the one ``old``."""
        text = self.read(name)
        assert text.count(old) == 1, f"{old!r} stands there {text.count(old)} times"
        self.write(name, text.replace(old, new))


@pytest.fixture(scope="session")
def small(tmp_path_factory):
    """The declared files with the fourteen items made by hand, copied for each test."""
    path = tmp_path_factory.mktemp("small")
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, path / folder, ignore=NOT_DECLARED)
    narrow(path)
    return path


@pytest.fixture
def home(small, tmp_path):
    for folder in FOLDERS:
        shutil.copytree(small / folder, tmp_path / folder)
    return Home(tmp_path)


@pytest.fixture
def empty(tmp_path):
    return Home(tmp_path)
