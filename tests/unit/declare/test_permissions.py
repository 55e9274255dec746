"""The shared permission table is read, and each mistake in it is told at its row."""

from wangting.declare import permissions
from wangting.declare.registered import REGISTERED

FILE = "tenants/_shared/permissions.yaml"


def load(home):
    found, problems = permissions.load(home.path, REGISTERED.names.posts)
    return found, [str(problem) for problem in problems]


def test_the_table_of_the_house_is_read(home):
    table, problems = load(home)
    assert problems == []
    assert ("case.view", "case") in table.rows
    assert "office.publish" in table.reserved


def test_an_unknown_scope_is_told_at_its_row(home):
    row = '[desk.view,         hall, "-",    "-",      "-",    {},'
    home.mend(FILE, row.format("hall"), row.format("moon"))
    line = home.line_of(FILE, "moon")
    assert load(home) == (None, [f"{FILE}:{line}: table.7: counter: no such scope 'moon'"])


def test_a_reserved_permission_without_a_row_is_told(home):
    home.mend(FILE, "reserved: [item.draft, office.publish]", "reserved: [office.publish, site.manage]")
    line = home.line_of(FILE, "reserved: [")
    assert load(home)[1] == [f"{FILE}:{line}: reserved: no row for site.manage"]


def test_a_post_the_house_does_not_know_is_told(home):
    home.mend(FILE, "posts: [visitor, applicant, agent, counter,", "posts: [visitor, applicant, judge, counter,")
    line = home.line_of(FILE, "posts: [")
    assert load(home) == (None, [f"{FILE}:{line}: posts.3: no post 'judge'"])


def test_a_missing_table_is_one_problem(empty):
    assert load(empty)[1] == [f"{FILE}:1: (file): cannot be read: No such file or directory"]


def test_an_unknown_key_is_told(home):
    home.write(FILE, home.read(FILE) + "colour: red\n")
    known = "title, title_en, edition, posts, table, reserved, separated"
    assert load(home)[1][0].endswith(f"colour: is not known here: {known}")
