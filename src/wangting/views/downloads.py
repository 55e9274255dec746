"""Papers and licences leave the house as files to be saved, never as pages of ours (QUALITY 4)."""

from __future__ import annotations

import re
from typing import BinaryIO
from urllib.parse import quote

from pyramid.response import FileIter, Response

#: Nothing that somebody uploaded may run, load or be framed, whatever a browser makes of it.
SANDBOX = "default-src 'none'; sandbox"
PLAIN = re.compile(r"[^A-Za-z0-9._-]+")
#: What an address with its sum in it stands for never changes: a year is as long as anybody keeps anything.
FOR_GOOD = "public, max-age=31536000, immutable"


def attachment(content: bytes, name: str, media_type: str) -> Response:
    """Return ``content`` as a file called ``name`` (RFC 6266), for nobody's cache."""
    response = _to_be_saved(Response(body=content, content_type=media_type, charset=None), name)
    response.headers["Cache-Control"] = "no-store"
    return response


def streamed(stream: BinaryIO, size: int, name: str, media_type: str, tag: str, keep: str) -> Response:
    """Return what is read from ``stream``, ``size`` bytes, as a file called ``name``; the server closes it.

    ``tag`` tells these bytes from others: who has them already gets none, and who has the beginning gets the rest
    (RFC 9110, 13 and 14).  ``keep`` is what may be kept of it, as ``Cache-Control`` says it.
    """
    response = Response(app_iter=FileIter(stream), content_type=media_type, charset=None, conditional_response=True)
    response.content_length = size
    response.etag = tag
    response.accept_ranges = "bytes"
    response.headers["Cache-Control"] = keep
    return _to_be_saved(response, name)


def _to_be_saved(response: Response, name: str) -> Response:
    plain = PLAIN.sub("_", name).strip("._") or "file"
    exact = quote(name, safe="")
    response.headers["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{exact}"
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
