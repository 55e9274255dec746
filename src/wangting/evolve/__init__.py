"""Steps of evolution: what a database written by an older release needs before this one reads it.

A step is a module of this package with ``evolve(site, registry)``; its line in :data:`STEPS` is never moved and never
removed, because databases remember by name which steps they have had.  A new installation counts them all as done.
There is no release yet, so there is no step yet (CHANGELOG.md).
"""

from __future__ import annotations

import importlib
from typing import Any

#: The modules of the steps, in the order in which they run.
STEPS: tuple[str, ...] = ()


def includeme(config: Any) -> None:
    """Register every step under its module's name, each after the one before."""
    before = None
    for name in STEPS:
        module = importlib.import_module(f"{__name__}.{name}")
        config.add_evolution_step(module.evolve, name=name, after=before)
        before = name
