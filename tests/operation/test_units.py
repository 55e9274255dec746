"""The units of systemd are read by systemd itself, and name what exists."""

import re
import shutil
import subprocess

import pytest

from conftest import ROOT
from wangting.scripts.command import parser_for

UNITS = sorted((ROOT / "etc/systemd").iterdir())


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_systemd_finds_nothing_wrong(unit, tmp_path):
    program = shutil.which("systemd-analyze")
    assert program, "systemd-analyze is not on this machine: apt-get install systemd"
    # What a unit starts is not installed where the test runs: a programme that is stands in for it.
    for path in UNITS:
        text = re.sub(r"/srv/wangting/\.venv/bin/wangting", "/bin/true", path.read_text("utf-8"))
        (tmp_path / path.name).write_text(text, "utf-8")
    ran = subprocess.run([program, "verify", "--man=no", str(tmp_path / unit.name)], capture_output=True, text=True,
                         check=False, env={"SYSTEMD_UNIT_PATH": f"{tmp_path}:"})  # fmt: skip
    said = [line for line in ran.stderr.splitlines() if "wangting" in line]
    assert (ran.returncode, said) == (0, [])


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_the_commands_of_a_unit_exist(unit):
    for typed in re.findall(r"^Exec\w+=\S*/wangting (.*)$", unit.read_text("utf-8"), re.MULTILINE):
        parser_for(typed.split()).parse_args(typed.split())
