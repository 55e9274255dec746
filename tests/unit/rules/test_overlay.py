"""Overlays: a hall narrows and re-assigns, and takes nothing that is not its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wangting.rules.grants import SCOPES, Grant, Place, table_from_rows
from wangting.rules.overlay import Overlay, compose, implementation_problems, problems

POSTS = ["applicant", "counter", "head", "hall_admin", "central_office"]
TABLE = table_from_rows(
    POSTS,
    [
        ["case.view", "case", "own!", "unit", "unit", "-", "-"],
        ["desk.view", "hall", "-", "hall", "hall", "-", "-"],
        ["office.publish", "city", "-", "-", "-", "-", "city!"],
    ],
    ["office.publish"],
)


def messages(overlay: Overlay, *reserved: str) -> list[str]:
    return [str(problem) for problem in problems(overlay, TABLE, reserved)]


def test_an_overlay_takes_a_right_away_and_gives_it_to_another_post():
    overlay = Overlay.of("mengcheng", [["head", "case.view", "case", "hall"]], [["counter", "case.view", "case"]])
    assert messages(overlay) == []
    assert set(overlay.row(TABLE, "case.view", "case")) == {
        Grant("applicant", "case.view", "case", "own"),
        Grant("head", "case.view", "case", "hall"),
    }
    assert overlay.row(TABLE, "desk.view", "hall") == TABLE.row("desk.view", "hall")


def test_a_grant_stays_in_its_own_row():
    same_kind = Overlay.of("mengcheng", [["head", "case.act", "case", "hall"]], [])
    same_permission = Overlay.of("mengcheng", [["head", "case.view", "hall", "hall"]], [])
    for overlay in (same_kind, same_permission):
        assert overlay.row(TABLE, "case.view", "case") == TABLE.row("case.view", "case")


def test_the_composed_table_is_what_the_rows_say():
    overlay = Overlay.of("mengcheng", [["hall_admin", "desk.view", "hall", "hall"]], [["head", "desk.view", "hall"]])
    composed = compose(TABLE, overlay)
    assert composed.grants == (TABLE.grants - {Grant("head", "desk.view", "hall", "hall")}) | {
        Grant("hall_admin", "desk.view", "hall", "hall")
    }
    assert (composed.fixed, composed.reserved, composed.posts) == (TABLE.fixed, TABLE.reserved, TABLE.posts)


def test_an_empty_overlay_changes_nothing():
    assert compose(TABLE, Overlay("lixin")) == TABLE
    assert messages(Overlay("lixin")) == []


@pytest.mark.parametrize(
    ("grant", "message"),
    [
        (["mayor", "case.view", "case", "unit"], "no such post: mayor"),
        (["counter", "case.eat", "case", "unit"], "no such permission: case.eat of case"),
        (["counter", "case.view", "hall", "unit"], "no such permission: case.view of hall"),
        (["hall_admin", "office.publish", "city", "hall"], "office.publish belongs to the central office"),
        (["counter", "case.view", "case", "city"], "a hall gives own, unit or hall, never city"),
        (["counter", "case.view", "case", "anyone"], "a hall gives own, unit or hall, never anyone"),
        (["applicant", "case.view", "case", "hall"], "case.view of case is fixed for applicant"),
    ],
)
def test_what_a_hall_may_not_give_is_refused(grant, message):
    assert messages(Overlay.of("mengcheng", [grant], [])) == [f"grants.1: {message}"]


@pytest.mark.parametrize(
    ("removal", "message"),
    [
        (["hall_admin", "case.view", "case"], "takes away what nobody gave"),
        (["applicant", "case.view", "case"], "case.view of case is fixed for applicant"),
    ],
)
def test_what_a_hall_may_not_take_away_is_refused(removal, message):
    assert messages(Overlay.of("mengcheng", [], [removal])) == [f"removals.{'/'.join(removal)}: {message}"]


def test_rights_of_the_central_office_cannot_be_taken_away_either():
    found = messages(Overlay.of("mengcheng", [], [["central_office", "office.publish", "city"]]))
    assert found[-1].endswith("office.publish belongs to the central office")


def test_more_permissions_can_be_reserved_at_the_call():
    overlay = Overlay.of("mengcheng", [["head", "case.view", "case", "hall"]], [])
    assert messages(overlay, "case.view") == ["grants.1: case.view belongs to the central office"]


def test_giving_twice_and_giving_while_taking_are_refused():
    row = ["head", "case.view", "case", "hall"]
    assert messages(Overlay.of("mengcheng", [row, row], [])) == [
        "grants.2: the same post is given the same permission twice"
    ]
    assert messages(Overlay.of("mengcheng", [row], [row[:3]])) == ["grants.1: given and taken away in the same version"]


def test_rows_of_another_length_are_refused():
    with pytest.raises(TypeError):
        Overlay.of("mengcheng", [["head", "case.view"]], [])


@given(
    st.lists(
        st.tuples(
            st.sampled_from(POSTS),
            st.sampled_from(["case.view", "desk.view", "office.publish"]),
            st.sampled_from(["case", "hall", "city"]),
            st.sampled_from(SCOPES),
        ),
        max_size=4,
    ),
    st.frozensets(st.sampled_from(sorted(grant.place for grant in TABLE.grants)), max_size=4),
)
def test_an_overlay_without_problems_keeps_what_is_fixed_and_reserved_and_stays_in_its_hall(grants, removals):
    overlay = Overlay.of("mengcheng", grants, removals)
    if problems(overlay, TABLE):
        return
    composed = compose(TABLE, overlay)
    for grant in TABLE.grants:
        if grant.place in TABLE.fixed or grant.permission in TABLE.reserved:
            assert grant in composed.grants
    assert {grant.scope for grant in composed.grants - TABLE.grants} <= {"own", "unit", "hall"}
    assert {grant.place for grant in composed.grants} >= {Place("central_office", "office.publish", "city")}


EDITION = {
    "materials": [{"id": "m1"}, {"id": "m2"}],
    "steps": ["受理", "审查"],
    "promised_limit": {"amount": 12, "unit": "workday"},
    "legal_limit": {"amount": 30, "unit": "calendar_day"},
}


def test_an_implementation_may_promise_less_and_ask_for_less():
    edition = EDITION | {"legal_limit": {"amount": 30, "unit": "workday"}}
    for promise in ({"amount": 12, "unit": "workday"}, {"amount": 3, "unit": "calendar_day"}):
        offered = {"promised_limit": promise, "materials": [{"id": "m2"}], "steps": ["受理"]}
        assert implementation_problems(offered, edition) == ()


def test_an_implementation_that_says_nothing_is_as_the_edition():
    assert implementation_problems({}, EDITION) == ()
    assert implementation_problems({"promised_limit": None, "materials": []}, {}) == ()
    assert implementation_problems({"promised_limit": {"amount": 9, "unit": "workday"}}, {"legal_limit": None}) == ()


@pytest.mark.parametrize(
    ("offered", "keys"),
    [
        ({"materials": [{"id": "m3"}]}, ["materials"]),
        ({"steps": ["受理", "再审查"]}, ["steps"]),
        ({"promised_limit": {"amount": 13, "unit": "calendar_day"}}, ["promised_limit"]),
        ({"promised_limit": {"amount": 31, "unit": "calendar_day"}}, ["promised_limit", "promised_limit"]),
    ],
)
def test_an_implementation_adds_no_material_no_step_and_no_day(offered, keys):
    assert [problem.key for problem in implementation_problems(offered, EDITION)] == keys


def test_working_days_are_never_within_calendar_days_because_that_depends_on_the_calendar():
    (problem,) = implementation_problems({"promised_limit": {"amount": 1, "unit": "workday"}}, EDITION)
    assert str(problem) == "promised_unit: 1 workday is not within legal_limit 30 calendar_day"


OWN = ("own_1", "帮办岗", "Helper", "counter")


def test_a_post_of_the_halls_own_has_a_key_titles_and_a_pattern_and_may_be_given_rights():
    overlay = Overlay.of("mengcheng", [["own_1", "case.view", "case", "hall"]], [], [OWN])
    assert messages(overlay) == []
    assert (overlay.acting_as("own_1"), overlay.acting_as("head")) == ("counter", "head")
    assert compose(TABLE, overlay).posts == (*TABLE.posts, "own_1")


@pytest.mark.parametrize(
    ("posts", "message"),
    [
        ([("helper", *OWN[1:])], "posts.1: no name for a post of a hall: helper"),
        ([("own_0", *OWN[1:])], "posts.1: no name for a post of a hall: own_0"),
        ([OWN, OWN], "posts.1: no name for a post of a hall: own_1"),
        ([("own_1", " ", "Helper", "counter")], "posts.1: a post without a title: own_1"),
        ([("own_1", "帮办岗", "", "counter")], "posts.1: a post without a title: own_1"),
        ([(*OWN[:3], "mayor")], "posts.1: own_1 acts as mayor, which is no shared post held in a hall"),
        ([(*OWN[:3], "applicant")], "posts.1: own_1 acts as applicant, which is no shared post held in a hall"),
    ],
)
def test_a_post_that_is_none_is_refused(posts, message):
    assert message in messages(Overlay.of("mengcheng", [], [], posts))


def test_a_hall_gives_nothing_to_posts_that_nobody_holds_in_it():
    found = messages(Overlay.of("mengcheng", [["central_office", "case.view", "case", "hall"]], []))
    assert found == ["grants.1: central_office is not held in a hall"]


def test_all_in_one_hand_is_allowed_with_a_reason_only_and_at_or_below_the_place():
    overlay = Overlay.of("mengcheng", [], [], (), [("mengcheng/jiaoyu", " ")])
    assert messages(overlay) == ["together.1: no reason why one person holds all in mengcheng/jiaoyu"]
    overlay = Overlay.of("mengcheng", [], [], (), [("mengcheng/jiaoyu", "只有一个人")])
    assert messages(overlay) == []
    assert overlay.excuse(("city", "mengcheng", "mengcheng/jiaoyu", "mengcheng/jiaoyu/1")) == "只有一个人"
    assert overlay.excuse(("city", "mengcheng", "mengcheng/minzheng")) is None
