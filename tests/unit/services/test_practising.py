"""How long an item really takes: told from cases that were really handled, the same all day, and by nobody's guess."""

from __future__ import annotations

from datetime import timedelta

import pytest

from acting import TEACHER, act
from desks import file_case
from wangting.rules.practice import Practice
from wangting.services.practising import BACK

UNIT = "mengcheng/jiaoyu"
STEPS = (("accept", "counter", None), ("review", "reviewer", UNIT), ("approve", "approver", UNIT),
         ("deliver", "issuer", None))  # fmt: skip


def handled(hall, days):
    """File a case and bring it to its end after so many calendar days; the clock is where it ends."""
    case_id = file_case(hall)
    for name, role, unit in STEPS[:3]:
        act(hall, case_id, name, hall.account(role, "mengcheng", unit)["login"])
    hall.clock.advance(days=days)
    name, role, unit = STEPS[3]
    act(hall, case_id, name, hall.account(role, "mengcheng", unit)["login"])
    return case_id


def practice(hall, measure="workday", code=TEACHER):
    with hall.room() as room:
        return room.practising.of(UNIT, code, measure)


@pytest.fixture
def finished(hall):
    """Five cases, each of three days: Monday to Thursday of one week, then into the weekend and over National Day."""
    for _ in range(5):
        handled(hall, 3)
    return hall


def test_it_is_told_from_the_next_day_on_in_the_days_of_the_promise(finished):
    assert practice(finished) is None, "today is not over yet"
    finished.clock.advance(days=1)
    assert practice(finished, "calendar_day") == Practice(3, 5)
    found = practice(finished)
    assert found.cases == 5
    assert found.days < 4, "weekends and the holidays of October do not count"


def test_an_item_and_a_department_without_cases_say_nothing(finished):
    finished.clock.advance(days=1)
    assert practice(finished, code="AH05") is None
    with finished.room() as room:
        assert room.practising.of("lixin/jiaoyu", TEACHER, "workday") is None


def test_what_was_broken_off_and_what_is_long_ago_does_not_count(finished):
    case_id = file_case(finished)
    act(finished, case_id, "withdraw", finished.account("citizen")["login"])
    finished.clock.advance(days=1)
    assert practice(finished).cases == 5
    finished.clock.advance(days=BACK.days + 30)
    assert practice(finished) is None


def test_the_guide_and_the_api_show_it_beside_the_promise(finished):
    browser, path = finished.browser(), f"/mengcheng/items/{TEACHER}"
    assert "实际上" not in browser.get(path)
    assert browser.get(f"/api/v1/items/mengcheng/{TEACHER}").json["practice"] is None
    finished.clock.advance(days=1)
    page = browser.get(path)
    page.mustcontain("实际上，十件里有九件", "最近 90 天在这里办完的 5 件")
    told = browser.get(f"/api/v1/items/mengcheng/{TEACHER}").json["practice"]
    assert told["cases"] == 5
    assert len(page.html.select(".wt-sq-real")) == told["days"]
    assert timedelta(days=90) == BACK, "the page says 90"
