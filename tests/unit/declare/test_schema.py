"""A declared file is taken at its word, and all that is wrong with it is told."""

from datetime import date

import colander
import pytest

from wangting.declare.schema import (
    Anything,
    Day,
    Truth,
    check,
    check_with,
    map_of,
    mapping,
    one_of,
    sequence,
    text,
    whole,
)
from wangting.declare.yaml import Document, parse

SCHEMA = mapping(
    "sample",
    text("name"),
    text("code", r"[a-z]+", missing=None),
    whole("order", least=1, most=9, missing=None),
    one_of("kind", ("county", "zone"), missing="county"),
    colander.SchemaNode(Truth(), name="yellow", missing=None),
    colander.SchemaNode(Day(), name="since", missing=None),
    colander.SchemaNode(Anything(), name="rest", missing=None),
    text("number", validator=check_with(int), missing=None),
    sequence("rows", mapping("row", text("a"), whole("b")), missing=()),
    map_of("states", mapping("state", text("title")), missing=None),
)


def checked(yaml_text):
    document = parse(yaml_text, Document("s.yaml"))
    return check(document, SCHEMA), [str(problem) for problem in document.problems]


def test_what_is_right_comes_out_clean():
    data, found = checked(
        "name: 蒙城\norder: 4\nyellow: false\nsince: 2026-07-01\nrows: [{a: x, b: 1}]\nrest: [1, {}]\n"
    )
    assert found == []
    assert (data["name"], data["order"], data["yellow"], data["since"]) == ("蒙城", 4, False, date(2026, 7, 1))
    assert data["rows"] == [{"a": "x", "b": 1}]
    assert data["rest"] == [1, {}]
    assert data["kind"] == "county"


def test_null_stands_for_a_value_that_is_not_known():
    data, _found = checked("name: x\ncode: null\n")
    assert data["code"] is None


def test_a_day_may_be_written_as_text():
    assert checked('name: x\nsince: "2026-07-01"\n')[0]["since"] == date(2026, 7, 1)


@pytest.mark.parametrize(
    ("extra", "line"),
    [
        ("code: 12", "s.yaml:2: code: must be a text (in quotes), not 12"),
        ("code: ' '", "s.yaml:2: code: must not be empty"),
        ("code: A1", "s.yaml:2: code: 'A1' does not match [a-z]+"),
        ("order: '4'", "s.yaml:2: order: must be a whole number, not '4'"),
        ("order: true", "s.yaml:2: order: must be a whole number, not True"),
        ("order: 0", "s.yaml:2: order: 0 is less than minimum value 1"),
        ("order: 10", "s.yaml:2: order: 10 is greater than maximum value 9"),
        ("kind: city", "s.yaml:2: kind: no such choice 'city': county, zone"),
        ("yellow: 1", "s.yaml:2: yellow: must be true or false, not 1"),
        ("since: 20260701", "s.yaml:2: since: must be a day such as 2026-07-01, not 20260701"),
        ("since: '2026-02-30'", "s.yaml:2: since: is no day: day is out of range for month"),
        ("since: 2026-07-01 10:00:00", "s.yaml:2: since: must be a day such as 2026-07-01, not datetime"),
        ("number: x", "s.yaml:2: number: invalid literal for int()"),
        ("rows: x", 's.yaml:2: rows: "x" is not iterable'),
        ("rows:\n  - {a: x, b: 1}\n  - {a: x}", "s.yaml:4: rows.2.b: Required"),
        ("rows: [1]", 's.yaml:2: rows.1: "1" is not a mapping type'),
        ("rows:\n  - {a: x, b: 1, c: 2}", "s.yaml:3: rows.1.c: is not known here: a, b"),
        ("states: [x]", "s.yaml:2: states: must be keys with values, not ['x']"),
        ("states:\n  Bad: {title: x}", "s.yaml:3: states.Bad: is no possible key: it must match"),
        ("states:\n  one: {title: 1}", "s.yaml:3: states.one.title: must be a text"),
        ("states:\n  one: {title: x, more: 1}", "s.yaml:3: states.one.more: is not known here: title"),
        ("colour: red", "s.yaml:2: colour: is not known here: name, code"),
    ],
)
def test_each_kind_of_mistake_is_one_line(extra, line):
    data, [found] = checked(f"name: x\n{extra}\n")
    assert data is None
    assert found.startswith(line)


def test_all_mistakes_are_told_at_once_also_beside_an_unknown_key():
    _data, found = checked("colour: red\norder: x\nrows: [{a: 1, b: x, c: 3}]\n")
    assert {line.split(": ")[1] for line in found} == {"colour", "name", "order", "rows.1.a", "rows.1.b", "rows.1.c"}


@pytest.mark.parametrize("yaml_text", ["[1, 2]", "just words", "7"])
def test_a_file_that_is_no_mapping_is_one_problem(yaml_text):
    assert checked(yaml_text) == (None, ["s.yaml:1: (file): must be keys with values"])


def test_a_file_that_could_not_be_read_is_not_complained_about_twice():
    _data, found = checked("a: [1\n")
    assert len(found) == 1


def test_a_key_that_stands_twice_lets_the_rest_be_checked():
    document = parse("name: x\nname: y\n", Document("s.yaml"))
    assert check(document, SCHEMA) is not None
    assert document.problems
