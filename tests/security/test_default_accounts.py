"""Nothing that comes with the software opens a hall, and no secret can be guessed (ASVS 5.0, 6.3 to 6.5)."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from wangting.errors import Refused
from wangting.forms import standing
from wangting.forms.spec import FieldSpec
from wangting.scripts.provision import provision

SOURCE = Path(__file__).parents[2] / "src" / "wangting"
ASKING = re.compile(r"hint_question|secret_question|security_question|提示问题|密保|母亲的姓")
#: Where chance decides about no secret: how long to wait, and made-up people to measure with.
NO_SECRETS = {"services/attempts.py", "scripts/benchhall.py"}


def fields():
    forms = [found for found in vars(standing).values() if hasattr(found, "sections")]
    return [field for form in forms for section in form.sections for field in section.fields]


def test_no_form_asks_for_a_hint_or_a_secret_answer():
    found = fields()
    assert len(found) > 10
    assert all(isinstance(field, FieldSpec) for field in found)
    assert [field.id for field in found if ASKING.search(f"{field.id} {field.title} {field.title_en}")] == []


def chance(path):
    """Return the modules of chance that a file imports."""
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    named = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return (named | {node.module for node in nodes if isinstance(node, ast.ImportFrom)}) & {"random"}


def test_secrets_are_made_by_the_systems_own_source_of_chance():
    kept = {path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py") if chance(path)}
    assert {path for path in kept if not path.startswith("bench/")} == NO_SECRETS


def test_a_file_that_takes_chance_from_elsewhere_is_found(tmp_path):
    for line in ("import random", "from random import choice"):
        (tmp_path / "codes.py").write_text(line, "utf-8")
        assert chance(tmp_path / "codes.py") == {"random"}


def test_a_code_has_six_digits_and_all_of_them_are_used(hall):
    codes = [hall.house.side.codes.issue("try", str(number), timedelta(minutes=20), 5) for number in range(200)]
    assert all(re.fullmatch(r"\d{6}", code) for code in codes)
    assert all({code[place] for code in codes} == set("0123456789") for place in range(6))


def test_production_does_not_serve_a_register_with_sample_people(hall):
    settings, before = replace(hall.settings, mode="production"), hall.database.lastTransaction()
    with pytest.raises(Refused, match="sample_people"):
        provision(settings, hall.installation.declared, hall.house, hall.database, hall.application.registry)
    assert hall.database.lastTransaction() == before
