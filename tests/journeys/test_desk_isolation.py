"""Nobody of one hall or department sees or changes what is another's (QUALITY P5), whatever they send."""

from __future__ import annotations

import pytest

from acting import PDF, act, state
from desks import at, file_case, number_of, officer, tid

WATER = "440116004002"


def parts(hall, case_id, key="mengcheng"):
    return [at(hall, case_id, key) + part for part in ("", "/cover", "/files/1", "/licence.pdf")]


def test_a_case_of_another_hall_is_not_there(hall):
    theirs = file_case(hall, key="lixin")
    number = number_of(hall, theirs)
    browser = officer(hall, "counter")
    before = tid(hall)
    for address in (*parts(hall, theirs, "lixin"), *parts(hall, theirs, "mengcheng")):
        page = browser.get(address, status=404)
        assert number not in page.html.main.text
    assert number not in browser.get("/mengcheng/desk/?tab=open")
    token = browser.get("/mengcheng/desk/").html.select_one("[name=csrf_token]")["value"]
    for hall_key in ("lixin", "mengcheng"):
        sent = {"csrf_token": token, "version": "1", "act": "accept"}
        browser.post(f"/{hall_key}/desk/cases/{number}/act", sent, status=404)
    assert tid(hall) == before
    assert state(hall, theirs) == "submitted"


def test_a_reviewer_of_one_department_does_not_see_the_cases_of_another(hall):
    mine, theirs = file_case(hall), file_case(hall, code=WATER)
    for case_id in (mine, theirs):
        act(hall, case_id, "accept", "mengcheng-counter")
    browser = officer(hall, "reviewer", "mengcheng/jiaoyu")
    for tab in ("todo", "open", "paused", "done"):
        assert number_of(hall, theirs) not in browser.get(f"/mengcheng/desk/?tab={tab}")
    browser.get(at(hall, mine))
    for address in parts(hall, theirs):
        browser.get(address, status=404)


def test_a_counter_of_one_department_only_sees_that_department(hall):
    mine, theirs = file_case(hall), file_case(hall, code=WATER)
    account = hall.account("counter", "mengcheng")
    with hall.room(commit=True) as room:
        party = room.register.parties.by_login(account["login"])
        party.postings = (party.postings[0]._replace(unit="mengcheng/jiaoyu"),)
    browser = hall.browser(sign_in=account)
    page = browser.get("/mengcheng/desk/")
    assert number_of(hall, mine) in page
    assert number_of(hall, theirs) not in page
    browser.get(at(hall, theirs), status=404)


def test_the_desk_of_another_hall_is_closed_and_a_forged_root_opens_nothing(hall):
    theirs = file_case(hall, key="lixin")
    browser = officer(hall, "counter")
    browser.get("/lixin/desk/", status=403)
    for forged in ("/lixin", "/lixin/desk"):
        plain = browser.get("/mengcheng/desk/", headers={"X-Vhm-Root": forged})
        assert "蒙城" in plain.html.title.text
        browser.get(f"/desk/cases/{number_of(hall, theirs)}", headers={"X-Vhm-Root": forged}, status=404)
    cookie = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    for address in (at(hall, theirs), at(hall, theirs).removeprefix("/mengcheng")):
        hall.browser().get(address, headers={"Host": "lixin.localhost", "Cookie": cookie}, status=404)


def test_the_applicant_and_a_visitor_have_no_desk(hall):
    case_id = file_case(hall)
    citizen = hall.browser(sign_in=hall.account("citizen"))
    citizen.get("/mengcheng/desk/", status=403)
    for address in parts(hall, case_id):
        citizen.get(address, status=404)
    visitor = hall.browser()
    unknown = at(hall, case_id)[:-7] + "99999-9"
    for address in ("/mengcheng/desk/", at(hall, case_id), unknown):
        assert "/sign-in" in visitor.get(address, status=303).location


def test_an_official_who_applied_works_on_it_as_a_post_only(hall):
    account = hall.account("reviewer", "mengcheng", "mengcheng/shuili")
    case_id = file_case(hall)
    with hall.room(commit=True) as room:
        room.register.case(case_id).application.applicant = room.register.parties.by_login(account["login"]).id
    hall.browser(sign_in=account).get(at(hall, case_id), status=404)


def test_a_post_that_is_over_sees_nothing_any_more(hall):
    case_id = file_case(hall)
    account = hall.account("counter", "mengcheng")
    browser = hall.browser(sign_in=account)
    browser.get(at(hall, case_id))
    with hall.room(commit=True) as room:
        party = room.register.parties.by_login(account["login"])
        yesterday = hall.clock.now().date().replace(day=27)
        party.postings = (party.postings[0]._replace(until=yesterday),)
    browser.get(at(hall, case_id), status=404)
    browser.get("/mengcheng/desk/", status=403)


def test_papers_leave_as_files_that_cannot_run(hall):
    case_id = file_case(hall)
    answer = officer(hall, "counter").get(at(hall, case_id) + "/files/1")
    assert answer.body.startswith(PDF)
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert "filename*=UTF-8''%E6%AF%95%E4%B8%9A%E8%AF%81%E4%B9%A6.pdf" in answer.headers["Content-Disposition"]
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("which", ["0", "3", "x", "1/2", "", "%EF%BC%91", "99999999999999999999"])
def test_a_paper_that_is_not_there_is_not_there(hall, which):
    case_id = file_case(hall)
    officer(hall, "counter").get(f"{at(hall, case_id)}/files/{which}", status=404)


def test_a_paper_that_is_not_what_was_handed_in_is_not_given_out(hall):
    case_id = file_case(hall)
    with hall.room(commit=True) as room, room.register.case(case_id).files[0].blob.open("w") as stream:
        stream.write(PDF + b"changed")
    page = officer(hall, "counter").get(at(hall, case_id) + "/files/1", status=500)
    assert b"changed" not in page.body
