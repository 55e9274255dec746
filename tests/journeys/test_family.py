"""Children under fourteen: registered by a guardian from their own account, by the code to the guardian's phone."""

from __future__ import annotations

import pytest

from mandating import choose, confirm
from walking import file_case, fill, id_number, register
from wangting.rules.iso7064 import mod_11_2


def child(serial=1, born="20190101"):
    body = f"341602{born}{serial:03d}"
    return body + mod_11_2(body)


def registered(browser, **changed):
    form = browser.get("/me/family/").forms["child"]
    fill(form, **{"name": "王小宝", "id_number": child(), **changed})
    return form.submit("act", value="add", expect_errors=True)


@pytest.fixture
def guardian(hall):
    browser = hall.browser()
    register(browser)
    return browser


def test_a_guardian_registers_a_child_and_acts_for_it(hall, guardian):
    guardian.get("/me/account/").click("登记孩子").mustcontain("我的孩子")
    paper = registered(guardian).follow()
    paper.mustcontain("监护人", "王小宝", "138****0007")
    with hall.room() as room:
        assert room.registering.find_by_id(child()) is None
    assert confirm(hall, guardian, paper).status_int == 303
    with hall.room() as room:
        found = room.registering.find_by_id(child())
        assert (found.name, found.password, found.phone_mark) == ("王小宝", "", "")
    guardian.get("/me/family/").mustcontain("王小宝", "生效中")
    choose(guardian).mustcontain("您在代", "王*")
    number = file_case(guardian, "mengcheng", "440102013002")
    with hall.room() as room:
        assert room.tracking.by_number(number).applicant == found.id


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"id_number": id_number(9)}, "id_number", "满 14 岁了，可以自己注册"),
        ({"id_number": child()[:-1] + ("0" if child()[-1] != "0" else "1")}, "id_number", "身份证号码不对"),
        ({"name": ""}, "name", "请填写孩子的姓名"),
    ],
)
def test_every_mistake_about_a_child_is_told_at_its_field(guardian, changed, field, said):
    answer = registered(guardian, **changed)
    assert answer.status_int == 422
    summary = answer.html.select_one(".wt-errors a")
    assert summary["href"] == f"#{field}"
    assert said in summary.get_text()


def test_a_child_whom_somebody_else_registered_is_settled_at_a_window(hall, guardian):
    confirm(hall, guardian, registered(guardian).follow())
    other = hall.browser()
    register(other, 8, "李大明")
    answer = registered(other)
    assert answer.status_int == 422
    assert "这个孩子已经登记过" in answer.text
    assert registered(other, name="别的名字").html.select_one(".wt-errors a")["href"] == "#name"


def test_the_mandate_ends_on_the_day_before_the_child_is_old_enough(hall, guardian):
    registered(guardian, id_number=child(born="20121001"))
    with hall.room() as room:
        [mandate] = room.guarding.children(room.registering.find("13800000007"))
        assert mandate.until.isoformat() == "2026-09-30"


def test_officials_and_agents_register_nobodys_children(hall):
    hall.browser(sign_in=hall.account("agent", "mengcheng")).get("/me/family/", status=403)
