"""New passwords, wherever one is chosen: none guessed first, of any letters, kept exactly (ASVS 5.0, 6.2)."""

from __future__ import annotations

import pytest

from walking import PASSWORD, code_to, fill, id_number, register
from wangting.gateways.totp import code_at, new_secret

PHONE = "13800000007"
GUESSED = "这个密码太容易被猜到"
FIELD = "password"


def registering(browser, password):
    form = browser.get("/register").forms["register"]
    fill(form, name="王小明", id_number=id_number(7), phone=PHONE, password=password, password_again=password)
    if "consent" in form.fields:
        form["consent"] = True
    return form.submit("act", expect_errors=True)


def changing(browser, password):
    register(browser)
    form = browser.get("/me/account/password").forms["password-form"]
    fill(form, current=PASSWORD, password=password, password_again=password)
    return form.submit(expect_errors=True)


def resetting(browser, password):
    register(browser)
    browser.reset()
    form = browser.get("/reset").forms["reset"]
    form["login"] = PHONE
    form = form.submit().follow().forms["reset-code"]
    fill(form, code=code_to(browser, PHONE), password=password, password_again=password)
    return form.submit(expect_errors=True)


WAYS = pytest.mark.parametrize("way", [registering, changing, resetting])


@WAYS
@pytest.mark.parametrize("password", ["1qaz2wsx3edc", "Password1234", "Bozhou2026!"])
def test_a_password_that_is_guessed_first_is_refused_with_its_own_words(hall, way, password):
    answer = way(hall.browser(), password)
    assert answer.status_int == 422
    assert GUESSED in answer
    assert password not in answer


def test_a_password_made_of_ones_own_phone_or_name_is_refused(hall):
    for password in (f"{PHONE}a", "王小明王小明王小明"):
        answer = registering(hall.browser(), password)
        assert (answer.status_int, GUESSED in answer) == (422, True)


@pytest.mark.parametrize("password", ["73519482064", "onlysmalllettershere", "牡丹花在雨里开了", "!?;:!?;:!?;:#"])
def test_any_kind_of_letters_will_do(hall, password):
    assert changing(hall.browser(), password).status_int == 303


def opens(hall, password):
    form = hall.browser().get("/sign-in").forms["sign-in"]
    fill(form, login=PHONE, password=password)
    return form.submit(expect_errors=True).status_int == 303


def test_a_long_password_is_taken_and_only_that_one_opens(hall):
    password = "Long  Evening, " * 6 + " "
    assert len(password) > 64
    assert changing(hall.browser(), password).status_int == 303
    assert opens(hall, password)
    for near in (password.strip(), password.lower(), password[:64], password[:-1], password.replace("  ", " ")):
        assert not opens(hall, near)


def test_what_is_typed_is_hidden_and_may_be_pasted_or_filled_in_by_a_keeper_of_passwords(hall):
    browser = hall.browser()
    register(browser)
    pages = [hall.browser().get("/sign-in"), hall.browser().get("/register"), browser.get("/me/account/password")]
    fields = [field for page in pages for field in page.html.select(f"input[name^={FIELD}], input[name=current]")]
    assert len(fields) == 6
    for field in fields:
        assert field["type"] == "password"
        assert field["autocomplete"] in ("current-password", "new-password")
        assert int(field.get("maxlength", 1000)) >= 64
        assert not [name for name in field.attrs if name.startswith("on")]


def test_a_reset_leads_nobody_round_the_second_factor(hall):
    account, secret = hall.account("counter", "lixin"), new_secret()
    with hall.room(commit=True) as room:
        party = room.register.parties.by_login(account["login"])
        room.registering.identify(party, phone="13700000055")
        room.register.parties.add(party)
        room.second_factor.bind(party, secret)
    browser = hall.browser()
    form = browser.get("/reset").forms["reset"]
    form["login"] = account["login"]
    form = form.submit().follow().forms["reset-code"]
    fill(form, code=code_to(browser, "13700000055"), password="another quiet evening",
         password_again="another quiet evening")  # fmt: skip
    assert form.submit().status_int == 303
    assert browser.get("/lixin/desk/").location.startswith("http://localhost/sign-in")
    form = browser.get("/sign-in?next=/lixin/desk/").forms["sign-in"]
    fill(form, login=account["login"], password="another quiet evening")
    step = form.submit()
    assert "/sign-in-code" in step.location
    assert browser.get("/lixin/desk/").status_int == 303
    form = step.follow().forms["second-step"]
    form["code"] = code_at(secret, hall.clock.now())
    assert form.submit().location == "http://localhost/lixin/desk/"
