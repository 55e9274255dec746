"""The two ways of setting up install the same: every pin has its hashes, and buildout repeats the pins."""

import configparser
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-test.lock", "requirements-browser.lock", "requirements-buildout.lock")
PIN = re.compile(r"^([A-Za-z][\w.-]*)==([^\s;]+)(?: ; [^\\]+)?( \\)?$")


def pins(text: str) -> tuple[dict[str, str], list[str]]:
    """Return the pins of a lock by normalised name, and the lines that are no pin with hashes."""
    found, faults = {}, []
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if line.startswith("    --hash=sha256:"):
            continue
        pin = PIN.match(line.rstrip())
        if pin and following.startswith("    --hash=sha256:"):
            found[normal(pin[1])] = pin[2]
        else:
            faults.append(line)
    return found, faults


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def both() -> dict[str, str]:
    return {name: version for lock in LOCKS for name, version in pins((ROOT / lock).read_text("utf-8"))[0].items()}


def test_every_line_of_the_locks_is_a_pin_with_its_hashes():
    assert {lock: pins((ROOT / lock).read_text("utf-8"))[1] for lock in LOCKS} == {lock: [] for lock in LOCKS}


def test_a_line_without_a_version_or_a_hash_is_found():
    text = "a==1 \\\n    --hash=sha256:0\nb>=1 \\\n    --hash=sha256:0\nc==1\n-i somewhere\n"
    assert pins(text) == ({"a": "1"}, ["b>=1 \\", "c==1", "-i somewhere"])


def test_the_pins_that_substanced_needs_hold():
    assert {name: both()[name] for name in ("substanced", "pyramid", "btrees")} == {
        "substanced": "1.0b1",
        "pyramid": "2.1",
        "btrees": "6.4",
    }
    assert int(both()["setuptools"].partition(".")[0]) < 81


def test_buildout_pins_what_the_locks_pin():
    buildout = configparser.ConfigParser(interpolation=None)
    buildout.read(ROOT / "buildout.cfg", "utf-8")
    versions = {normal(name): version for name, version in buildout["versions"].items()}
    assert {name: versions.get(name) for name in both()} == both()
