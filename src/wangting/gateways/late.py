"""Modules that are imported when they are first needed, because of the large libraries that they stand on.

Setting and signing PDF and reading workbooks take three libraries that were a third of the time of a start and a
quarter of what it left in memory; most processes never do any of it (docs/adr/0037).
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any


def late(module: str, name: str) -> Callable[..., Any]:
    """Return what calls ``name`` of ``module``, and imports it at the first call; many threads may come at once."""

    def call(*values: object, **named: object) -> Any:
        return getattr(importlib.import_module(module), name)(*values, **named)

    return call
