"""A start does not pay for what most processes never do."""

from __future__ import annotations

import subprocess
import sys

import pytest

from wangting.gateways.late import late

HEAVY = ("fpdf", "fontTools", "lxml", "PIL", "pyhanko", "aiohttp", "openpyxl")
#: Imports what ``wangting serve`` imports, and every view as the scan of the application does.
START = """
import importlib, pkgutil, sys
import wangting.scripts.serve, wangting.views
for found in pkgutil.walk_packages(wangting.views.__path__, "wangting.views."):
    importlib.import_module(found.name)
print(" ".join(name for name in sys.argv[1:] if name in sys.modules))
"""


def test_a_start_imports_nothing_that_sets_pdf_or_reads_workbooks():
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", START, *HEAVY], capture_output=True, text=True,
                          check=True)  # fmt: skip
    assert done.stdout.split() == []


def test_what_comes_late_is_called_as_if_it_had_been_there():
    assert late("fractions", "Fraction")(6, denominator=4).denominator == 2
    with pytest.raises(ModuleNotFoundError):
        late("no_such_module", "thing")()
