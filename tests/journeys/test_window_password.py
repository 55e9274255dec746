"""Who forgot the password and has no phone stands at the window: a password for once, and everybody hears of it."""

from __future__ import annotations

import pytest
from ZODB.POSException import ConflictError

from desks import officer, tid
from mandating import agent, mandated, write
from walking import PASSWORD, account_letters, fill, id_number, register
from wangting.content.parties import Official
from wangting.gateways.totp import new_secret
from wangting.rules.iso7064 import mod_11_2
from wangting.services.administering.recording import broken_deed
from wangting.services.readmitting import Readmitting

VILLAGER, OWN = id_number(7), "a quiet evening of my own"


@pytest.fixture
def villager(hall):
    """The browser of somebody whom no message reaches: they have no phone and sign in with the number of the card."""
    with hall.room(commit=True) as room:
        hashed = room.registering.hashed(PASSWORD)
        room.registering.register(name="王小明", id_number=VILLAGER, phone="", password_hash=hashed)
    return signing_in(hall, PASSWORD)[0]


def given(hall, role="counter", **more):
    form = officer(hall, role).get("/mengcheng/desk/").click("忘了密码的人").forms["readmit"]
    fill(form, **{"name": "王小明", "id_number": id_number(7), "seen": True, **more})
    return form.submit("act", expect_errors=True)


def password_of(page):
    return page.html.select_one("#given").get_text()


def signing_in(hall, password, login=VILLAGER):
    browser = hall.browser()
    form = browser.get("/sign-in").forms["sign-in"]
    fill(form, login=login, password=password)
    return browser, form.submit(expect_errors=True)


def test_a_password_for_once_is_shown_once_changed_at_the_first_sign_in_and_told(hall, villager):
    page = given(hall)
    page.mustcontain("王*", "只显示这一次，1 天内有效")
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
    journal = officer(hall, "hall_admin").get("/mengcheng/admin/journal")
    journal.mustcontain("窗口发了一次性密码", "王*")
    assert "王小明" not in journal
    with hall.room() as room:
        (deed,) = room.halls["mengcheng"].journal
        assert (deed.act, deed.by) == ("window_password", room.register.parties.by_login("mengcheng-counter").id)
        assert password not in str(deed)
        assert broken_deed(room.halls["mengcheng"].journal) is None


def test_a_villager_whom_an_agent_registered_comes_in_by_the_card_alone(hall):
    paper = write(agent(hall), 31, phone="").follow()
    number = paper.request.path.rsplit("/", 1)[1]
    form = officer(hall, "counter").get(f"/mengcheng/desk/mandates/{number}").forms["confirm"]
    form["seen"] = True
    form.submit(status=303)
    password = password_of(given(hall, name="赵大爷", id_number=id_number(31)))
    _browser, answer = signing_in(hall, password, id_number(31))
    assert answer.location.startswith("http://localhost/sign-in-password")


@pytest.mark.parametrize("is_lost", [False, True])
def test_the_app_stays_unless_it_is_lost_too(hall, villager, is_lost):
    with hall.room(commit=True) as room:
        room.second_factor.bind(room.registering.find(VILLAGER), new_secret(), room.recovering.make())
    page = given(hall, lost_app=is_lost)
    assert ("绑定了手机应用" in page) is not is_lost
    _browser, answer = signing_in(hall, password_of(page))
    assert ("/sign-in-code" in answer.location) is not is_lost
    with hall.room() as room:
        told = {each.what for each in room.registering.find(VILLAGER).told}
    assert told == ({"password_given", "app_unbound"} if is_lost else {"password_given"})


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
        room.registering.find(VILLAGER).disabled = True
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
        assert not room.registering.find(VILLAGER).must_change


def test_nobody_whom_a_code_reaches_gets_one_from_a_single_clerk(hall, villager):
    reachable = hall.browser()
    register(reachable, 8)
    mandated(hall, 31)
    with hall.room(commit=True) as room:
        room.registering.find(VILLAGER).mail = "wang@example.org"
    before = tid(hall)
    for name, serial in (("王小明", 8), ("赵大爷", 31), ("王小明", 7)):
        answer = given(hall, name=name, id_number=id_number(serial))
        assert answer.status_int == 422, serial
        answer.mustcontain("登记了手机号或邮箱", "自己重设", "窗口现在还换不了号码")
    assert tid(hall) == before
    assert reachable.get("/me/").status_int == villager.get("/me/").status_int == 200


def test_the_app_of_who_is_reachable_is_forgotten_at_a_window_and_the_password_stays_theirs(hall):
    phone = register(hall.browser(), 8)
    with hall.room(commit=True) as room:
        room.second_factor.bind(room.registering.find(phone), new_secret(), room.recovering.make())
    page = given(hall, id_number=id_number(8), lost_app=True)
    page.mustcontain("手机应用解除绑定了", "密码还是他自己的")
    assert page.html.select_one("#given") is None
    assert signing_in(hall, PASSWORD, phone)[1].location == "http://localhost/me/"
    assert any("不再绑定手机应用" in text for text in account_letters(hall, phone))
    officer(hall, "hall_admin").get("/mengcheng/admin/journal").mustcontain("窗口解除了手机应用", "王*")
    again = given(hall, id_number=id_number(8), lost_app=True)
    assert again.status_int == 422
    again.mustcontain("窗口不发")


def test_the_password_ends_after_the_days_of_the_law_and_only_who_knows_it_hears_why(hall, villager):
    password = password_of(given(hall))
    hall.clock.advance(hours=23)
    assert signing_in(hall, password)[1].location.startswith("http://localhost/sign-in-password")
    hall.clock.advance(hours=1)
    answer = signing_in(hall, password)[1]
    assert answer.status_int == 422
    answer.mustcontain("一次性密码过期了", "带身份证")
    for login in (VILLAGER, id_number(9)):
        wrong = signing_in(hall, "not the password", login)[1]
        wrong.mustcontain("账号和密码对不上")
        assert "过期" not in wrong
    another = password_of(given(hall))
    form = signing_in(hall, another)[1].follow().forms["new-password"]
    fill(form, password=OWN, password_again=OWN)
    form.submit(status=303)
    hall.clock.advance(days=2)
    assert signing_in(hall, OWN)[1].location == "http://localhost/me/"


def test_a_request_that_is_tried_again_shows_the_password_whose_hash_is_kept(hall, villager, monkeypatch):
    real, tries = Readmitting.give, []

    def collides_once(self, *args, **more):
        real(self, *args, **more)
        tries.append(args[1])
        if len(tries) == 1:
            raise ConflictError

    monkeypatch.setattr(Readmitting, "give", collides_once)
    password = password_of(given(hall))
    assert len(tries) == 2
    assert tries[0] == tries[1]
    assert signing_in(hall, password)[1].location.startswith("http://localhost/sign-in-password")


def test_only_the_counter_of_the_hall_gives_one(hall):
    assert officer(hall, "reviewer", "mengcheng/jiaoyu").get("/mengcheng/desk/password", status=403)
    assert "忘了密码的人" not in officer(hall, "reviewer", "mengcheng/jiaoyu").get("/mengcheng/desk/")
    assert officer(hall, "counter", key="lixin").get("/mengcheng/desk/password", status=403)
    assert hall.browser(sign_in=hall.account("citizen")).get("/mengcheng/desk/password", status=403)
