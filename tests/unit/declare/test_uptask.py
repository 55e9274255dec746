"""The national tables are declared whole, and a slip in them is told with its line."""

import shutil

import pytest

from conftest import ROOT
from wangting.declare import uptask


@pytest.fixture
def home(tmp_path):
    shutil.copytree(ROOT / uptask.FOLDER, tmp_path / uptask.FOLDER)
    return tmp_path


def spoil(home, old, new, file=uptask.FIELDS):
    path = home / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return [str(problem) for problem in uptask.load(home)[1]]


def test_the_eight_tables_of_items_are_there_with_every_field(home):
    found, problems = uptask.load(home)
    assert problems == []
    assert {table.name: len(table.fields) for table in found.tables} == {
        "up_task_directory": 11, "up_task_general_basic": 42, "up_task_general_extend": 29,
        "up_task_general_fee_project": 11, "up_task_general_material": 19, "up_task_general_questions": 7,
        "up_task_public_basic": 41, "up_task_public_extend": 28,
    }  # fmt: skip
    assert found.public_classes == {"为民服务"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("up_task_directory,by_law", "up_task_nowhere,by_law", "no table 'up_task_nowhere'"),
        ("item.code", "item", "no value 'item'"),
        ("item.code", "nobody.code", "no value 'nobody.code'"),
        ("made.basis", "made.up", "no value 'made.up'"),
        (",stage\n", ",stages\n", "no words 'stages'"),
        ("table,field", "table,fields", "the columns are"),
    ],
)
def test_a_field_that_nothing_can_fill_is_told(home, old, new, said):
    found = spoil(home, old, new)
    assert said in found[0]
    assert found[0].startswith("tenants/_shared/exchange/up_task.csv:")


def test_a_table_of_which_nobody_knows_the_rows_is_told(home):
    assert "up_task.yaml" in spoil(home, "each: item", "each: house", uptask.TABLES)[0]


def test_a_missing_file_is_told(home):
    (home / uptask.FIELDS).unlink()
    assert "cannot be read" in str(uptask.load(home)[1][0])
