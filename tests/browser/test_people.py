"""People and their accounts in a real browser: two factors, somebody else's session, a mandate given and taken back."""

from __future__ import annotations

import json
import re
import time
from datetime import UTC, datetime, timedelta

import pytest

from browser.conftest import sign_in
from browser.rows import CITIZEN, VISITOR
from browser.steps import press
from wangting.gateways.totp import code_at

#: Seconds in which a short message is written after the page that asked for it.
PATIENCE = 10


def mandate_codes(place):
    """Return the codes of mandates that were sent so far, the newest last."""
    sent = sorted(place.spool.glob("mandate.*.json"), key=lambda path: (path.stat().st_mtime_ns, path.name))
    return [re.search(r"\d{6}", json.loads(path.read_text("utf-8"))["text"]).group() for path in sent]


def test_an_official_signs_in_by_password_and_the_code_of_the_app(place):
    tab = place.new_tab(VISITOR)
    tab.go("/sign-in?next=/lixin/desk/")
    tab.page.fill("[name=login]", place.names["coded"])
    tab.page.fill("[name=password]", place.names["coded_password"])
    press(tab, "#sign-in .wt-btn-main")
    assert "/sign-in-code" in tab.page.url
    assert tab.axe() == []
    tab.page.fill("[name=code]", code_at(place.names["coded_secret"], datetime.now(UTC)))
    press(tab, "#second-step .wt-btn-main")
    assert tab.page.url.endswith("/lixin/desk/")
    assert tab.noticed() == []
    tab.page.context.close()


def test_a_citizen_ends_the_session_on_another_machine(place):
    here, there = place.new_tab(VISITOR), place.new_tab(VISITOR)
    for tab in (there, here):
        sign_in(tab, place.account(CITIZEN))
    here.go("/me/account")
    assert there.go("/me/") == 200
    press(here, "#end-others .wt-btn-main")
    assert here.page.locator("#end-others").count() == 0
    there.go("/me/")
    assert "/sign-in" in there.page.url
    assert here.go("/me/") == 200
    for tab in (here, there):
        tab.page.context.close()
    # All others were ended, those of the other tests too.
    place.forget(CITIZEN)


@pytest.mark.parametrize("width", [390, 1280])
def test_a_citizen_gives_a_mandate_and_revokes_it(place, width):
    tab, agent = place.new_tab("newcomer"), place.account("agent")
    tab.wide(width)
    tab.go("/me/mandates/")
    press(tab, "#begin .wt-btn-main")
    tab.page.fill("[name=delegate]", agent["login"])
    tab.page.fill("[name=delegate_name]", agent["name"])
    tab.page.select_option("[name=hall]", "all")
    tab.page.fill("[name=until]", f"{datetime.now(UTC) + timedelta(days=30):%Y-%m-%d}")
    press(tab, "#mandate .wt-btn-main")
    assert tab.measure(target=44) == []
    before = len(mandate_codes(place))
    press(tab, "#confirm [formaction$='/code']")
    until = time.monotonic() + PATIENCE
    while len(mandate_codes(place)) == before and time.monotonic() < until:
        time.sleep(0.1)
    tab.page.fill("[name=code]", mandate_codes(place)[-1])
    press(tab, "#confirm .wt-btn-main")
    assert "委托生效了" in tab.page.inner_text("main")
    tab.page.click("details:has(#revoke) summary")
    press(tab, "#revoke button")
    assert "撤销" in tab.page.inner_text("main")
    assert tab.page.locator("#revoke").count() == 0
    assert tab.axe() == []
    assert tab.noticed() == []
    tab.page.context.close()
