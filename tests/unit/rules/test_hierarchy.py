"""Which of main item, sub-item and handled item may lie under which."""

import pytest

from wangting.rules.hierarchy import (
    HANDLED,
    MAIN,
    MISSING,
    NEEDLESS,
    NOWHERE,
    PARTS,
    SUB,
    UNFIT,
    UNKNOWN,
    Placed,
    misplaced,
    only_gathers,
)

A = "440100000001"


@pytest.mark.parametrize(
    ("own", "above", "parts", "wanted"),
    [
        (NOWHERE, None, (), None),
        (Placed(MAIN), None, (SUB, HANDLED), None),
        (Placed(SUB, A), Placed(MAIN), (HANDLED,), None),
        (Placed(HANDLED, A), Placed(MAIN), (), None),
        (Placed(HANDLED, A), Placed(SUB, "B"), (), None),
        (Placed(SUB), None, (), MISSING),
        (Placed(HANDLED), None, (), MISSING),
        (Placed(None, A), Placed(MAIN), (), NEEDLESS),
        (Placed(MAIN, A), Placed(MAIN), (), NEEDLESS),
        (Placed(SUB, A), None, (), UNKNOWN),
        (Placed(SUB, A), NOWHERE, (), UNFIT),
        (Placed(SUB, A), Placed(SUB, "B"), (), UNFIT),
        (Placed(HANDLED, A), Placed(HANDLED, "B"), (), UNFIT),
        (Placed(SUB, A), Placed(MAIN), (SUB,), PARTS),
        (Placed(HANDLED, A), Placed(MAIN), (HANDLED,), PARTS),
        (NOWHERE, None, (HANDLED,), PARTS),
        (Placed(MAIN), None, (None,), PARTS),
    ],
)
def test_each_lies_under_a_higher_one_and_nothing_under_what_it_does_not_fit(own, above, parts, wanted):
    assert misplaced(own, above, parts) == wanted


@pytest.mark.parametrize(
    ("rank", "item_class", "has_parts", "wanted"),
    [
        (MAIN, None, True, True),
        # It is handled itself: nothing lies under it, or it has a class of its own.
        (MAIN, None, False, False),
        (MAIN, "行政审批", True, False),
        (SUB, None, True, False),
        (None, None, True, False),
    ],
)
def test_nobody_applies_for_a_main_item_that_has_parts_and_no_class(rank, item_class, has_parts, wanted):
    assert only_gathers(rank, item_class, has_parts=has_parts) is wanted
