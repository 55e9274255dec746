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
