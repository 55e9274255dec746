"""Organisations on the pages: registered by the first operator, others added and ended, cases filed for them."""

from __future__ import annotations

import json

import pytest

from desks import tid
from mandating import confirm
from walking import PASSWORD, file_case, fill, register
from wangting.rules.identifiers import credit_code_check

CODE = "91341622MA0000001" + credit_code_check("91341622MA0000001")
OTHER = "91341622MA0000002" + credit_code_check("91341622MA0000002")
FIRM = {"name": "蒙城县样例商贸有限公司", "credit_code": CODE, "representative": "王小明"}
TRADE = "442016039000"


def citizen(hall, serial=7, name="王小明"):
    browser = hall.browser()
    register(browser, serial, name)
    return browser


def registered(browser, **changed):
    form = browser.get("/me/").click("我的单位").click("登记单位").forms["company"]
    fill(form, **{**FIRM, **changed})
    return form.submit("act", value="register", expect_errors=True)


def added(browser, **changed):
    form = browser.get(f"/me/companies/{CODE}/add").forms["company"]
    fill(form, **{"operator": "13800000008", "operator_name": "李经办", **changed})
    return form.submit("act", value="add", expect_errors=True)


def at_work(browser):
    return browser.get(f"/me/companies/{CODE}").forms["act-for"].submit().follow()


def told(hall, phone):
    hall.clock.advance(minutes=3)
    hall.worker.round()
    found = (hall.settings.var / "spool" / "sms").glob("*.json")
    letters = [json.loads(path.read_text("utf-8")) for path in found]
    return [one["text"] for one in letters if one["to"] == phone]


def test_a_representative_registers_a_company_and_files_a_case_in_its_name(hall):
    browser = citizen(hall)
    page = registered(browser).follow()
    page.mustcontain(FIRM["name"], CODE, "管理经办人", "王小明")
    at_work(browser).mustcontain("您在代", FIRM["name"])
    number = file_case(browser, "mengcheng", TRADE)
    browser.get(f"/me/cases/{number}").mustcontain("您在代", FIRM["name"])
    with hall.room() as room:
        case = room.tracking.by_number(number)
        firm, person = room.representing.find(CODE), room.registering.find("13800000007")
        assert (case.applicant, case.agent, case.applicant_name) == (firm.id, person.id, FIRM["name"])
        assert case.mandate == room.representing.operators(firm)[0].number
    assert any(number in text for text in told(hall, "13800000007"))


def test_an_operator_waits_for_the_code_of_the_representative_whose_phone_gets_the_notices_of_the_company(hall):
    browser = citizen(hall, 8, "李经办")
    paper = registered(browser, representative="王总", phone="13700000099").follow()
    paper.mustcontain("看一遍委托书，再确认", "法定代表人（负责人）是王总", "137****0099")
    browser.get("/me/companies/").mustcontain(FIRM["name"], "等确认")
    browser.get(f"/me/companies/{CODE}", status=404)
    assert confirm(hall, browser, paper).status_int == 303
    at_work(browser)
    number = file_case(browser, "mengcheng", TRADE)
    assert any(number in text for text in told(hall, "13700000099"))
    assert any(number in text for text in told(hall, "13800000008"))


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"credit_code": CODE[:-1] + ("0" if CODE[-1] != "0" else "1")}, "credit_code", "统一社会信用代码不对"),
        ({"representative": "别人"}, "phone", "要写他的手机号"),
        ({"representative": "别人", "phone": "05581234567"}, "phone", "座机收不到短信"),
        ({"until": "2026-01-01"}, "until", "最后一天不能在今天以前"),
        ({"until": "2029-01-01"}, "until", "最长 365 天"),
        ({"name": ""}, "name", "请填写单位名称"),
    ],
)
def test_every_mistake_of_a_company_is_told_at_its_field_and_nothing_half_is_done(hall, changed, field, said):
    browser = citizen(hall)
    before = tid(hall)
    answer = registered(browser, **changed)
    assert answer.status_int == 422
    summary = answer.html.select_one(".wt-errors a")
    assert summary["href"] == f"#{field}"
    assert said in summary.get_text()
    assert answer.forms["company"]["credit_code"].value == changed.get("credit_code", CODE)
    assert tid(hall) == before


def test_a_company_that_somebody_acts_for_is_not_registered_again_until_nobody_does(hall):
    registered(citizen(hall))
    other = citizen(hall, 8, "李经办")
    answer = registered(other, representative="李经办")
    assert answer.status_int == 422
    assert "这家单位已经有人经办" in answer.text
    hall.clock.advance(days=400)
    form = other.get("/sign-in").forms["sign-in"]
    fill(form, login="13800000008", password=PASSWORD)
    form.submit(status=303)
    registered(other, representative="李经办").follow().mustcontain("管理经办人", "李经办")


def test_a_code_to_a_typed_phone_makes_no_second_operator_beside_those_who_act_already(hall):
    other = citizen(hall, 8, "李经办")
    paper = registered(other, representative="王总", phone="13700000099").follow()
    registered(citizen(hall))
    other.post(f"{paper.request.path}/code", {"csrf_token": paper.forms["confirm"]["csrf_token"].value}).follow()
    form = other.get(paper.request.path).forms["confirm"]
    from_phone = told(hall, "13700000099")[-1]
    form["code"] = next(part for part in from_phone.replace("，", " ").split() if part.isdecimal())
    assert form.submit(expect_errors=True).status_int == 409
    other.get(f"/me/companies/{CODE}", status=404)


def test_the_first_operator_adds_others_and_ends_them_at_once(hall):
    manager, other = citizen(hall), citizen(hall, 8, "李经办")
    registered(manager)
    assert added(manager, operator_name="别人").status_int == 422
    added(manager).follow().mustcontain("加上了", "李经办")
    assert any("经办人" in text for text in told(hall, "13800000008"))
    assert added(manager).status_int == 422
    page = other.get(f"/me/companies/{CODE}")
    page.mustcontain("加人、停人找管理经办人")
    assert "停掉" not in page
    other.get(f"/me/companies/{CODE}/add", status=409)
    at_work(other)
    number = file_case(other, "mengcheng", TRADE)
    page = manager.get(f"/me/companies/{CODE}")
    form = next(one for one in page.forms.values() if one.action.endswith("/end") and "停掉" in one.text)
    form.submit().follow().mustcontain("停掉了")
    other.get(f"/me/companies/{CODE}", status=404)
    other.get(f"/me/cases/{number}", status=404)
    at_work(manager)
    assert any("不再是" in text for text in told(hall, "13800000008"))


def test_an_operator_may_stop_and_nobody_else_can_be_ended_by_them(hall):
    manager, other = citizen(hall), citizen(hall, 8, "李经办")
    registered(manager)
    added(manager)
    page = other.get(f"/me/companies/{CODE}")
    form = next(one for one in page.forms.values() if one.action.endswith("/end"))
    with hall.room() as room:
        form["operator"].force_value(str(room.registering.find("13800000007").id))
    assert form.submit(expect_errors=True).status_int == 409
    page = other.get(f"/me/companies/{CODE}")
    form = next(one for one in page.forms.values() if "我不再经办" in one.text)
    form.submit().follow().mustcontain("还没有单位")


def test_anybody_else_finds_no_such_company(hall):
    registered(citizen(hall))
    other = citizen(hall, 8, "李经办")
    for code in (CODE, OTHER, "nonsense"):
        other.get(f"/me/companies/{code}", status=404)
    assert hall.browser().get(f"/me/companies/{CODE}").status_int == 303
    hall.browser(sign_in=hall.account("counter", "mengcheng")).get("/me/companies/", status=403)


def test_an_item_for_natural_persons_takes_no_company(hall):
    browser = citizen(hall)
    registered(browser)
    at_work(browser)
    answer = browser.get("/mengcheng/items/440102013002/apply", expect_errors=True)
    assert answer.status_int == 409
    answer.mustcontain("这件事由个人申请")


def test_an_item_for_organisations_takes_no_person(hall):
    with hall.room(commit=True) as room:
        edition = room.catalogue.offer("mengcheng", TRADE).edition
        edition.data["service_object"] = ["企业法人"]
        edition._p_changed = True
    browser = citizen(hall)
    answer = browser.get(f"/mengcheng/items/{TRADE}/apply", expect_errors=True)
    assert answer.status_int == 409
    answer.mustcontain("这件事由单位申请")
    registered(browser)
    at_work(browser)
    browser.get(f"/mengcheng/items/{TRADE}/apply").mustcontain("填写申请", "统一社会信用代码")
