"""One altered leaf changes the root; a node never passes for a leaf."""

from hypothesis import given
from hypothesis import strategies as st

from wangting.rules.merkle import EMPTY, merkle_root

LEAVES = st.lists(st.text(max_size=8), min_size=1, max_size=9)


def test_no_leaves_have_a_root_of_their_own():
    assert merkle_root([]) == EMPTY


@given(LEAVES, st.data())
def test_an_altered_a_moved_or_a_missing_leaf_changes_the_root(leaves, data):
    place = data.draw(st.integers(0, len(leaves) - 1))
    altered = [*leaves[:place], leaves[place] + "x", *leaves[place + 1 :]]
    assert merkle_root(altered) != merkle_root(leaves)
    assert merkle_root(leaves[:place] + leaves[place + 1 :]) != merkle_root(leaves)
    if leaves != leaves[::-1]:
        assert merkle_root(leaves[::-1]) != merkle_root(leaves)


def test_a_lone_leaf_and_a_pair_are_told_apart():
    assert merkle_root(["a"]) != merkle_root(["a", "a"])
