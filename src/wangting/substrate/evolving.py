"""Runs steps of evolution, each in one transaction with the note that it was done: it is done once or not at all.

Substance D keeps the register of steps (``config.add_evolution_step``) and, in the database, the names of those done.
Its own runner is not used: it prints, and commits a tree of names on the way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import transaction
from BTrees import family64
from substanced.evolution import FINISHED_KEY
from substanced.interfaces import IEvolutionSteps
from ZODB.DB import DB

from wangting.clock import Clock
from wangting.substrate.site import SITE_KEY, current


def unfinished(zodb_root: Any, registry: Any) -> list[tuple[str, Callable]]:
    """Return (name, step) of every step that this database has not had, in the order in which they run."""
    steps = registry.queryUtility(IEvolutionSteps)
    done = zodb_root.get(FINISHED_KEY, ())
    return [(name, step) for _key, (name, step) in steps.sorted() if name not in done]


def evolve(database: DB, registry: Any, clock: Clock) -> Iterator[str]:
    """Run what is unfinished and yield each name after its commit.

    A step that raises, or a process that dies, leaves the steps before it done and nothing of its own.
    """
    # The thread's own: Substance D's catalog indexes what is added in no other (docs/adr/0001).
    manager = transaction.manager
    connection = database.open(transaction_manager=manager)
    try:
        manager.begin()
        root = connection.root()
        for name, step in unfinished(root, registry):
            manager.begin()
            with current(registry):
                step(root[SITE_KEY], registry)
                root.setdefault(FINISHED_KEY, family64.OO.BTree())[name] = clock.now().timestamp()
                manager.get().note(f"evolution step {name}")
                manager.commit()
            yield name
    finally:
        manager.abort()
        connection.close()
