"""Headers of every response (QUALITY 4); Substance D's own pages bring a policy for scripts of their own."""

from __future__ import annotations

from pyramid.config import Configurator
from pyramid.events import NewResponse

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
)
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def dress(event: NewResponse) -> None:
    """Add what must be on every response; a response may bring a policy of its own."""
    request, headers = event.request, event.response.headers
    headers.update({name: value for name, value in ALWAYS.items() if name not in headers})
    headers.setdefault("Content-Security-Policy", CSP)
    if request.scheme == "https":
        headers["Strict-Transport-Security"] = "max-age=31536000"
    if getattr(request.session, "session_id", None) and request.path.split("/")[1] != "static":
        headers["Cache-Control"] = "no-store"


def includeme(config: Configurator) -> None:
    """Subscribe."""
    config.add_subscriber(dress, NewResponse)
