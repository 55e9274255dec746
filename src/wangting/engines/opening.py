"""Opens the storage that ``wangting.engine`` names; only the engine in use is loaded."""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import Any

from wangting.settings import FILE, RELSTORAGE, ZEO, Settings

#: Each has ``open_engine(settings, read_only)`` and ``AWAY``.
MODULES = {FILE: "file", ZEO: "zeo", RELSTORAGE: "postgresql"}


def engine_of(settings: Settings) -> ModuleType:
    """Return the module of the engine."""
    return importlib.import_module(f"wangting.engines.{MODULES[settings.engine]}")


def open_engine(settings: Settings, *, read_only: bool = False) -> Any:
    """Return the open storage; raises NoRoom when its server does not answer, HallIsRunning when another writes."""
    return engine_of(settings).open_engine(settings, read_only=read_only)


def open_beside(settings: Settings) -> Any:
    """Return the storage for reading, whether the hall runs or not.

    ZEO's server writes a FileStorage, which is read beside it as beside the embedded hall.
    """
    engine = FILE if settings.engine == ZEO else settings.engine
    return importlib.import_module(f"wangting.engines.{MODULES[engine]}").open_engine(settings, read_only=True)
