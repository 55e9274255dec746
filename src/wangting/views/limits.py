"""What no browser of ours sends is turned away before anything reads it: too many parts, too much text, bad letters.

WebOb and Pyramid have no limit of their own on the number of fields (QUALITY 4: at most 500 parts).
"""

from __future__ import annotations

from pyramid.events import NewRequest, subscriber
from pyramid.request import Request

from wangting.errors import Invalid, TooLarge

#: Parts of one form at most.
PARTS = 500
#: Bytes of a form without files at most.
TEXT = 1 << 20
#: Bytes of one POST with its file over the largest file: the answers that come along.
BESIDE = 2 << 20
CHUNK = 1 << 16
#: Where WebOb keeps a form that somebody has read.
PARSED = "webob._parsed_post_vars"


@subscriber(NewRequest)
def turn_away(event: NewRequest) -> None:
    """Raise Invalid or TooLarge for what cannot come from a page of ours."""
    request = event.request
    _query(request)
    if request.method != "POST":
        return
    size = request.content_length or 0
    if request.content_type == "multipart/form-data":
        limit = request.registry.house.upload_rules.file_size + BESIDE
        if size > limit:
            raise TooLarge("file_too_large", limit=request.registry.house.upload_rules.file_size)
        _parts(request)
        request.add_finished_callback(_close)
    elif size > TEXT:
        raise TooLarge
    elif request.content_type == "application/x-www-form-urlencoded" and request.body.count(b"&") >= PARTS:
        raise Invalid("too_many_parts")


def _close(request: Request) -> None:
    """Close the files that WebOb has spooled: an error that holds on to the request would hold on to them."""
    if PARSED in request.environ:
        for sent in request.POST.values():
            if hasattr(sent, "file"):
                sent.file.close()


def _query(request: Request) -> None:
    """Refuse a query that is not UTF-8, and take it out first: the page that says so would read it again."""
    try:
        request.GET.items()
    except UnicodeDecodeError as broken:
        request.environ["QUERY_STRING"] = ""
        raise Invalid("query") from broken


def _parts(request: Request) -> None:
    """Count the boundaries without reading the whole body into memory."""
    boundary = request.headers.get("Content-Type", "").partition("boundary=")[2].strip().strip('"').encode()
    if not boundary:
        raise Invalid("form")
    request.make_body_seekable()
    body, mark = request.body_file_raw, b"--" + boundary
    found, tail = 0, b""
    while chunk := body.read(CHUNK):
        text = tail + chunk
        found += text.count(mark)
        # A boundary may lie across two chunks; what is kept is shorter than one, so that none is counted twice.
        tail = text[-(len(mark) - 1) :]
    body.seek(0)
    if found > PARTS + 1:
        raise Invalid("too_many_parts")
