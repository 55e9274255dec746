"""Codes of an authenticator app: six digits for thirty seconds, by HMAC-SHA-1 (RFC 6238), which every app reads."""

from __future__ import annotations

import hmac
from datetime import datetime

import pyotp

#: Seconds that one code stands for.
STEP = 30
#: Codes before and after the present one that are right too: clocks of phones differ (RFC 6238, 5.2 and 6).
DRIFT = 1


def new_secret() -> str:
    """Return a new secret of 160 random bits in base 32, as apps take it."""
    return pyotp.random_base32()


def address(secret: str, login: str, issuer: str) -> str:
    """Return the ``otpauth:`` address that an app reads from a picture."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=issuer)


def code_at(secret: str, moment: datetime) -> str:
    """Return the code that an app shows at ``moment``, which is aware of its zone."""
    return pyotp.TOTP(secret).generate_otp(_step(moment))


def step_of(secret: str, code: str, moment: datetime, after: int) -> int | None:
    """Return of which step ``code`` is around ``moment``, or None.

    Steps up to ``after`` are over: a code is good once, and so is each older one (RFC 6238, 5.2).
    """
    now, found = _step(moment), None
    for step in range(now - DRIFT, now + DRIFT + 1):
        # Every step is compared, so that the time taken does not tell which one was near.
        is_same = hmac.compare_digest(pyotp.TOTP(secret).generate_otp(step).encode(), code.encode())
        found = step if is_same and step > after else found
    return found


def _step(moment: datetime) -> int:
    return int(moment.timestamp()) // STEP
