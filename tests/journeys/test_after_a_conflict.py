"""A commit collides behind a page: the request is tried again as if it had come once, or given up as if it had not."""

from __future__ import annotations

import pytest
import transaction

from proving.contrary import Contrary
from walking import act, code_to, file_case, fill, id_number, register
from wangting.content.case import Case
from wangting.content.parties import Directory
from wangting.services.attempts import TRIES

CODE = "440702103000"


@pytest.fixture
def colliding(monkeypatch):
    """Return a way to let the next commits fail in which a method of a class was called."""

    def plant(owner, name, times):
        original, left = getattr(owner, name), [times]

        def planted(*args, **kw):
            if left[0]:
                left[0] -= 1
                transaction.manager.get().join(Contrary(transaction.manager))
            return original(*args, **kw)

        monkeypatch.setattr(owner, name, planted)

    return plant


def filled_registration(browser):
    form = browser.get("/register").forms["register"]
    fill(form, name="王小明", id_number=id_number(7), phone="13800000007", password="a quiet evening")
    form["password_again"] = "a quiet evening"
    if "consent" in form.fields:
        form["consent"] = True
    form = form.submit("act").follow().forms["register-code"]
    form["code"] = code_to(browser, "13800000007")
    return form


@pytest.mark.parametrize("times", [1, TRIES - 1])
def test_a_registration_that_is_tried_again_ends_signed_in(hall, colliding, times):
    browser = hall.browser()
    form = filled_registration(browser)
    colliding(Directory, "add", times)
    assert form.submit("act").status_int == 303
    browser.get("/me/", status=200).mustcontain("王*")


def test_a_registration_that_is_given_up_signs_nobody_in_and_can_be_sent_again(hall, colliding):
    browser = hall.browser()
    form = filled_registration(browser)
    colliding(Directory, "add", TRIES)
    assert form.submit("act", status=503).headers["Retry-After"]
    assert browser.get("/me/").status_int == 303
    assert form.submit("act").status_int == 303
    browser.get("/me/", status=200)


def test_an_act_that_is_given_up_is_not_told_as_done(hall, colliding):
    citizen = hall.browser()
    register(citizen)
    number = file_case(citizen, "mengcheng", "442169016000")
    officer = hall.browser(sign_in=hall.account("counter", "mengcheng"))
    before = officer.get(f"/mengcheng/desk/cases/{number}").text
    colliding(Case, "move", TRIES)
    assert act(officer, "mengcheng", number, "accept").status_int == 503
    assert officer.get(f"/mengcheng/desk/cases/{number}").text == before
    assert act(officer, "mengcheng", number, "accept").status_int == 303
    assert officer.get(f"/mengcheng/desk/cases/{number}").text != before
