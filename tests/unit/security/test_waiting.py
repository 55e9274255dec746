"""The cookie that keeps what waits in one browser: what was written is read, and nothing else."""

import pytest

from wangting.security.waiting import MOST, PARKED, UNFINISHED, WAITING, cookie_name, read, written

TOKENS = ["A" * 43, "b-_9" * 10, "C" * 43]


@pytest.mark.parametrize(
    "kept",
    [{}, {PARKED: TOKENS[0]}, {WAITING: TOKENS}, {PARKED: TOKENS[2], WAITING: TOKENS[:1], UNFINISHED: TOKENS[1:]}],
)
def test_what_was_written_is_read(kept):
    assert read(written({**kept, "family": "of nobody else"})) == kept


def test_a_single_token_is_read_as_one_of_a_list():
    assert read(written({UNFINISHED: TOKENS[0]})) == {UNFINISHED: [TOKENS[0]]}


@pytest.mark.parametrize(
    "cookie", ["", ".", "u", "x" + "A" * 43, "u" + "A" * 65, "u" + "A" * 19, "u" + "字" * 43, "family"]
)
def test_what_we_did_not_write_is_nothing(cookie):
    assert read(cookie) == {}


def test_a_cookie_has_an_end():
    assert written({UNFINISHED: TOKENS * 20}).count(".") == MOST - 1
    assert len(read(".".join(f"u{token}" for token in TOKENS * 20))[UNFINISHED]) == MOST


def test_over_https_the_cookie_is_bound_to_the_host():
    assert (cookie_name(secure=True), cookie_name(secure=False)) == ("__Host-waiting", "waiting")
