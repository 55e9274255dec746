"""Whether a hall holds together: in itself, with what is shared, and with the other halls."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from wangting.declare.divisions import VILLAGE
from wangting.declare.tenant import Context, Tenant
from wangting.declare.yaml import KeyPath
from wangting.rules.overlay import Overlay, problems

Complaint = tuple[KeyPath, str]

# The first segments of addresses on every host (DESIGN 9): a hall of that name could not be reached.
FORBIDDEN = frozenset(
    {
        "me",
        "track",
        "verify",
        "api",
        "office",
        "city",
        "halls",
        "search",
        "sign-in",
        "sign-out",
        "register",
        "health",
        "metrics",
        "static",
        "files",
    }
)


def tenant_problems(tenant: Tenant, context: Context) -> Iterable[Complaint]:
    """Yield everything that is wrong with ``tenant`` by itself or with what it refers to."""
    if tenant.key in FORBIDDEN:
        yield (), f"{tenant.key!r} is an address of its own: no hall can be called so"
    if tenant.theme not in context.themes:
        yield ("theme",), f"no theme {tenant.theme!r}"
    yield from _twice("departments", "slug", [department.slug for department in tenant.departments])
    yield from _twice("counters", "key", [counter.key for counter in tenant.counters])
    yield from _post_problems(tenant, context)
    yield from _overlay_problems(tenant, context)


def _twice(section: str, column: str, values: Sequence[str]) -> Iterable[Complaint]:
    for number, value in enumerate(values):
        if value in values[:number]:
            yield (section, number, column), f"{value!r} stands here twice"


def _post_problems(tenant: Tenant, context: Context) -> Iterable[Complaint]:
    for post in tenant.posts:
        if post not in context.registered.names.posts:
            yield ("posts", post), f"no post {post!r}"


def _overlay_problems(tenant: Tenant, context: Context) -> Iterable[Complaint]:
    if context.table is None:
        return
    overlay = Overlay.of(tenant.key, tenant.overlay.grants, tenant.overlay.removals)
    rows = {"/".join(row): number for number, row in enumerate(tenant.overlay.removals)}
    for problem in problems(overlay, context.table):
        part, _, place = problem.key.partition(".")
        row = rows[place] if part == "removals" else int(place) - 1
        yield ("permissions", part, row), problem.message


def cross_problems(tenant: Tenant, others: Sequence[Tenant]) -> Iterable[Complaint]:
    """Yield what ``tenant`` may not share with another hall: its numbers, its addresses, its villages."""
    for key in ("case_prefix", "order", "admin_code"):
        value = getattr(tenant, key)
        for other in others:
            if value is not None and getattr(other, key) == value:
                yield (key,), f"{value!r} is also the {key} of {other.key!r}"
    hosts = {host: other.key for other in others for host in other.hosts}
    for number, host in enumerate(tenant.hosts):
        if host in hosts:
            yield ("hosts", number), f"{host!r} is also a host of {hosts[host]!r}"
    elsewhere = {division.code: other.key for other in others for division in other.divisions}
    for division in tenant.divisions:
        if division.code in elsewhere:
            yield (), f"{division.name} {division.code} is also served by {elsewhere[division.code]!r}"
    counted = Counter(division.code for division in tenant.divisions if division.level == VILLAGE)
    for code, times in counted.items():
        if times > 1:
            yield (), f"the village {code} stands in divisions.csv {times} times"
