"""What is measured is what happened: counted, shared out, compared with its target; a failed step is no figure."""

from __future__ import annotations

import http.server
import threading

import pytest
from webtest import TestApp

from wangting.bench.bare import make_bare, raw_commit, stock_form, verified
from wangting.bench.browser import Browser, Unexpected
from wangting.bench.clients import reading
from wangting.bench.load import Cost, measure, middle, ratio, rounds
from wangting.bench.process import HOST, DidNotStart, Served, free_port

HELLO = ("-m", "wangting.bench.bare")


class Meter:
    """Stands for a server whose processor time goes up by two seconds between two readings."""

    def __init__(self):
        self.seconds = 0.0

    def cpu_seconds(self):
        self.seconds += 2.0
        return self.seconds


def test_the_cost_of_one_operation_is_the_server_s_time_shared_out():
    settled = []
    cost = measure(Meter(), [iter(range(3)), iter(range(5))], 60, lambda: settled.append(1))
    assert (cost.operations, cost.cpu_ms, settled) == (8, 250.0, [1])


def test_a_client_that_fails_fails_the_measurement():
    def broken():
        yield 1
        raise Unexpected("503")

    with pytest.raises(Unexpected):
        measure(Meter(), [broken(), iter(range(3))], 60)


def test_rounds_take_turns_and_one_that_was_disturbed_does_not_count():
    order = []

    def part(name, costs):
        return lambda: (order.append(name), Cost(1, next(costs), 1))[1]

    found = rounds({"bare": part("bare", iter([1.0, 9.0, 1.0])), "ours": part("ours", iter([2.0, 18.0, 20.0]))})
    assert order == ["bare", "ours"] * 3
    assert middle(found["bare"]).cpu_ms == 1.0
    # Round by round, 0.5 and 0.5 and 0.05: what else the machine did in the second round fell on both.
    assert ratio(found["bare"], found["ours"]) == 0.5


def test_the_bare_peers_answer_and_commit(tmp_path):
    bare = TestApp(make_bare())
    assert bare.get("/hello").text == "hello"
    assert bare.get("/page").text.count("<tr>") == 110
    for cost in (raw_commit(tmp_path, 0.05, b"paper"), stock_form(0.05), verified(0.05)):
        assert cost.operations > 0
        assert cost.cpu_ms > 0


def test_a_child_is_waited_for_measured_ended_and_killed(tmp_path):
    port = free_port()
    with Served((*HELLO, str(port)), port, tmp_path / "log") as served, Browser(HOST, port) as browser:
        assert browser.get("/hello").text == "hello"
        assert served.cpu_seconds() > 0
        assert 10 < served.peak_megabytes() < 500
    assert served.child.returncode is not None
    with Served((*HELLO, str(port)), port, tmp_path / "log") as served:
        served.kill()
        assert served.end() == -9


def test_a_child_that_ends_at_once_is_told_with_what_it_said(tmp_path):
    port = free_port()
    with pytest.raises(DidNotStart, match="said so"):
        Served(("-c", "import sys; print('said so'); sys.exit(3)"), port, tmp_path / "log").wait_until_it_answers()


class Echo(http.server.BaseHTTPRequestHandler):
    """Answers with the cookies that it got, and sets one."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        body = (self.headers.get("Cookie") or "").encode()
        self.send_response(303 if self.path == "/go" else 200)
        for name, value in (("Set-Cookie", "a=1; Path=/"), ("Location", "http://localhost/there?x=1"),
                            ("Content-Length", str(len(body)))):  # fmt: skip
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args):
        """Say nothing."""


def test_cookies_are_kept_redirects_are_followed_on_demand_and_a_page_is_none():
    server = http.server.ThreadingHTTPServer((HOST, 0), Echo)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with Browser(HOST, server.server_port) as browser:
            assert browser.get("/").text == ""
            assert browser.get("/").text == "a=1"
            assert browser.follow(browser.get("/go")).status == 200
            with pytest.raises(Unexpected):
                browser.follow(browser.get("/"))
            with pytest.raises(Unexpected):
                next(reading(browser, "/go"))
    finally:
        server.shutdown()
        server.server_close()
