"""Who sends forms as fast as a programme does is asked to wait; who reads, or sends as a person does, is not."""

import pytest
from ZODB.POSException import ConflictError

from acting import party
from walking import register
from wangting.services.registering import Registering
from wangting.views.rates import OF_ACCOUNT, OF_FILES, OF_STRANGERS


@pytest.fixture
def rated(hall):
    hall.application.registry.are_rates_on = True
    return hall


def test_an_account_that_sends_too_many_forms_waits_a_minute_wherever_it_sits(rated):
    browser = rated.browser()
    register(browser)
    for _ in range(OF_ACCOUNT.most):
        browser.post("/me/nowhere", {"a": "b"}, status="*")
    refused = browser.post("/me/nowhere", {"a": "b"}, status=429, extra_environ={"REMOTE_ADDR": "10.9.8.7"})
    assert 0 < int(refused.headers["Retry-After"]) <= OF_ACCOUNT.seconds
    assert "请等" in refused.text
    browser.get("/me/", status=200)
    other = rated.browser()
    register(other, 8)
    other.post("/me/nowhere", {"a": "b"}, status=404)
    rated.clock.advance(seconds=OF_ACCOUNT.seconds)
    browser.post("/me/nowhere", {"a": "b"}, status=404)


def test_strangers_of_one_network_wait_and_those_of_another_do_not(rated):
    browser = rated.browser(REMOTE_ADDR="10.1.1.1")
    for _ in range(OF_STRANGERS.most):
        rated.house.side.throttles.hit("post:network:10.1.1.1", *OF_STRANGERS)
    browser.post("/sign-in", {"login": "a"}, status=429)
    rated.browser(REMOTE_ADDR="10.1.1.2").post("/sign-in", {"login": "a"}, status=422)
    browser.get("/sign-in", status=200)


def test_files_are_counted_for_themselves(rated):
    browser = rated.browser()
    register(browser)
    with rated.room() as room:
        person = room.registering.find("13800000007").id
    for _ in range(OF_FILES.most):
        rated.house.side.throttles.hit(f"files:account:{person}", *OF_FILES)
    file = [("file-m1", "a.pdf", b"%PDF-1.4")]
    browser.post("/me/nowhere", {"a": "b"}, upload_files=file, status=429)
    browser.post("/me/nowhere", {"a": "b"}, status=404)


def test_a_programme_is_told_in_its_own_words(rated):
    for _ in range(OF_STRANGERS.most):
        rated.house.side.throttles.hit("post:network:127.0.0.1", *OF_STRANGERS)
    refused = rated.browser().post("/api/v1/items", {"a": "b"}, status=429)
    assert refused.json["error"] == "too_many"
    assert int(refused.headers["Retry-After"]) > 0


def test_another_attempt_after_a_conflict_is_not_another_form(rated, monkeypatch):
    tries, register_of = [], Registering.register

    def collide(self, **known):
        tries.append(1)
        if len(tries) < 4:
            raise ConflictError
        return register_of(self, **known)

    monkeypatch.setattr(Registering, "register", collide)
    register(rated.browser())
    assert len(tries) == 4
    # Registering takes two forms, the second with the code; four attempts of the second are one.
    used = "post:network:127.0.0.1", 3, OF_STRANGERS.seconds
    hit = rated.house.side.throttles.hit
    assert hit(*used) == 0
    assert hit(*used) > 0


def test_a_session_from_before_somebody_was_shut_out_does_not_live_again(hall):
    account = hall.account("reviewer", "mengcheng")
    browser = hall.browser(sign_in=account)
    assert browser.get("/mengcheng/desk/").status_int == 200
    with hall.room(commit=True) as room:
        room.admitting.shut_out(party(room, account["login"]))
    assert browser.get("/mengcheng/desk/").status_int == 303
    with hall.room(commit=True) as room:
        room.admitting.let_in(party(room, account["login"]))
    assert browser.get("/mengcheng/desk/").status_int == 303
    assert hall.browser(sign_in=account).get("/mengcheng/desk/").status_int == 200
