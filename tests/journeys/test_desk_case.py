"""An officer takes a case from the list to the licence, and meets every way in which an act is refused."""

from __future__ import annotations

from acting import act, state, submit


def officer(hall, role, unit=None, key="mengcheng"):
    """Return a browser of the sample officer who holds ``role``."""
    return hall.browser(sign_in=hall.account(role, key, unit))


def number_of(hall, case_id):
    with hall.room() as room:
        return room.register.case(case_id).number


def at(hall, case_id, key="mengcheng"):
    return f"/{key}/desk/cases/{number_of(hall, case_id)}"


def test_a_case_is_accepted_reviewed_and_approved_from_the_desk(hall):
    case_id = submit(hall)
    for role, unit, name, after in (
        ("counter", "mengcheng", "accept", "accepted"),
        ("reviewer", "mengcheng/jiaoyu", "review", "reviewed"),
        ("approver", "mengcheng/jiaoyu", "approve", "approved"),
    ):
        browser = officer(hall, role, unit)
        row = browser.get("/mengcheng/desk/").click(href=number_of(hall, case_id))
        form = row.forms["act"]
        form["opinion"] = "材料齐全"
        answer = form.submit("act", value=name)
        assert answer.status_int == 303
        assert state(hall, case_id) == after
        page = answer.follow()
        page.mustcontain("已办")
        assert "wt-note-good" not in browser.get(at(hall, case_id)).text
    hall.clock.advance(seconds=10)
    hall.worker.round()
    assert state(hall, case_id) == "delivered"
