"""A transaction that collides is tried again with a pause, as often as a request has tries, and nothing else is."""

from __future__ import annotations

import pytest
from transaction import TransactionManager
from transaction.interfaces import TransientError
from ZODB.POSException import ConflictError

from wangting.services import attempts
from wangting.services.attempts import PAUSE, TRIES, attempt


@pytest.fixture
def pauses(monkeypatch):
    """Note every pause instead of sleeping."""
    found = []
    monkeypatch.setattr(attempts.time, "sleep", found.append)
    return found


def colliding(times, fault=ConflictError):
    """Return work that collides so many times and then answers with how often it ran."""
    runs = []

    def work():
        runs.append(1)
        if len(runs) <= times:
            raise fault
        return len(runs)

    return work


@pytest.mark.parametrize("fault", [ConflictError, TransientError])
def test_who_collides_is_tried_again_until_it_goes_through(pauses, fault):
    assert attempt(TransactionManager(), colliding(3, fault)) == 4
    assert len(pauses) == 3


def test_the_last_conflict_is_raised_without_another_pause(pauses):
    with pytest.raises(ConflictError):
        attempt(TransactionManager(), colliding(TRIES))
    assert len(pauses) == TRIES - 1


def test_another_fault_is_raised_at_once(pauses):
    with pytest.raises(KeyError):
        attempt(TransactionManager(), colliding(1, KeyError))
    assert pauses == []


def test_pauses_are_random_and_grow_to_a_limit(pauses, monkeypatch):
    monkeypatch.setattr(attempts.RANDOM, "uniform", lambda _least, most: most)
    for number in (1, 2, 5, 9):
        attempts.back_off(number)
    assert pauses == [PAUSE * 2, PAUSE * 4, PAUSE * 32, PAUSE * 32]
