"""Officials sign in with two factors: the app bound at the first time, codes good once, recovery codes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from walking import fill
from wangting.content.register import Register
from wangting.gateways.totp import code_at, new_secret
from wangting.services.provisioning.people import SamplePeople
from wangting.services.registering import Registering
from wangting.services.second_factor import TRIES

DESK = "http://localhost/lixin/desk/"


@pytest.fixture
def strict(hall):
    """A hall that demands a second factor of officials, and the counter clerk's account."""
    hall.house = hall.application.registry.house = replace(hall.house, staff_totp=True)
    return hall, hall.account("counter", "lixin")


def password_of(hall, account, browser=None):
    """Give login and password; return the answer."""
    browser = browser or hall.browser()
    form = browser.get("/sign-in?next=/lixin/desk/").forms["sign-in"]
    fill(form, login=account["login"], password=account["password"])
    return browser, form.submit(expect_errors=True)


def bound(hall, account, recovery=False):
    """Bind an app behind the pages; return its secret, or its recovery codes."""
    secret = new_secret()
    with hall.room(commit=True) as room:
        codes = room.recovering.make() if recovery else []
        room.second_factor.bind(room.register.parties.by_login(account["login"]), secret, codes)
    return [code.letters for code in codes] if recovery else secret


def code_sent(hall, account, code):
    browser, answer = password_of(hall, account)
    form = answer.follow().forms["second-step"]
    form["code"] = code
    return browser, form.submit(expect_errors=True)


def test_the_first_sign_in_binds_an_app_and_shows_the_recovery_codes_once(strict):
    hall, account = strict
    browser, answer = password_of(hall, account)
    assert "/sign-in-app" in answer.location
    page = answer.follow()
    assert page.html.select_one("svg.wt-qr")
    secret = page.html.select_one("#secret").get_text().replace(" ", "")
    form = page.forms["new-app"]
    form["code"] = "000000" if code_at(secret, hall.clock.now()) != "000000" else "000001"
    wrong = form.submit(status=422)
    assert wrong.html.select_one("#secret").get_text().replace(" ", "") == secret
    form = wrong.forms["new-app"]
    form["code"] = code_at(secret, hall.clock.now())
    done = form.submit()
    codes = [row.get_text() for row in done.html.select("#recovery li")]
    assert len(set(codes)) == 10
    done.mustcontain("只显示这一次", "退出")
    assert done.click("抄好了").request.path == "/lixin/desk/"
    assert browser.get("/lixin/desk/").status_int == 200
    with hall.room() as room:
        party = room.register.parties.by_login(account["login"])
        assert secret.encode() not in party.totp_sealed
        assert party.recovery_marks == ()
        assert len({public for public, _hashed in party.recovery_hashes}) == 10
        for letters, (public, hashed) in zip(codes, party.recovery_hashes, strict=True):
            assert letters.startswith(public)
            assert hashed.startswith("$argon2id$")
            assert letters.replace("-", "")[2:] not in hashed
        assert [told.what for told in party.told] == ["app_bound"]
    assert code_sent(hall, account, codes[0].lower())[1].location == DESK


def test_the_password_alone_opens_nothing(strict):
    hall, account = strict
    bound(hall, account)
    browser, answer = password_of(hall, account)
    assert "/sign-in-code" in answer.location
    assert browser.get("/lixin/desk/").location.startswith("http://localhost/sign-in")
    assert browser.get("/me/").location.startswith("http://localhost/sign-in")
    assert browser.get("/sign-in-app").location == "http://localhost/sign-in"


def test_a_code_is_good_once(strict):
    hall, account = strict
    code = code_at(bound(hall, account), hall.clock.now())
    assert code_sent(hall, account, f"{code[:3]} {code[3:]}")[1].location == DESK
    again = code_sent(hall, account, code)[1]
    assert again.status_int == 422
    again.mustcontain("已经用过")
    assert again.forms["second-step"]["code"].value == ""


def test_a_recovery_code_is_good_once_and_only_for_its_owner(strict):
    hall, account = strict
    codes = bound(hall, account, recovery=True)
    other = hall.account("issuer", "lixin")
    bound(hall, other)
    assert code_sent(hall, other, codes[0])[1].status_int == 422
    assert code_sent(hall, account, codes[0])[1].location == DESK
    assert code_sent(hall, account, codes[0])[1].status_int == 422
    assert code_sent(hall, account, codes[1])[1].location == DESK


def test_one_try_of_a_recovery_code_costs_one_hash_and_a_code_of_no_name_costs_the_same(strict, monkeypatch):
    hall, account = strict
    codes = bound(hall, account, recovery=True)
    hashed, right = [], hall.house.passwords.verify_or_dummy
    monkeypatch.setattr(hall.house.passwords, "verify_or_dummy",
                        lambda stored, typed: hashed.append((stored, typed)) or right(stored, typed))  # fmt: skip
    with hall.room() as room:
        party = room.register.parties.by_login(account["login"])
        known = {public for public, _hash in party.recovery_hashes}
        nobody = next(name for name in ("22", "33", "44", "55", "66", "77", "88", "99", "AA", "BB", "CC")
                      if name not in known)  # fmt: skip
        for typed in (nobody + codes[4][2:], codes[4][:2] + codes[5][2:], codes[4].lower()):
            hashed.clear()
            assert room.second_factor.passes(party, typed, f"of-{typed}") is (typed == codes[4].lower())
            assert len(hashed) == 1
        assert room.recovering.left(party) == 9


def test_recovery_codes_of_the_kind_before_are_good_once_until_others_are_made(strict):
    hall, account = strict
    bound(hall, account)
    with hall.room(commit=True) as room:
        party = room.register.parties.by_login(account["login"])
        party.recovery_marks = tuple(hall.house.vault.mark("recovery", f"{party.id} {code}")
                                     for code in ("ABCDEFGHJK", "LMNPQRSTUV", "WXYZ234567"))  # fmt: skip
    assert code_sent(hall, account, "abcde-fghjk")[1].location == DESK
    assert code_sent(hall, account, "abcde-fghjk")[1].status_int == 422
    browser, answer = code_sent(hall, account, "LMNPQRSTUV")
    assert answer.location == DESK
    browser.get("/me/account/").mustcontain("恢复码还剩 1 个", "旧的一种，还能用")
    with hall.room(commit=True) as room:
        party = room.register.parties.by_login(account["login"])
        room.recovering.give(party, room.recovering.make())
    assert code_sent(hall, account, "WXYZ234567")[1].status_int == 422
    assert "旧的一种" not in browser.get("/me/account/")


def test_who_guesses_waits_and_the_owner_still_comes_in_by_a_recovery_code(strict):
    hall, account = strict
    codes = bound(hall, account, recovery=True)
    for number in range(TRIES):
        with hall.room() as room:
            party = room.register.parties.by_login(account["login"])
            assert not room.second_factor.passes(party, "no-code", f"10.0.0.{number}")
    assert code_sent(hall, account, "123456")[1].status_int == 429
    assert code_sent(hall, account, codes[3])[1].location == DESK


def test_half_a_sign_in_is_over_after_twenty_minutes_or_with_another_password(strict):
    hall, account = strict
    secret = bound(hall, account)
    browser, answer = password_of(hall, account)
    form = answer.follow().forms["second-step"]
    hall.clock.advance(minutes=21)
    form["code"] = code_at(secret, hall.clock.now())
    assert form.submit().location.startswith("http://localhost/sign-in?")
    browser, answer = password_of(hall, account)
    form = answer.follow().forms["second-step"]
    with hall.room(commit=True) as room:
        room.passwording.change(room.register.parties.by_login(account["login"]), "another hash")
    form["code"] = code_at(secret, hall.clock.now())
    assert form.submit().location.startswith("http://localhost/sign-in?")
    assert browser.get("/lixin/desk/").status_int == 303


def test_nobody_comes_to_the_second_step_without_the_first(strict):
    hall, _account = strict
    for name in ("sign-in-code", "sign-in-app", "sign-in-password"):
        assert hall.browser().get(f"/{name}").location == "http://localhost/sign-in"
        assert hall.browser().post(f"/{name}", {"code": "123456"}).location == "http://localhost/sign-in"


def test_citizens_and_agents_need_no_code(strict):
    hall, _account = strict
    assert password_of(hall, hall.account("citizen"))[1].location == DESK
    assert password_of(hall, hall.account("agent", "lixin"))[1].location == DESK


def test_a_password_that_was_given_is_changed_before_anything_else(hall):
    account = hall.account("counter", "lixin")
    with hall.room(commit=True) as room:
        party = room.register.parties.by_login(account["login"])
        room.passwording.give(party, party.password)
    browser, answer = password_of(hall, account)
    page = answer.follow()
    assert page.request.path == "/sign-in-password"
    assert browser.get("/lixin/desk/").status_int == 303
    for typed, again, said in (
        ("short", "short", "密码要 8 到 128 个字"),
        ("a long quiet evening", "another one of these", "两遍密码不一样"),
        (account["password"], account["password"], "请另想一个"),
    ):
        form = page.forms["new-password"]
        fill(form, password=typed, password_again=again)
        page = form.submit(status=422)
        page.mustcontain(said)
    form = page.forms["new-password"]
    fill(form, password="a long quiet evening", password_again="a long quiet evening")
    assert form.submit().location == DESK
    assert browser.get("/lixin/desk/").status_int == 200
    assert password_of(hall, account)[1].status_int == 422
    assert password_of(hall, {**account, "password": "a long quiet evening"})[1].location == DESK


def test_the_code_comes_before_the_new_password_and_the_app_after_it(strict):
    hall, account = strict
    with hall.room(commit=True) as room:
        party = room.register.parties.by_login(account["login"])
        room.passwording.give(party, party.password)
    browser, answer = password_of(hall, account)
    form = answer.follow().forms["new-password"]
    fill(form, password="a long quiet evening", password_again="a long quiet evening")
    assert "/sign-in-app" in form.submit().location
    secret = bound(hall, account)
    with hall.room(commit=True) as room:
        party = room.register.parties.by_login(account["login"])
        party.must_change = True
    account = {**account, "password": "a long quiet evening"}
    browser, answer = password_of(hall, account)
    assert "/sign-in-code" in answer.location
    assert browser.get("/sign-in-password").location == "http://localhost/sign-in"
    form = answer.follow().forms["second-step"]
    form["code"] = code_at(secret, hall.clock.now())
    assert "/sign-in-password" in form.submit().location


def test_who_has_bound_an_app_is_asked_for_its_code_whatever_the_setting(hall):
    account = hall.account("counter", "lixin")
    bound(hall, account)
    assert "/sign-in-code" in password_of(hall, account)[1].location


def test_another_password_ends_the_sessions_begun_with_the_old_one(hall):
    account = hall.account("counter", "lixin")
    browser = hall.browser(sign_in=account)
    with hall.room(commit=True) as room:
        party = room.register.parties.by_login(account["login"])
        room.passwording.change(party, party.password)
    assert browser.get("/lixin/desk/").status_int == 303


def test_a_demo_that_demands_the_code_gives_its_sample_officials_an_app(strict):
    hall, _account = strict
    with hall.room() as room:
        register = Register()
        people = SamplePeople(register, Registering(directory=register.parties, vault=hall.house.vault,
                              passwords=hall.house.passwords, clock=hall.clock), room.second_factor)  # fmt: skip
        made = people.make([hall.installation.declared.tenants["lixin"]])
        with_app = [row for row in made if row["totp_secret"]]
        assert {row["role"] for row in made if not row["totp_secret"]} == {"citizen", "agent"}
        for row in with_app:
            party = register.parties.by_login(row["login"])
            assert room.second_factor.passes(party, code_at(row["totp_secret"], hall.clock.now()), "n")
