"""The same journey through the pages in each of the six halls, from the same code, users, items and flows."""

from __future__ import annotations

import re

import pytest

from walking import act, complete, file_case, register

SIX = ["municipal", "qiaocheng", "guoyang", "mengcheng", "lixin", "ezone"]
#: An item that all six halls offer.
EVERYWHERE = "442169016000"
TEACHER = "440102013002"


def officers(hall, key, code):
    """Return browsers of the counter, the reviewer and the approver who are responsible for ``code`` in ``key``."""
    with hall.room() as room:
        unit = room.catalogue.offer(key, code).implementation.unit
    people = (("counter", key), ("reviewer", unit), ("approver", unit))
    return [hall.browser(sign_in=hall.account(post, key, place)) for post, place in people]


def licence_of(hall, number):
    with hall.room() as room:
        return room.register.licence(room.tracking.by_number(number).licence)


@pytest.mark.parametrize("key", SIX)
def test_from_registration_to_a_licence_that_anyone_can_check(hall, key):
    citizen = hall.browser()
    register(citizen)
    number = file_case(citizen, key, EVERYWHERE)
    counter, reviewer, approver = officers(hall, key, EVERYWHERE)
    for browser, name in ((counter, "accept"), (reviewer, "review"), (approver, "approve")):
        assert number in browser.get(f"/{key}/desk/")
        assert act(browser, key, number, name, opinion="材料相符").status_int == 303
    before = citizen.get(f"/me/cases/{number}")
    assert "/licence.pdf" not in before

    hall.clock.advance(seconds=10)
    hall.worker.round()
    page = citizen.get(f"/me/cases/{number}")
    pdf = page.click(href="licence.pdf")
    assert pdf.content_type == "application/pdf"
    assert hall.house.press.check(pdf.body).valid
    assert pdf.body != hall.house.press.check(pdf.body[:-40] + b"x" + pdf.body[-39:])
    with hall.room() as room:
        case = room.tracking.by_number(number)
        assert [entry.act for entry in case.ledger] == ["submit", "accept", "review", "approve", "deliver"]
        assert case.number.startswith(room.catalogue.hall(key).case_prefix)

    anybody = hall.browser()
    verdict = anybody.get(f"/verify/{licence_of(hall, number).token}")
    verdict.mustcontain("有效")
    assert "王小明" not in verdict
    timeline = re.findall(r"<li[^>]*>\s*<time", page.text)
    assert len(timeline) >= 5


def test_a_request_for_papers_is_answered_and_the_case_goes_on(hall):
    citizen = hall.browser()
    register(citizen)
    number = file_case(citizen, "mengcheng", TEACHER)
    counter = officers(hall, "mengcheng", TEACHER)[0]
    form = counter.get(f"/mengcheng/desk/cases/{number}").forms["act"]
    form["check-m4"] = "bad"
    form["why-m4"] = "expired"
    assert form.submit("act", value="supplement").status_int == 303

    page = citizen.get(f"/me/cases/{number}").click(href="/answer", index=0)
    page.mustcontain("体检合格证明", "过了有效期")
    page = complete(page, "answer")
    assert page.forms["answer"].submit("act", value="submit").status_int == 303
    assert act(counter, "mengcheng", number, "accept").status_int == 303
    with hall.room() as room:
        case = room.tracking.by_number(number)
        assert [entry.act for entry in case.ledger] == ["submit", "supplement", "answer", "accept"]
        assert dict(case.ledger[1].facts)["missing"] == ["m4"]


def test_a_case_that_is_not_accepted_says_why_and_what_can_be_done(hall):
    citizen = hall.browser()
    register(citizen)
    number = file_case(citizen, "lixin", TEACHER)
    counter = officers(hall, "lixin", TEACHER)[0]
    assert act(counter, "lixin", number, "decline", opinion="").status_int == 422
    assert act(counter, "lixin", number, "decline", opinion="不属本机关职权，请向市教育局申请").status_int == 303
    page = citizen.get(f"/me/cases/{number}")
    page.mustcontain("不予受理")
    page.click(href="documents/", index=-1).mustcontain("请向市教育局申请", "行政复议")


def test_a_refusal_is_written_with_reasons_and_remedies(hall):
    citizen = hall.browser()
    register(citizen)
    number = file_case(citizen, "guoyang", TEACHER)
    counter, reviewer, approver = officers(hall, "guoyang", TEACHER)
    act(counter, "guoyang", number, "accept")
    act(reviewer, "guoyang", number, "review")
    assert act(approver, "guoyang", number, "refuse", opinion="学历不符合规定").status_int == 303
    citizen.get(f"/me/cases/{number}").click(href="documents/", index=-1).mustcontain("学历不符合规定", "行政诉讼")
    with hall.room() as room:
        assert room.tracking.by_number(number).licence is None


def test_the_applicant_withdraws_and_nobody_acts_any_more(hall):
    citizen = hall.browser()
    register(citizen)
    number = file_case(citizen, "qiaocheng", EVERYWHERE)
    confirm = citizen.get(f"/me/cases/{number}").click(href="withdraw")
    form = next(form for form in confirm.forms.values() if "withdraw" in form.action)
    assert form.submit().status_int == 303
    counter = officers(hall, "qiaocheng", EVERYWHERE)[0]
    assert not re.search(r'<button[^>]*name="act" value="[a-z]', counter.get(f"/qiaocheng/desk/cases/{number}").text)
    citizen.get(f"/me/cases/{number}").mustcontain("撤回")


def test_five_silent_working_days_are_acceptance_on_the_pages_too(hall):
    citizen = hall.browser()
    register(citizen)
    number = file_case(citizen, "ezone", EVERYWHERE)
    hall.clock.advance(days=30)
    hall.worker.round()
    register(citizen, serial=8, name="张三丰")
    again = hall.browser()
    form = again.get("/sign-in").forms["sign-in"]
    form["login"], form["password"] = "13800000007", "a quiet long evening"
    form.submit("act")
    again.get(f"/me/cases/{number}").mustcontain("视为受理")


def test_two_citizens_do_not_see_each_others_cases(hall):
    one, two = hall.browser(), hall.browser()
    register(one)
    register(two, serial=9, name="赵六")
    number = file_case(one, "municipal", EVERYWHERE)
    for path in ("", "/receipt", "/licence.pdf", "/documents/1", "/withdraw"):
        two.get(f"/me/cases/{number}{path}", status=404)
    assert number not in two.get("/me/")
