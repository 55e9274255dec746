"""Which pages of the SDI each test drives: said by the test, noted when the page really answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from webtest import TestApp, TestResponse, Upload

from wangting.substrate import tabs

#: Pages that some test says it drives.
SAID: set[str] = set()


def drives(*pages: str) -> pytest.MarkDecorator:
    """Mark a test with the pages it drives, as :func:`called` calls them; each must answer while it runs."""
    SAID.update(pages)
    return pytest.mark.drives(*pages)


def called(kw: dict[str, Any]) -> str:
    """Return how a page is called: its context, its name, the method and field it wants, or the method of its class."""
    context = getattr(kw.get("context"), "__name__", "any")
    method = kw.get("request_method") or "any"
    wanted = [kw["request_param"]] if kw.get("request_param") else []
    details = [kw["attr"]] if kw.get("attr") and not wanted else []
    return " ".join([context, kw.get("name") or "-", method, *wanted, *details])


def noting(noted: list[str], registered: set[str]) -> Callable:
    """Return what registers a page like Substance D, and notes each time that it answers."""
    real = tabs.sdi.add_mgmt_view

    def add_mgmt_view(config: Any, view: Any = None, **kw: Any) -> None:
        name = called(kw)
        registered.add(name)

        def decorator(wrapped: Callable) -> Callable:
            def answer(context: Any, request: Any) -> Any:
                response = wrapped(context, request)
                noted.append(name)
                return response

            return answer

        real(config, view=view, **{**kw, "decorator": decorator})

    return add_mgmt_view


@dataclass
class Sdi:
    """A browser on the listener of the SDI."""

    hall: Any
    browser: TestApp

    def sign_in(self, login: str = "", password: str = "") -> TestResponse:
        """Sign in as the sample site manager, or as somebody else."""
        account = self.hall.account("site_manager")
        form = self.browser.get("/manage/@@login").form
        form["login"], form["password"] = login or account["login"], password or account["password"]
        return form.submit("form.submitted")

    def form(self, path: str, mark: str = "deform") -> Any:
        """Return the form ``mark`` of a page."""
        return self.browser.get(path).forms[mark]

    def post(self, path: str, status: int | None = None, **fields: Any) -> TestResponse:
        """Send fields to a page, with the token of this session."""
        token = self.browser.get("/manage/@@database").forms["database"]["csrf_token"].value
        return self.browser.post(path, {"csrf_token": token, **fields}, status=status)

    def add(self, folder: str, kind: str, **values: str) -> TestResponse:
        """Add content by its form, and return the page that follows."""
        form = self.form(f"/manage{folder}/@@add_{kind}")
        for key, value in values.items():
            form[key] = value
        return form.submit("add").follow()

    def said(self, page: TestResponse) -> str:
        """Return what the page says about the act before it."""
        return " ".join(found.get_text(" ", strip=True) for found in page.html.select("#messages .alert"))

    def tid(self) -> bytes:
        """Return the newest transaction."""
        return self.hall.database.lastTransaction()

    @staticmethod
    def file(name: str, data: bytes = b"some words", kind: str = "text/plain") -> Upload:
        """Return a file to send."""
        return Upload(name, data, kind)
