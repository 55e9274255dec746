"""The national tables carry the codes that a hall was given, in every row of what it implements."""

from publishing import TEACHER
from wangting.declare import uptask
from wangting.services.exchanging.reporting import Reporting

TASK = f"11341623MB1A23456Y3{TEACHER}"
COLUMNS = ("task_code", "task_handle_item", "local_task_code")


def codes(hall, key):
    """Return the codes in the rows of the teacher's item in one hall, each combination once."""
    found, _problems = uptask.load(hall.settings.home)
    with hall.room() as room:
        reporting = Reporting(catalogue=room.catalogue, register=room.register, tables=found.tables, words=found.words,
                              public_classes=found.public_classes, types={}, public_url="http://localhost")  # fmt: skip
        told = set()
        for table, cells in reporting.rows():
            row = dict(zip((field.name for field in table.fields), cells, strict=True))
            if f"http://localhost/{key}/items/{TEACHER}" in (row.get("link_addr"), row.get("online_handle_url")):
                told.add(tuple(row[name] for name in COLUMNS if name in row))
    return told


def test_given_codes_are_sent_and_made_up_ones_only_where_the_platform_allows_our_own(hall):
    prefix = hall.installation.declared.tenants["lixin"].case_prefix
    assert codes(hall, "lixin") == {(None, None), (None, None, f"{prefix}-{TEACHER}")}
    with hall.room(commit=True) as room:
        laid = room.halls["lixin"].implementations[TEACHER]
        laid.task_code, laid.handled_code = TASK, f"{TASK}01"
        room.register.stamp.move()
    assert codes(hall, "lixin") == {(TASK, f"{TASK}01"), (TASK, f"{TASK}01", TASK)}
    other = hall.installation.declared.tenants["mengcheng"].case_prefix
    assert codes(hall, "mengcheng") == {(None, None), (None, None, f"{other}-{TEACHER}")}
