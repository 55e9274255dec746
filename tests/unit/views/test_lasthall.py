"""The hall last visited is remembered by key, and no other word is taken for one."""

from http.cookies import SimpleCookie

import pytest

from wangting.tenancy import Tenancy
from wangting.views.lasthall import last_hall, reminder

TENANCY = Tenancy({"lixin.localhost": "lixin"}, ("lixin", "mengcheng"))


def remembered(path, host="localhost", scheme="http", **cookies):
    environ = {"wsgi.url_scheme": scheme, "HTTP_HOST": host, "PATH_INFO": path}
    return reminder(TENANCY, environ, cookies)


@pytest.mark.parametrize(
    ("path", "host", "key"),
    [
        ("/lixin/", "localhost", "lixin"),
        ("/mengcheng", "localhost", "mengcheng"),
        ("/", "lixin.localhost:6543", "lixin"),
        ("/mengcheng/", "lixin.localhost", "mengcheng"),
    ],
)
def test_the_home_of_a_hall_is_remembered_for_a_year(path, host, key):
    cookie = SimpleCookie(remembered(path, host))["hall"]
    assert (cookie.value, cookie["path"], cookie["samesite"]) == (key, "/", "Lax")
    assert (cookie["max-age"], cookie["httponly"], cookie["secure"]) == (str(365 * 24 * 3600), True, "")
    assert SimpleCookie(remembered(path, host, "https"))["hall"]["secure"]


@pytest.mark.parametrize("path", ["/", "/nowhere/", "/lixin/items/", ""])
def test_no_other_page_is_remembered(path):
    assert remembered(path) is None


def test_what_is_remembered_already_is_not_said_again():
    assert remembered("/lixin/", hall="lixin") is None
    assert remembered("/lixin/", hall="mengcheng")


def test_a_request_without_a_host_is_for_the_name_of_the_server():
    assert reminder(TENANCY, {"wsgi.url_scheme": "http", "SERVER_NAME": "lixin.localhost", "PATH_INFO": "/"}, {})


def test_the_hall_last_visited_is_one_that_is_there():
    assert last_hall(TENANCY, {"hall": "lixin"}) == "lixin"
    assert last_hall(TENANCY, {"hall": "<x-xss>"}) is None
    assert last_hall(TENANCY, {}) is None
