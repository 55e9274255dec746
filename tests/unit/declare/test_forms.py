"""The form of every item that has none of its own is declared once, and a mistake in it is told at its line."""

import pytest

from wangting.declare import forms
from wangting.declare.registered import REGISTERED

FILE = "tenants/_shared/forms/generic.yaml"
WORKFLOWS = frozenset({"administrative_licence.v1", "instant.v1"})


def load(home):
    found, problems = forms.load(home.path, WORKFLOWS, REGISTERED.field_kinds)
    return found, [str(problem) for problem in problems]


def test_it_asks_who_applies_who_helps_for_the_materials_and_for_remarks(home):
    found, problems = load(home)
    assert problems == []
    assert [section["id"] for section in found.sections] == ["applicant", "agent", "materials", "remarks"]
    assert (found.ordinary, found.instant) == ("administrative_licence.v1", "instant.v1")


def test_whoever_applies_for_another_need_not_say_so(home):
    agent = next(section for section in load(home)[0].sections if section["id"] == "agent")
    assert not any(field["required"] for field in agent["fields"])


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("instant: instant.v1", "instant: gone.v1", "workflows.instant: no workflow 'gone.v1'"),
        ("- {id: phone, kind: phone", "- {id: phone, kind: poem",
         "sections.1.fields.3.kind: no kind of field 'poem'"),
        ("title_en: Materials", "title_fr: Pièces", "sections.3.title_fr: is not known here"),
        ('effective: "2026-07-01"', 'effective: "soon"', "effective: 'soon' does not match"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_at_its_line(home, old, new, message):
    line = home.line_of(FILE, old)
    home.mend(FILE, old, new)
    found, problems = load(home)
    assert found is None
    assert problems[0].startswith(f"{FILE}:{line}: {message}")


def test_a_form_that_asks_for_no_materials_is_told(home):
    home.mend(FILE, "    materials: true\n", "")
    assert load(home)[1][0].endswith("sections: one section, and one only, asks for the materials")
