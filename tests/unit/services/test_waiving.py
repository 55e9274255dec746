"""A waiver names the rule, the item and the reason, or it is none."""

import pytest

from wangting.errors import NotFound, Refused
from wangting.services.waiving import LONGEST

RULE, CODE = "hard_text", "440102013002"


@pytest.mark.parametrize(
    ("rule", "code", "reason", "fault", "said"),
    [
        ("no_such", CODE, "因为", NotFound, "no_rule"),
        (RULE, "000000000000", "因为", NotFound, "no_item"),
        (RULE, CODE, "  ", Refused, "waiver_reason"),
    ],
)
def test_what_is_no_waiver_is_refused(hall, rule, code, reason, fault, said):
    with hall.room() as room, pytest.raises(fault, match=said):
        room.office.waiving.waive(rule, code, reason, 7)


def test_a_waiver_keeps_who_why_and_when(hall):
    with hall.room(commit=True) as room:
        room.office.waiving.waive(RULE, CODE, " 因为" + "长" * LONGEST, 7)
    with hall.room() as room:
        deed = room.office.waiving.of(RULE, CODE)
        assert (deed.by, len(deed.note), deed.note[:2]) == (7, LONGEST, "因为")
        assert room.office.waiving.of("circular_proof", CODE) is None
