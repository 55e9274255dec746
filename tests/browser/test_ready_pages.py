"""Pages made when the hall starts, for when there is no time to make one: shown as the server sends them."""

import pytest

from browser.test_every_page import TARGET, WIDTHS
from wangting.listening.answers import BUSY, STATUSES
from wangting.views.ready import ready_headers


@pytest.fixture
def sent(place):
    tab = place.new_tab()

    def show(code, lang):
        headers = {"Content-Type": "text/html; charset=utf-8", **dict(ready_headers(is_https=False))}
        answer = {"status": STATUSES[code], "body": place.world.ready[code, lang], "headers": headers}
        tab.page.route("**/asked", lambda route: route.fulfill(**answer))
        assert tab.go("/asked") == STATUSES[code]
        return tab

    yield show
    tab.page.context.close()


@pytest.mark.parametrize("lang", ["zh-Hans", "en"])
@pytest.mark.parametrize("code", STATUSES)
def test_a_page_made_beforehand_can_be_read_by_everybody(sent, code, lang):
    tab = sent(code, lang)
    faults = []
    for width in WIDTHS:
        tab.wide(width)
        faults += [f"{width}: {fault}" for fault in tab.measure(target=TARGET, english=lang == "en")]
    assert [*faults, *tab.axe(), *tab.noticed()] == []


def test_whoever_is_turned_away_reads_how_long_to_wait_and_tries_the_same_address_again(sent):
    tab = sent(BUSY, "zh-Hans")
    assert "30 秒" in tab.page.inner_text("h1")
    tab.page.unroute("**/asked")
    with tab.page.expect_navigation(wait_until="load"):
        tab.page.click(".wt-btn-main")
    assert tab.page.url.endswith("/asked")
