"""Signing in with another government's account, at a published provider; each thing that is not right is told."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from oidc import at_the_provider, fetched, provider
from walking import id_number, register
from wangting.clock import SystemClock
from wangting.gateways.calling import Unreached
from wangting.gateways.oidc.client import OidcClient
from wangting.gateways.oidc.opening import open_provider
from wangting.rules.iso7064 import mod_11_2
from wangting.services.registering import ID

#: Somebody who is registered, who is not, whose name is another, of whom only the phone is vouched for, a child.
KNOWN = {"sub": "known", "name": "王小明", "id_number": id_number(7), "phone_number": "+86 13800000007",
         "phone_number_verified": True}  # fmt: skip
NEW = {"sub": "new", "name": "李新", "id_number": id_number(8), "phone_number": "13800000008",
       "phone_number_verified": True}  # fmt: skip
OTHER = {**KNOWN, "sub": "other", "name": "王大明"}
BY_PHONE = {"sub": "by-phone", "name": "王小明", "phone_number": "13800000007", "phone_number_verified": True}
PHONE_OF = {**BY_PHONE, "sub": "phone-of-another", "name": "赵新机主"}
UNVERIFIED = {**BY_PHONE, "sub": "unverified", "phone_number_verified": False}
CHILD = {"sub": "child", "name": "小小", "id_number": "34160220200101001" + mod_11_2("34160220200101001")}


@pytest.fixture(scope="module")
def issuer():
    with provider(KNOWN, NEW, OTHER, BY_PHONE, PHONE_OF, UNVERIFIED, CHILD) as found:
        yield found


@pytest.fixture
def connected(hall, issuer, tmp_path):
    """Connect the hall to the provider; tokens are of today, so its clock is as well."""
    hall.clock.set(SystemClock().now())
    secret = tmp_path / "secret"
    secret.touch(mode=0o600)
    secret.write_text("between us: % + &")
    settings = {"wangting.oidc": "on", "wangting.oidc.issuer": issuer, "wangting.oidc.client_id": "hall",
                "wangting.oidc.secret_file": str(secret)}  # fmt: skip
    object.__setattr__(hall.house, "provider", open_provider(settings, "http://localhost", hall.clock))
    return hall


@pytest.fixture
def citizen(connected):
    register(connected.browser())
    return connected


def gone(browser, next_page="/me/account/"):
    """Press the button on the sign-in page; return the provider's address."""
    page = browser.get(f"/sign-in?next={next_page}")
    return page.click("用统一身份认证登录").location


def came(browser, who):
    return browser.get("/sign-in-arrive", at_the_provider(gone(browser), who), expect_errors=True)


def is_in(browser):
    return browser.get("/me/").status_int == 200


def told(answer, code):
    assert answer.html.select_one(f"[data-error='{code}']"), answer.text


def test_without_a_provider_nothing_is_offered(hall):
    assert "统一身份认证" not in hall.browser().get("/sign-in")
    told(hall.browser().get("/sign-in-elsewhere", status=409), "oidc_off")


def test_what_is_asked_for_has_state_nonce_and_a_challenge_new_each_time(connected):
    browser = connected.browser()
    asked = [parse_qs(urlsplit(gone(browser)).query) for _ in range(2)]
    for query in asked:
        assert query["code_challenge_method"] == ["S256"]
        assert query["redirect_uri"] == ["http://localhost/sign-in-arrive"]
        assert query["response_type"] == ["code"]
    for name in ("state", "nonce", "code_challenge"):
        assert asked[0][name] != asked[1][name]


def test_who_is_registered_agrees_once_and_is_signed_in_from_then_on(citizen):
    browser = citizen.browser()
    first = came(browser, "known").follow()
    first.mustcontain("您已经有网厅账号", "王*", "138****0007")
    assert id_number(7) not in first
    assert not is_in(browser)
    assert first.forms["agree"].submit().location == "http://localhost/me/account/"
    assert is_in(browser)
    browser.get("/me/account/identity").mustcontain("您的实名等级：三级", "用统一身份认证登录")
    again = citizen.browser()
    assert came(again, "known").location == "http://localhost/me/account/"
    assert is_in(again)


def test_who_is_new_is_registered_by_agreeing_and_not_before(connected):
    browser = connected.browser()
    first = came(browser, "new").follow()
    first.mustcontain("您还没有网厅账号")
    with connected.room() as room:
        assert room.registering.find("13800000008") is None
    first.forms["agree"].submit()
    assert is_in(browser)
    with connected.room() as room:
        person = room.registering.find("13800000008")
        assert (person.name, room.house.vault.open(person.id_sealed, ID)) == ("李新", id_number(8))


def test_a_verified_phone_finds_the_account_and_proves_no_name(citizen):
    browser = citizen.browser()
    came(browser, "by-phone").follow().forms["agree"].submit()
    browser.get("/me/account/identity").mustcontain("您的实名等级：二级")


@pytest.mark.parametrize(
    ("who", "code"),
    [("other", "oidc_names_differ"), ("phone-of-another", "oidc_names_differ"), ("unverified", "oidc_no_number"),
     ("child", "oidc_too_young"), ("nobody@example.cn", "oidc_no_number")],
)  # fmt: skip
def test_who_cannot_be_taken_for_somebody_is_told_why_and_nothing_is_written(citizen, who, code):
    browser = citizen.browser()
    told(came(browser, who).follow(expect_errors=True), code)
    assert not is_in(browser)


def test_who_presses_cancel_there_is_told(connected):
    browser = connected.browser()
    address = gone(browser)
    # This provider forgets the state with its refusal, which RFC 6749 4.1.2.1 asks for.
    state = parse_qs(urlsplit(address).query)["state"][0]
    answer = browser.get("/sign-in-arrive", {**at_the_provider(address, None), "state": state}, status=409)
    told(answer, "oidc_declined")
    assert not is_in(browser)


def test_a_way_back_that_did_not_begin_here_is_refused(connected):
    browser, stranger = connected.browser(), connected.browser()
    back = at_the_provider(gone(browser), "new")
    told(stranger.get("/sign-in-arrive", back, status=409), "oidc_state")
    gone(stranger)
    told(stranger.get("/sign-in-arrive", back, status=409), "oidc_state")
    told(stranger.get("/sign-in-arrive", back, status=409), "oidc_state")
    assert browser.get("/sign-in-arrive", back).status_int == 303


def test_a_code_is_good_once(connected):
    browser = connected.browser()
    back = at_the_provider(gone(browser), "new")
    assert browser.get("/sign-in-arrive", back).status_int == 303
    told(browser.get("/sign-in-arrive", back, status=409), "oidc_state")


def test_a_code_that_the_provider_does_not_know_is_told(connected):
    browser = connected.browser()
    back = at_the_provider(gone(browser), "new")
    told(browser.get("/sign-in-arrive", {**back, "code": "stolen"}, status=409), "oidc_code")


def test_the_token_of_another_sign_in_is_refused_by_its_nonce(connected):
    """A stolen code is put into the way of somebody else: their state is right, the token is not theirs."""
    thief, victim = connected.browser(), connected.browser()
    stolen = at_the_provider(gone(victim), "new")
    own = at_the_provider(gone(thief), "known")
    told(thief.get("/sign-in-arrive", {"state": own["state"], "code": stolen["code"]}, status=409), "oidc_nonce")


def test_a_token_that_came_too_late_is_refused(connected):
    browser = connected.browser()
    back = at_the_provider(gone(browser), "new")
    connected.clock.advance(minutes=59)
    browser.get("/sign-in")
    connected.clock.advance(minutes=5)
    told(browser.get("/sign-in-arrive", back, status=409), "oidc_late")


def test_a_provider_that_is_away_leaves_the_password(connected):
    settings = {"wangting.oidc": "on", "wangting.oidc.issuer": "http://127.0.0.1:9", "wangting.oidc.client_id": "hall"}
    object.__setattr__(connected.house, "provider", open_provider(settings, "http://localhost", connected.clock))
    answer = connected.browser().get("/sign-in-elsewhere", status=503)
    told(answer, "peer_away")
    answer.mustcontain("可以先用网厅的账号和密码登录")


def test_an_official_still_needs_the_second_factor(citizen):
    with citizen.room(commit=True) as room:
        person = room.registering.find("13800000007")
        room.second_factor.bind(person, "JBSWY3DPEHPK3PXP")
    browser = citizen.browser()
    answer = came(browser, "known").follow().forms["agree"].submit()
    assert answer.location.startswith("http://localhost/sign-in-code")
    assert not is_in(browser)


def test_who_was_shut_out_does_not_come_in_by_this_door(citizen):
    browser = citizen.browser()
    came(browser, "known").follow().forms["agree"].submit()
    with citizen.room(commit=True) as room:
        room.admitting.shut_out(room.registering.find("13800000007"))
    other = citizen.browser()
    told(came(other, "known"), "oidc_shut_out")
    assert not is_in(other)


def test_what_was_vouched_for_is_good_for_a_quarter_of_an_hour_and_once(connected):
    browser = connected.browser()
    first = came(browser, "new").follow()
    connected.clock.advance(minutes=16)
    told(first.forms["agree"].submit(expect_errors=True), "oidc_late")
    told(browser.get("/sign-in-first", status=409), "oidc_late")
    assert not is_in(browser)
    with connected.room() as room:
        assert room.registering.find("13800000008") is None
    connected.clock.set(SystemClock().now())
    browser = connected.browser()
    form = came(browser, "new").follow().forms["agree"]
    form.submit(status=303)
    assert is_in(browser)
    assert browser.get("/sign-in-first").location.endswith("/sign-in")


def signed_out(browser):
    page = browser.get("/me/account/")
    return next(form for form in page.forms.values() if form.action.endswith("/sign-out")).submit(status=303)


def test_who_came_by_the_provider_is_led_to_sign_out_there_as_well(connected, issuer):
    browser = connected.browser()
    came(browser, "new").follow().forms["agree"].submit()
    page = signed_out(browser).follow()
    page.mustcontain("网厅已经退出", "统一身份认证还登录着")
    assert not is_in(browser)
    address = page.html.select_one("#onward")["href"]
    assert address.startswith(f"{issuer}/")
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    assert (asked["client_id"], asked["post_logout_redirect_uri"]) == ("hall", "http://localhost/sign-in")
    assert asked["id_token_hint"].count(".") == 2
    assert "http://localhost/sign-in" in fetched(address)
    again = connected.browser()
    assert came(again, "new").status_int == 303
    assert "/signed-out" in signed_out(again).location


def test_who_came_by_a_password_or_whose_provider_has_no_such_place_is_just_out(connected, monkeypatch):
    browser = connected.browser(sign_in=connected.account("citizen"))
    assert signed_out(browser).location == "http://localhost/"
    assert browser.get("/signed-out").location == "http://localhost/"
    for found in (lambda _self, _token: None, away):
        other = connected.browser()
        answer = came(other, "new")
        (answer.follow().forms["agree"].submit() if answer.location.endswith("/sign-in-first") else answer)
        page = signed_out(other)
        with monkeypatch.context() as patched:
            patched.setattr(OidcClient, "leave", found)
            assert page.follow().location == "http://localhost/"
        other.get("/sign-in")


def away(_self, _token):
    raise Unreached(reason="timeout")
