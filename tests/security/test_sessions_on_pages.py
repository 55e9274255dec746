"""Sessions that end, are taken back, or ran out in the middle of something."""

from desks import at, file_case, officer
from walking import PASSWORD, complete, register
from wangting.views import parking

TEACHER = "440102013002"


def sign_in_again(page, login, password=PASSWORD):
    form = page.forms["sign-in"]
    form["login"], form["password"] = login, password
    return form.submit().follow()


def ready(browser):
    page = complete(browser.get(f"/mengcheng/items/{TEACHER}").click(href="/apply", index=0))
    return page.forms["draft"].submit("act", value="next").follow()


def test_whoever_was_signed_out_before_handing_in_is_led_back_to_the_check_page(hall):
    browser = hall.browser()
    phone = register(browser)
    form = ready(browser).forms["submit"]
    form["consent"] = True
    hall.clock.advance(minutes=61)
    page = sign_in_again(form.submit().follow(), phone).follow()
    assert page.status_int == 200
    page.forms["submit"]["consent"] = True
    assert "/receipt" in page.forms["submit"].submit().location


def test_the_browsers_own_button_after_deleting_a_draft_leads_to_a_page(hall):
    browser = hall.browser()
    register(browser)
    action = ready(browser).forms["submit"].action
    draft = action.removesuffix("/submit")
    assert browser.get(f"{draft}/delete").location.endswith(draft)
    assert browser.get(action).location.endswith(f"{draft}/check")


def test_an_officer_signed_out_before_asking_for_numbers_is_led_back_to_the_case(hall):
    address = at(hall, file_case(hall))
    browser = officer(hall, "counter")
    assert browser.get(f"{address}/numbers").location.endswith(address)


def test_a_cookie_taken_back_over_https_is_one_that_browsers_let_go_of(hall):
    browser = officer(hall, "counter", **{"wsgi.url_scheme": "https", "HTTP_HOST": "localhost"})
    form = next(form for form in browser.get("/mengcheng/desk/").forms.values() if form.action.endswith("/sign-out"))
    said = form.submit().headers["Set-Cookie"].lower()
    assert said.startswith("__host-wangting=;")
    assert "max-age=0" in said
    assert "secure" in said
    assert "path=/" in said


def test_strangers_cannot_fill_the_disk_with_what_waits_for_signing_in(hall, monkeypatch):
    monkeypatch.setattr(parking, "LONGEST", 200)
    monkeypatch.setattr(parking, "POSTS", 3)
    parked = hall.house.side.parked
    kept = []
    hall.house.side.parked.park = lambda *args: kept.append(args) or type(parked).park(parked, *args)
    stranger = hall.browser()
    stranger.post("/mengcheng/desk/cases/1/act", {"opinion": "x" * 201}, status=303)
    assert not kept
    for _post in range(5):
        hall.browser().post("/mengcheng/desk/cases/1/act", {"opinion": "x"}, status=303)
    assert len(kept) == 3
