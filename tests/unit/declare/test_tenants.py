"""A hall is data: it is read whole, and each mistake in it is told at its line."""

from datetime import date

import pytest

from wangting import declare
from wangting.errors import DeclarationError
from wangting.rules.overlay import Overlay
from wangting.rules.timelimit import office_hours

FILE = "tenants/mengcheng/tenant.yaml"


def problems(home):
    with pytest.raises(DeclarationError) as caught:
        declare.load(home.path)
    return caught.value.problems


def test_a_hall_comes_out_as_it_is_declared(home):
    hall = declare.load(home.path).tenants["mengcheng"]
    assert (hall.place, hall.place_en, hall.case_prefix, hall.kind) == (
        "蒙城县",
        "Mengcheng County",
        "341622",
        "county",
    )
    assert office_hours(hall.office_hours).closes.hour == 17
    assert hall.overlay.since == date(2026, 7, 1)
    assert Overlay.of(hall.key, hall.overlay.grants, hall.overlay.removals).grants[0].post == "head"
    assert len(hall.towns) == 17
    assert len(hall.villages) == 299
    promises = {row.code: row.promised_limit for row in hall.implementations}
    assert promises["442169016000"] == (20, "workday")
    assert promises["440102013002"] is None


def test_the_face_of_a_hall_is_plain_data(home):
    face = declare.load(home.path).tenants["ezone"].face()
    assert face["name"] == "亳州经济开发区政务服务大厅"
    assert face["admin_code"] is None
    assert face["hosts"] == ["ezone.localhost"]
    assert face["counters"][0] == {"key": "general_1", "name": "综合窗口 1", "name_en": "General counter 1"}


def test_the_halls_come_in_the_order_of_the_seed(home):
    assert list(declare.load(home.path).tenants) == [
        "municipal", "qiaocheng", "guoyang", "mengcheng", "lixin", "ezone"
    ]  # fmt: skip


MISTAKES = [
    ("theme: bozhou", "theme: gone", "theme: no theme 'gone'"),
    ("kind: county", "kind: empire", "kind: no such choice 'empire'"),
    ('admin_code: "341622"', "admin_code: 341622", "admin_code: must be a text (in quotes), not 341622"),
    ('case_prefix: "341622"', 'case_prefix: "341623"', "case_prefix: '341623' is also the case_prefix of 'lixin'"),
    ("order: 4  #", "order: 5  #", "order: 5 is also the order of 'lixin'"),
    ("[mengcheng.localhost]", "[lixin.localhost]", "hosts.1: 'lixin.localhost' is also a host of 'lixin'"),
    ("[mengcheng.localhost]", '["no host"]', "hosts.1: 'no host' does not match"),
    ("13:30-17:00", "11:30-17:00", "office_hours: office hours are one or more spans"),
    ("13:30-17:00", "late", "office_hours: not a span of office hours: 'late'"),
    ("features: [apply]", "features: [teleport]", "features.1: no such choice 'teleport'"),
    ("share_left: 20}", "share_left: 101}", "lights.share_left: 101 is greater than maximum value 100"),
    ("{slug: gongan,", "{slug: jiaoyu,", "departments.2.slug: 'jiaoyu' stands here twice"),
    ("{key: general_2,", "{key: general_1,", "counters.2.key: 'general_1' stands here twice"),
    ("  hall_admin: [hall]", "  hall_admin: [moon]", "posts.hall_admin.1: no such choice 'moon'"),
    ("  hall_admin: [hall]", "  janitor: [hall]", "posts.janitor: no post 'janitor'"),
    ("[[head, supervision.view, hall, hall]]", "[[head, supervision.view, hall, city]]",
     "permissions.grants.1: a hall gives own, unit or hall, never city"),
    ("[[head, supervision.view, hall, hall]]", "[[head, office.publish, city, hall]]",
     "permissions.grants.1: office.publish belongs to the central office"),
    ("[[head, supervision.view, hall, hall]]", "[[head, supervision.view, hall]]",
     "permissions.grants.1: has 3 cells; post, permission, kind, scope make 4"),
    ("removals: []", "removals: [[applicant, case.view, case]]",
     "permissions.removals.1: case.view of case is fixed for applicant"),
    ("short_en: Mengcheng\n", "short_en: Mengcheng\ncolour: red\n", "colour: is not known here"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message"), MISTAKES, ids=[mistake[2] for mistake in MISTAKES])
def test_a_mistake_is_told_at_its_line(home, old, new, message):
    line = home.line_of(FILE, old.strip("\n")) + new.count("\n") - old.count("\n")
    home.mend(FILE, old, new)
    found = problems(home)
    assert any(problem.startswith(f"{FILE}:{line}: {message}") for problem in found), found


def test_a_village_has_one_hall(home):
    village = next(line for line in home.read("tenants/lixin/divisions.csv").split("\n") if ",town," in line)
    rows = home.read("tenants/mengcheng/divisions.csv")
    home.write("tenants/mengcheng/divisions.csv", rows + village.replace(",lixin", ",mengcheng") + "\n")
    assert f"{FILE}:1: (file): 城关镇 341623100 is also served by 'lixin'" in problems(home)


def test_a_village_stands_once_in_its_file(home):
    rows = home.read("tenants/ezone/divisions.csv")
    village = rows.strip().split("\n")[-1]
    home.write("tenants/ezone/divisions.csv", rows + village + "\n")
    code = village.split(",")[0]
    assert problems(home) == [
        f"tenants/ezone/tenant.yaml:1: (file): the village {code} stands in divisions.csv 2 times"
    ]


def test_a_folder_without_a_hall_is_told(home):
    home.write("tenants/seventh/notes.txt", "")
    assert problems(home) == [
        "tenants/seventh/divisions.csv:1: (file): cannot be read: No such file or directory",
        "tenants/seventh/tenant.yaml:1: (file): cannot be read: No such file or directory",
    ]


def test_a_hall_cannot_be_called_like_an_address(home):
    (home.path / "tenants/ezone").rename(home.path / "tenants/office")
    rows = home.read("tenants/office/divisions.csv")
    home.write("tenants/office/divisions.csv", rows.replace(",ezone", ",office"))
    assert problems(home) == [
        "tenants/office/tenant.yaml:1: (file): 'office' is an address of its own: no hall can be called so"
    ]


def test_a_seventh_hall_is_one_folder(home):
    text = home.read("tenants/municipal/tenant.yaml")
    for old, new in (
        ('admin_code: "341600"', "admin_code: null"),
        ('case_prefix: "341600"', 'case_prefix: "3416XX"'),
        ("order: 1 ", "order: 7 "),
        ("municipal.localhost", "seventh.localhost"),
    ):
        text = text.replace(old, new)
    home.write("tenants/seventh/tenant.yaml", text)
    for name in ("divisions.csv", "items.csv"):
        home.write(f"tenants/seventh/{name}", home.read(f"tenants/municipal/{name}"))
    assert list(declare.load(home.path).tenants)[-1] == "seventh"
