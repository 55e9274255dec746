"""One's own account: another phone, mailbox, name, each with the password; messages; deleting it."""

from __future__ import annotations

import json
import re
from email import message_from_bytes
from email.policy import default

import pytest
from webtest import TestApp

from desks import officer
from walking import PASSWORD, account_letters, act, code_to, file_case, fill, id_number, register

ITEM = "440702103000"
PHONE, OTHER = "13800000007", "13800000099"


@pytest.fixture
def browser(hall):
    found = hall.browser()
    register(found)
    return found


def asked(browser, what, **values):
    form = browser.get(f"/me/account/{what}").forms["amend"]
    fill(form, **{"current": PASSWORD, **values})
    return form.submit("act", expect_errors=True)


def coded(page, code):
    form = page.forms["amend"]
    form["code"] = code
    return form.submit("act", expect_errors=True)


def sign_in(hall, login, password=PASSWORD):
    browser = hall.browser()
    form = browser.get("/sign-in").forms["sign-in"]
    fill(form, login=login, password=password)
    return browser if form.submit(expect_errors=True).status_int == 303 else None


def test_another_phone_signs_in_after_its_code_and_both_phones_are_told(hall, browser):
    elsewhere = sign_in(hall, PHONE)
    page = asked(browser, "phone", phone=OTHER).follow()
    with hall.room() as room:
        assert room.registering.find(OTHER) is None
    coded(page, code_to(browser, OTHER)).follow().mustcontain("手机号换好了", "138****0099", "收到过验证码")
    assert sign_in(hall, PHONE) is None
    assert sign_in(hall, OTHER) is not None
    assert elsewhere.get("/me/").status_int == 303
    assert any("换成了 138****0099" in text for text in account_letters(hall, PHONE))
    assert any("换成了 138****0099" in text for text in account_letters(hall, OTHER))


def test_a_phone_of_somebody_else_is_told_on_that_phone_and_changes_nothing(hall, browser):
    register(hall.browser(), 99, "李四")
    page = asked(browser, "phone", phone=OTHER).follow()
    hall.house.notifying.wait()
    texts = [json.loads(path.read_text("utf-8")) for path in (hall.settings.var / "spool" / "sms").glob("phone.*.json")]
    assert [(one["to"], "它已经有账号了" in one["text"]) for one in texts] == [(OTHER, True)]
    assert coded(page, "123456").status_int == 422
    assert sign_in(hall, PHONE) is not None


def test_a_phone_that_is_registered_while_the_code_is_typed_is_told(hall, browser):
    page = asked(browser, "phone", phone=OTHER).follow()
    code = code_to(browser, OTHER)
    with hall.room(commit=True) as room:
        room.registering.register(name="李四", id_number=id_number(9), phone=OTHER, password_hash="x")
    answer = coded(page, code)
    assert answer.status_int == 422
    answer.mustcontain("刚刚被别的账号用了")


@pytest.mark.parametrize(
    ("what", "values", "field", "said"),
    [
        ("phone", {"phone": OTHER, "current": "wrong wrong"}, "current", "现在的密码不对"),
        ("phone", {"phone": "05581234567"}, "phone", "座机收不到短信"),
        ("phone", {"phone": ""}, "phone", "请填写新手机号"),
        ("mail", {"mail": "nobody"}, "mail", "邮箱写得不对"),
        ("mail", {"mail": "a@b.example\r\nBcc: c@d.example"}, "mail", "邮箱写得不对"),
        ("name", {"name": "王大明", "reason": ""}, "reason", "请填写为什么改"),
        ("name", {"name": "王小明", "reason": "没有"}, "name", "和现在的姓名一样"),
        ("name", {"name": "王大明", "reason": "改名", "current": "wrong wrong"}, "current", "现在的密码不对"),
    ],
)
def test_each_mistake_about_the_account_is_told_at_its_field_and_the_rest_is_kept(browser, what, values, field, said):
    answer = asked(browser, what, **values)
    assert answer.status_int == 422
    summary = answer.html.select_one(".wt-errors a")
    assert summary["href"] == f"#{field}"
    assert said in summary.get_text()
    assert answer.forms["amend"]["current"].value == ""


def test_a_mailbox_is_added_by_its_code_and_given_up_without_one(hall, browser):
    page = asked(browser, "mail", mail="wang@example.org").follow()
    hall.house.notifying.wait()
    [mail] = (hall.settings.var / "spool" / "mail").glob("mail.*.eml")
    with hall.room() as room:
        assert room.registering.find(PHONE).mail == ""
    right = re.search(r"[0-9]{6}", _plain(mail))[0]
    coded(page, "000000" if right != "000000" else "000001").mustcontain("验证码不对")
    coded(page, right).follow().mustcontain("邮箱改好了", "wang@example.org")
    assert account_letters(hall, kind="mail")
    asked(browser, "mail", mail="").follow().mustcontain("邮箱改好了")
    with hall.room() as room:
        assert room.registering.find(PHONE).mail == ""


def _plain(path):
    return message_from_bytes(path.read_bytes(), policy=default).get_content()


def test_another_name_needs_a_reason_and_leaves_the_cases_as_they_were(hall, browser):
    number = file_case(browser, "mengcheng", ITEM)
    page = asked(browser, "name", name="王大明", reason="派出所改了名").follow()
    page.mustcontain("姓名改好了", "王大明", "派出所改了名")
    with hall.room() as room:
        assert room.tracking.by_number(number).applicant_name == "王小明"
        assert room.registering.find(PHONE).name == "王大明"
    assert any("姓名刚刚改了" in text for text in account_letters(hall, PHONE))


def test_messages_say_again_what_was_sent_and_are_new_until_they_are_marked(hall, browser):
    number = file_case(browser, "mengcheng", ITEM)
    hall.clock.advance(minutes=1)
    act(officer(hall, "counter"), "mengcheng", number, "accept")
    hall.clock.advance(minutes=1)
    asked(browser, "name", name="王大明", reason="改名")
    page = browser.get("/me/").click("消息")
    page.mustcontain("消息，3 条没看过", "姓名改了", "受理了", "收到了您的申请", number)
    assert page.text.index("姓名改了") < page.text.index("受理了") < page.text.index("收到了您的申请")
    page.forms["read"].submit().follow().mustcontain("消息，都看过了", "姓名改了")
    browser.get("/me/").mustcontain("消息")
    assert "条新的" not in browser.get("/me/")
    other = hall.browser()
    register(other, 8, "李四")
    other.get("/me/messages/").mustcontain("还没有消息")


def erased(browser, **values):
    form = browser.get("/me/account/").click("注销账户").forms["erase"]
    form["sure"] = True
    form["current"] = PASSWORD
    fill(form, **values)
    return form.submit("act", expect_errors=True)


def test_an_account_with_an_open_case_is_not_deleted_and_says_which(hall, browser):
    number = file_case(browser, "mengcheng", ITEM)
    page = browser.get("/me/account/delete")
    page.mustcontain("还有 1 件没有办完", number)
    assert "erase" not in page.forms
    token = browser.get("/me/account/phone").forms["amend"]["csrf_token"].value
    sent = {"csrf_token": token, "sure": "yes", "current": PASSWORD}
    browser.post("/me/account/delete", sent, status=409).mustcontain("还有没办完的件，不能注销")
    assert sign_in(hall, PHONE) is not None


def test_a_deleted_account_is_gone_and_its_archive_stays(hall, browser):
    number = file_case(browser, "mengcheng", ITEM)
    forms = browser.get(f"/me/cases/{number}/withdraw").forms.values()
    next(form for form in forms if form.action.endswith("/withdraw")).submit(status=303)
    browser.get(f"/mengcheng/items/{ITEM}/apply")
    elsewhere = sign_in(hall, PHONE)
    assert erased(browser, current="wrong wrong").status_int == 422
    with hall.room() as room:
        person = room.registering.find(PHONE)
        assert len(room.drafting.list(person.id)) == 1
    assert erased(browser).location == "http://localhost/"
    assert browser.get("/me/").status_int == elsewhere.get("/me/").status_int == 303
    assert sign_in(hall, PHONE) is sign_in(hall, id_number(7)) is None
    with hall.room() as room:
        case = room.tracking.by_number(number)
        gone = room.register.parties.get(case.applicant)
        assert case.applicant_name == "王小明"
        assert (gone.name, gone.id_sealed, gone.phone_sealed, gone.password, gone.told) == ("已注销", b"", b"", "", ())
        assert not room.drafting.list(gone.id)
    assert any("您的账户注销了" in text for text in account_letters(hall, PHONE))
    officer(hall, "counter").get(f"/mengcheng/desk/cases/{number}").mustcontain("王小明")
    again = hall.browser()
    register(again)
    again.get("/me/").mustcontain("还没有办过事")


def test_officials_change_no_phone_and_delete_no_account(hall):
    clerk: TestApp = hall.browser(sign_in=hall.account("counter", "mengcheng"))
    for what in ("phone", "mail", "name", "delete"):
        clerk.get(f"/me/account/{what}", status=403)
