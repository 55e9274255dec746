"""The shape of ``tenant.yaml``."""

from __future__ import annotations

import colander

from wangting.declare.registered import Registered
from wangting.declare.schema import Day, Truth, check_with, map_of, mapping, one_of, sequence, text, whole
from wangting.rules.timelimit import LONGEST, office_hours

KINDS = ("municipal", "district", "county", "zone")
UNIT_KINDS = ("hall", "department", "town", "village", "point")
KEY = r"[a-z][a-z0-9_]*"
HOST = r"[a-z0-9-]+(?:\.[a-z0-9-]+)*"
CELL = r"[a-z_.]+"
PERCENT = 100
MOST_HALLS = 999


def tenant_schema(registered: Registered) -> colander.SchemaNode:
    """Return the shape of a hall's file; posts and features are those the house knows."""
    overlay = mapping(
        "permissions",
        colander.SchemaNode(Day(), name="since"),
        text("reason"),
        sequence("grants", _row(("post", "permission", "kind", "scope"))),
        sequence("removals", _row(("post", "permission", "kind"))),
    )
    return mapping(
        "tenant",
        *(text(name) for name in ("name", "name_en", "short", "short_en", "place", "place_en")),
        one_of("kind", KINDS),
        text("admin_code", r"\d{6}", missing=None),
        text("case_prefix", r"[0-9A-Z]{6}"),
        whole("order", least=1, most=MOST_HALLS),
        sequence("hosts", text("host", HOST)),
        text("theme", KEY),
        text("office_hours", validator=check_with(office_hours)),
        sequence("features", one_of("feature", registered.features)),
        mapping(
            "lights",
            colander.SchemaNode(Truth(), name="yellow"),
            whole("days_left", most=LONGEST),
            whole("share_left", most=PERCENT),
        ),
        sequence("departments", _named("slug")),
        sequence("counters", _named("key")),
        map_of("posts", sequence("units", one_of("unit", UNIT_KINDS))),
        overlay,
    )


def _named(key: str) -> colander.SchemaNode:
    return mapping(key, text(key, KEY), text("name"), text("name_en"))


def _row(columns: tuple[str, ...]) -> colander.SchemaNode:
    def validate(node: colander.SchemaNode, value: list[str]) -> None:
        if len(value) != len(columns):
            raise colander.Invalid(node, f"has {len(value)} cells; {', '.join(columns)} make {len(columns)}")

    return sequence("row", text("cell", CELL), validator=validate)
