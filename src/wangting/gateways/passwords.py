"""Passwords: argon2id (RFC 9106), at most two at once, the same time for known and unknown names.

9 MiB and four passes: of the settings that the OWASP password storage sheet gives as equally strong, one that pushes
less of what others work with out of the processor's caches.  Measured in turns on two cores: 17 to 20 cpu-ms, against
21 to 24 of 19 MiB and two passes (docs/adr/0037).  More than two hashes at once would take both cores from everybody
else.
"""

from __future__ import annotations

import os
import secrets
import sys
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from wangting.errors import TooMany
from wangting.gateways import choice

#: How far threads that hash stand back behind all others, in steps of nice(1): with both cores taken they still get a
#: tenth of one.
STEP_BACK = 10

LONGEST = 256
"""Letters of a password: a longer one is refused before it costs anything."""


@dataclass(frozen=True)
class Cost:
    """What one hash costs: ``memory`` in KiB, ``passes`` over it; ``at_once`` hashes, others wait ``patience`` s."""

    memory: int = 9_216
    passes: int = 4
    at_once: int = 2
    patience: float = 10.0


class Passwords:
    """Hashes and checks passwords; never inside a retried transaction (DESIGN 3).

    They are computed in threads of their own that stand back behind those that answer: fifty people who sign in do not
    take the processor from whoever only reads (docs/adr/0037).
    """

    def __init__(self, cost: Cost) -> None:
        self._hasher = PasswordHasher(time_cost=cost.passes, memory_cost=cost.memory, parallelism=1)
        self._turns = threading.BoundedSemaphore(cost.at_once)
        self._patience = cost.patience
        self._threads = ThreadPoolExecutor(cost.at_once, "password", initializer=step_back)
        # The hash of a password that nobody knows: an unknown name costs what a known one does.
        self._dummy = self._hasher.hash(secrets.token_urlsafe())

    def hash(self, password: str) -> str:
        """Return the hash with its salt and parameters; raises ValueError beyond 256 letters, TooMany when busy."""
        if len(password) > LONGEST:
            raise ValueError(f"a password has at most {LONGEST} letters")
        with _Turn(self._turns, self._patience):
            return self._threads.submit(self._hasher.hash, _bytes(password)).result()

    def verify_or_dummy(self, stored: str | None, password: str) -> bool:
        """Say whether ``password`` is the one of ``stored``; None (an unknown name) takes as long and is never right.

        A stored hash that cannot be read is treated like an unknown name; raises TooMany when busy.
        """
        with _Turn(self._turns, self._patience):
            right = self._threads.submit(self._matches, stored or self._dummy, password[:LONGEST]).result()
        return right and stored is not None and len(password) <= LONGEST

    def needs_rehash(self, stored: str) -> bool:
        """Say whether ``stored`` was made with other parameters than today's."""
        try:
            return self._hasher.check_needs_rehash(stored)
        except InvalidHashError:
            return True

    def _matches(self, stored: str, password: str) -> bool:
        try:
            return self._hasher.verify(stored, _bytes(password))
        except InvalidHashError:
            self._matches(self._dummy, password)
            return False
        except VerificationError:
            return False


class _Turn:
    """One of the places at which a hash may be computed."""

    def __init__(self, turns: threading.BoundedSemaphore, patience: float) -> None:
        self._turns = turns
        self._patience = patience

    def __enter__(self) -> None:
        if not self._turns.acquire(timeout=self._patience):
            raise TooMany("sign_in_busy", wait=round(self._patience))

    def __exit__(self, *fault: object) -> None:
        self._turns.release()


def step_back() -> bool:
    """Let the calling thread stand back behind all others; False where only a whole process can, or none may."""
    if sys.platform != "linux":
        return False
    try:
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), STEP_BACK)
    except OSError:
        # A sandbox may forbid it; people must be able to sign in all the same.
        return False
    return True


def open_passwords(settings: Mapping[str, str]) -> Passwords:
    """Return the hasher with the parameters of the settings; raises DeclarationError for impossible ones."""
    default = Cost()
    return Passwords(
        Cost(
            memory=choice.whole_number(settings, "wangting.argon2.memory_kib", default.memory, 7_168, 65_536),
            passes=choice.whole_number(settings, "wangting.argon2.passes", default.passes, 1, 10),
            at_once=choice.whole_number(settings, "wangting.argon2.at_once", default.at_once, 1, 2),
        )
    )


def _bytes(password: str) -> bytes:
    return password.encode("utf-8", "surrogatepass")
