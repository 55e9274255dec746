"""Themes name their parents, and every chain ends in the default theme."""

import pytest

from wangting.declare import themes
from wangting.declare.themes import Theme


def load(home):
    found, problems = themes.load(home.path)
    return found, [str(problem) for problem in problems]


def theme(home, key, parent):
    home.write(f"themes/{key}/theme.yaml", f"title: 题\ntitle_en: Title\nparent: {parent}\n")


def test_the_themes_of_the_house_are_read(home):
    found, problems = load(home)
    assert problems == []
    assert found["default"].parent is None
    assert found["bozhou"] == Theme("bozhou", "亳州", "Bozhou", "default")


@pytest.mark.parametrize(
    ("key", "parent", "line"),
    [
        ("default", "bozhou", "themes/default/theme.yaml:3: parent: 'default' is where every search ends"),
        ("lone", "null", "themes/lone/theme.yaml:3: parent: only 'default' has no parent"),
        ("orphan", "gone", "themes/orphan/theme.yaml:3: parent: no theme 'gone'"),
        ("narcissus", "narcissus", "themes/narcissus/theme.yaml:3: parent: the parents of 'narcissus' run in a circle"),
        ("shouting", "DEFAULT", "themes/shouting/theme.yaml:3: parent: 'DEFAULT' does not match"),
    ],
)
def test_a_parent_that_leads_nowhere_is_told(home, key, parent, line):
    theme(home, key, parent)
    [found] = [problem for problem in load(home)[1] if problem.startswith(f"themes/{key}/")]
    assert found.startswith(line)


def test_a_circle_is_told_for_each_theme_in_it(empty):
    theme(empty, "default", "null")
    theme(empty, "one", "two")
    theme(empty, "two", "one")
    assert [line.split(": ", 2)[2] for line in load(empty)[1]] == [
        "the parents of 'one' run in a circle",
        "the parents of 'two' run in a circle",
    ]


def test_a_parent_whose_file_is_broken_is_not_called_missing(home):
    home.write("themes/default/theme.yaml", "title: [")
    [found] = load(home)[1]
    assert found.startswith("themes/default/theme.yaml:")


def test_a_house_without_the_default_theme_is_a_problem(empty):
    assert load(empty)[1] == ["themes:1: (folder): there is no theme 'default'"]
