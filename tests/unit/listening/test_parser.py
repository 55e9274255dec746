"""A body has its limit before any of it is kept, and who sends too much still gets an answer."""

import pytest
from waitress.adjustments import Adjustments

from wangting.listening.parser import RUNS_OUT, Parser

LIMIT = 1000


def parser():
    return Parser(Adjustments(), lambda method, path, headers: LIMIT if method == "POST" else 10)


def fed(data, size=512):
    """Return a parser that was given ``data`` in pieces, and how much of it was taken."""
    found, taken = parser(), 0
    while taken < len(data) and not found.completed:
        taken += found.received(data[taken : taken + size])
    return found, taken


def post(body, *headers):
    said = "\r\n".join(["POST /x HTTP/1.1", "Host: h", f"Content-Length: {len(body)}", *headers])
    return said.encode() + b"\r\n\r\n" + body


@pytest.mark.parametrize("size", [1, LIMIT - 1, LIMIT])
def test_a_body_up_to_its_limit_is_taken_whole(size):
    found, _taken = fed(post(b"x" * size))
    assert found.completed
    assert found.error is None
    assert found.get_body_stream().read() == b"x" * size


def test_a_larger_body_runs_into_nothing_and_is_told_when_it_has_all_come():
    data = post(b"x" * 100_000)
    found, taken = fed(data)
    assert taken == len(data)
    assert found.completed
    assert found.error.code == 413
    assert found.body_rcv.getbuf().__class__.__name__ == "Nothing"


def test_of_a_body_without_end_nothing_is_waited_for():
    found, _taken = fed(f"POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: {RUNS_OUT + 1}\r\n\r\n".encode())
    assert found.completed
    assert found.error.code == 413


def test_who_asks_before_sending_is_answered_before_anything_is_sent():
    found, _taken = fed(b"POST /x HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 5000\r\n\r\n")
    assert found.completed
    assert found.error.code == 413
    assert not found.expect_continue


def test_who_asks_before_sending_little_is_told_to_go_on():
    found, _taken = fed(b"POST /x HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n")
    assert found.expect_continue
    assert not found.completed


def test_a_body_in_chunks_is_refused_as_soon_as_it_is_too_long():
    head = b"POST /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
    found, taken = fed(head + b"1f4\r\n" + b"x" * 500 + b"\r\n" + b"fff\r\n" + b"x" * 4095 + b"\r\n0\r\n\r\n")
    assert found.error.code == 413
    assert taken < len(head) + LIMIT + 1024


def test_a_body_where_none_belongs_has_the_limit_of_its_method():
    found, _taken = fed(b"GET /x HTTP/1.1\r\nHost: h\r\nContent-Length: 11\r\n\r\n" + b"x" * 11)
    assert found.error.code == 413


def test_who_sends_slowly_has_time_and_who_only_holds_a_place_has_not():
    found, _taken = fed(b"POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 900\r\n\r\n" + b"x" * 500)
    began = found.began
    assert not found.is_stuck(began + 29, 30, 100)
    assert not found.is_stuck(began + 34, 30, 100)
    assert found.is_stuck(began + 36, 30, 100)


def test_a_request_with_two_lengths_is_none():
    found, _taken = fed(post(b"0\r\n\r\n", "Transfer-Encoding: chunked"))
    assert found.completed
    assert found.error.code == 400
