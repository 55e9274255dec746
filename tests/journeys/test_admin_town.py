"""The fourth level (DOMAIN 5): a town's own people accept and review what is filed in its villages."""

from __future__ import annotations

import pytest

import mandating
from acting import asker
from conftest import Hall
from desks import at, file_case, officer
from walking import file_case as file_by_pages
from wangting.content.parties import Agent, Official
from wangting.content.postings import Posting
from wangting.services.posting.appointing import Order
from wangting.services.worklist import TODO, Wanted

HALL, DEPARTMENT, MANDARIN = "mengcheng", "mengcheng/jiaoyu", "440702103000"


@pytest.fixture
def town(hall: Hall):
    """The town of the sample agent's village, where the department has a station and two people hold posts."""
    with hall.room() as room:
        agent = next(one for one in room.register.parties if isinstance(one, Agent) and one.login.startswith(HALL))
        found = room.register.orgunit(agent.point).parent
    admin = officer(hall, "hall_admin")
    form = admin.get("/mengcheng/admin/departments/jiaoyu/").forms["station"]
    form["town"] = found
    form.submit().follow().mustcontain("蒙城县教育局（")
    with hall.room(commit=True) as room:
        office = room.administration(room.halls[HALL])
        for post in ("counter", "reviewer"):
            party = Official(room.register.parties.new_id(), f"镇上{post}")
            party.login = f"town-{post}"
            party.password = room.register.parties.by_login("mengcheng-counter").password
            party.postings = (Posting("head", HALL, hall.clock.now().date(), None, HALL, "2026-09-27T09:00:00+08:00"),)
            room.register.parties.add(party)
            order = Order(post, found, hall.clock.now().date())
            office.appointing.appoint(party, order, "镇里报来", office.recording(1))
    return found


def of_town(hall, post):
    return hall.browser(sign_in={**hall.account("counter", HALL), "login": f"town-{post}"})


def todo(hall, login):
    with hall.room() as room:
        return len(room.worklist(room.catalogue.hall(HALL)).sheet(asker(room, login), Wanted(TODO)).lines)


def press(browser, path, act, opinion="同意"):
    form = browser.get(path).forms["act"]
    form["opinion"] = opinion
    return form.submit("act", value=act)


def test_a_case_from_a_village_is_accepted_and_reviewed_in_the_town_and_decided_in_the_department(hall, town):
    number = file_by_pages(mandating.mandated(hall, 43), HALL, MANDARIN)
    with hall.room() as room:
        case = room.tracking.by_number(number)
        assert case.path == ("city", HALL, DEPARTMENT, town, f"{DEPARTMENT}/{town}")
    assert (todo(hall, "town-counter"), todo(hall, "town-reviewer")) == (1, 0)
    path = f"/{HALL}/desk/cases/{number}"
    press(of_town(hall, "counter"), path, "accept")
    assert todo(hall, "town-reviewer") == 1
    press(of_town(hall, "reviewer"), path, "review")
    press(officer(hall, "approver", DEPARTMENT), path, "approve")
    with hall.room() as room:
        assert room.tracking.by_number(number).state == "approved"


def test_the_town_sees_nothing_that_was_not_filed_in_its_villages(hall, town):
    case_id = file_case(hall)
    of_town(hall, "reviewer").get(at(hall, case_id), status=404)
    of_town(hall, "counter").get(at(hall, case_id), status=404)
