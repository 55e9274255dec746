"""Every view × every role × six halls × GET and POST: a seeded part of it each day, all of it in ``make prove``."""

import random

import pytest

from matrix import views
from matrix.running import differences, others, questions
from proving.size import FULL, SEED, sized

HALLS = ("municipal", "qiaocheng", "guoyang", "mengcheng", "lixin", "ezone")
#: Questions of one hall in a slice; a whole hall has more than seven thousand.
PART = 400


@pytest.mark.parametrize("hall", HALLS)
def test_everybody_gets_what_is_theirs_and_nothing_else(world, rows, figures, hall):
    asked = list(questions(world, rows, [hall]))
    assert len(asked) > 6000
    if not FULL:
        asked = random.Random(f"{SEED} {hall}").sample(asked, PART)
    found = differences(world, asked)
    figures.record(f"tenant matrix, {hall}", questions=len(asked), differences=len(found))
    assert found == []


def test_a_view_answers_no_method_that_it_does_not_mean(world, rows, figures):
    known = views.addressed(world.hall.application.registry)
    asked = list(others(world, rows, known, sized(("mengcheng",), HALLS)))
    assert len(asked) > 1000
    asked = asked if FULL else random.Random(SEED).sample(asked, PART)
    found = differences(world, asked)
    figures.record("tenant matrix, other methods", questions=len(asked), differences=len(found))
    assert found == []


def test_nobody_is_missing_but_who_is_not_there(world):
    missing = {(role, hall) for role in ("town_clerk", "head", "counter", "reviewer_beside", "agent_outside")
               for hall in HALLS if world.asker(role, hall) is None}  # fmt: skip
    # 市直 has no towns, and none is the zone's own: its villages are those of one that stays 谯城's (DOMAIN 1).
    assert missing <= {("town_clerk", "municipal"), ("town_clerk", "ezone")}
