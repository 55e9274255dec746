"""The hall last visited is remembered by key, and no other word is taken for one."""

from types import SimpleNamespace

import pytest
from pyramid.events import NewResponse
from pyramid.request import Request
from pyramid.response import Response

from wangting.tenancy import Tenancy
from wangting.views.lasthall import last_hall, remember

TENANCY = Tenancy({"lixin.localhost": "lixin"}, ("lixin", "mengcheng"))


def asked(path, host="localhost", **cookies):
    request = Request.blank(path, headers={"Host": host})
    request.registry = SimpleNamespace(tenancy=TENANCY)
    request.cookies.update(cookies)
    return request


def remembered(request, status=200):
    response = Response(status=status)
    remember(NewResponse(request, response))
    return response.headers.get("Set-Cookie", "").partition(";")[0]


@pytest.mark.parametrize(
    ("path", "host", "cookie"),
    [
        ("/lixin/", "localhost", "hall=lixin"),
        ("/mengcheng", "localhost", "hall=mengcheng"),
        ("/", "lixin.localhost", "hall=lixin"),
        ("/mengcheng/", "lixin.localhost", "hall=mengcheng"),
        ("/", "localhost", ""),
        ("/nowhere/", "localhost", ""),
        ("/lixin/items/", "localhost", ""),
    ],
)
def test_the_home_of_a_hall_is_remembered(path, host, cookie):
    assert remembered(asked(path, host)) == cookie


def test_nothing_is_remembered_again_nor_of_a_form_nor_of_an_error():
    assert remembered(asked("/lixin/", hall="lixin")) == ""
    assert remembered(asked("/lixin/"), status=404) == ""
    posted = asked("/lixin/")
    posted.method = "POST"
    assert remembered(posted) == ""


def test_the_hall_last_visited_is_one_that_is_there():
    assert last_hall(asked("/", hall="lixin")) == "lixin"
    assert last_hall(asked("/", hall="<x-xss>")) is None
    assert last_hall(asked("/")) is None
