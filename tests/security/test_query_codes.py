"""The query code follows a case for anybody who has it: only those who work at a desk see it there."""

import pytest

from desks import at, file_case, officer


@pytest.mark.parametrize("role", ["counter", "issuer"])
def test_the_desk_prints_the_receipt_with_its_code(hall, role):
    case_id = file_case(hall)
    with hall.room() as room:
        code = room.tracking.query_code(room.register.case(case_id))
    browser = officer(hall, role)
    assert code in browser.get(at(hall, case_id)).click("打印回执")


def test_a_supervisor_reads_the_case_and_gets_no_code(hall):
    case_id = file_case(hall)
    with hall.room() as room:
        code = room.tracking.query_code(room.register.case(case_id))
    browser = officer(hall, "supervisor")
    page = browser.get(at(hall, case_id))
    assert "打印封面" in page
    assert "打印回执" not in page
    refused = browser.get(at(hall, case_id) + "/receipt", status=403)
    assert code not in page
    assert code not in refused
