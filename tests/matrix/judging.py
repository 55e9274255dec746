"""What an answer says: by the marker in its body and by the last transaction, not by its status alone."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from webob import Response

ERROR = re.compile(r'data-error="([a-z_0-9]+)"|"error": ?"([a-z_0-9]+)"')
REFUSALS = {403: "F", 404: "N", 400: "X", 405: "X", 429: "T", 409: "R", 422: "R"}
#: Refusals behind which nothing of the page may stand.
SHUT = frozenset("SFNX")


def verdict(answer: Response, marker: str, *, wrote: bool) -> str:
    """Return the letter of ``answer`` (``table.LETTERS``), with a sign behind it for what should not be.

    ``*`` was written although it was refused or only looked at, ``!`` shows the page though it says that it does not.
    """
    letter, body = _letter(answer), answer.body
    shows = bool(marker) and marker.encode() in body
    if letter == "P" and not shows:
        letter = f"{answer.status_int} without its marker"
    if letter == "K" and wrote:
        letter = "D"
    return letter + ("*" if wrote and letter != "D" else "") + ("!" if shows and letter in SHUT else "")


def fits(expected: str, found: str) -> bool:
    """Say whether ``found`` is what was expected."""
    return found in SHUT if expected == "-" else found == expected


def _letter(answer: Response) -> str:
    status = answer.status_int
    if 300 <= status < 400:
        return "S" if urlsplit(answer.location).path == "/sign-in" else "K"
    if status >= 500:
        return f"{status}"
    if status in REFUSALS:
        return REFUSALS[status]
    is_text = answer.content_type.startswith(("text/html", "application/json"))
    error = ERROR.search(answer.text) if is_text else None
    return f"{status} that says {error[1] or error[2]}" if error else "P"
