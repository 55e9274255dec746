"""Headers of every response (QUALITY 4); Substance D's own pages bring a policy for scripts of their own."""

from __future__ import annotations

from pyramid.config import Configurator
from pyramid.events import NewResponse

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
)
#: A response may bring its own.
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Content-Security-Policy": CSP,
}
#: A browser that was here by https once comes by nothing else for a year.
HSTS = {"Strict-Transport-Security": "max-age=31536000"}


def dress(event: NewResponse) -> None:
    """Add what must be on every response; a response may bring a policy of its own."""
    request, headers = event.request, event.response.headerlist
    brought = {name.lower() for name, _value in headers}
    headers.extend((name, value) for name, value in ALWAYS.items() if name.lower() not in brought)
    if request.scheme == "https":
        event.response.headers.update(HSTS)
    if getattr(request.session, "session_id", None) and request.path.split("/")[1] != "static":
        event.response.headers["Cache-Control"] = "no-store"


def includeme(config: Configurator) -> None:
    """Subscribe."""
    config.add_subscriber(dress, NewResponse)
