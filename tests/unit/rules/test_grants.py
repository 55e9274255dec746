"""The shared table: read as it is written, and every mistake in it told."""

import pytest

from wangting.rules.grants import SCOPES, BadTable, Grant, Place, Table, table_from_rows

POSTS = ["applicant", "counter", "central_office"]
ROWS = [
    ["case.view", "case", "own!", "unit", "-"],
    ["office.publish", "city", "-", "-", "city!"],
]


def test_cells_become_grants_and_marks_become_fixed_places():
    table = table_from_rows(POSTS, ROWS, ["office.publish"])
    assert table.grants == {
        Grant("applicant", "case.view", "case", "own"),
        Grant("counter", "case.view", "case", "unit"),
        Grant("central_office", "office.publish", "city", "city"),
    }
    assert table.fixed == {
        Place("applicant", "case.view", "case"),
        Place("central_office", "office.publish", "city"),
    }
    assert (table.posts, table.reserved) == (tuple(POSTS), {"office.publish"})


def test_a_row_is_found_by_permission_and_kind_only():
    table = table_from_rows(POSTS, ROWS)
    assert [grant.post for grant in table.row("case.view", "case")] == ["applicant", "counter"]
    assert table.row("case.view", "hall") == ()
    assert table.rows == {("case.view", "case"), ("office.publish", "city")}


def test_tables_of_the_same_grants_are_equal():
    assert table_from_rows(POSTS, ROWS) == table_from_rows(POSTS, list(reversed(ROWS)))
    assert table_from_rows(POSTS, ROWS) != Table(frozenset(), tuple(POSTS))


def test_all_mistakes_are_told_at_once():
    with pytest.raises(BadTable) as caught:
        table_from_rows(
            ["counter", "counter"],
            [
                ["case.view", "case", "unit"],
                ["case.view", "case", "everywhere", "-"],
                ["case.view", "case", "unit", "!"],
                ["case.act", "case", "-", "-"],
            ],
            ["office.publish", "case.act"],
        )
    assert [str(problem) for problem in caught.value.problems] == [
        "posts: a post has two columns",
        "rows.1: has 3 cells, not 4",
        "rows.2: counter: no such scope 'everywhere'",
        "rows.3: a second row for case.view of case",
        "rows.3: counter: no such scope ''",
        "rows.4: nobody has case.act of case",
        "reserved: no row for office.publish",
    ]
    assert "rows.1: has 3 cells" in str(caught.value)


def test_the_shared_table_of_the_house_holds_together(table):
    assert {grant.scope for grant in table.grants} <= set(SCOPES)
    assert {grant.post for grant in table.grants} <= set(table.posts)
    assert table.reserved == {"item.draft", "office.publish"}


def test_no_post_of_a_hall_reaches_the_whole_city(table):
    of_the_city = {grant.post for grant in table.grants if grant.scope == "city"}
    assert of_the_city == {"central_office", "timer"}


def test_a_visitor_has_no_right_from_the_table(table):
    assert not [grant for grant in table.grants if grant.post == "visitor"]


def test_an_applicants_own_case_is_fixed(table):
    for permission in ("case.view", "case.act", "case.download"):
        assert Place("applicant", permission, "case") in table.fixed
        assert Grant("applicant", permission, "case", "own") in table.grants
