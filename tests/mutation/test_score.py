"""Of a hundred small faults in permissions, numbers, workflows, the calendar and signatures, eighty are noticed.

A slice tries some of them; the full size all of them, and names those that survive (QUALITY 3).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from proving.figures import ROOT
from proving.mutants import faults, mutated
from proving.size import FULL

UNIT, GATEWAYS = "tests/unit", "tests/contract/gateways"
#: What is mutated, by which tests it must be noticed, and where their conftest is.
ROOMS = {
    "permissions": (("access", "grants", "overlay"), UNIT),
    "numbering": (("numbering", "iso7064", "licence_identifier"), UNIT),
    "workflow": (("workflow", "workflow_checks"), UNIT),
    "calendar": (("workday", "timelimit", "calendar_rows"), UNIT),
    "ledger": (("ledger", "merkle"), UNIT),
    "signatures": (("opening", "pades", "strict"), GATEWAYS),
}
SCORE = 0.8
#: How many faults of a room a slice tries; of so few, chance may let one or two more survive.
SLICE, SLICE_SCORE = 4, 0.5


def asked(room):
    """Return (module, number, tests, folder) of every fault of a room."""
    names, folder = ROOMS[room]
    for name in names:
        if folder == UNIT:
            # Its own tests come first: most faults end the run there.
            own_first = sorted(names, key=lambda each, name=name: each != name)
            module, tests = f"wangting.rules.{name}", [f"tests/unit/rules/test_{each}.py" for each in own_first]
        else:
            module, tests = f"wangting.gateways.signer.{name}", ["tests/contract/gateways/test_signer.py"]
        for number in range(faults(module)):
            yield module, number, tests, folder


def verdicts(mutants):
    """Try every mutant and return its verdict."""
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "proving" / "mutants.py")], input=json.dumps(mutants), cwd=ROOT,
        env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("room", ROOMS)
def test_faults_in_what_matters_most_are_noticed(room, source, figures):
    every = list(asked(room))
    mutants = every if FULL else source.sample(every, min(SLICE, len(every)))
    # The first has no fault: that it survives says that the tests run and pass here.
    whole, *found = verdicts([(every[0][0], None, *every[0][2:]), *mutants])
    assert whole == "survived"
    survived = [mutated(module, number)[1] for (module, number, *_), verdict in zip(mutants, found, strict=True)
                if verdict == "survived"]  # fmt: skip
    score = 1 - len(survived) / len(found)
    figures.record(f"mutants of {room}", tried=len(found), noticed=len(found) - len(survived),
                   late=found.count("late"), score=round(score, 3))  # fmt: skip
    assert len(found) == len(mutants)
    assert score >= (SCORE if FULL else SLICE_SCORE), "\n".join(survived)


def test_a_mutant_survives_tests_that_assert_nothing(tmp_path):
    idle = tmp_path / "test_idle.py"
    idle.write_text("from wangting.rules import numbering\n\n\ndef test_nothing():\n    assert numbering\n")
    mutants = [("wangting.rules.numbering", number, [str(idle)], UNIT) for number in range(4)]
    assert verdicts(mutants) == ["survived"] * 4
