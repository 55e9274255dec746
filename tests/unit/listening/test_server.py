"""What is taken is answered, what is too much is told so at once, and an end loses nothing that was begun."""

import contextlib
import errno
import http.client
import select
import socket
import threading
import time

import pytest

from wangting.clock import SystemClock
from wangting.listening import server
from wangting.listening.answers import BUSY, MOMENT, STATUSES, ReadyAnswers
from wangting.listening.parser import Parser
from wangting.listening.server import Front, Listening, Server
from wangting.metering import Meters

PAGES = {(code, lang): f"<h1>{lang} {code} {MOMENT}</h1>".encode() for code in STATUSES for lang in ("zh-Hans", "en")}


class Held:
    """An application whose answers wait until they are let go."""

    def __init__(self):
        self.go = threading.Semaphore(0)
        self.begun = threading.Semaphore(0)
        self.bodies = []

    def __call__(self, environ, start_response):
        self.bodies.append(environ["wsgi.input"].read())
        self.begun.release()
        self.go.acquire(timeout=20)
        start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "4")])
        return [b"done"]

    def free(self, count):
        for _ in range(count):
            self.go.release()


@contextlib.contextmanager
def listening(application, *, threads=1, queue=2, grace=5, pages=PAGES, limit=1000):
    meters = Meters()
    answers = ReadyAnswers(pages, (("X-Content-Type-Options", "nosniff"),), SystemClock())
    found = Listening(Front(answers, lambda method, path, _headers: limit, meters), threads=threads, queue=queue)
    bound = socket.create_server(("127.0.0.1", 0))
    port = bound.getsockname()[1]
    found.at(application, "127.0.0.1", port, bound=bound, ident=None)
    thread = threading.Thread(target=found.run, args=(grace,), daemon=True)
    thread.start()
    try:
        yield found, port, meters
    finally:
        found.stop()
        thread.join(10)
        assert not thread.is_alive()
        # What it left open for a thread that had not ended by then is closed when that has.
        wait_until(lambda: not found._dispatcher.threads)
        found._close()


def ask(port, path="/", method="GET", body=None, headers=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=15)
    connection.request(method, path, body, headers or {})
    return connection


def answer(connection):
    with contextlib.closing(connection):
        response = connection.getresponse()
        return response.status, dict(response.getheaders()), response.read()


@contextlib.contextmanager
def without_places(application, **more):
    """Run a server with one thread and two places, all of them taken by readers."""
    with listening(application, **more) as (running, port, meters):
        taken = [ask(port)]
        assert application.begun.acquire(timeout=10)
        taken += [ask(port), ask(port)]
        wait_until(lambda: meters.text().count(b"wangting_queue_length 2.0"))
        yield running, port, meters, taken
        for connection in taken:
            connection.close()


@pytest.fixture
def late(monkeypatch):
    """Let whoever comes to a full hall wait at the door, so that all they say is there when it is opened."""
    said = Server._said

    def waiting(server, connection):
        # However busy the machine is: until they have said something, or are gone.
        select.select([connection], [], [], 10)
        return said(server, connection)

    monkeypatch.setattr(Server, "_said", waiting)


@pytest.fixture(params=["at once", "late"])
def full(request):
    """A server without places; each test meets it twice, the second time with a reading thread that comes late."""
    application = Held()
    if request.param == "late":
        request.getfixturevalue("late")
    with without_places(application) as (_server, port, meters, taken):
        yield application, port, meters, taken


def wait_until(is_so):
    until = time.monotonic() + 10
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.005)


def test_a_reader_for_whom_there_is_no_place_is_turned_away_while_all_others_still_wait(full):
    application, port, meters, taken = full
    status, headers, page = answer(ask(port, "/mengcheng/?lang=en"))
    assert status == 503
    assert (headers["Retry-After"], headers["Cache-Control"], headers["Connection"]) == ("30", "no-store", "close")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert page.startswith(b"<h1>en busy 20")
    assert b"zh-Hans busy" in answer(ask(port))[2]
    assert answer(ask(port, "/api/v1/halls"))[1]["Content-Type"] == "application/json"
    assert answer(ask(port, "/", "HEAD"))[::2] == (503, b"")
    assert b'wangting_shed_total{kind="reading"} 4.0' in meters.text()
    application.free(3)
    assert [answer(connection)[::2] for connection in taken] == [(200, b"done")] * 3


def test_who_sends_a_form_has_places_that_readers_have_not_but_not_without_end(full):
    application, port, meters, taken = full
    form = ask(port, "/x", "POST", b"a=b")
    wait_until(lambda: b"wangting_queue_length 3.0" in meters.text())
    assert answer(ask(port, "/x", "POST", b"a=c"))[0] == 503
    assert b'wangting_shed_total{kind="writing"} 1.0' in meters.text()
    application.free(4)
    assert [answer(connection)[0] for connection in (*taken, form)] == [200] * 4
    assert application.bodies[-1] == b"a=b"


def test_a_probe_of_this_machine_is_answered_before_those_who_wait(full):
    application, port, _meters, taken = full
    probe = ask(port, "/health")
    wait_until(lambda: b"wangting_queue_length 3.0" in _meters.text())
    application.free(2)
    assert answer(taken[0])[0] == 200
    assert answer(probe)[0] == 200
    application.free(2)
    assert [answer(connection)[0] for connection in taken[1:]] == [200, 200]


def test_who_is_turned_away_at_the_door_leaves_no_connection_behind(late):
    application = Held()
    with without_places(application) as (server, port, meters, _taken):
        [door] = server._servers
        before = len(door._map)
        for _ in range(5):
            assert answer(ask(port))[0] == 503
            assert len(door._map) == before
        assert b'wangting_shed_total{kind="reading"} 5.0' in meters.text()
        # Who says nothing, or has gone, is not waited for.
        for _ in range(3):
            socket.create_connection(("127.0.0.1", port), 5).close()
        assert answer(ask(port))[0] == 503
        application.free(3)


def test_an_answer_longer_than_the_line_takes_at_once_arrives_whole(late):
    long = dict.fromkeys(PAGES, b"x" * 8_000_000)
    application = Held()
    with without_places(application, pages=long) as (_server, port, _meters, _taken):
        status, headers, page = answer(ask(port))
        assert (status, len(page)) == (503, int(headers["Content-Length"]))
        application.free(3)


def test_an_end_closes_the_file_in_which_the_rest_of_a_long_answer_lies(late):
    long = dict.fromkeys(PAGES, b"x" * 8_000_000)
    application = Held()
    with without_places(application, pages=long, grace=0.1) as (server, port, _meters, _taken):
        unread = ask(port)
        [door] = server._servers
        wait_until(lambda: any(channel.total_outbufs_len > 1_000_000 for channel in door.active_channels.values()))
        files = [buffer for channel in door.active_channels.values() for buffer in channel.outbufs if buffer.overflowed]
        assert files
        server.stop()
        application.free(3)
        wait_until(lambda: not found_open(files))
        unread.close()


def found_open(buffers):
    """Return those of waitress's buffers whose file is still open."""
    return [buffer for buffer in buffers if not buffer.getfile().closed]


def test_after_the_rush_everybody_is_answered_again(full):
    application, port, _meters, taken = full
    assert answer(ask(port))[0] == 503
    application.free(3)
    for connection in taken:
        answer(connection)
    application.free(1)
    assert answer(ask(port))[0] == 200


def test_too_large_a_body_gets_a_page_and_reaches_nobody():
    application = Held()
    with listening(application) as (_server, port, meters):
        status, headers, page = answer(ask(port, "/x", "POST", b"x" * 5_000_000))
        assert (status, headers["Connection"]) == (413, "close")
        assert b"too_large" in page
        assert application.bodies == []
        assert b'wangting_refused_total{why="too_large"} 1.0' in meters.text()
        application.free(1)
        assert answer(ask(port, "/x", "POST", b"x" * 1000))[0] == 200


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET / HTTP/1.1\r\nBad Header\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: h\r\nX: " + b"x" * ((1 << 18) - 28), 431),
        (b"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip\r\n\r\n", 501),
    ],
)
def test_what_is_no_request_gets_a_page_of_the_house(sent, status):
    with listening(Held()) as (_server, port, _meters), socket.create_connection(("127.0.0.1", port), 10) as line:
        line.sendall(sent)
        said = line.makefile("rb").read()
    assert said.startswith(b"HTTP/1.")
    assert int(said[9:12]) == status
    assert b"<h1>zh-Hans" in said


UNREADABLE = (b"GET http://[ HTTP/1.1\r\n\r\n", b"POST / HTTP/1.1\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n")


def told(port, sent):
    """Return all that is said to who has ``sent`` this."""
    with socket.create_connection(("127.0.0.1", port), 10) as line:
        line.sendall(sent)
        return line.makefile("rb").read()


@pytest.mark.parametrize("sent", UNREADABLE)
def test_what_python_cannot_read_is_no_request_either_and_the_next_is_answered(sent):
    application = Held()
    with listening(application) as (_server, port, _meters):
        assert told(port, sent)[9:12] == b"400"
        application.free(1)
        assert answer(ask(port))[0] == 200


@pytest.mark.parametrize("sent", UNREADABLE)
def test_who_sends_what_cannot_be_read_into_a_rush_does_not_close_the_door(full, sent):
    application, port, _meters, taken = full
    with socket.create_connection(("127.0.0.1", port), 10) as line:
        line.sendall(sent)
        assert answer(ask(port))[0] == 503
        application.free(3)
        assert [answer(connection)[0] for connection in taken] == [200] * 3
        # Who seems to send a form has waited for a place.
        assert line.makefile("rb").read()[9:12] == b"400"
    application.free(1)
    assert answer(ask(port))[0] == 200


def test_a_fault_in_one_connection_ends_that_one_alone(full, monkeypatch, caplog):
    application, port, _meters, taken = full

    def broken(_parser, _header):
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(Parser, "parse_header", broken)
        assert told(port, b"POST /x HTTP/1.1\r\nHost: h\r\n\r\n") == b""
    assert "RuntimeError" in caplog.text
    assert answer(ask(port))[0] == 503
    application.free(3)
    assert [answer(connection)[0] for connection in taken] == [200] * 3


@pytest.mark.parametrize(
    "fault", [ConnectionResetError(errno.ECONNRESET, "gone"), OSError(errno.EINVAL, "odd"), ValueError()]
)
def test_who_is_gone_before_they_are_let_in_does_not_close_the_door(monkeypatch, fault):
    def gone(_server, _connection):
        raise fault

    application = Held()
    with listening(application) as (_running, port, _meters):
        with monkeypatch.context() as patch:
            patch.setattr(Server, "set_socket_options", gone)
            with socket.create_connection(("127.0.0.1", port), 5) as line, contextlib.suppress(OSError):
                line.settimeout(1)
                assert line.recv(1) == b""
        application.free(1)
        assert answer(ask(port))[0] == 200


def test_however_many_come_at_once_there_are_no_more_connections_than_may_be(monkeypatch, late):
    monkeypatch.setattr(server, "CONNECTIONS", 20)
    # Nobody says anything, and nobody is waited for.
    monkeypatch.setattr(Server, "_said", lambda _server, _connection: b"")
    application = Held()
    with without_places(application) as (running, port, _meters, _taken), contextlib.ExitStack() as stack:
        [door] = running._servers
        for _ in range(60):
            stack.enter_context(socket.create_connection(("127.0.0.1", port), 5))
        wait_until(lambda: len(door._map) >= 20)
        time.sleep(0.2)
        assert len(door._map) == 20
        application.free(3)


def test_an_end_answers_what_was_taken_and_takes_nothing_more():
    application = Held()
    with listening(application, threads=2, queue=10) as (server, port, _meters):
        first, second = ask(port, "/1"), ask(port, "/2")
        for _ in range(2):
            assert application.begun.acquire(timeout=10)
        waiting = ask(port, "/3")
        wait_until(lambda: b"wangting_queue_length 1.0" in _meters.text())
        server.stop()
        wait_until(lambda: not can_connect(port))
        application.free(3)
        assert [answer(connection)[::2] for connection in (first, second, waiting)] == [(200, b"done")] * 3


def test_an_end_does_not_wait_longer_than_it_may():
    application = Held()
    with listening(application, grace=0.3) as (server, port, _meters):
        held = ask(port)
        assert application.begun.acquire(timeout=10)
        server.stop()
        with pytest.raises((http.client.HTTPException, OSError)):
            answer(held)
        application.free(1)


def can_connect(port):
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


def test_the_answer_that_is_ready_is_made_anew_each_second_and_not_for_each(monkeypatch):
    made, answers = [], ReadyAnswers(PAGES, (), SystemClock())
    monkeypatch.setattr(answers, "answer", lambda *asked: made.append(asked) or ReadyAnswers.answer(answers, *asked))
    for _ in range(50):
        assert answers.busy(b"GET / HTTP/1.1").startswith(b"HTTP/1.1 503 Service Unavailable\r\n")
    assert made == [(BUSY, "/", "")]


def test_a_fault_below_the_house_is_logged_without_the_address_that_was_asked(caplog):
    def broken(_environ, _start):
        raise RuntimeError

    with listening(broken) as (_server, port, _meters):
        status, _headers, page = answer(ask(port, "/verify/secret-token"))
    assert (status, b"error" in page) == (500, True)
    assert "Exception while" in caplog.text
    assert "secret-token" not in caplog.text
