"""The page of addresses: every view of the application, found by asking the application."""

from __future__ import annotations

import inspect
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from markdown import code, page, table
from pyramid.router import Router
from ZODB.MappingStorage import MappingStorage

from wangting.app import make_app
from wangting.clock import SystemClock
from wangting.declare import Declared
from wangting.security.permissions import SITE_MANAGE
from wangting.services.opening import open_house
from wangting.services.provisioning.keys import make_keys
from wangting.settings import parse
from wangting.storage import open_database
from wangting.views.counting import place_of
from wangting.views.traversal.contexts import Context, OwnHost

OWN = "wangting.views."


@dataclass(frozen=True, order=True)
class Address:
    """One view: where it is, how it is asked, who may, and its docstring's first sentence."""

    path: str
    method: str
    permission: str
    what: str


def text(declared: Declared, home: Path) -> str:
    """Return the page."""
    with tempfile.TemporaryDirectory() as var:
        found = of(application(declared, home, Path(var)))
    rows = ((code(one.path), one.method, code(one.permission), one.what) for one in found)
    return page(
        "Addresses",
        "`<hall>` is one of " + ", ".join(map(code, declared.tenants)) + "; on a hall's own host the same pages are "
        "there without it. Every page takes `?lang=en`. A case of another hall is not found, rather than forbidden. "
        "What a permission asks for: [permissions](permissions.md).",
        table(("address", "method", "permission", "what it does"), rows),
        "`/static/<theme>/<file>` serves the files of the themes, each with the digest of its content. On a listener "
        "of its own, `/manage` is the maintenance surface of Substance D, for site managers only.",
    )


def application(declared: Declared, home: Path, var: Path) -> Router:
    """Return the application over an empty database: what it serves does not depend on what is stored."""
    settings = parse({"wangting.mode": "demo", "wangting.home": str(home), "wangting.var": str(var)})
    make_keys(settings, declared.tenants, SystemClock())
    house = open_house(settings, declared)
    try:
        return make_app(settings, declared, house, open_database(MappingStorage()))
    finally:
        house.side.close()


def of(router: Router) -> list[Address]:
    """Return every view of the house that stands on a context, in order of its address."""
    introspector = router.registry.introspector
    found = set()
    for entry in introspector.get_category("views"):
        view = entry["introspectable"]
        context = view["context"]
        if not (inspect.isclass(context) and issubclass(context, Context)) or context is OwnHost:
            continue
        if not str(view["callable"].__module__).startswith(OWN):
            continue
        granted = [related["value"] for related in entry["related"] if related.category_name == "permissions"]
        what = _first_sentences(view["callable"])
        method = view["request_methods"] or "any"
        methods = method if isinstance(method, str) else ", ".join(sorted(method))
        found.add(Address(place_of(context, view["name"]), methods, granted[0] if granted else SITE_MANAGE, what))
    return sorted(found)


def _first_sentences(view: object) -> str:
    """Return the first paragraph of the view's docstring as Markdown."""
    paragraph = (inspect.getdoc(view) or "").split("\n\n")[0]
    return " ".join(re.sub(r":[a-z]+:(?=`)", "", paragraph).replace("``", "`").split())
