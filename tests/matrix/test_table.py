"""The table is complete, decides everything once, says from where it has it, and is written by nobody but people."""

import ast
import re
from pathlib import Path

import pytest

from house import sources
from matrix import table, views

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
HEAD = "view,method,ask,marker,visitor,citizens,agents,posts,departments,elsewhere,across,cites\n"
FINE = "/,GET,,x,P,PP,PP,PPPPPPPPPP,PP,P,.,DESIGN 9\n"
#: Where the house says who may: whoever writes or judges expectations does not look there.
TRUTH = ("wangting.rules", "wangting.security.permissions", "wangting.security.policy", "wangting.declare")
WRITING = re.compile(r"write_text|write_bytes|writerow|DictWriter|\.open\(|\bopen\(|>\s*\S*expected\.csv")


def test_every_view_has_a_row_and_every_row_a_view(world, rows):
    known = views.addressed(world.hall.application.registry)
    assert len(known) > 100
    assert table.faults(rows, known) == []


def test_no_view_stands_outside_the_places_of_the_house(world):
    assert views.strays(world.hall.application.registry) == []


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("", "GET /: no row"),
        (FINE + FINE, "/ GET : decided twice"),
        (FINE + "/gone,GET,,x,P,PP,PP,PPPPPPPPPP,PP,P,.,DESIGN 9\n", "GET /gone: no such view"),
        (FINE.replace("DESIGN 9", "seen in the code"), "GET /: cites nothing"),
        (FINE.replace(",x,", ",,"), "GET /: no marker"),
    ],
)
def test_a_table_with_a_fault_is_found(lines, told):
    assert table.faults(table.read(HEAD + lines), {("/", "GET")}) == [told]


@pytest.mark.parametrize(("good", "bad"), [("PPPPPPPPPP", "PPPPPPPPP"), (",P,.", ",Q,."), (",P,PP", ",PP,PP")])
def test_a_row_without_one_letter_for_each_role_is_not_read(good, bad):
    with pytest.raises(ValueError, match=r"letter"):
        table.read(HEAD + FINE.replace(good, bad, 1))


def writers(paths):
    """Return the files that name the table and could write it."""
    texts = {path: path.read_text("utf-8", errors="replace") for path in paths}
    return [path.name for path, text in texts.items() if "expected.csv" in text and WRITING.search(text)]


def test_no_code_writes_the_table():
    code = [path for path in sources.tracked(ROOT) if path.suffix in (".py", "", ".sh", ".toml", ".yml", ".yaml")]
    named = [path for path in code if path.is_file() and path != Path(__file__)]
    assert len(named) > 300
    assert writers(named) == []


@pytest.mark.parametrize(
    "line",
    ["TABLE.write_text(x)  # expected.csv", "csv.writer(f).writerow(y)  # expected.csv", "make-matrix > expected.csv"],
)
def test_code_that_writes_the_table_is_found(tmp_path, line):
    path = tmp_path / "generate.py"
    path.write_text(line, "utf-8")
    assert writers([path]) == ["generate.py"]


def looks(text):
    """Return the modules that say who may and that ``text`` imports."""
    tree = ast.walk(ast.parse(text))
    names = [node.module or "" for node in tree if isinstance(node, ast.ImportFrom)]
    return [name for name in names if name.startswith(TRUTH)]


@pytest.mark.parametrize("name", ["table.py", "asking.py", "judging.py", "running.py", "views.py"])
def test_what_judges_does_not_ask_the_code_that_is_judged(name):
    assert looks((HERE / name).read_text("utf-8")) == []


def test_a_judge_that_asks_is_found():
    assert looks("from wangting.rules.access import decide") == ["wangting.rules.access"]
