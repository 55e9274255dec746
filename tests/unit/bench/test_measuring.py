"""What is measured is what happened: counted, shared out, compared with its target; a failed step is no figure."""

from __future__ import annotations

import http.server
import threading

import pytest
from webtest import TestApp

from wangting.bench.bare import make_bare, raw_commit
from wangting.bench.browser import Browser, Unexpected
from wangting.bench.clients import reading
from wangting.bench.load import Cost, measure
from wangting.bench.process import HOST, DidNotStart, Served, free_port
from wangting.bench.rows import act_row, filing_row, guide_rows, table

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


def test_rows_say_what_is_asked_and_whether_it_is_kept():
    baselines = {"bare hello": Cost(10, 0.2, 100), "bare page": Cost(10, 0.3, 100)}
    kept, rendered = guide_rows(Cost(9, 0.25, 80), Cost(9, 1.5, 80), baselines)
    assert (kept.kept, kept.measured) == (True, "0.80 x bare hello")
    assert (rendered.kept, rendered.measured) == (False, "0.20 x bare page")
    filing = filing_row({"upload": Cost(40, 2.0, 100.0), "submit": Cost(38, 3.5, 50.0)})
    assert (filing.cost.operations, filing.cost.cpu_ms, filing.kept) == (38, 5.5, True)
    assert filing.as_dict()["parts"]["submit"] == {"operations": 38, "cpu_ms": 3.5, "per_second": 50.0}
    act = act_row(Cost(5, 4.01, 10))
    assert not act.kept
    lines = table(baselines, [kept, filing, act])
    assert lines[-1].endswith("<= 4.0 cpu-ms MISSED")
    assert any(line.startswith("  upload") for line in lines)


def test_the_bare_peers_answer_and_commit(tmp_path):
    bare = TestApp(make_bare())
    assert bare.get("/hello").text == "hello"
    assert bare.get("/page").text.count("<tr>") == 40
    cost = raw_commit(tmp_path, 0.05, b"paper")
    assert cost.operations > 0
    assert cost.cpu_ms > 0


def test_a_child_is_waited_for_measured_ended_and_killed(tmp_path):
    port = free_port()
    with Served((*HELLO, str(port)), port, tmp_path / "log") as served, Browser(HOST, port) as browser:
        assert browser.get("/hello").text == "hello"
        assert served.cpu_seconds() > 0
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
