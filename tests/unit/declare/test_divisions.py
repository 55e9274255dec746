"""Towns and villages are read with the hall that serves them."""

import pytest

from wangting.declare import divisions

FILE = "tenants/ezone/divisions.csv"


def load(home, hall="ezone"):
    found, problems = divisions.load(home.path, hall)
    return found, [str(problem) for problem in problems]


def test_the_zone_serves_one_town_and_its_five_villages(home):
    found, problems = load(home)
    assert problems == []
    assert [division.name for division in found if division.level == "town"] == ["十九里镇"]
    assert sum(division.level == "village" for division in found) == 5


def test_a_path_leads_from_the_city_down(home):
    town, village = load(home)[0][:2]
    assert town.path() == ("city", "ezone", "341602109")
    assert village.path() == ("city", "ezone", "341602109", village.code)


def test_the_municipal_hall_has_no_villages_of_its_own(home):
    assert load(home, "municipal") == ((), [])


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("34,新镇,New Town,镇,town,341602,ezone", "code: '34' is no code of a town"),
        ("341602110001,新村,,村委会,village,341602110,ezone", "parent: no town '341602110' in this hall"),
        ("341602109998,,,村委会,village,341602109,ezone", "name: must not be empty"),
        (
            "341602109998,新村,,类似村级单位(虚拟),village,341602109,ezone",
            "kind: no kind of village: '类似村级单位(虚拟)'",
        ),
        ("341602109998,新村,,村委会,hamlet,341602109,ezone", "level: is town or village, not 'hamlet'"),
        ("341602109998,新村,,村委会,village,341602109,lixin", "hall: stands in the folder of 'ezone' but says 'lixin'"),
        ("341602109998,新村,,村委会,village,341602109,ezone,more", "(row): has more cells than there are columns"),
        ("341602109998", "level: is town or village, not ''"),
    ],
)
def test_a_bad_row_is_told_at_its_line(home, row, message):
    home.write(FILE, home.read(FILE) + row + "\n")
    assert load(home)[1] == [f"{FILE}:8: {message}"]


def test_other_columns_are_refused_as_a_whole(home):
    home.write(FILE, "code,name\n1,2\n")
    assert load(home) == (
        (),
        [f"{FILE}:1: (file): the columns are code, name, name_en, kind, level, parent, hall"],
    )


def test_a_file_in_another_encoding_is_a_problem(home):
    (home.path / FILE).write_bytes("code,名\n".encode("gb18030"))
    assert load(home)[1] == [f"{FILE}:1: (file): cannot be read: is not UTF-8"]


def test_a_missing_file_is_a_problem(home):
    assert load(home, "seventh")[1] == [
        "tenants/seventh/divisions.csv:1: (file): cannot be read: No such file or directory"
    ]
