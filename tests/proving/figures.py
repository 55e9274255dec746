"""What a programme found, kept beside the command, the commit and the seed: docs/reference/strength.md.

A slice prints its figures; ``make prove`` also keeps them, and writes the page from the last full run of each
programme.  It can be stopped and started again: what has passed at this very commit is not run a second time.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Generator
from pathlib import Path

import pytest

from proving.size import FULL, SEED

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "docs" / "reference" / "strength.json"
PAGE = ROOT / "docs" / "reference" / "strength.md"
HEAD = """# What has been proved, and with which figures

Written by `make prove` (tests/proving/figures.py); do not edit.  Every programme runs on a copied FileStorage, never in
memory, and is repeated with `WANGTING_SEED=<seed> make prove`.  What each must show is in its test; a programme that
fails writes nothing.
"""


#: Behind a commit from which the tree differs.
CHANGED = "+"
TAKEN: pytest.StashKey[list[str]] = pytest.StashKey()


class Figures:
    """Takes the figures of one run."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines

    def record(self, programme: str, **found: object) -> None:
        """Take ``found`` for the end of the run; in ``make prove`` also keep it and write the page anew."""
        said = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in found.items())
        self._lines.append(f"{programme}: {said}")
        if FULL:
            kept = _kept()
            kept["programmes"][programme] = {"commit": _commit(), "seed": SEED, "figures": found}
            _keep(kept)
            PAGE.write_text(page(kept["programmes"]), "utf-8")


@pytest.fixture(scope="session")
def figures(request: pytest.FixtureRequest) -> Figures:
    """Return the book of figures."""
    return Figures(request.config.stash.setdefault(TAKEN, []))


def pytest_report_header() -> str:
    """Say the seed before anything can fail."""
    return f"WANGTING_SEED={SEED}, {'full size' if FULL else 'a slice'}"


def pytest_terminal_summary(terminalreporter: object, config: pytest.Config) -> None:
    """Print what was found, once, whichever folders took part."""
    lines = config.stash.get(TAKEN, [])
    if lines:
        terminalreporter.section(f"figures (WANGTING_SEED={SEED})")
        terminalreporter.write_line("\n".join(lines))
        lines.clear()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leave out what this commit has proved already; a changed tree has proved nothing yet."""
    commit = _commit() if FULL else CHANGED
    if not commit.endswith(CHANGED) and _kept()["passed"].get(item.nodeid) == commit:
        pytest.skip(f"passed in full size at {commit} already")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo) -> Generator:
    """Keep which tests have passed at which commit."""
    report = yield
    if FULL and report.when == "call" and report.passed:
        kept = _kept()
        kept["passed"][item.nodeid] = _commit()
        _keep(kept)
    return report


def page(kept: dict) -> str:
    """Return the page of what is kept."""
    parts = [HEAD]
    for programme, run in sorted(kept.items()):
        rows = "\n".join(f"| {name.replace('_', ' ')} | {value} |" for name, value in run["figures"].items())
        parts.append(f"## {programme}\nCommit `{run['commit']}`, seed {run['seed']}, command `make prove`.\n\n"
                     f"| figure | value |\n|---|---|\n{rows}\n")  # fmt: skip
    return "\n".join(parts)


def _kept() -> dict:
    return json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {"programmes": {}, "passed": {}}


def _keep(kept: dict) -> None:
    KEPT.parent.mkdir(parents=True, exist_ok=True)
    KEPT.write_text(json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")


def _commit() -> str:
    """Return the commit, with a plus sign when the tree differs from it."""

    def git(*words: str) -> str:
        return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()  # noqa: S607 - git of PATH

    changed = git("status", "--porcelain", "--untracked-files=no", "--", "src", "tests", "tenants", "workflows")
    return git("rev-parse", "--short=12", "HEAD") + (CHANGED if changed else "")
