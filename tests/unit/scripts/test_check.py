"""``wangting check`` prints every problem on a line of its own, or one line that all is well."""

import argparse
import re
from pathlib import Path

from wangting.scripts import check

ROOT = Path(__file__).resolve().parents[3]


def run(*argv):
    parser = argparse.ArgumentParser()
    check.add_arguments(parser)
    return check.run(parser.parse_args(argv))


def test_the_files_of_the_house_hold_together(capsys):
    assert run("--home", str(ROOT)) == 0
    out = capsys.readouterr().out
    assert re.match(r"all declared files hold together: 6 halls, 1354 villages and communities, \d+ items", out)
    assert out.count("\n") == 1


def test_problems_are_printed_one_a_line_and_fail_the_command(tmp_path, capsys):
    (tmp_path / "workflows").mkdir()
    (tmp_path / "workflows/odd.v1.yaml").write_text("title: 1\ncolour: red\n", encoding="utf-8")
    assert run("--home", str(tmp_path)) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "workflows/odd.v1.yaml:1: title: must be a text (in quotes), not 1" in lines
    assert all(re.match(r"[^:]+:\d+: [^:]+: .", line) for line in lines)
