"""Organisations on the pages: registered by the first operator, others added and ended, cases filed for them."""

from __future__ import annotations

import json

import pytest

from desks import tid
from firms import CODE, FIRM, OTHER, citizen, named, registered
from mandating import code_of, confirm
from walking import PASSWORD, file_case, fill
from wangting.gateways.identity.organisations import FILE as ORGANISATIONS
from wangting.services.provisioning.people import FIRMS

TRADE = "442016039000"


@pytest.fixture(autouse=True)
def in_the_register(hall):
    named(hall)


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
    named(hall, 9, representative="王总")
    browser = citizen(hall, 8, "李经办")
    citizen(hall, 9, "王总")
    paper = registered(browser, representative="王总", phone="13800000009").follow()
    paper.mustcontain("看一遍委托书，再确认", "法定代表人（负责人）是王总", "138****0009", "法定代表人看过、同意了")
    browser.get("/me/companies/").mustcontain(FIRM["name"], "等确认")
    browser.get(f"/me/companies/{CODE}", status=404)
    assert confirm(hall, browser, paper).status_int == 303
    at_work(browser)
    number = file_case(browser, "mengcheng", TRADE)
    assert any(number in text for text in told(hall, "13800000009"))
    assert any(number in text for text in told(hall, "13800000008"))


def test_whoever_takes_a_representatives_name_or_writes_a_phone_of_their_own_seizes_no_company(hall):
    """Both ways in which anybody could register a company before, and what was typed is there again each time."""
    thief = citizen(hall, 8, "李大盗")
    citizen(hall, 9, "王总")
    with hall.room(commit=True) as room:
        room.amending.change_name(room.registering.find("13800000008"), "王总", "改名", None)
    form = thief.get("/sign-in").forms["sign-in"]
    fill(form, login="13800000008", password=PASSWORD)
    form.submit(status=303)
    for changed in ({}, {"phone": "13800000008"}, {"phone": "13700000001"}):
        before = tid(hall)
        answer = registered(thief, representative="王总", **changed)
        assert answer.status_int == 422
        answer.mustcontain("您的姓名还没有核实过", "您还没有核实过，先去核实", "任何一个大厅都能办")
        assert [answer.forms["company"][name].value for name in ("name", "credit_code", "representative", "phone")] == [
            FIRM["name"], CODE, "王总", changed.get("phone", "")]  # fmt: skip
        assert tid(hall) == before
    other = citizen(hall, 6, "赵大盗")
    for phone in ("13800000006", "13800000008", "13700000001"):
        answer = registered(other, representative="王总", phone=phone)
        assert answer.status_int == 422
        answer.mustcontain("没有找到核实过身份的法定代表人")
        assert answer.forms["company"]["phone"].value == phone
    for browser in (thief, other):
        browser.get("/me/companies/").mustcontain("还没有单位")
    assert not told(hall, "13700000001")


def test_one_that_the_register_does_not_know_waits_for_a_window_and_the_page_says_so(hall):
    browser = citizen(hall)
    (hall.settings.var / ORGANISATIONS).unlink()
    named(hall, credit_code=OTHER)
    paper = registered(browser).follow()
    assert paper.html.h1.get_text() == "等窗口看过原件"
    paper.mustcontain("登记机关的资料里没有查到这家单位", "窗口看过原件，您就是经办人", "任何一个大厅的窗口")
    assert "替别人办事" not in paper.html.main.get_text()
    assert paper.html.main.select_one("a.wt-back").get_text().strip() == "我的单位"
    paper.click("我的单位", index=0).mustcontain(FIRM["name"], "等确认")
    assert "confirm" not in paper.forms
    browser.get(f"/me/companies/{CODE}", status=404)


def test_in_a_demo_the_sample_citizen_registers_the_sample_organisation_and_nobody_else_does(hall):
    name, code, _head = FIRMS[0]
    sample = {"name": name, "credit_code": code, "representative": "王小样"}
    assert registered(citizen(hall, 8, "王小样"), **sample).status_int == 422
    browser = hall.browser(sign_in=hall.account("citizen"))
    browser.get("/me/account/identity").forms["data"].submit("act", value="data", status=303)
    registered(browser, **sample).follow().mustcontain("管理经办人", name)


def test_while_the_register_is_away_it_is_said_and_tried_again_later(hall):
    file = hall.settings.var / ORGANISATIONS
    content = file.read_bytes()
    file.write_bytes(b"not a database, and long enough to be looked at as one")
    browser = citizen(hall)
    browser.get("/me/companies/register").mustcontain("现在问不到登记机关")
    registered(browser).follow().mustcontain("现在问不到登记机关", "也可以再登记一次")
    file.write_bytes(content)
    page = registered(browser).follow()
    page.mustcontain("管理经办人", "王小明")
    with hall.room() as room:
        assert [mandate.terms.confirmed for _firm, mandate in room.representing.of(
            room.registering.find("13800000007"))] == [True]  # fmt: skip


def test_what_the_register_has_otherwise_is_told_at_its_field_and_everything_typed_is_there(hall):
    named(hall, name="别的公司")
    browser = citizen(hall)
    before = tid(hall)
    answer = registered(browser)
    assert answer.status_int == 422
    assert answer.html.select_one(".wt-errors a")["href"] == "#representative"
    answer.mustcontain("登记机关的资料里，这家单位的名称或法定代表人和您写的不一样")
    assert [answer.forms["company"][name].value for name in FIRM] == list(FIRM.values())
    assert tid(hall) == before
    paper = answer.forms["company"].submit("act", value="window").follow()
    paper.mustcontain("任何一个大厅的窗口")


def test_whoever_is_named_as_a_representative_sees_that_somebody_did_so(hall):
    named(hall, 9, representative="王总")
    browser, head = citizen(hall, 8, "李经办"), citizen(hall, 9, "王总")
    registered(browser, representative="王总", phone="13800000009")
    head.get("/me/account/").mustcontain("登记单位时写了您是法定代表人")
    assert "登记单位时写了" not in browser.get("/me/account/")


def test_who_cannot_be_asked_takes_a_number_to_a_window_where_the_papers_are_seen(hall):
    browser = citizen(hall, 8, "李经办", proved=False)
    paper = registered(browser, "window", representative="王总").follow()
    assert "confirm" not in paper.forms
    paper.mustcontain("营业执照（登记证书）原件", "任何一个大厅的窗口")
    number = paper.request.path.rsplit("/", 1)[1]
    clerk = hall.browser(sign_in=hall.account("counter", "lixin"))
    page = clerk.get(f"/lixin/desk/mandates/{number}")
    page.mustcontain("三样原件都看过")
    refused = page.forms["confirm"].submit(status=422)
    refused.mustcontain("先核对三样原件，再勾选")
    refused.forms["confirm"]["seen"] = "yes"
    refused.forms["confirm"].submit().follow().mustcontain("委托生效了")
    browser.get(f"/me/companies/{CODE}").mustcontain("管理经办人", "李经办")


def test_a_window_appoints_an_operator_for_a_company_whose_people_are_gone(hall):
    gone, newcomer = citizen(hall), citizen(hall, 8, "李经办", proved=False)
    registered(gone)
    clerk = hall.browser(sign_in=hall.account("counter", "mengcheng"))
    form = clerk.get("/mengcheng/desk/").click("指定单位的经办人").forms["appoint"]
    fill(form, **FIRM, operator="13800000008", operator_name="李经办")
    answer = form.submit("act", value="appoint", status=422)
    answer.mustcontain("原件都看过")
    form = answer.forms["appoint"]
    assert form["operator_name"].value == "李经办"
    form["seen"], form["ends_others"] = True, True
    form["operator_name"] = "别人"
    form = form.submit("act", value="appoint", status=422).forms["appoint"]
    form["operator_name"], form["seen"] = "李经办", True
    form.submit("act", value="appoint", status=303).follow().mustcontain("指定好了")
    newcomer.get(f"/me/companies/{CODE}").mustcontain("管理经办人", "李经办")
    gone.get(f"/me/companies/{CODE}", status=404)
    assert any("经办人" in text for text in told(hall, "13800000008"))
    assert any("不再是" in text for text in told(hall, "13800000007"))
    newcomer.get("/me/account/").mustcontain("指定单位的经办人")


def test_a_window_is_told_beside_the_field_what_it_cannot_appoint(hall):
    registered(citizen(hall))
    clerk = hall.browser(sign_in=hall.account("counter", "mengcheng"))

    def appointed(**changed):
        form = clerk.get("/mengcheng/desk/companies").forms["appoint"]
        fill(form, **{**FIRM, "operator": "13800000007", "operator_name": "王小明", **changed})
        form["seen"] = True
        return form.submit("act", value="appoint", expect_errors=True)

    before = tid(hall)
    for changed, field, said in (
        ({}, "until", "他已经是经办人"),
        ({"credit_code": CODE[:-2]}, "credit_code", "统一社会信用代码不对"),
        ({"phone": "05581234567"}, "phone", "座机收不到短信"),
        ({"operator": hall.account("counter", "mengcheng")["login"]}, "operator", "没有这个人"),
    ):
        answer = appointed(**changed)
        assert answer.status_int == 422
        summary = answer.html.select_one(".wt-errors a")
        assert summary["href"] == f"#{field}"
        assert said in summary.get_text()
    assert tid(hall) == before


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"credit_code": CODE[:-1] + ("0" if CODE[-1] != "0" else "1")}, "credit_code", "统一社会信用代码不对"),
        ({"representative": "别人"}, "phone", "要写他在网厅注册的手机号"),
        ({"representative": "别人", "phone": "13700000001"}, "phone", "没有找到核实过身份的法定代表人"),
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


def test_a_company_that_somebody_acts_for_is_not_registered_again_and_afterwards_by_its_representative_only(hall):
    mine, other = citizen(hall), citizen(hall, 8, "李经办")
    registered(mine)
    answer = registered(other, representative="李经办")
    assert answer.status_int == 422
    assert "这家单位已经有人经办" in answer.text
    (hall.settings.var / ORGANISATIONS).unlink()
    hall.clock.advance(days=400)
    for browser, phone in ((other, "13800000008"), (mine, "13800000007")):
        form = browser.get("/sign-in").forms["sign-in"]
        fill(form, login=phone, password=PASSWORD)
        form.submit(status=303)
    answer = registered(other, representative="李经办")
    assert answer.status_int == 422
    answer.mustcontain("和上次登记的不一样")
    registered(other, phone="13800000008").follow().mustcontain("138****0007")
    registered(mine).follow().mustcontain("管理经办人", "王小明")


def test_a_code_makes_no_second_operator_beside_those_who_act_already(hall):
    other, mine = citizen(hall, 8, "李经办"), citizen(hall)
    paper = registered(other, phone="13800000007").follow()
    registered(mine)
    other.post(f"{paper.request.path}/code", {"csrf_token": paper.forms["confirm"]["csrf_token"].value}).follow()
    form = other.get(paper.request.path).forms["confirm"]
    form["code"] = code_of(hall)
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
