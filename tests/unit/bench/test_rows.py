"""A row says what was asked, whether it is kept, and what has become of it since an older report."""

from __future__ import annotations

import json

from wangting.bench.load import Cost
from wangting.bench.rows import Row, cost_row, growth_rows, slower, sum_row, table


def report(*rows, cases=1000):
    """Return a report as it comes back from its file."""
    return json.loads(json.dumps({"cases": cases, "rows": [row.as_dict() for row in rows]}))


def test_a_cost_is_kept_up_to_its_target_and_a_ratio_from_it_on():
    assert cost_row("an act", "act", Cost(5, 4.0, 10), 4.0).kept
    assert not cost_row("an act", "act", Cost(5, 4.01, 10), 4.0).kept
    assert Row("guide", "pages", 0.7, "x bare hello", 0.7, True).kept
    assert not Row("guide", "pages", 0.69, "x bare hello", 0.7, True).kept
    assert cost_row("a case", "desk case", Cost(5, 900.0, 10), None).kept


def test_requests_of_one_operation_are_added_up_and_shown():
    filing = sum_row("file", "file", {"upload": Cost(40, 2.0, 100.0), "submit": Cost(38, 3.5, 50.0)}, 6.0)
    assert (filing.measured, filing.kept) == (5.5, True)
    assert filing.as_dict()["costs"]["submit"] == {"operations": 38, "cpu_ms": 3.5, "per_second": 50.0}
    lines = table({"bare hello": Cost(10, 0.2, 100)}, [filing, Row("bytes", "act", 4.2, "kB", 3.0)])
    assert any(line.startswith("baseline: bare hello") for line in lines)
    assert any(line.startswith("  upload") for line in lines)
    assert lines[-1].endswith("<= 3 kB               MISSED")


def test_what_became_dearer_than_the_noise_of_a_machine_is_called_slower():
    before = report(cost_row("an act", "act", Cost(5, 2.0, 10), 4.0), Row("guide", "pages", 0.6, "x", 0.3, True))
    assert slower([cost_row("an act", "act", Cost(5, 2.5, 10), 4.0)], before) == []
    [line] = slower([cost_row("an act", "act", Cost(5, 3.0, 10), 4.0)], before)
    assert line.startswith("SLOWER an act: 2 -> 3 cpu-ms (1.5 x)")
    [line] = slower([Row("guide", "pages", 0.3, "x", 0.3, True)], before)
    assert line.startswith("SLOWER guide")
    assert slower([cost_row("new", "new", Cost(5, 3.0, 10), 4.0)], before) == []


def test_a_list_of_a_large_hall_is_held_against_that_of_a_small_one():
    small = report(cost_row("my list", "list", Cost(5, 2.0, 10), 2.5))
    large = [cost_row("my list", "list", Cost(5, 2.6, 10), 2.5), cost_row("other", "list", Cost(5, 9.0, 10), 2.5)]
    [grown] = growth_rows(large, small, 1_000_000, {"my list": 1.2})
    assert (round(grown.measured, 3), grown.kept, grown.name) == (1.3, False, "my list, against 1,000 cases")
    assert growth_rows(large, small, 1000, {"my list": 1.2}) == []
