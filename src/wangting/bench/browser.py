"""A small browser over one connection: cookies, forms, uploads; fast enough to put load on a hall.

It follows no redirect by itself and retries nothing: who measures or counts wants to know what each answer was.
"""

from __future__ import annotations

import http.client
import itertools
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from http.cookies import SimpleCookie
from types import TracebackType
from typing import Self
from urllib.parse import urlencode

from wangting.bench.forms import Form, forms_of

TIMEOUT = 60.0


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8", "replace")

    @property
    def location(self) -> str:
        """Where a redirect leads, as a path."""
        found = self.headers.get("location", "")
        return "/" + found.split("/", 3)[3] if "://" in found else found

    @cached_property
    def forms(self) -> dict[str, Form]:
        """The forms of the page by id."""
        return {form.id: form for form in forms_of(self.text)}


LOOPBACK = "127.0.0.1"
MACHINES = itertools.count()


class Unexpected(Exception):
    """An answer that the next step cannot be taken from."""


class Browser:
    """One person at one machine; not safe between threads."""

    def __init__(self, host: str, port: int) -> None:
        # Each person sits at a machine of their own: from one address, sign-ins are counted together and slowed.
        number = next(MACHINES)
        own = f"127.{1 + (number >> 16) % 254}.{(number >> 8) % 256}.{1 + number % 254}" if host == LOOPBACK else ""
        self._connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT, source_address=(own, 0))
        self._cookies: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None,
                 trace: TracebackType | None) -> None:  # fmt: skip
        self.close()

    def close(self) -> None:
        """Hang up; the cookies stay."""
        self._connection.close()

    def get(self, path: str) -> Answer:
        """Return the page at ``path``."""
        return self._ask("GET", path, None, {})

    def follow(self, answer: Answer) -> Answer:
        """Return the page that ``answer`` leads to; raises Unexpected when it is no redirect."""
        if answer.status != http.HTTPStatus.SEE_OTHER:
            raise Unexpected(f"{answer.status}: {answer.text[:2000]}")
        return self.get(answer.location)

    def post(self, path: str, fields: Mapping[str, str], *, multipart: bool = False,
             file: tuple[str, str, bytes] | None = None) -> Answer:  # fmt: skip
        """Send ``fields``, and with them ``file`` as (field, file name, bytes)."""
        body, kind = encoded(fields, file) if multipart else (urlencode(fields).encode(), URLENCODED)
        return self._ask("POST", path, body, {"Content-Type": kind})

    def submit(self, form: Form, values: Mapping[str, str] | None = None, *, press: tuple[str, str] | None = None,
               file: tuple[str, str, bytes] | None = None) -> Answer:  # fmt: skip
        """Send ``form`` as it stands with ``values`` filled in, by the button ``press``."""
        fields = {**form.fields, **(values or {}), **dict([press] if press else [])}
        return self.post(form.action, fields, multipart=form.multipart, file=file)

    def sign_in(self, login: str, password: str) -> Answer:
        """Sign in; raises Unexpected when that did not lead on."""
        form = self.get("/sign-in").forms["sign-in"]
        return self.follow(self.submit(form, {"login": login, "password": password}))

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        if self._cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        try:
            self._connection.request(method, path.partition("#")[0], body, headers)
            response = self._connection.getresponse()
            known = {name.lower(): value for name, value in response.headers.items()}
            answer = Answer(response.status, known, response.read())
        except BaseException:
            # A broken exchange leaves the connection in a state that the next one must not inherit.
            self._connection.close()
            raise
        for line in response.headers.get_all("Set-Cookie", ()):
            for name, morsel in SimpleCookie(line).items():
                self._cookies[name] = morsel.value
        return answer


URLENCODED = "application/x-www-form-urlencoded"


def encoded(fields: Mapping[str, str], file: tuple[str, str, bytes] | None) -> tuple[bytes, str]:
    """Return a multipart body and its content type."""
    boundary = secrets.token_hex(16)
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    if file is not None:
        name, file_name, content = file
        head = (f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{file_name}"\r\n'
                f"Content-Type: application/pdf\r\n\r\n")  # fmt: skip
        parts += [head.encode(), content, b"\r\n"]
    return b"".join([*parts, f"--{boundary}--\r\n".encode()]), f"multipart/form-data; boundary={boundary}"
