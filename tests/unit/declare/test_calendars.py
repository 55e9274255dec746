"""The calendar files become rows and a calendar, and a mistake in them is told at its line."""

from datetime import date

import pytest

from wangting.declare import calendars

FOLDER = "tenants/_shared/calendars"
DAYS = f"{FOLDER}/china.csv"


def load(home):
    found, problems = calendars.load(home.path)
    return found, [str(problem) for problem in problems]


def test_the_files_make_the_calendar_of_the_official_days(home):
    found, problems = load(home)
    assert problems == []
    assert not found.calendar.is_workday(date(2026, 10, 1))
    assert found.days[0]["date"] == "2014-01-01"
    assert found.notices[0]["year"] == "2014"
    assert found.statutory[0]["name"] == "元旦"


def test_a_bad_row_is_told_at_its_line(home):
    home.mend(DAYS, "2014-01-26,1,", "2014-01-32,1,")
    line = home.line_of(DAYS, "2014-01-32")
    assert load(home) == (None, [f"{DAYS}:{line}: date: not a date: '2014-01-32'"])


def test_a_year_without_a_notice_is_told_for_the_file(home):
    name = f"{FOLDER}/china_notices.csv"
    kept = [row for row in home.read(name).split("\n") if not row.startswith("2017")]
    home.write(name, "\n".join(kept))
    assert load(home)[1] == [f"{name}:1: (file): the years of the notices have a gap"]


@pytest.mark.parametrize("name", ["china.csv", "china_notices.csv", "statutory_days.csv"])
def test_a_missing_file_is_a_problem(home, name):
    (home.path / FOLDER / name).unlink()
    assert load(home)[1] == [f"{FOLDER}/{name}:1: (file): cannot be read: No such file or directory"]


def test_a_file_in_another_encoding_is_a_problem(home):
    (home.path / DAYS).write_bytes("date,is_workday,name\n2014-01-01,0,元旦\n".encode("gb18030"))
    assert load(home)[1] == [f"{DAYS}:1: (file): cannot be read: is not UTF-8"]


def test_a_missing_column_is_told_once_and_not_for_each_row(home):
    home.mend(DAYS, "date,is_workday,name", "date,is_workday,title")
    assert load(home)[1] == [f"{DAYS}:1: name: the column is missing"]
