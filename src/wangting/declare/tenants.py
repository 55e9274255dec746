"""Reader of ``tenants/<hall>/``: a hall is data, and a seventh hall is one more folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from wangting.declare import divisions, offered
from wangting.declare.divisions import Division
from wangting.declare.schema import check
from wangting.declare.tenant import Context, Counter, DeclaredImplementation, DeclaredOverlay, Department, Tenant
from wangting.declare.tenantchecks import cross_problems, tenant_problems
from wangting.declare.tenantschema import tenant_schema
from wangting.declare.yaml import Document, Problem, read

SHARED = "_shared"


def load(home: Path, context: Context) -> tuple[Mapping[str, Tenant], list[Problem]]:
    """Return the halls of ``home/tenants`` in their declared order, and every problem found."""
    found: list[Problem] = []
    read_so_far: list[tuple[Tenant, Document]] = []
    for folder in sorted((home / "tenants").glob("*/")):
        if folder.name == SHARED:
            continue
        document = read(folder / "tenant.yaml", home)
        data = check(document, tenant_schema(context.registered))
        places, place_problems = divisions.load(home, folder.name)
        found.extend(place_problems)
        if data is not None:
            offers, offer_problems = _offers(home, folder.name, data, context)
            found.extend(offer_problems)
            tenant = _tenant(folder.name, data, places, offers)
            for problem in tenant_problems(tenant, context):
                document.complain(*problem)
            read_so_far.append((tenant, document))
        else:
            found.extend(document.problems)
    for tenant, document in read_so_far:
        others = [other for other, _document in read_so_far if other is not tenant]
        for problem in cross_problems(tenant, others):
            document.complain(*problem)
        found.extend(document.problems)
    if not read_so_far and not found:
        found.append(Problem("tenants", 1, "(folder)", "no hall is declared"))
    halls = sorted((tenant for tenant, _document in read_so_far), key=lambda tenant: tenant.order)
    return MappingProxyType({tenant.key: tenant for tenant in halls}), found


def _offers(
    home: Path, hall: str, data: dict, context: Context
) -> tuple[tuple[DeclaredImplementation, ...], list[Problem]]:
    """Return what ``hall`` offers; nothing where the items were left unread."""
    if context.items is None:
        return (), []
    return offered.load(home, hall, frozenset(row["slug"] for row in data["departments"]), context.items)


def _tenant(
    key: str, data: dict, places: tuple[Division, ...], offers: tuple[DeclaredImplementation, ...]
) -> Tenant:
    overlay = data.pop("permissions")
    return Tenant(
        **{
            **data,
            "key": key,
            "hosts": tuple(data["hosts"]),
            "features": frozenset(data["features"]),
            "lights": MappingProxyType(data["lights"]),
            "departments": tuple(Department(**row) for row in data["departments"]),
            "counters": tuple(Counter(**row) for row in data["counters"]),
            "posts": MappingProxyType({post: tuple(kinds) for post, kinds in data["posts"].items()}),
            "overlay": DeclaredOverlay(
                since=overlay["since"],
                reason=overlay["reason"],
                grants=tuple(tuple(row) for row in overlay["grants"]),
                removals=tuple(tuple(row) for row in overlay["removals"]),
            ),
            "implementations": offers,
            "divisions": places,
        }
    )
