"""What no browser of ours sends is turned away before anything reads it: too many parts, too much text, bad letters.

WebOb and Pyramid have no limit of their own on the number of fields (QUALITY 4: at most 500 parts).  The server asks
:func:`limit_of` before it takes a body; here it is asked again, for a hall behind another server.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import BinaryIO

from pyramid.events import NewRequest, subscriber
from pyramid.request import Request

from wangting.errors import Invalid, TooLarge
from wangting.gateways.uploads import UploadRules
from wangting.views.rates import count
from wangting.views.sentform import CHUNK, read_form

#: Parts of one form at most, and of a part of an edition: a hundred papers of fifteen controls each.
PARTS, PARTS_OF_EDITION = 500, 2000
EDITION = re.compile(r"/office/items/[^/]+/edit/[a-z]+/?")
#: Bytes of a form without files at most.
TEXT = 1 << 20
#: Bytes of one POST with its file over the largest file: the answers that come along.
BESIDE = 2 << 20
#: A file up to so many times too large still reaches its page, which says so beside the field and keeps what was typed.
TOLD = 2
#: Bytes of a form that anybody may send, and the last words of the addresses of such forms.
SMALL = 1 << 16
OPEN_TO_ALL = frozenset({"sign-in", "sign-out", "register", "track", "verify"})
#: What a browser says of a form with files, and nothing more: of two boundaries, or of words behind one, two readers
#: could choose differently, and the one that counts must be the one that is read.
MULTIPART = re.compile(r'multipart/form-data;\s*boundary=("?)([!#-:<-~]{1,70})\1', re.IGNORECASE | re.ASCII)
#: Fields with files are called so on every page of ours; the pages of the SDI have their own names.
FILE, SDI = "file-", "/manage"
#: Where WebOb keeps a form that somebody has read, with the body that it was read from.
PARSED = "webob._parsed_post_vars"


def limit_of(method: str, path: str, headers: Mapping[str, str], rules: UploadRules) -> int:
    """Return how many bytes of a body are taken at ``path``; ``headers`` by their names in a WSGI environment."""
    place = next((name for name in reversed(path.split("/")) if name), "")
    if method != "POST" or place in OPEN_TO_ALL:
        return SMALL
    if headers.get("CONTENT_TYPE", "").strip().lower().startswith("multipart/form-data"):
        return TOLD * rules.file_size + BESIDE
    return TEXT


@subscriber(NewRequest)
def turn_away(event: NewRequest) -> None:
    """Raise TooMany for what comes too often, Invalid or TooLarge for what cannot come from a page of ours."""
    request = event.request
    _letters(request)
    _query(request)
    if request.method != "POST":
        return
    count(request)
    rules = request.registry.house.upload_rules
    if (request.content_length or 0) > limit_of(request.method, request.path, request.environ, rules):
        raise TooLarge
    if request.content_type == "multipart/form-data":
        _read(request)
        request.add_finished_callback(_close)
    elif request.body.count(b"&") >= (PARTS_OF_EDITION if EDITION.fullmatch(request.path) else PARTS):
        raise Invalid("too_many_parts")
    _form(request)


def _close(request: Request) -> None:
    """Close the files that were sent: an error that holds on to the request would hold on to them."""
    if PARSED in request.environ:
        for sent in request.POST.values():
            if hasattr(sent, "file"):
                sent.file.close()
        # What is tried again reads its files anew.
        del request.environ[PARSED]


def _letters(request: Request) -> None:
    """Refuse other letters than UTF-8, and forget what they were called: WebOb would read nothing more of it."""
    if request.charset != "UTF-8":
        request.environ["CONTENT_TYPE"] = ""
        raise Invalid("form")


def _query(request: Request) -> None:
    """Refuse a query that is not UTF-8, and take it out first: the page that says so would read it again."""
    try:
        request.GET.items()
    except UnicodeDecodeError as broken:
        request.environ["QUERY_STRING"] = ""
        raise Invalid("query") from broken


def _form(request: Request) -> None:
    """Refuse a form that cannot be read, and a file where a page of ours has text: a view takes it for text."""
    try:
        sent = list(request.POST.items())
    except (LookupError, ValueError) as broken:
        raise Invalid("form") from broken
    if request.path.startswith(SDI):
        return
    if any(hasattr(value, "file") and not name.startswith(FILE) for name, value in sent):
        raise Invalid("form")


def _read(request: Request) -> None:
    """Read a form with files for whoever asks WebOb for it; those of the SDI are left to WebOb, once counted."""
    said = MULTIPART.fullmatch(request.headers.get("Content-Type", "").strip())
    if said is None:
        raise Invalid("form")
    request.make_body_seekable()
    body = request.body_file_raw
    if request.path.startswith(SDI):
        _count(body, said[2])
    else:
        request.environ[PARSED] = read_form(body, said[2], PARTS, BESIDE), body
    body.seek(0)


def _count(body: BinaryIO, boundary: str) -> None:
    """Count the boundaries without reading the whole body into memory."""
    mark = b"--" + boundary.encode()
    found, tail = 0, b""
    while chunk := body.read(CHUNK):
        text = tail + chunk
        found += text.count(mark)
        # A boundary may lie across two chunks; what is kept is shorter than one, so that none is counted twice.
        tail = text[-(len(mark) - 1) :]
    if found > PARTS + 1:
        raise Invalid("too_many_parts")
