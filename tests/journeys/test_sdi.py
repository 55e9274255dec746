"""Substance D's own pages over the provisioned halls: for the site manager, on their own listener, and nowhere else."""

from webtest import TestApp


def sdi(hall):
    return TestApp(hall.application, extra_environ={"SERVER_PORT": "6544", "HTTP_HOST": "localhost:6544"})


def signed_in(hall):
    browser, account = sdi(hall), hall.account("site_manager")
    form = next(iter(browser.get("/manage").forms.values()))
    form["login"], form["password"] = account["login"], account["password"]
    answer = form.submit("form.submitted").follow()
    assert answer.status_int == 200 or answer.follow().status_int == 200
    return browser


def test_the_site_manager_finds_halls_and_items(hall):
    browser = signed_in(hall)
    assert "440102013002" in browser.get("/manage/catalogue/@@contents")
    assert "lixin" in browser.get("/manage/halls/@@contents")
    assert browser.get("/manage/halls/lixin/@@contents").status_int == 200


def test_a_page_that_is_not_there_is_not_there_for_a_site_manager_either(hall):
    signed_in(hall).get("/manage/halls/nowhere/@@contents", status=404)


def test_nothing_of_it_answers_on_the_listener_of_the_halls(hall):
    browser = TestApp(hall.application)
    browser.get("/manage", status=404)
    browser.get("/manage/halls/@@contents", status=404)


def test_an_official_of_a_hall_is_nobody_there(hall):
    browser, account = sdi(hall), hall.account("hall_admin", "lixin")
    form = next(iter(browser.get("/manage").forms.values()))
    form["login"], form["password"] = account["login"], account["password"]
    form.submit("form.submitted")
    assert "form.submitted" in browser.get("/manage/halls/@@contents", expect_errors=True).text
