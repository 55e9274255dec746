"""The tables of search: what they say, and that each mistake in them is told with its line."""

import shutil
from pathlib import Path

import pytest

from wangting.declare.search import FOLDER, load

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def home(tmp_path):
    shutil.copytree(ROOT / FOLDER, tmp_path / FOLDER)
    return tmp_path


def told(home):
    words, problems = load(home)
    assert words is None
    return [str(problem) for problem in problems]


def test_bozhous_names_are_read_as_in_bozhou():
    words, problems = load(ROOT)
    assert problems == []
    assert words.readings["涡"][0] == "guo"
    assert words.readings["阚"] == ("kan",)
    assert words.readings["亳"] == ("bo",)
    assert words.readings["毫"] == ("hao",)
    assert words.readings["重"] == ("zhong", "chong")
    assert words.traditional[ord("證")] == "证"
    assert words.traditional[ord("臺")] == "台"
    assert words.everyday["毫州"] == ("亳州",)


@pytest.mark.parametrize(
    ("word", "official"),
    [
        ("准生证", "生育登记"),
        ("二胎证", "生育登记"),
        ("环评", "环境影响评价"),
        ("房产证", "不动产登记"),
        ("食品证", "食品经营许可"),
        ("老年证", "老年人优待证"),
        ("路条", "施工许可"),
    ],
)
def test_the_starters_of_the_domain_are_there(word, official):
    assert official in load(ROOT)[0].everyday[word]


def test_a_word_that_says_nothing_new_is_told_with_its_line(home):
    path = home / FOLDER / "everyday.csv"
    path.write_text("everyday,official\n社保,社会保险\n社保,社会保险\n证,\n证,证\n", "utf-8")
    places = [line.split(": ")[0] for line in told(home)]
    assert places == [f"tenants/_shared/search/everyday.csv:{line}" for line in (3, 4, 5)]


def test_a_reading_that_is_no_letters_is_told(home):
    (home / FOLDER / "readings.csv").write_text("reading,usual,also\nlǜ,绿,\n", "utf-8")
    assert "readings.csv:2" in told(home)[0]


def test_a_table_that_is_missing_broken_or_of_other_columns_is_told(home):
    (home / FOLDER / "everyday.csv").unlink()
    (home / FOLDER / "readings.csv").write_bytes(b"reading,usual,also\n\xff,a,\n")
    (home / FOLDER / "traditional.csv").write_text("old,new\n", "utf-8")
    lines = told(home)
    assert len(lines) == 3
    assert "UTF-8" in lines[1]
    assert "columns" in lines[2]
