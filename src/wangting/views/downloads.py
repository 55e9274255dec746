"""Papers and licences leave the house as files to be saved, never as pages of ours (QUALITY 4)."""

from __future__ import annotations

import re
from urllib.parse import quote

from pyramid.response import Response

#: Nothing that somebody uploaded may run, load or be framed, whatever a browser makes of it.
SANDBOX = "default-src 'none'; sandbox"
PLAIN = re.compile(r"[^A-Za-z0-9._-]+")


def attachment(content: bytes, name: str, media_type: str) -> Response:
    """Return ``content`` as a file called ``name`` (RFC 6266), for nobody's cache."""
    response = Response(body=content, content_type=media_type, charset=None)
    plain = PLAIN.sub("_", name).strip("._") or "file"
    exact = quote(name, safe="")
    response.headers["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{exact}"
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    return response
