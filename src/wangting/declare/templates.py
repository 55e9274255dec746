"""Reader of ``tenants/_shared/materials.yaml``: the material templates that a new hall begins with (DESIGN 4)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import colander

from wangting.declare.itemfacts import CHANNELS
from wangting.declare.schema import check, mapping, one_of, sequence, text
from wangting.declare.yaml import Problem, read
from wangting.rules.template import FACTS, names_of

FILE = Path("tenants/_shared/materials.yaml")
CODE = r"[A-Z][0-9]{4,}"

Templates = Mapping[str, Mapping[str, object]]


def _schema() -> colander.SchemaNode:
    said = (one_of(name, CHANNELS, missing=None) if name == "channel" else text(name, missing=None) for name in FACTS)
    template = mapping("template", text("code", CODE), text("name"), sequence("also", text("name")), *said)
    return mapping("materials", sequence("templates", template))


def load(home: Path) -> tuple[Templates, list[Problem]]:
    """Return what each template says by its code, and every problem found."""
    document = read(home / FILE, home)
    data = check(document, _schema())
    if data is None:
        return {}, document.problems
    found: dict[str, Mapping[str, object]] = {}
    called: dict[str, str] = {}
    for number, declared in enumerate(data["templates"]):
        told = {**declared, "also": tuple(declared["also"])}
        code = told.pop("code")
        if code in found:
            document.complain(("templates", number, "code"), f"{code!r} stands here twice")
        for name in names_of(told):
            if called.setdefault(name, code) != code:
                document.complain(("templates", number, "name"), f"{name!r} is a name of {called[name]}")
        found[code] = MappingProxyType(told)
    return MappingProxyType(found), document.problems
