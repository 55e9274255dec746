"""The one tree of places that hold posts and own cases."""

from __future__ import annotations

from persistent import Persistent

#: City, hall, department, town or street, village or community, agency point (DESIGN 5); a station is a department's
#: place in a town, and has both on its path, so that the people of both reach what lies there.
KINDS = ("city", "hall", "department", "town", "village", "point", "station")


class OrgUnit(Persistent):
    """A node of the tree; ``path`` are the keys from the city down to itself.

    A unit that is ``closed`` is in no list, and keeps its finished cases.  ``begun`` are the codes of the items that
    a department began, so that it finds them before any hall offers them.
    """

    closed = False
    begun: tuple[str, ...] = ()

    def __init__(self, key: str, kind: str, name: str, name_en: str, path: tuple[str, ...], code: str = "") -> None:
        if kind not in KINDS:
            raise ValueError(f"not a kind of OrgUnit: {kind}")
        self.key = key
        self.kind = kind
        self.name = name
        self.name_en = name_en
        self.path = path
        self.code = code

    @property
    def hall(self) -> str | None:
        """The key of the hall it belongs to, or None for the city itself."""
        return self.path[1] if len(self.path) > 1 else None

    @property
    def parent(self) -> str | None:
        """The key of the unit above, or None for the city."""
        return self.path[-2] if len(self.path) > 1 else None


def station_key(department: str, town: str) -> str:
    """Return the key of the place that ``department`` has in ``town``."""
    return f"{department}/{town}"


def bounds(hall: str) -> tuple[str, str]:
    """Return between which two keys the departments of ``hall`` and their stations lie: all begin with its own."""
    return f"{hall}/", f"{hall}0"
