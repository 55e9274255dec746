"""The two predicates that the SDI needs: one that Pyramid 2 dropped, and one that keeps it on its own listener."""

from __future__ import annotations

from typing import Any

from pyramid.config import Configurator
from pyramid.csrf import check_csrf_token
from pyramid.request import Request

#: Where the embedded server notes at which of its ports a request was heard.  SERVER_PORT is not enough: behind a proxy
#: that says "https" waitress writes 443 there, and then nothing, or everything, would have come by the SDI's listener.
LISTENER = "wangting.listener"


class CheckCsrf:
    """The ``check_csrf`` view predicate of Pyramid 1.x, which Substance D's undo and delete views name."""

    def __init__(self, value: bool | str, config: Configurator) -> None:
        self.value = value

    def text(self) -> str:
        """Return what the predicate is called in a listing."""
        return f"check_csrf = {self.value}"

    phash = text

    def __call__(self, context: object, request: Request) -> bool:
        """Return whether the request carries the token in its body or its header, never in its address."""
        if not self.value:
            return True
        token = "csrf_token" if self.value is True else self.value
        return check_csrf_token(request, token, raises=False)


class OnPort:
    """The ``on_port`` route predicate: the request came in by the listener of this port; 0 never matches."""

    def __init__(self, port: int, config: Configurator) -> None:
        self.port = port

    def text(self) -> str:
        """Return what the predicate is called in a listing."""
        return f"on_port = {self.port}"

    phash = text

    def __call__(self, info: object, request: Request) -> bool:
        """Return whether the server's own port is the wanted one; the Host header is anybody's and is not asked."""
        heard = request.environ.get(LISTENER) or request.environ.get("SERVER_PORT")
        return bool(self.port) and heard == str(self.port)


def sdi_port(settings: Any) -> int:
    """Return the port of the SDI in Pyramid's ``settings``, 0 when it is off."""
    return int(settings.get("substrate.port", 0))
