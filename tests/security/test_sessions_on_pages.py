"""Sessions that end, are taken back, or ran out in the middle of something."""

import pytest

from desks import at, file_case, officer
from walking import PASSWORD, complete, register
from wangting.views import waiting

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
    monkeypatch.setattr(waiting, "LONGEST", 200)
    monkeypatch.setattr(waiting, "POSTS", 3)
    parked = hall.house.side.parked
    kept = []
    hall.house.side.parked.park = lambda *args: kept.append(args) or type(parked).park(parked, *args)
    stranger = hall.browser()
    stranger.post("/mengcheng/desk/cases/1/act", {"opinion": "x" * 201}, status=303)
    assert not kept
    for _post in range(5):
        hall.browser().post("/mengcheng/desk/cases/1/act", {"opinion": "x"}, status=303)
    assert len(kept) == 3


#: What fills the disk though little of it is a value: names, the address, the token, and what grows in the writing.
BULKY = {
    "names": ("", {"x" * 400: "1"}),
    "address": ("y" * 400, {"x": "1"}),
    "token": ("", {"x": "1", "csrf_token": "z" * 400}),
    "escapes": ("", {"x": "\u0001" * 100}),
    "many": ("", {f"n{number}": "1" for number in range(60)}),
}


@pytest.mark.parametrize("page", ["/mengcheng/desk/cases/{}1/act", "/office/items/new{}"])
@pytest.mark.parametrize(("longer", "sent"), BULKY.values(), ids=BULKY)
def test_whatever_a_stranger_makes_long_is_measured_as_it_would_lie_on_the_disk(hall, monkeypatch, page, longer, sent):
    monkeypatch.setattr(waiting, "LONGEST", 300)
    parked, stranger = rows(hall), hall.browser()
    stranger.post(page.format(longer), {"csrf_token": "a.b", **sent}, expect_errors=True)
    assert rows(hall) == parked
    stranger.post(page.format(""), {"csrf_token": "a.b", "x": "1" * 100}, status=303)
    assert rows(hall) == parked + 1


def test_a_part_of_an_edition_may_be_long_and_not_longer_than_any_is(hall, monkeypatch):
    monkeypatch.setattr(waiting, "LONGEST", 300)
    monkeypatch.setattr(waiting, "LONGER", 900)
    monkeypatch.setattr(waiting, "LONG_POSTS", 2)
    parked, stranger = rows(hall), hall.browser()
    for length, kept in ((400, 1), (1000, 1), (400, 2), (400, 2), (10, 3)):
        stranger.post("/office/items/440102013002/edit/materials", {"x": "1" * length}, status=303)
        assert rows(hall) == parked + kept


def rows(hall):
    with hall.house.side.parked._database.read() as store:
        return store.execute("SELECT count(*) FROM parked").fetchone()[0]
