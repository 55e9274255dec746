"""The server stopped after the commit and before it noted what the draft has become: applying again begins anew."""

from __future__ import annotations

from walking import complete, register
from wangting.services.drafting import Drafting

CODE = "440702103000"


def file_and_crash(browser, monkeypatch):
    """Submit an application whose draft is not noted as filed, and return the draft's address."""
    page = complete(browser.get(f"/mengcheng/items/{CODE}/apply"))
    form = page.forms["draft"]
    address, form["score"] = form.action, "92"
    form = form.submit("act", value="next").follow().forms["submit"]
    form["consent"] = True
    with monkeypatch.context() as patched:
        patched.setattr(Drafting, "filed", lambda *_: None)
        assert form.submit().status_int == 303
    return address


def test_who_applies_again_after_a_crash_gets_a_new_form_and_the_old_draft_is_a_case(hall, monkeypatch):
    browser = hall.browser()
    register(browser)
    old = file_and_crash(browser, monkeypatch)
    assert old not in browser.get("/me/")
    form = browser.get(f"/mengcheng/items/{CODE}/apply").forms["draft"]
    assert form.action != old
    assert form["score"].value == ""
    with hall.room() as room:
        draft = room.house.side.drafts.get(old.rpartition("/")[2])
        assert draft.number == room.filing.receipt(draft.id).number
        assert draft.files == {}
