"""Asks a storage on another machine or in another process for many objects at once, before they are read one by one.

Read one by one, the 3,400 items and their editions cost as many journeys to the server, each some 0.3 to 2 ms.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from persistent import Persistent

Object = TypeVar("Object", bound=Persistent)
#: Objects asked for at once: what comes must lie in the client's cache until it is read.
AT_ONCE = 500


def ahead(objects: Iterable[Object]) -> Sequence[Object]:
    """Return ``objects`` as a list, those not in memory on their way; an embedded storage is not asked at all."""
    found = list(objects)
    away = [one for one in found if one._p_changed is None and one._p_jar is not None]
    for start in range(0, len(away), AT_ONCE):
        group = away[start : start + AT_ONCE]
        group[0]._p_jar.prefetch(group)
    return found
