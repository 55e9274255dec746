"""Everything is read together, and all mistakes of all files are told at once."""

import shutil

import pytest

from wangting import declare
from wangting.declare.registered import REGISTERED, Registered
from wangting.errors import DeclarationError
from wangting.rules.workflow_checks import Names


def problems(home, *registered):
    with pytest.raises(DeclarationError) as caught:
        declare.load(home.path, *registered)
    return caught.value.problems


def test_the_house_is_declared_without_a_problem(home):
    declared = declare.load(home.path)
    assert (len(declared.tenants), len(declared.items), len(declared.workflows)) == (6, 14, 2)
    assert declared.calendar is declared.calendar_files.calendar


def test_a_name_nobody_answers_to_is_told(home):
    fewer = Names(**{**{name: getattr(REGISTERED.names, name) for name in Names.__slots__}, "guards": frozenset()})
    found = problems(home, Registered(fewer, REGISTERED.field_kinds, REGISTERED.features))
    assert any("guards.decline: no guard 'reason_given'" in line for line in found)


def test_mistakes_of_all_files_are_told_together_in_the_order_of_reading(home):
    home.mend("tenants/_shared/calendars/china.csv", "2014-01-26,1,", "2014-01-32,1,")
    home.mend("tenants/_shared/permissions.yaml", "edition: 1", "edition: one")
    home.mend("workflows/instant.v1.yaml", "branches: [main]", "branches: []")
    home.mend("themes/bozhou/theme.yaml", "parent: default", "parent: gone")
    home.mend("tenants/_shared/items/sources.yaml", "records: 10\n", "records: 0\n")
    home.mend("tenants/lixin/tenant.yaml", "kind: county", "kind: empire")
    files = [line.split(":")[0] for line in problems(home)]
    assert list(dict.fromkeys(files))[:5] == [
        "tenants/_shared/calendars/china.csv",
        "tenants/_shared/permissions.yaml",
        "workflows/instant.v1.yaml",
        "themes/bozhou/theme.yaml",
        "tenants/_shared/items/sources.yaml",
    ]
    assert "tenants/lixin/tenant.yaml" in files


def test_each_problem_is_one_line(home):
    home.write("workflows/broken.v1.yaml", "title: [\n  a\n")
    home.write("themes/odd/theme.yaml", 'title: "one\n\n  two"\nparent: gone\ncolour: red\n')
    found = problems(home)
    assert all("\n" not in line and line.count(":") >= 3 for line in found)
    assert len(set(found)) == len(found)


def test_an_empty_folder_has_every_problem_and_raises_nothing_else(empty):
    found = problems(empty)
    assert "workflows:1: (folder): no workflow is declared" in found
    assert "tenants:1: (folder): no hall is declared" in found
    assert "themes:1: (folder): there is no theme 'default'" in found


def test_a_missing_permission_table_does_not_hide_the_mistakes_of_halls(home):
    shutil.rmtree(home.path / "tenants/ezone")
    (home.path / "tenants/_shared/permissions.yaml").unlink()
    home.mend("tenants/lixin/tenant.yaml", "theme: bozhou", "theme: gone")
    found = problems(home)
    assert found[0].startswith("tenants/_shared/permissions.yaml:1: ")
    assert found[1].endswith("theme: no theme 'gone'")


def test_without_the_base_catalogue_everything_else_is_read_and_the_digest_is_the_same(home):
    whole, lean = declare.load(home.path), declare.load(home.path, base=False)
    assert (whole.whole, lean.whole) == (True, False)
    assert (len(lean.items), lean.tenants["lixin"].implementations) == (0, ())
    assert lean.tenants["lixin"].departments == whole.tenants["lixin"].departments
    assert lean.digest == whole.digest


def test_the_digest_follows_what_is_imported_and_not_what_explains_it(home):
    before = declare.load(home.path).digest
    home.write("tenants/_shared/items/README.md", "about")
    assert declare.load(home.path).digest == before
    home.mend("tenants/lixin/tenant.yaml", "short: 利辛", "short: 利 辛")
    assert declare.load(home.path).digest != before


def test_sources_that_cannot_be_read_are_told_and_not_every_item_that_needs_them(home):
    home.write("tenants/_shared/items/sources.yaml", "classes: {}")
    assert {line.split(":")[0] for line in problems(home)} == {"tenants/_shared/items/sources.yaml"}
