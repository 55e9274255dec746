"""Tries a transaction again after a conflict, with a random pause: two who met once must not meet again."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import TypeVar

from transaction import TransactionManager
from transaction.interfaces import TransientError
from ZODB.POSException import ConflictError

Result = TypeVar("Result")
#: Of a request and of the worker alike.  Four clerks at the head of one queue collided six times in a row once in some
#: thousand acts (tests/concurrency/test_hurried_counter.py); each further try makes that several times rarer.
TRIES = 10
#: Seconds of the first pause at most; it doubles with each try.
PAUSE = 0.01
RANDOM = random.SystemRandom()


def attempt(manager: TransactionManager, work: Callable[[], Result], tries: int = TRIES) -> Result:
    """Run ``work`` in a transaction of ``manager`` and commit it; the last conflict is raised."""
    number = 0
    while True:
        number += 1
        manager.begin()
        try:
            result = work()
            manager.commit()
        except BaseException as fault:
            manager.abort()
            if number >= tries or not isinstance(fault, (ConflictError, TransientError)):
                raise
            back_off(number)
        else:
            return result


def back_off(attempt_number: int) -> None:
    """Sleep a random moment, longer on average with each attempt (pyramid_retry itself has no back-off)."""
    time.sleep(RANDOM.uniform(0, PAUSE * 2 ** min(attempt_number, 5)))
