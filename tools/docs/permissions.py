"""The page of permissions: the shared table, the halls' overlays, and what needs no post."""

from __future__ import annotations

from markdown import code, page, table

from wangting.declare import Declared
from wangting.declare.registered import POSTS
from wangting.rules.grants import FIXED, NONE, Grant, Place, Table

REACH = (
    ("own", "what the asker applied for, or filed as somebody's agent"),
    ("unit", "what lies at or below the unit in which the post is held; a post held in the hall reaches all of it"),
    ("hall", "everything in the hall in which the post is held"),
    ("city", "everything, for a post held in the city itself"),
    ("anyone", "whoever holds the post, whosever the thing is"),
)


def text(declared: Declared) -> str:
    """Return the page."""
    shared = declared.permissions
    overlays = [
        (hall.key, str(hall.overlay.since), _grants(hall.overlay.grants), _places(hall.overlay.removals))
        for hall in declared.tenants.values()
    ]
    return page(
        "Permissions",
        "Rights are computed at the moment of use, from this table, the hall's overlay in force on the day, the posts "
        "somebody holds, where they hold them, and the state of the case. Nothing is stored on objects. `case.act` "
        "also needs the workflow to let the post do the act. Everything else is denied. The table is "
        "`tenants/_shared/permissions.yaml`; a view names a constant of `src/wangting/security/permissions.py`.",
        "`public` needs nobody, `signed_in` anybody who is signed in; neither is in the table.",
        "## Posts",
        table(("post", "what"), ((code(post), said) for post, said in POSTS.items())),
        "## How far a cell reaches",
        table(("cell", "reach"), ((code(cell), said) for cell, said in REACH)),
        f"A post held in the city reaches the whole city where the cell says unit or hall. `{FIXED}`: no hall may take "
        f"it away. A hall can never give: {', '.join(map(code, sorted(shared.reserved)))}.",
        "## The shared table",
        _table(shared),
        "## What the halls lay over it",
        table(("hall", "since", "grants", "removals"), overlays),
    )


def _table(shared: Table) -> str:
    posts = [post for post in shared.posts if any(grant.post == post for grant in shared.grants)]
    rows = []
    for permission, kind in sorted(shared.rows):
        scopes = {grant.post: _cell(grant, shared) for grant in shared.row(permission, kind)}
        rows.append((code(permission), kind, *(scopes.get(post, NONE) for post in posts)))
    return table(("permission", "of a", *posts), rows)


def _cell(grant: Grant, shared: Table) -> str:
    return grant.scope + (FIXED if grant.place in shared.fixed else "")


def _grants(grants: tuple) -> str:
    return "; ".join(f"{post} {permission} of a {kind}: {scope}" for post, permission, kind, scope in grants) or "–"


def _places(places: tuple) -> str:
    return "; ".join("{} {} of a {}".format(*Place(*place)) for place in places) or "–"
