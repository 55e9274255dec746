"""What tests of the catalogue as a file share: an exchange over a hall, a look at a file, and its taking."""

import copy
from contextlib import contextmanager

from wangting.declare import REGISTERED
from wangting.rules.exchange import Row
from wangting.services.exchanging.checking import Ground
from wangting.services.exchanging.service import Exchanging, refuse_wrong
from wangting.substrate.site import current


def ground(declared):
    return Ground(
        frozenset(declared.workflows), frozenset(REGISTERED.field_kinds), declared.sources.classes, declared.generic
    )


@contextmanager
def exchange(hall, *, commit=False):
    """Yield the exchange over the catalogue of ``hall``."""
    registry = hall.application.registry
    with current(registry), hall.room(commit=commit) as room:
        yield Exchanging(
            catalogue=room.items,
            register=room.register,
            ground=ground(hall.installation.declared),
            make=lambda *facts: registry.content.create("Item", *facts),
        )


def all_rows(hall):
    """Return every item as a file would have it, a row each."""
    with exchange(hall) as exchanging:
        assert len(exchanging) == 14
        return [Row(f"line {number}", copy.deepcopy(item)) for number, item in enumerate(exchanging.items(), 1)]


def judged(hall, rows):
    with exchange(hall) as exchanging:
        return list(exchanging.plan(rows))


def taken(hall, rows):
    counted = []
    with exchange(hall, commit=True) as exchanging:
        verdicts = list(exchanging.take(rows, counted.append))
        refuse_wrong(verdicts)
    assert counted == list(range(1, len(rows) + 1))
    return verdicts


def exchange_of(hall, code):
    with exchange(hall) as exchanging:
        return next(item for item in exchanging.items() if item["code"] == code)
