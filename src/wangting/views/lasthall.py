"""The hall somebody last visited, in a cookie that names nobody: only to offer it first in the chooser.

It is given outside the views, because a home that comes from the page cache runs none.
"""

from __future__ import annotations

from collections.abc import Mapping

from webob.cookies import make_cookie

from wangting.tenancy import Tenancy

COOKIE = "hall"
YEAR = 365 * 24 * 3600


def last_hall(tenancy: Tenancy, cookies: Mapping[str, str]) -> str | None:
    """Return the key of the hall last visited, or None; a word that is no hall's key means nothing."""
    found = cookies.get(COOKIE)
    return found if found in tenancy.halls else None


def reminder(tenancy: Tenancy, environ: Mapping[str, object], cookies: Mapping[str, str]) -> str | None:
    """Return the cookie that remembers the hall whose home is asked for; None when there is nothing new to remember."""
    key = tenancy.home_at(environ.get("HTTP_HOST") or environ["SERVER_NAME"], environ.get("PATH_INFO", ""))
    if key is None or cookies.get(COOKIE) == key:
        return None
    secure = environ["wsgi.url_scheme"] == "https"
    return make_cookie(COOKIE, key, max_age=YEAR, path="/", secure=secure, httponly=True, samesite="Lax")
