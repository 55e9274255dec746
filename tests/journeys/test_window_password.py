"""Who forgot the password and has no phone stands at the window: a password for once, and everybody hears of it."""

from __future__ import annotations

import pytest

from desks import officer, tid
from mandating import mandated
from walking import PASSWORD, account_letters, fill, id_number, register
from wangting.content.parties import Official
from wangting.gateways.totp import new_secret
from wangting.rules.iso7064 import mod_11_2
from wangting.services.administering.recording import broken_deed

PHONE, OWN = "13800000007", "a quiet evening of my own"


@pytest.fixture
def villager(hall):
    found = hall.browser()
    register(found)
    return found


def given(hall, role="counter", **more):
    form = officer(hall, role).get("/mengcheng/desk/").click("忘了密码的人").forms["readmit"]
    fill(form, **{"name": "王小明", "id_number": id_number(7), "seen": True, **more})
    return form.submit("act", expect_errors=True)


def password_of(page):
    return page.html.select_one("#given").get_text()


def signing_in(hall, password, login=PHONE):
    browser = hall.browser()
    form = browser.get("/sign-in").forms["sign-in"]
    fill(form, login=login, password=password)
    return browser, form.submit(expect_errors=True)


def test_a_password_for_once_is_shown_once_changed_at_the_first_sign_in_and_told(hall, villager):
    page = given(hall)
    page.mustcontain("王*", "只显示这一次")
    password = password_of(page)
    assert len(password) == 14
    assert villager.get("/me/").status_int == 303
    assert signing_in(hall, PASSWORD)[1].status_int == 422
    browser, answer = signing_in(hall, password)
    assert answer.location.startswith("http://localhost/sign-in-password")
    assert browser.get("/me/").status_int == 303
    form = answer.follow().forms["new-password"]
    fill(form, password=OWN, password_again=OWN)
    form.submit(status=303)
    browser.get("/me/account/").mustcontain("受理岗", "在窗口发一次性密码")
    browser.get("/me/messages/").mustcontain("窗口发了一次性密码")
    assert signing_in(hall, password)[1].status_int == 422
    assert any("给了您一个一次性密码" in text and password not in text for text in account_letters(hall, PHONE))
    journal = officer(hall, "hall_admin").get("/mengcheng/admin/journal")
    journal.mustcontain("窗口发了一次性密码", "王*")
    assert "王小明" not in journal
    with hall.room() as room:
        (deed,) = room.halls["mengcheng"].journal
        assert (deed.act, deed.by) == ("window_password", room.register.parties.by_login("mengcheng-counter").id)
        assert password not in str(deed)
        assert broken_deed(room.halls["mengcheng"].journal) is None


def test_a_villager_whom_an_agent_registered_comes_in_by_the_card_alone(hall):
    mandated(hall, 31)
    password = password_of(given(hall, name="赵大爷", id_number=id_number(31)))
    _browser, answer = signing_in(hall, password, id_number(31))
    assert answer.location.startswith("http://localhost/sign-in-password")


@pytest.mark.parametrize("is_lost", [False, True])
def test_the_app_stays_unless_it_is_lost_too(hall, villager, is_lost):
    with hall.room(commit=True) as room:
        room.second_factor.bind(room.registering.find(PHONE), new_secret(), room.recovering.make())
    page = given(hall, lost_app=is_lost)
    assert ("绑定了手机应用" in page) is not is_lost
    _browser, answer = signing_in(hall, password_of(page))
    assert ("/sign-in-code" in answer.location) is not is_lost
    assert any("不再绑定手机应用" in text for text in account_letters(hall, PHONE)) is is_lost


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": "王大明"}, "没有这样的人注册过"),
        ({"id_number": id_number(8)}, "没有这样的人注册过"),
        ({"id_number": "341602190101020999"}, "身份证号码不对"),
        ({"seen": False}, "本人在场"),
    ],
)
def test_a_card_that_fits_nobody_changes_nothing_and_nothing_typed_is_lost(hall, villager, changed, said):
    before = tid(hall)
    answer = given(hall, **changed)
    assert answer.status_int == 422
    answer.mustcontain(said)
    assert answer.forms["readmit"]["name"].value == changed.get("name", "王小明")
    assert tid(hall) == before
    assert villager.get("/me/").status_int == 200


def test_nobody_with_a_post_nobody_shut_out_and_no_child_gets_one(hall, villager):
    with hall.room(commit=True) as room:
        parties = room.register.parties
        official = Official(parties.new_id(), "张科长")
        room.registering.identify(official, id_number=id_number(21), phone="13800000021")
        official.postings = parties.by_login("mengcheng-counter").postings
        parties.add(official)
        posted = room.registering.register(name="钱大姐", id_number=id_number(22), phone="", password_hash="x")
        parties.post(posted, official.postings)
        room.registering.find(PHONE).disabled = True
        child = "34160220200101001"
        number = child + mod_11_2(child)
        room.registering.register(name="小朋友", id_number=number, phone="", password_hash="")
    for name, serial, said in (
        ("张科长", id_number(21), "找大厅管理员"), ("钱大姐", id_number(22), "找大厅管理员"),
        ("王小明", id_number(7), "停用了"), ("小朋友", number, "由监护人"),
    ):  # fmt: skip
        answer = given(hall, name=name, id_number=serial)
        assert answer.status_int == 422, name
        answer.mustcontain(said)
    with hall.room() as room:
        assert not room.registering.find(PHONE).must_change


def test_only_the_counter_of_the_hall_gives_one(hall):
    assert officer(hall, "reviewer", "mengcheng/jiaoyu").get("/mengcheng/desk/password", status=403)
    assert "忘了密码的人" not in officer(hall, "reviewer", "mengcheng/jiaoyu").get("/mengcheng/desk/")
    assert officer(hall, "counter", key="lixin").get("/mengcheng/desk/password", status=403)
    assert hall.browser(sign_in=hall.account("citizen")).get("/mengcheng/desk/password", status=403)
