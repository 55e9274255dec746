"""At the desk a case is taken, taken over, handed on and put back; two clerks see what each other did."""

from __future__ import annotations

from datetime import timedelta

import pytest

import walking
from acting import SECOND, asker, party, second_clerk
from desks import at, file_case, number_of, officer, tid
from wangting.gateways.identity.interface import AGREES
from wangting.rules.assurance import DATA
from wangting.rules.identifiers import credit_code_check
from wangting.services.vouching import Answer, Firm


@pytest.fixture
def second(hall):
    """A second clerk at the same counter, who signs in with the same password."""
    return hall.browser(sign_in=second_clerk(hall))


def press(page, what):
    return page.forms["custody"].submit("do", value=what, expect_errors=True)


def test_one_takes_it_the_other_sees_who_has_it_and_can_take_it_over(hall, second):
    case_id = file_case(hall)
    first = officer(hall, "counter")
    page = press(first.get(at(hall, case_id)), "take").follow()
    page.mustcontain("已办：接手", "在您手上")
    first.get("/mengcheng/desk/?tab=held").mustcontain("我手上 1 件", number_of(hall, case_id))
    listed = second.get("/mengcheng/desk/")
    listed.mustcontain("样例", "没人接的")
    page = second.get(at(hall, case_id))
    page.mustcontain("在办", "还不能：这件在同事手上")
    assert not page.html.select("button[name=act][value=accept]")
    refused = second.post(at(hall, case_id) + "/act", {
        "csrf_token": page.forms["act"]["csrf_token"].value, "version": page.forms["act"]["version"].value,
        "act": "accept"}, status=422)  # fmt: skip
    refused.mustcontain("这件在同事手上")
    press(page, "take").follow().mustcontain("在您手上")
    late = first.get(at(hall, case_id))
    late.mustcontain("王同事")


def test_two_who_take_at_once_one_has_it_and_the_other_is_told(hall, second):
    case_id = file_case(hall)
    seen = second.get(at(hall, case_id))
    press(officer(hall, "counter").get(at(hall, case_id)), "take")
    answer = press(seen, "take")
    assert answer.status_int == 409
    answer.mustcontain("这件刚刚有人办过了，没有覆盖", "接手")


def test_the_next_button_gives_each_clerk_another_case_and_says_when_there_is_none(hall, second):
    cases = [file_case(hall), file_case(hall)]
    first = officer(hall, "counter")
    for browser in (first, second):
        browser.get("/mengcheng/desk/").forms["next"].submit().follow().mustcontain("在您手上")
    with hall.room() as room:
        assert len({room.register.case(case_id).held_by for case_id in cases}) == 2
    page = first.get("/mengcheng/desk/")
    assert "next" not in page.forms
    token = first.get(at(hall, cases[0])).forms["act"]["csrf_token"].value
    first.post("/mengcheng/desk/next", {"csrf_token": token}).follow().mustcontain("没有等人接的件了")


def test_handing_over_shows_the_colleagues_of_the_post_and_nobody_else(hall, second):
    case_id = file_case(hall)
    first = officer(hall, "counter")
    press(first.get(at(hall, case_id)), "take")
    page = first.get(at(hall, case_id)).click("转给同事")
    assert [one["value"] for one in page.html.select("input[name=to]")] == [SECOND]
    page = page.forms["hand-over"].submit("do", value="hand_over").follow()
    page.mustcontain("已办：转交同事", "王同事")
    second.get("/mengcheng/desk/?tab=held").mustcontain(number_of(hall, case_id))
    assert first.get(at(hall, case_id) + "/hand-over").status_int == 303
    press(second.get(at(hall, case_id)), "put_back").follow().mustcontain("已办：放回")
    stream = " ".join(first.get(at(hall, case_id)).html.select_one(".wt-stream").text.split())
    assert stream.index("接手") < stream.index("转交同事") < stream.index("放回")


def test_whoever_steps_back_says_why_and_sees_no_button_any_more(hall, second):
    case_id = file_case(hall)
    first = officer(hall, "counter")
    form = first.get(at(hall, case_id)).forms["recuse"]
    assert form.submit("do", value="recuse", status=422).html.select("[role=alert]")
    form["opinion"] = "申请人是我的亲戚"
    page = form.submit("do", value="recuse").follow()
    page.mustcontain("已办：回避", "还不能：这件您已经回避")
    assert "custody" not in page.forms
    second.get(at(hall, case_id)).mustcontain("申请人是我的亲戚")


def test_the_applicant_follows_what_moves_the_case_and_not_whose_hands_it_is_in(hall):
    case_id = file_case(hall)
    press(officer(hall, "counter").get(at(hall, case_id)), "take")
    mine = hall.browser(sign_in=hall.account("citizen")).get(f"/me/cases/{number_of(hall, case_id)}")
    assert "接手" not in mine.text


@pytest.mark.parametrize("sent", [{"do": "dance"}, {}, {"do": "hand_over", "to": "mengcheng-supervisor"}])
def test_what_no_button_says_changes_nothing(hall, sent):
    case_id = file_case(hall)
    browser = officer(hall, "counter")
    token = browser.get(at(hall, case_id)).forms["act"]["csrf_token"].value
    before = tid(hall)
    browser.post(at(hall, case_id) + "/custody", {"csrf_token": token, "version": "1", **sent}, status=422)
    assert tid(hall) == before


def test_a_search_by_name_and_end_of_phone_finds_ones_own_desk_only_and_the_person_can_see_it(hall):
    case_id = file_case(hall)
    file_case(hall, key="lixin", code="442102034000")
    browser = officer(hall, "counter")

    def find(text):
        form = browser.get("/mengcheng/desk/find").forms["find"]
        form["who"] = text
        return form.submit()

    for text in ("王小样", "小样", "王小样 0001", "0001", "199 0000 0001", "+86 19900000001"):
        page = find(text)
        page.mustcontain("找到 1 件", number_of(hall, case_id), "轮到")
        assert text not in page.request.url
    for text in ("李样例", "王小样 9999", "13000000000"):
        find(text).mustcontain("没有找到归您看的件")
    find("王").mustcontain("再多写一点")
    with hall.room() as room:
        citizen = room.register.case(case_id).applicant
        assert {look.why for look in room.house.side.looks.of_person(citizen)} == {"find"}
    reviewer = officer(hall, "reviewer", "mengcheng/shuili")
    form = reviewer.get("/mengcheng/desk/find").forms["find"]
    form["who"] = "王小样"
    form.submit().mustcontain("没有找到归您看的件")


def test_the_desk_finds_the_cases_of_an_organisation_by_credit_code_and_by_name(hall):
    code, name = "91341622MA0000001" + credit_code_check("91341622MA0000001"), "蒙城县样例商贸有限公司"
    other = file_case(hall)
    with hall.room(commit=True) as room:
        citizen = party(room, hall.account("citizen")["login"])
        room.assuring.prove(citizen, DATA, room.assuring.about(citizen))
        answer = Answer(AGREES, citizen.id_mark)
        mandate = room.representing.register(Firm(name, code, citizen.name), citizen, citizen_until(room), answer)
        assert room.representing.operators(room.representing.find(code)) == [mandate]
    applicant = hall.browser(sign_in=hall.account("citizen"))
    applicant.get(f"/me/companies/{code}").forms["act-for"].submit(status=303)
    number = walking.file_case(applicant, "mengcheng", "442016039000")
    with hall.room() as room:
        unit = room.tracking.by_number(number).unit
    browser = officer(hall, "counter")
    for text in (code, code.lower(), f"{code[:9]} {code[9:]}", name, "样例商贸"):
        form = browser.get("/mengcheng/desk/find").forms["find"]
        form["who"] = text
        form.submit().mustcontain("找到 1 件", number, name)
    for text in (code, name):
        page = browser.get("/mengcheng/desk/", {"q": text, "tab": "open"})
        page.mustcontain(number, name)
        assert number_of(hall, other) not in page
    nobodys = "91341622MA0000002" + credit_code_check("91341622MA0000002")
    assert number not in browser.get("/mengcheng/desk/", {"q": nobodys, "tab": "open"})
    form = officer(hall, "reviewer", "mengcheng/jiaoyu").get("/mengcheng/desk/find").forms["find"]
    form["who"] = code
    assert (number in form.submit()) == (unit == "mengcheng/jiaoyu")
    form = officer(hall, "counter", key="lixin").get("/lixin/desk/find").forms["find"]
    form["who"] = code
    form.submit().mustcontain("没有找到归您看的件")


def citizen_until(room):
    return room.house.clock.now().date() + timedelta(days=90)


def test_the_counter_prints_a_receipt_that_really_opens_the_case(hall):
    case_id = file_case(hall)
    page = officer(hall, "counter").get(at(hall, case_id)).click("打印回执")
    number, code = (found.text.strip() for found in page.html.select(".wt-big-no"))
    form = hall.browser().get("/track").forms["track"]
    form["number"], form["code"] = number, code
    form.submit("act", value="track").mustcontain("高级中学教师")


def test_an_official_who_applied_is_told_to_step_back(hall):
    case_id = file_case(hall)
    account = hall.account("citizen")
    with hall.room(commit=True) as room:
        citizen, clerk = party(room, account["login"]), asker(room, "mengcheng-counter")
        assert clerk.key != citizen.id
        room.register.parties.post(citizen, party(room, "mengcheng-counter").postings)
    page = hall.browser(sign_in=account).get(at(hall, case_id))
    page.mustcontain("要回避：由另一位同事办")
    assert not page.html.select("button[name=act][value=accept]")
    assert "custody" not in page.forms
