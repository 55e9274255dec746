"""A form that lay open too long does nothing, and loses nothing of what was typed but passwords."""

import pytest
from ZODB.POSException import ConflictError

from walking import PASSWORD, code_to, fill, id_number, register
from wangting.gateways.passwords import Passwords
from wangting.services.registering import Registering
from wangting.views import waiting

TEACHER = "440102013002"


def filled_in(browser, serial=7):
    form = browser.get("/register").forms["register"]
    fill(form, name="王小明", id_number=id_number(serial), phone=f"138{serial:08d}", password=PASSWORD,
         password_again=PASSWORD)  # fmt: skip
    if "consent" in form.fields:
        form["consent"] = True
    return form


def test_registering_after_an_hour_shows_the_form_again_and_then_works(hall):
    browser = hall.browser()
    form = filled_in(browser)
    hall.clock.advance(minutes=61)
    page = form.submit("act", status=422)
    assert "这一页放得太久了" in page.text
    with hall.room() as room:
        assert room.registering.find("13800000007") is None
    again = page.forms["register"]
    assert (again["name"].value, again["id_number"].value, again["password"].value) == ("王小明", id_number(7), "")
    fill(again, password=PASSWORD, password_again=PASSWORD)
    if "consent" in again.fields:
        again["consent"] = True
    page = again.submit("act", status=303).follow()
    hall.clock.advance(minutes=19)
    form = page.forms["register-code"]
    form["code"] = code_to(browser, "13800000007")
    assert form.submit("act").status_int == 303


def test_signing_in_after_an_hour_shows_the_form_again_and_then_works(hall):
    account = hall.account("citizen")
    browser = hall.browser()
    form = browser.get("/sign-in?next=/me/").forms["sign-in"]
    fill(form, login=account["login"], password=account["password"])
    hall.clock.advance(minutes=61)
    page = form.submit(status=422)
    again = page.forms["sign-in"]
    assert (again["login"].value, again["next"].value) == (account["login"], "/me/")
    again["password"] = account["password"]
    assert again.submit().location.endswith("/me/")


@pytest.mark.parametrize("path", ["/sign-in", "/register"])
@pytest.mark.parametrize("headers", [{}, {"Origin": "https://elsewhere.example", "Referer": "https://elsewhere.example"}])
def test_a_form_from_elsewhere_signs_nobody_in(hall, path, headers):
    account = hall.account("citizen")
    browser = hall.browser()
    typed = {"login": account["login"], "password": account["password"], "csrf_token": "made up"}
    browser.post(path, typed, headers=headers, status=422)
    assert browser.get("/me/").status_int == 303


def test_a_hash_is_made_once_however_often_the_registration_collides(hall, monkeypatch):
    made, tries = [], []
    hash_of, register_of = Passwords.hash, Registering.register
    monkeypatch.setattr(Passwords, "hash", lambda self, password: made.append(1) or hash_of(self, password))

    def collide(self, **known):
        tries.append(1)
        if len(tries) < 4:
            raise ConflictError
        return register_of(self, **known)

    monkeypatch.setattr(Registering, "register", collide)
    browser = hall.browser()
    form = filled_in(browser).submit("act", status=303).follow().forms["register-code"]
    form["code"] = code_to(browser, "13800000007")
    assert form.submit("act").status_int == 303
    assert (len(made), len(tries)) == (1, 4)


def test_who_registers_the_same_phone_while_the_code_is_typed_is_told_beside_the_field(hall):
    browser = hall.browser()
    form = filled_in(browser).submit("act", status=303).follow().forms["register-code"]
    form["code"] = code_to(browser, "13800000007")
    with hall.room(commit=True) as room:
        room.registering.register(name="李四", id_number=id_number(8), phone="13800000007", password_hash="x")
    page = form.submit("act", status=422)
    assert "这个手机号刚刚注册好" in page.text
    assert page.forms["register"]["name"].value == "王小明"


def test_what_one_person_had_typed_waits_while_another_uses_the_same_computer(hall):
    browser = hall.browser()
    phone = register(browser)
    form = browser.get(f"/mengcheng/items/{TEACHER}/apply").forms["draft"]
    form["subject"] = "写到一半"
    hall.clock.advance(minutes=61)
    form.submit("act", value="save", status=303)
    account = hall.account("citizen")
    sign_in(browser, account["login"], account["password"])
    next(form for form in browser.get("/me/").forms.values() if form.action.endswith("/sign-out")).submit(status=303)
    answer = sign_in(browser, phone, PASSWORD)
    assert "/me/drafts/" in answer.location
    assert "写到一半" in answer.follow().text


@pytest.mark.parametrize("kind", ["draft", "mandate"])
@pytest.mark.parametrize("headers", [{}, {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"},
                                     {"Origin": "null"}, {"Sec-Fetch-Site": "same-site"}])  # fmt: skip
def test_no_other_site_puts_words_into_a_draft(hall, kind, headers):
    browser = hall.browser()
    phone = register(browser)
    if kind == "draft":
        form, name = browser.get(f"/mengcheng/items/{TEACHER}/apply").forms["draft"], "subject"
    else:
        form, name = browser.get("/me/mandates/").forms["begin"].submit().follow().forms["mandate"], "delegate_name"
    hall.clock.advance(minutes=61)
    browser.post(form.action, {name: "别处来的字", "act": "save"}, headers=headers, status=303)
    page = sign_in(browser, phone, PASSWORD).follow()
    shown = page if page.request.path == form.action else browser.get(form.action)
    assert ("别处来的字" in shown) == (headers == {})


@pytest.mark.parametrize(("longest", "is_kept"), [(900, True), (200, False)])
def test_what_was_typed_into_a_draft_is_kept_up_to_its_own_length(hall, monkeypatch, longest, is_kept):
    monkeypatch.setattr(waiting, "LONGEST", 100)
    monkeypatch.setattr(waiting, "LONGER", longest)
    browser = hall.browser()
    phone = register(browser)
    form = browser.get(f"/mengcheng/items/{TEACHER}/apply").forms["draft"]
    form["subject"] = "写" * 150
    hall.clock.advance(minutes=61)
    form.submit("act", value="save", status=303)
    sign_in(browser, phone, PASSWORD)
    assert ("写" * 150 in browser.get(form.action)) == is_kept


def sign_in(browser, login, password):
    form = browser.get("/sign-in").forms["sign-in"]
    fill(form, login=login, password=password)
    return form.submit(status=303)
