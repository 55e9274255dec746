"""Head and body of an answer leave together, and say what waitress says, whatever the line and the visitor are like."""

import http.client
import socket
import threading

import pytest
from waitress.channel import ClientDisconnected
from waitress.server import create_server
from webob import Request

from unit.listening.test_server import listening
from wangting.listening.channel import Channel
from wangting.listening.task import AT_ONCE, dated, usual

HEADERS = [("content-type", "text/plain"), ("ETag", '"a"'), ("X-Frame-Options", "DENY"), ("Set-Cookie", "b=1"),
           ("Set-Cookie", "a=2")]  # fmt: skip


ASKED = (
    {},
    {"version": "1.0"},
    {"version": "1.0", "connection": "keep-alive"},
    {"connection": "close"},
    {"connection": "keep-alive"},
)


def answering(status="200 OK", headers=(), body=(b"done",), length=True):
    def application(_environ, start_response):
        own = [("Content-Length", str(sum(map(len, body))))] if length else []
        start_response(status, [*HEADERS, *own, *headers])
        return list(body)

    return application


def said(port, version="1.1", connection=""):
    """Return everything that comes back for one request and, where the line stays open, for a last one."""
    wish = f"Connection: {connection}\r\n" if connection else ""
    last = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(f"GET / HTTP/{version}\r\nHost: a\r\n{wish}\r\n{last}".encode())
        return b"".join(iter(lambda: line.recv(1 << 20), b""))


def without_moment(answer):
    return b"\r\n".join(line for line in answer.split(b"\r\n") if not line.startswith(b"Date: "))


@pytest.mark.parametrize("application", [
    answering(), answering("404 Not Found"), answering("304 Not Modified", body=(), length=False),
    answering("204 No Content", body=(), length=False), answering(length=False), answering(body=(b"one", b"two")),
    answering(body=(b"one", b"two"), length=False),
    answering(body=()), answering(headers=[("Server", "x")]), answering(headers=[("Date", "then")]),
    answering(body=(b"x" * (AT_ONCE + 1),)),
])  # fmt: skip
def test_the_answer_is_letter_for_letter_that_of_waitress(application):
    theirs = answered_by_waitress(application)
    with listening(application) as (_found, port, _meters):
        for asked, answer in zip(ASKED, theirs, strict=True):
            ours = said(port, **asked)
            assert without_moment(ours) == without_moment(answer), asked
            assert ours.count(b"\r\nDate: ") == answer.count(b"\r\nDate: ") > 0


@pytest.mark.parametrize("size", [0, 5, 600_000])
@pytest.mark.parametrize("in_pieces", [False, True])
def test_what_was_sent_is_read_twice_and_never_copied(size, in_pieces):
    content = b"x" * size

    def application(environ, start_response):
        request = Request(environ)
        request.make_body_seekable()
        first = request.body_file_raw.read()
        request.make_body_seekable()
        same = first == request.body_file_raw.read() == content and request.body_file_raw is environ["wsgi.input"]
        start_response("200 OK", [("Content-Length", "5")])
        return [b"%-5r" % (same and environ["wsgi.input"] is given[0])]

    given = []
    make_body_seekable = Request.make_body_seekable
    with pytest.MonkeyPatch.context() as patched, listening(application, limit=1 << 20) as found:

        def noting(request):
            given.append(request.environ["wsgi.input"])
            make_body_seekable(request)

        patched.setattr(Request, "make_body_seekable", noting)
        line = http.client.HTTPConnection("127.0.0.1", found[1], timeout=20)
        line.request("POST", "/", iter([content[:3], content[3:]]) if in_pieces else content, encode_chunked=in_pieces,
                     headers={"Transfer-Encoding": "chunked"} if in_pieces else {})  # fmt: skip
        assert line.getresponse().read() == b"True "
        line.close()


def answered_by_waitress(application):
    plain = create_server(application, host="127.0.0.1", port=0, ident=None)
    is_over = threading.Event()

    def run():
        while not is_over.is_set():
            plain.asyncore.loop(timeout=0.05, map=plain._map, count=1)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        return [said(plain.effective_port, **asked) for asked in ASKED]
    finally:
        # Nobody looks at its connections any more when they are closed.
        is_over.set()
        thread.join()
        plain.task_dispatcher.shutdown()
        plain.close()


def test_a_kept_connection_gets_one_answer_after_the_other():
    with listening(answering()) as (_found, port, _meters):
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        for _ in range(3):
            line.request("GET", "/")
            assert line.getresponse().read() == b"done"
        line.close()


class Line:
    """A connection that takes ``room`` bytes at once; ``fault`` is what it raises instead."""

    def __init__(self, room, fault=None, held=0, connected=True):
        self.outbuf_lock = threading.Condition()
        self.connected, self.total_outbufs_len = connected, held
        self.room, self.fault = room, fault
        self.sent, self.later, self.last_activity = b"", b"", 0

    def send(self, data, do_close=True):
        assert not do_close, "another thread may be reading from it"
        if self.fault:
            raise self.fault
        self.sent += data[: self.room]
        return len(data[: self.room])

    def write_soon(self, data):
        if not self.connected:
            raise ClientDisconnected
        self.later += data


@pytest.mark.parametrize(
    ("line", "sent", "later"),
    [
        (Line(10), b"answer", b""),
        (Line(2), b"an", b"swer"),
        (Line(0), b"", b"answer"),
        (Line(10, ConnectionResetError()), b"", b"answer"),
        (Line(10, held=5), b"", b"answer"),
    ],
)
def test_what_the_line_does_not_take_waits_behind_what_waits_already(line, sent, later):
    Channel.send_whole(line, b"answer")
    assert (line.sent, line.later) == (sent, later)


def test_an_answer_for_somebody_who_has_gone_says_so():
    with pytest.raises(ClientDisconnected):
        Channel.send_whole(Line(10, connected=False), b"answer")


def test_headers_are_written_as_usual_and_moments_to_the_second():
    assert usual("x-content-type-options") == "X-Content-Type-Options"
    assert dated(0) == "Thu, 01 Jan 1970 00:00:00 GMT"
