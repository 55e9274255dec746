"""An inverted list: rare marks tell more, common ones are left for later, unknown ones still count as asked."""

import math

import pytest

from wangting.services.finding.postings import Postings

LISTS = Postings([{"a", "x"}, {"a"}, {"a", "b"}, {"a"}], lambda mark: 0.5 if mark == "x" else 1.0, 3.0)


def test_a_mark_tells_the_more_the_fewer_have_it():
    assert LISTS.told({"a"}) == pytest.approx(math.log(2))
    assert LISTS.told({"b"}) == pytest.approx(math.log(5))
    assert LISTS.told({"x", "nobody"}) == pytest.approx(math.log(5) / 2 + 3.0)
    assert LISTS.totals == pytest.approx([LISTS.told(marks) for marks in ({"a", "x"}, {"a"}, {"a", "b"}, {"a"})])


def test_the_rarest_are_read_first_and_what_is_not_read_is_named():
    found, unread = LISTS.matched({"a", "b", "nobody"}, most=2)
    assert found == {2: pytest.approx(math.log(5))}
    assert unread == [("a", pytest.approx(math.log(2)))]
    assert set(LISTS.matched({"a"}, most=2)[0]) == {0, 1, 2, 3}, "something is always read"
    assert LISTS.matched({"a", "b"}, most=5)[1] == []


def test_a_mark_is_known_when_one_document_has_it():
    assert LISTS.knows_all({"a", "x"})
    assert LISTS.knows_all(set())
    assert not LISTS.knows_all({"a", "nobody"})
