"""Letters that are none, in addresses and cookies: a page of ours, never the bare 500 of the server."""

import pytest

from wangting.views.legible import mended


@pytest.mark.parametrize(
    "path", ["/%ff", "/me/%ff", "/verify/%ff", "/mengcheng/items/%ff", "/static/%ff", "/me/cases/%ff", "/%ed%a0%80"]
)
def test_an_address_in_no_letters_leads_to_the_page_for_addresses_that_lead_nowhere(hall, path):
    answer = hall.browser().get(path, expect_errors=True)
    assert answer.status_int in (303, 404)
    if answer.status_int == 404:
        assert "data-error" in answer.text


@pytest.mark.parametrize("cookie", ['wangting="\\377"', 'other="\\377"; size=elder', "wangting=\xff", "\\"])
@pytest.mark.parametrize("path", ["/", "/sign-in", "/api/v1/halls", "/mengcheng/"])
def test_a_cookie_in_no_letters_is_no_cookie(hall, cookie, path):
    assert hall.browser().get(path, headers={"Cookie": cookie}).status_int == 200


def test_a_cookie_with_a_backslash_that_can_be_read_keeps_the_others(hall):
    answer = hall.browser().get("/sign-in", headers={"Cookie": 'other="a\\054b"; size=elder'})
    assert "elder" in answer.text


@pytest.mark.parametrize("path", ["/", "/mengcheng/", "/\xe4\xb8\xad"])
def test_what_can_be_read_stays_as_it_is(path):
    assert mended(path) == path
