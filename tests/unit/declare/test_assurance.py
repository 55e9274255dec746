"""The levels as they are declared: each there once, each way known."""

from __future__ import annotations

import pytest

from wangting.declare.assurance import FILE, load
from wangting.rules.assurance import Vouching


def test_the_levels_of_the_house_are_read(home):
    law, problems = load(home.path)
    assert not problems
    assert [law.levels[number].name for number in (2, 3, 4, 5)] == ["二级", "三级", "四级", "五级"]
    assert {name: way.level for name, way in law.ways.items()} == {
        "declared": 2, "data": 3, "provider": 3, "face": 4, "window": 5,
    }  # fmt: skip
    assert law.ways["face"].days == 365
    assert law.representative == Vouching(3, frozenset({"data", "face", "window"}))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  - level: 3", "  - level: 4", "4 stands here twice"),
        ("  - level: 3", "  - level: 4", "level 3 is missing"),
        ("  - level: 5", "  - level: 6", "levels"),
        ("  window: ", "  handshake: ", "no such way"),
        ("  window: ", "  handshake: ", "window is missing"),
        ("days: 365", "days: 0", "days"),
        ("title: 实名等级", "titel: 实名等级", "titel"),
        ("ways: [data, face, window]", "ways: [declared]", "no such choice"),
        ("ways: [data, face, window]", "ways: []", "must name a way"),
    ],
)
def test_each_mistake_is_told(home, old, new, said):
    home.mend(FILE.as_posix(), old, new)
    law, problems = load(home.path)
    assert law is None
    assert any(said in str(problem) for problem in problems)
