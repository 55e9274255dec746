"""A hall as it is declared: names, departments, posts, places, promises and what it lays over the shared rights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wangting.declare.divisions import TOWN, VILLAGE, Division
from wangting.declare.items import ItemRecord
from wangting.declare.registered import Registered
from wangting.declare.themes import Theme
from wangting.rules.grants import Table


@dataclass(frozen=True, slots=True)
class Department:
    """A department of a hall; its OrgUnit's key is ``<hall>/<slug>``."""

    slug: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Counter:
    """A counter (窗口) of a hall."""

    key: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class DeclaredOverlay:
    """The first edition of a hall's permission overlay, as plain rows for ``rules.overlay.Overlay.of``."""

    since: date
    reason: str
    grants: tuple[tuple[str, str, str, str], ...]
    removals: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class DeclaredImplementation:
    """An item this hall offers: who decides, and a shorter promise (amount, unit) where the hall makes one."""

    code: str
    department: str
    promised_limit: tuple[int, str] | None


@dataclass(frozen=True)
class Tenant:
    """A hall as it is declared."""

    key: str
    name: str
    name_en: str
    short: str
    short_en: str
    place: str
    place_en: str
    kind: str
    admin_code: str | None
    case_prefix: str
    order: int
    hosts: tuple[str, ...]
    theme: str
    office_hours: str
    features: frozenset[str]
    lights: Mapping[str, object]
    departments: tuple[Department, ...]
    counters: tuple[Counter, ...]
    posts: Mapping[str, tuple[str, ...]]
    overlay: DeclaredOverlay
    implementations: tuple[DeclaredImplementation, ...]
    divisions: tuple[Division, ...]

    @property
    def towns(self) -> tuple[Division, ...]:
        """Return the towns and streets the hall serves."""
        return tuple(division for division in self.divisions if division.level == TOWN)

    @property
    def villages(self) -> tuple[Division, ...]:
        """Return the villages and communities the hall serves."""
        return tuple(division for division in self.divisions if division.level == VILLAGE)

    def face(self) -> dict[str, object]:
        """Return what the hall shows of itself as plain data that can be stored."""
        return {
            "name": self.name,
            "name_en": self.name_en,
            "short": self.short,
            "short_en": self.short_en,
            "place": self.place,
            "place_en": self.place_en,
            "kind": self.kind,
            "admin_code": self.admin_code,
            "case_prefix": self.case_prefix,
            "order": self.order,
            "hosts": list(self.hosts),
            "theme": self.theme,
            "office_hours": self.office_hours,
            "features": sorted(self.features),
            "lights": dict(self.lights),
            "posts": {post: list(kinds) for post, kinds in self.posts.items()},
            "counters": [{"key": one.key, "name": one.name, "name_en": one.name_en} for one in self.counters],
        }


@dataclass(frozen=True, slots=True)
class Context:
    """What a hall may refer to; a table is None when it could not be read, items when they were left unread."""

    themes: Mapping[str, Theme]
    items: Mapping[str, ItemRecord] | None
    table: Table | None
    registered: Registered
