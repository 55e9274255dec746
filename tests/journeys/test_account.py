"""The account: one's own data, sessions that are ended, who looked, another password by the one of now."""

from __future__ import annotations

import pytest

from desks import at, file_case, number_of, officer
from mandating import choose, mandated
from walking import PASSWORD, fill, register

OTHER = "another quiet evening"
PHONE = "13800000007"


@pytest.fixture
def two(hall):
    """Two computers at which one person is signed in."""
    first = hall.browser()
    register(first)
    return first, hall.browser(sign_in={"login": PHONE, "password": PASSWORD})


def is_in(browser):
    return browser.get("/me/").status_int == 200


def test_the_account_is_found_from_ones_own_page_and_shows_no_whole_number(two):
    page = two[0].get("/me/").click("我的账户")
    page.mustcontain("王小明", "138****0007", "注册时自己填写", "还没有工作人员看过", 'content="noindex"')
    assert PHONE not in page


def test_a_citizen_whose_login_is_the_phone_does_not_read_it_whole(hall):
    account = hall.account("citizen")
    assert account["login"] not in hall.browser(sign_in=account).get("/me/account/")
    officer(hall, "counter").get("/me/account/").mustcontain("mengcheng-counter", "由单位登记")


def test_one_session_is_ended_and_this_one_goes_on(two):
    first, second = two
    page = first.get("/me/account/")
    (form,) = [each for name, each in page.forms.items() if isinstance(name, int) and each.action.endswith("/end")
               and "<button" in each.text]  # fmt: skip
    form.submit().follow().mustcontain("退出好了")
    assert (is_in(first), is_in(second)) == (True, False)


def test_all_others_are_ended_at_once(hall, two):
    first, second = two
    third = hall.browser(sign_in={"login": PHONE, "password": PASSWORD})
    first.get("/me/account/").forms["end-others"].submit().follow()
    assert [is_in(each) for each in (first, second, third)] == [True, False, False]
    assert "end-others" not in first.get("/me/account/").forms


@pytest.mark.parametrize("form", ["one", "end-others"])
def test_who_signed_in_a_while_ago_gives_the_password_before_a_session_is_ended(hall, two, form):
    first, second = two
    hall.clock.advance(minutes=11)
    page = first.get("/me/account/")
    if form == "one":
        page.forms["one"] = next(each for each in page.forms.values() if each.action.endswith("/end")
                                 and "<button" in each.text)  # fmt: skip
    page = page.forms[form].submit()
    page.mustcontain("先写一遍密码，再退出")
    for typed, said in (("", "请填写现在的密码"), ("not the one of now", "现在的密码不对")):
        page.forms["again"]["current"] = typed
        page = page.forms["again"].submit(status=422)
        page.mustcontain(said)
        assert is_in(second)
    page.forms["again"]["current"] = PASSWORD
    page.forms["again"].submit().follow().mustcontain("退出好了")
    assert (is_in(first), is_in(second)) == (True, False)
    third = hall.browser(sign_in={"login": PHONE, "password": PASSWORD})
    first.get("/me/account/").forms["end-others"].submit().follow().mustcontain("退出好了")
    assert not is_in(third)


def test_taking_up_somebody_else_is_no_proof_of_who_one_is(hall):
    agent = mandated(hall)
    hall.clock.advance(minutes=11)
    hall.browser(sign_in=hall.account("agent", "mengcheng"))
    choose(agent)
    agent.get("/me/account/").forms["end-others"].submit().mustcontain("先写一遍密码，再退出")


def test_nobody_ends_the_session_of_another(hall, two):
    stranger = hall.browser(sign_in=hall.account("citizen"))
    with hall.room() as room:
        keys = [each.key for each in hall.house.side.sessions.list(room.registering.find(PHONE).id)]
    token = stranger.get("/me/account/password").forms["password-form"]["csrf_token"].value
    for key in (*keys, "", "zz", "00" * 32):
        stranger.post("/me/account/end", {"csrf_token": token, "session": key})
    assert all(is_in(each) for each in two)


def test_a_session_that_ran_out_is_not_listed(hall, two):
    first, _second = two
    hall.clock.advance(minutes=59)
    first.get("/me/")
    hall.clock.advance(minutes=2)
    assert len(first.get("/me/account/").html.select("#a-sessions ~ ul li")) == 1


def test_the_person_sees_which_post_looked_and_at_which_case(hall):
    case_id = file_case(hall)
    officer(hall, "counter").get(at(hall, case_id))
    page = hall.browser(sign_in=hall.account("citizen")).get("/me/account/")
    (row,) = page.html.select("#a-looks + ul li")
    for said in ("受理岗", "打开办件", number_of(hall, case_id)):
        assert said in row.get_text()


def change(browser, current=PASSWORD, password=OTHER, again=OTHER):
    form = browser.get("/me/account/").click("换密码").forms["password-form"]
    fill(form, current=current, password=password, password_again=again)
    return form.submit(expect_errors=True)


def test_another_password_needs_the_one_of_now_and_ends_every_other_session(hall, two):
    first, second = two
    change(first).follow().mustcontain("密码换好了")
    assert (is_in(first), is_in(second)) == (True, False)
    form = hall.browser().get("/sign-in").forms["sign-in"]
    fill(form, login=PHONE, password=PASSWORD)
    assert form.submit(expect_errors=True).status_int == 422


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"current": "not the one of now"}, "现在的密码不对"),
        ({"password": "short", "again": "short"}, "密码要 8 到 128 个字"),
        ({"again": "something else again"}, "两遍密码不一样"),
    ],
)
def test_each_mistake_is_told_and_changes_nothing(two, values, said):
    first, second = two
    answer = change(first, **values)
    assert answer.status_int == 422
    answer.mustcontain(said)
    assert is_in(second)


def test_who_guesses_the_password_of_now_has_to_wait(two):
    answers = [change(two[0], current="not the one of now").status_int for _ in range(5)]
    assert answers[0] == 422
    assert answers[-1] == 429


def test_a_visitor_is_sent_to_sign_in(hall):
    for path in ("/me/account/", "/me/account/password", "/me/account/end"):
        assert hall.browser().get(path).location.startswith("http://localhost/sign-in")
