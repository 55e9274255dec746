"""Signing in from a hall's own host: to the one for it and back with a code; each host has a browser of its own."""

from __future__ import annotations

from urllib.parse import urlsplit

from webtest import TestApp


def is_elsewhere(hall: object, host: str) -> bool:
    """Say whether who comes to ``host`` signs in at another one."""
    return host in hall.house.hosts


def onward(page: object) -> str:
    """Return where a page leads to, without its host: a browser of a test knows only its own."""
    parts = urlsplit(page.html.select_one("#onward")["href"])
    return f"{parts.path}?{parts.query}"


def asked_to_sign_in(hall: object, there: TestApp, path: str = "/sign-in") -> tuple[TestApp, object]:
    """Go from the hall's host to where everybody signs in; return the browser there and its page."""
    city = hall.browser()
    page = city.get(onward(there.get(path)))
    return city, page.follow()


def come_back(city: TestApp, form: object, account: dict) -> str:
    """Sign in, and return the address with the code at the hall's host."""
    form["login"], form["password"] = account["login"], account["password"]
    return onward(form.submit().follow())


def sign_in(hall: object, there: TestApp, account: dict) -> TestApp:
    """Sign in at the hall's host by way of the other; return the browser at the host for signing in."""
    city, page = asked_to_sign_in(hall, there)
    assert there.get(come_back(city, page.forms["sign-in"], account)).status_int == 303
    return city
