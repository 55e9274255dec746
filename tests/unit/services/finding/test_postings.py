"""An inverted list: rare marks tell more, common ones are left for later, unknown ones still count as asked."""

import math

import pytest

from wangting.services.finding.postings import Postings

LISTS = Postings([{"a", "x"}, {"a"}, {"a", "b"}, {"a"}], lambda mark: 0.5 if mark == "x" else 1.0, 3.0)


def told(*marks):
    """Return how much some marks tell together."""
    return LISTS.matched(marks, most=2).told


def test_a_mark_tells_the_more_the_fewer_have_it():
    assert told("a") == pytest.approx(math.log(2))
    assert told("b") == pytest.approx(math.log(5))
    assert told("x", "nobody") == pytest.approx(math.log(5) / 2 + 3.0)
    assert LISTS.totals == pytest.approx([told("a", "x"), told("a"), told("a", "b"), told("a")])


def test_the_rarest_are_read_first_and_what_is_not_read_is_named():
    found = LISTS.matched(("a", "b", "nobody"), most=2)
    assert found.weights == {2: pytest.approx(math.log(5))}
    assert found.unread == [(pytest.approx(math.log(2)), "a")]
    assert set(LISTS.matched(("a",), most=2).weights) == {0, 1, 2, 3}, "something is always read"
    assert LISTS.matched(("nobody",), most=2).weights == {}


def test_a_document_with_two_marks_has_what_both_tell():
    found = LISTS.matched(("a", "b"), most=5)
    assert found.unread == []
    assert found.weights == pytest.approx({0: told("a"), 1: told("a"), 2: told("a", "b"), 3: told("a")})


def test_a_mark_is_known_when_one_document_has_it():
    assert LISTS.knows_all({"a", "x"})
    assert LISTS.knows_all(set())
    assert not LISTS.knows_all({"a", "nobody"})
