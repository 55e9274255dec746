"""Substance D's own pages over the provisioned halls: for the site manager, on their own listener, and nowhere else."""

import time

from webtest import TestApp

from sdi.driving import drives
from wangting.scripts.serve import heard_at


def visiting(hall):
    return TestApp(hall.application, extra_environ={"SERVER_PORT": "6544", "HTTP_HOST": "localhost:6544"})


def signed_in(hall):
    browser, account = visiting(hall), hall.account("site_manager")
    form = next(iter(browser.get("/manage").forms.values()))
    form["login"], form["password"] = account["login"], account["password"]
    answer = form.submit("form.submitted").follow()
    assert answer.status_int == 200 or answer.follow().status_int == 200
    return browser


def test_a_page_that_is_not_there_is_not_there_for_a_site_manager_either(hall):
    signed_in(hall).get("/manage/halls/nowhere/@@contents", status=404)


def test_nothing_of_it_answers_on_the_listener_of_the_halls(hall):
    browser = TestApp(hall.application)
    browser.get("/manage", status=404)
    browser.get("/manage/halls/@@contents", status=404)


def test_an_official_of_a_hall_is_nobody_there(hall):
    browser, account = visiting(hall), hall.account("hall_admin", "lixin")
    form = next(iter(browser.get("/manage").forms.values()))
    form["login"], form["password"] = account["login"], account["password"]
    form.submit("form.submitted")
    assert "form.submitted" in browser.get("/manage/halls/@@contents", expect_errors=True).text


def in_catalog(hall, name):
    with hall.database.transaction() as connection:
        return len(connection.root()["app_root"]["catalogs"]["system"]["name"].eq(name).execute().ids)


def test_what_was_provisioned_is_in_the_catalog(hall):
    assert [in_catalog(hall, key) for key in hall.installation.declared.tenants] == [1] * 6


def test_a_folder_added_there_is_in_the_catalog(hall):
    browser = signed_in(hall)
    form = browser.get("/manage/add_folder").forms["deform"]
    form["name"] = "leaflets"
    form.submit("add")
    assert browser.get("/manage/leaflets/@@contents").status_int == 200
    assert in_catalog(hall, "leaflets") == 1


def test_a_form_there_without_its_token_changes_nothing(hall):
    form = signed_in(hall).get("/manage/add_folder").forms["deform"]
    form["name"], form["_csrf_token_"] = "leaflets", "wrong"
    form.submit("add", status=400)
    assert in_catalog(hall, "leaflets") == 0


@drives("any logout any")
def test_signing_out_there_ends_the_session_on_the_server(hall):
    browser = signed_in(hall)
    kept = dict(browser.cookies)
    assert "form.submitted" not in browser.get("/manage/halls/@@contents")
    browser.get("/manage/@@logout")
    for name, value in kept.items():
        browser.set_cookie(name, value.strip('"'))
    assert "form.submitted" in browser.get("/manage/halls/@@contents")


def test_the_site_manager_is_a_visitor_in_the_hall(hall):
    browser = signed_in(hall)
    browser.extra_environ["SERVER_PORT"] = "6543"
    assert browser.get("/me/").status_int == 303


def test_a_guesser_there_waits_at_every_address_and_in_every_way(hall):
    browser = visiting(hall)
    form = next(iter(browser.get("/manage").forms.values()))
    form["login"], form["password"] = "admin", "guess"
    for _try in range(10):
        form.submit("form.submitted", status=200)
    form.submit("form.submitted", status=429)
    browser.get("/manage/halls/@@contents?form.submitted=1&login=admin&password=guess", status=429)
    browser.get("/manage", status=200)


def test_a_site_manager_is_idle_no_longer_than_a_clerk(hall):
    browser = signed_in(hall)
    hall.clock.advance(minutes=21)
    assert "form.submitted" in browser.get("/manage/halls/@@contents", expect_errors=True).text


def test_the_listener_counts_and_not_the_port_of_the_proxy(hall):
    browser = TestApp(heard_at(hall.application, 6544), extra_environ={"SERVER_PORT": "443"})
    assert "form.submitted" in browser.get("/manage").text
    TestApp(heard_at(hall.application, 6543), extra_environ={"SERVER_PORT": "6544"}).get("/manage", status=404)


def test_what_is_added_there_moves_the_stamp_that_public_pages_follow(hall):
    browser = signed_in(hall)
    with hall.room() as room:
        before = room.register.stamp.mark
    form = browser.get("/manage/add_folder").forms["deform"]
    form["name"] = "leaflets"
    form.submit("add")
    with hall.room() as room:
        assert room.register.stamp.mark != before


@drives("any login any", "HTTPForbidden - any")
def test_a_password_is_never_said_back_and_never_taken_from_an_address(hall):
    browser, account = visiting(hall), hall.account("site_manager")
    for path in ("/manage/@@login", "/manage/halls/@@contents"):
        form = next(iter(browser.get(path).forms.values()))
        form["login"], form["password"] = account["login"], "a wrong passphrase"
        answer = form.submit("form.submitted")
        assert "Failed login" in answer
        assert "a wrong passphrase" not in answer
    token = form["csrf_token"].value
    page = browser.get("/manage/@@login", {"form.submitted": "1", "csrf_token": token, **{
        key: account[key] for key in ("login", "password")}})  # fmt: skip
    assert page.status_int == 200
    assert account["password"] not in page
    assert "form.submitted" in browser.get("/manage/halls/@@contents")


def test_a_password_longer_than_its_hash_is_wrong_and_no_fault(hall):
    form = next(iter(visiting(hall).get("/manage").forms.values()))
    form["login"], form["password"] = hall.account("site_manager")["login"], "长" * 100
    assert "Failed login" in form.submit("form.submitted", status=200)


def test_an_unknown_login_costs_what_a_known_one_costs(hall):
    def cost(login):
        form = next(iter(visiting(hall).get("/manage/@@login").forms.values()))
        form["login"], form["password"] = login, "a wrong passphrase"
        began = time.process_time()
        assert "Failed login" in form.submit("form.submitted")
        return time.process_time() - began

    known, unknown = cost(hall.account("site_manager")["login"]), cost("nobody")
    assert 0.5 < unknown / known < 2


@drives("any resetpassword any")
def test_a_password_is_not_reset_by_mail(hall):
    assert "Another site manager" in visiting(hall).get("/manage/@@resetpassword", status=404)
