"""The newest of one owner are what sorting all of them would give, and those of years before are not read."""

from __future__ import annotations

from BTrees.OOBTree import OOTreeSet
from hypothesis import given
from hypothesis import strategies as st

from wangting.content.newest import newest

IDS = st.builds(
    lambda year, month, day, slot, sequence: (year * 10000 + month * 100 + day) * 10**7 + slot * 10**5 + sequence,
    st.integers(2020, 2030), st.integers(1, 12), st.integers(1, 28), st.integers(0, 3), st.integers(1, 99),
)  # fmt: skip
OWNED = st.lists(st.tuples(st.integers(1, 4), IDS), max_size=60)


def trees_of(owned):
    trees = tuple(OOTreeSet() for _ in range(4))
    for owner, case_id in owned:
        trees[case_id % 10**7 // 10**5].insert((owner, case_id))
    return trees


@given(OWNED, st.integers(0, 5), st.integers(1, 30))
def test_they_are_the_head_of_all_sorted(owned, owner, most):
    expected = sorted({case_id for own, case_id in owned if own == owner}, reverse=True)[:most]
    assert newest(trees_of(owned), owner, most) == expected


class Watched:
    """A set that notes how many keys were read of it."""

    def __init__(self, tree):
        self._tree, self.read = tree, 0

    def maxKey(self, *bound):  # noqa: N802 - BTrees name the method
        return self._tree.maxKey(*bound)

    def keys(self, *bounds, **more):
        for key in self._tree.keys(*bounds, **more):
            self.read += 1
            yield key


def test_ten_thousand_of_years_before_are_not_read_for_the_last_twenty():
    months = (year * 10000 + month * 100 for year in range(2016, 2027) for month in range(1, 13))
    days = (month + day for month in months for day in range(1, 29))
    tree = OOTreeSet((7, day * 10**7 + number) for day in days for number in (1, 2, 3))
    watched = Watched(tree)
    found = newest([watched], 7, 20)
    assert found == [key[1] for key in sorted(tree, reverse=True)[:20]]
    assert len(tree) > 10_000
    assert watched.read < 200
