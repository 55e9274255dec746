"""The hall behind nginx: https, slow senders, too much at once, and what is said while the hall is away."""

from __future__ import annotations

import contextlib
import http.client
import json
import re
import socket
import ssl
import time

from wangting.bench.process import HOST

SLOW = 60


def secured():
    """Return what takes the test's own certificate."""
    found = ssl.create_default_context()
    found.check_hostname, found.verify_mode = False, ssl.CERT_NONE
    return found


def ask(behind, path, method="GET", body=None, headers=None):
    connection = http.client.HTTPSConnection(HOST, behind.port, timeout=30, context=secured())
    with contextlib.closing(connection):
        connection.request(method, path, body, {"Host": "zwfw.example.gov.cn", **(headers or {})})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode()


def logged(behind):
    return (behind.folder / "wangting.log").read_text("utf-8")


def test_a_page_comes_by_https_with_cookies_for_https_only(behind):
    status, headers, page = ask(behind, "/sign-in")
    assert status == 200
    assert "登录" in page
    assert headers["Strict-Transport-Security"]
    assert headers["Set-Cookie"].startswith("__Host-wangting=")
    assert "Server" not in headers or headers["Server"] == "nginx"


def test_what_a_visitor_says_of_the_way_here_is_replaced(behind):
    for forged in ({"X-Forwarded-For": "127.0.0.1"}, {"X-Forwarded-Proto": "http"}, {"X-Vhm-Root": "/manage"}):
        status, headers, _page = ask(behind, "/sign-in", headers=forged)
        assert (status, headers["Set-Cookie"].startswith("__Host-")) == (200, True)


def test_probes_are_for_this_machine(behind):
    status, _headers, text = ask(behind, "/health")
    assert (status, json.loads(text)["storage"]) == (200, "ok")
    assert "wangting_requests_total" in ask(behind, "/metrics")[2]


def test_too_large_a_form_gets_the_page_of_the_house(behind):
    status, _headers, page = ask(behind, "/me/drafts/x", "POST", b"x" * (44 << 20))
    assert status == 413
    assert "发来的内容太大" in page


def test_the_log_names_no_case_no_token_and_no_network(behind):
    ask(behind, "/verify/secret-token-of-a-licence")
    ask(behind, "/me/cases/341622-20260928-00-00001-X?number=secret")
    time.sleep(0.2)
    said = logged(behind)
    assert " verify " in said
    assert " me " in said
    for canary in ("secret", "341622", "127.0.0.1"):
        assert canary not in said


def test_who_sends_letter_by_letter_holds_up_nobody_and_is_hung_up_on(behind):
    lines = []
    with contextlib.ExitStack() as stack:
        for number in range(SLOW):
            line = stack.enter_context(contextlib.closing(slow_line(behind, number)))
            lines.append(line)
        began = time.monotonic()
        while time.monotonic() - began < 14:
            for line in lines:
                with contextlib.suppress(OSError):
                    line.send(b"x")
            time.sleep(2)
        # From here sixty lines are the limit of one network; a neighbour of 127.0.0.1 comes in at once.
        status, seconds = neighbour(behind)
        assert status == 200
        assert seconds < 10
        assert sum(is_open(line) for line in lines) == 0


def slow_line(behind, number):
    """Begin a request that never ends: headers for one half, a body for the other."""
    line = secured().wrap_socket(socket.create_connection((HOST, behind.port), 10))
    head = f"POST /sign-in HTTP/1.1\r\nHost: zwfw.example.gov.cn\r\nX-Number: {number}\r\n"
    line.sendall(head.encode())
    line.settimeout(0.2)
    return line


def neighbour(behind):
    began = time.monotonic()
    line = socket.create_connection((HOST, behind.port), 20, source_address=("127.0.0.9", 0))
    with contextlib.closing(secured().wrap_socket(line)) as secure:
        secure.sendall(b"GET /sign-in HTTP/1.1\r\nHost: zwfw.example.gov.cn\r\nConnection: close\r\n\r\n")
        return int(secure.recv(64)[9:12]), time.monotonic() - began


def is_open(line):
    try:
        while said := line.recv(4096):
            assert said
    except TimeoutError:
        return True
    except OSError:
        return False
    return False


def test_while_the_hall_is_away_people_are_told_so(behind):
    assert ask(behind, "/mengcheng/")[0] == 200
    behind.served.end()
    try:
        status, headers, page = ask(behind, "/mengcheng/")
        assert (status, headers["Retry-After"], headers["Cache-Control"]) == (503, "30", "no-store")
        assert "请等 30 秒再试" in page
        told = re.search(r"报这个时间.*?>([^<]*)<", page)[1]
        assert told.startswith(time.strftime("%Y-%m-")), told
    finally:
        behind.served = behind.hall.start()
    for _ in range(50):
        if ask(behind, "/mengcheng/")[0] == 200:
            break
        time.sleep(0.2)
    assert ask(behind, "/mengcheng/")[0] == 200
