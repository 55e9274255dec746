"""Declared files become plain data that remembers its lines, and a broken one never raises."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wangting.declare.yaml import (
    DISPUTED,
    LOADERS,
    Document,
    PlainLoader,
    Problem,
    parse,
    path_of,
    read,
    spelled,
)


def parsed(text):
    return parse(text, Document("sample.yaml"))


def lines(document):
    return [str(problem) for problem in document.problems]


def test_plain_data_comes_out_as_it_is_written():
    text = 'name: 蒙城\ncode: "0123"\norder: 4\nyellow: true\nsince: 2026-07-01\nnone: null\nhosts: [a, b]\n'
    assert parsed(text).data == {
        "name": "蒙城",
        "code": "0123",
        "order": 4,
        "yellow": True,
        "since": date(2026, 7, 1),
        "none": None,
        "hosts": ["a", "b"],
    }


def test_each_key_and_each_row_knows_its_line():
    document = parsed("a: 1\n\nrows:\n  - [x, y]\n  - [z]\n")
    assert document.line_of(("rows", 1)) == 5
    assert document.line_of(("rows", 1, 0)) == 5
    assert document.line_of(("a",)) == 1


def test_a_key_that_is_missing_has_the_line_of_what_should_hold_it():
    document = parsed("a: 1\nstates:\n  one: {title: x}\n")
    assert document.line_of(("states", "one", "clock")) == 3
    assert document.line_of(("nothing",)) == 1


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\na: 2\n", "sample.yaml:2: a: stands here twice"),
        ("a: 1\nb: {c: 1, c: 2}\n", "sample.yaml:2: b.c: stands here twice"),
        ("a: 1\n7: b\n", "sample.yaml:2: (file): a key must be text, not '7'"),
        ("a: 1\nyes: b\n", "sample.yaml:2: (file): a key must be text, not 'yes'"),
        ("a: 1\n[b]: c\n", "sample.yaml:2: (file): a key must be text"),
        ("a: &x 1\nb: *x\n", "sample.yaml:1: (file): not YAML: anchors, aliases and tags are not allowed"),
        ("a: 1\nb: [1, 2\nc: 3\n", "sample.yaml:3: (file): not YAML: "),
        ("a: 1\nb: 2026-13-01\n", "sample.yaml:2: b: cannot be read: month must be in 1..12"),
        ("a: !!python/object/apply:os.system [x]\n", "sample.yaml:1: (file): not YAML: anchors, aliases and tags"),
        ("a: 1\nb: !!bool perhaps\n", "sample.yaml:2: (file): not YAML: anchors, aliases and tags"),
        ("a: !!python/name:os.system\n", "sample.yaml:1: (file): not YAML: anchors, aliases and tags"),
        ("a: \x07\n", "sample.yaml:1: (file): not YAML: "),
        ("# nothing\n", "sample.yaml:1: (file): the file is empty"),
        ("a: 1\n---\nb: 1\n", "sample.yaml:2: (file): not YAML: "),
    ],
)
def test_a_mistake_is_told_with_its_line(text, line):
    [found] = lines(parsed(text))
    assert found.startswith(line)


def test_a_file_that_is_not_there_is_a_problem(tmp_path):
    document = read(tmp_path / "gone.yaml", tmp_path)
    assert lines(document) == ["gone.yaml:1: (file): cannot be read: No such file or directory"]


def test_a_file_in_another_encoding_is_a_problem(tmp_path):
    (tmp_path / "old.yaml").write_bytes("名: 涡阳".encode("gb18030"))
    assert lines(read(tmp_path / "old.yaml", tmp_path)) == ["old.yaml:1: (file): cannot be read: is not UTF-8"]


def test_a_file_is_named_from_the_home_down(tmp_path):
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes/a.yaml").write_text("a: 1", encoding="utf-8")
    assert read(tmp_path / "themes/a.yaml", tmp_path).file == "themes/a.yaml"


def plain(data):
    if isinstance(data, dict):
        return all(isinstance(key, str) and plain(value) for key, value in data.items())
    if isinstance(data, list):
        return all(map(plain, data))
    return data is None or isinstance(data, str | int | float | date)


@given(st.text() | st.text(alphabet="ab: \n-[]{}!&*'\"?|>%@#0123456789,."))
def test_no_text_makes_the_reader_raise_or_give_more_than_plain_data(text):
    assert plain(parsed(text).data)


@given(st.lists(st.from_regex(r"[a-z_]+", fullmatch=True) | st.integers(0, 99), min_size=1))
def test_a_path_can_be_spelled_and_read_back(path):
    assert path_of(spelled(tuple(path))) == tuple(path)


def test_a_problem_prints_as_file_line_key_message():
    assert str(Problem("a.yaml", 3, "acts.1", "is wrong")) == "a.yaml:3: acts.1: is wrong"


BROKEN = st.sampled_from(["\t", ":", "- ", '"', "'", "{", "[", "]", "&a ", "*a", "!!x ", "\x07", "\n", "%", "@", "|",
                          "  ", "#", "---\n", "...\n", "\u2028", "?", ", "])  # fmt: skip
SAMPLE = "title: 标准\nacts:\n  - [accept, {n: 1, 'k': \"v\"}]\n  - {a: b}\ntext: |\n  一\n  二\nlast: null\n"


@given(st.lists(st.tuples(st.integers(0, len(SAMPLE)), BROKEN), max_size=3))
def test_the_fast_loader_says_what_the_slow_one_says(breaks):
    text = SAMPLE
    for place, piece in breaks:
        text = text[:place] + piece + text[place:]
    fast = parsed(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("wangting.declare.yaml.LOADERS", (PlainLoader,))
        slow = parsed(text)
    assert (fast.data, fast.lines, fast.problems) == (slow.data, slow.lines, slow.problems)


def test_what_is_declared_is_read_by_the_fast_loader():
    assert len(LOADERS) == 2
    assert not DISPUTED.search("title: 标准\n")


@pytest.mark.parametrize("word", ["=", "<<"])
def test_a_word_that_yaml_keeps_for_itself_is_a_problem_with_its_line(word):
    assert lines(parsed(f"a: 1\nb: [x, {word}]\n")) == [f"sample.yaml:2: b.2: cannot be read: put {word} into quotes"]
