"""Codes of an app: right around now, good once, and the ones of the standard."""

import base64
from datetime import UTC, datetime, timedelta

import pytest

from wangting.gateways import totp

#: The secret of RFC 6238, appendix B, and its codes there; of eight digits the last six.
SECRET = base64.b32encode(b"12345678901234567890").decode()
NOW = datetime(2026, 9, 28, 1, 12, 5, tzinfo=UTC)


@pytest.mark.parametrize(("seconds", "code"), [(59, "287082"), (1111111109, "081804"), (20000000000, "353130")])
def test_codes_are_those_of_the_standard(seconds, code):
    assert totp.code_at(SECRET, datetime.fromtimestamp(seconds, UTC)) == code


@pytest.mark.parametrize(("late", "is_right"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_phone_may_be_one_code_early_or_late(late, is_right):
    code = totp.code_at(SECRET, NOW + timedelta(seconds=late))
    assert (totp.step_of(SECRET, code, NOW, 0) is not None) == is_right


def test_a_used_code_and_each_older_one_are_over():
    step = totp.step_of(SECRET, totp.code_at(SECRET, NOW), NOW, 0)
    for back in (0, 30):
        assert totp.step_of(SECRET, totp.code_at(SECRET, NOW - timedelta(seconds=back)), NOW, step) is None
    assert totp.step_of(SECRET, totp.code_at(SECRET, NOW + timedelta(seconds=30)), NOW, step) == step + 1


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef"])
def test_what_is_no_code_is_never_right(code):
    assert totp.step_of(SECRET, code, NOW, 0) is None


def test_each_secret_is_another_and_the_address_names_who_it_is_of():
    first, second = totp.new_secret(), totp.new_secret()
    assert first != second
    assert len(base64.b32decode(first)) == 20
    assert totp.address(first, "lixin-counter", "wangting").startswith("otpauth://totp/wangting:lixin-counter?secret=")
