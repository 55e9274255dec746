"""The overlay editor of a hall administrator: written change by change, previewed, stored, in force at once."""

from __future__ import annotations

import pytest

from desks import at, file_case, officer, tid
from wangting.errors import Refused
from wangting.services.administering.laying import Draft
from wangting.services.administering.recording import Recording

CHANGE, PREVIEW = "/mengcheng/admin/rights/change", "/mengcheng/admin/rights/preview"


@pytest.fixture
def admin(hall):
    return officer(hall, "hall_admin")


def change(admin, right, post, reach):
    form = admin.get(CHANGE).forms["cell"]
    form["right"], form["cell_post"], form["reach"] = right, post, reach
    return form.submit("send", value="cell").follow()


def store(admin, reason="蒙政办〔2026〕3 号"):
    form = admin.get(PREVIEW).forms["store"]
    form["reason"] = reason
    return form.submit("send", value="store")


def test_an_administrator_lands_where_the_hall_is_administered(hall, admin):
    page = admin.get("/mengcheng/admin/")
    page.mustcontain("管理本厅", "工作人员", "权限", 'content="noindex"')
    browser = hall.browser()
    form = browser.get("/sign-in").forms["sign-in"]
    account = hall.account("hall_admin", "mengcheng")
    form["login"], form["password"] = account["login"], account["password"]
    assert form.submit().location.endswith("/mengcheng/admin/")


def test_a_right_that_is_taken_away_is_gone_at_the_next_click_of_an_open_session(hall, admin):
    case_id = file_case(hall)
    clerk = officer(hall, "counter")
    clerk.get(at(hall, case_id))
    change(admin, "case.view|case", "counter", "-").mustcontain("看办件", "受理岗", "没有")
    admin.get(PREVIEW).mustcontain("个人的权限会变", "少了", "mengcheng-counter")
    clerk.get(at(hall, case_id))
    done = store(admin)
    assert done.status_int == 303
    done.follow().mustcontain("存好了", "2 处和全市不同", "第 2 版")
    clerk.get(at(hall, case_id), status=404)


def test_a_preview_changes_nothing(hall, admin):
    change(admin, "case.view|case", "counter", "-")
    before = tid(hall)
    admin.get(PREVIEW)
    admin.get("/mengcheng/admin/rights/")
    assert tid(hall) == before


def test_what_belongs_to_the_central_office_is_refused_with_the_reason(hall, admin):
    change(admin, "office.publish|city", "hall_admin", "hall")
    before = tid(hall)
    page = admin.get(PREVIEW)
    page.mustcontain("这样改存不了", "属于市级事项管理", "大厅管理员")
    assert "store" not in page.forms
    token = admin.get(CHANGE).forms["drop-all"]["csrf_token"].value
    admin.post(PREVIEW, {"since": "2026-09-28", "reason": "想要", "csrf_token": token}, status=422)
    assert tid(hall) == before


@pytest.mark.parametrize("right", ["case.view|case", "case.download|case", "mandate.confirm|hall"])
def test_an_administrator_gives_themselves_nothing_by_a_cell_of_their_own_post(hall, admin, right):
    change(admin, right, "hall_admin", "hall")
    before, page = tid(hall), admin.get(PREVIEW)
    page.mustcontain("这样改存不了", "您自己的权限会变多", "请另一位管理员")
    assert "store" not in page.forms
    token = admin.get(CHANGE).forms["drop-all"]["csrf_token"].value
    admin.post(PREVIEW, {"since": "2026-09-28", "reason": "想看", "csrf_token": token}, status=422)
    assert tid(hall) == before
    admin.get(CHANGE).mustcontain("大厅管理员")


def test_what_an_administrator_would_gain_is_refused_also_where_no_page_was_looked_at(hall, admin):
    change(admin, "case.view|case", "hall_admin", "hall")
    with hall.room() as room:
        own, laying = room.halls["mengcheng"], room.administration(room.halls["mengcheng"]).laying
        me = room.register.parties.by_login("mengcheng-hall-admin")
        draft = Draft(base=laying.base, cells=(("hall_admin", "case.view", "case", "hall"),))
        today = room.house.clock.now().date()
        assert not laying.preview(draft, today, me.id).can_be_stored
        assert laying.preview(draft, today, me.id + 1).can_be_stored
        with pytest.raises(Refused, match="own_overlay"):
            laying.store(draft, today, "想看", Recording(own.journal, room.house.clock, me.id))


def test_who_holds_everything_is_shown_to_supervision_and_the_halls_administrator_only(hall, admin):
    page = "/mengcheng/admin/together"
    admin.get(page).mustcontain("没有人一人全办")
    officer(hall, "supervisor").get(page).mustcontain("没有人一人全办")
    for role, unit in (("counter", None), ("reviewer", "mengcheng/jiaoyu"), ("issuer", None)):
        officer(hall, role, unit).get(page, status=403)
    hall.browser(sign_in=hall.account("central_office")).get(page, status=403)


def test_a_post_of_the_halls_own_is_made_given_rights_and_does_what_it_acts_as(hall, admin):
    form = admin.get(CHANGE).forms["own_post"]
    form["title"], form["title_en"], form["acts_as"] = "帮办岗", "Helper", "counter"
    form.submit("send", value="own_post").follow().mustcontain("帮办岗", "本厅新的岗位")
    for right in ("case.view|case", "case.act|case", "desk.view|hall"):
        change(admin, right, "own_1", "hall")
    admin.get(PREVIEW).mustcontain("谁的权限也不变")
    store(admin).follow().mustcontain("本厅自己的岗位", "帮办岗")
    with hall.room() as room:
        found = room.halls["mengcheng"].overlays[-1]
        assert found.posts == (("own_1", "帮办岗", "Helper", "counter"),)
        assert room.administration(room.halls["mengcheng"]).laying.next_key(()) == "own_2"


def test_a_change_that_lets_one_person_do_everything_is_refused_until_it_says_why(hall, admin):
    with hall.room(commit=True) as room:
        reviewer = room.register.parties.by_login("mengcheng-jiaoyu-reviewer")
        first = reviewer.postings[0]
        room.register.parties.post(reviewer, (first, first._replace(post="approver"), first._replace(post="head")))
    change(admin, "case.act|case", "head", "unit")
    # The head does no act of a workflow: nothing is held together yet.
    assert "store" in admin.get(PREVIEW).forms
    with hall.room(commit=True) as room:
        reviewer = room.register.parties.by_login("mengcheng-jiaoyu-reviewer")
        room.register.parties.post(reviewer, (*reviewer.postings, first._replace(post="counter")))
    page = admin.get(PREVIEW)
    page.mustcontain("一人全办", "蒙城县教育局")
    assert "store" not in page.forms
    form = admin.get(CHANGE).forms["together"]
    form["together_unit"], form["together_reason"] = "mengcheng/jiaoyu", "只有一个人的科室"
    form.submit("send", value="together").follow()
    store(admin)
    admin.get("/mengcheng/admin/rights/").mustcontain("允许一人全办", "只有一个人的科室")


def test_what_is_written_is_dropped_again_row_by_row_or_whole(admin):
    change(admin, "case.view|case", "head", "-")
    page = change(admin, "case.view|case", "head", "hall")
    assert page.text.count('name="row"') == 2
    form = next(form for form in page.forms.values() if "row" in form.fields and form["row"].value == "cells-0")
    form.submit("send", value="drop").follow().mustcontain("一格一格地加")
    change(admin, "case.view|case", "head", "hall").forms["drop-all"].submit("send", value="drop")
    assert admin.get(PREVIEW).status_int == 303


def test_what_was_typed_when_the_session_ended_waits_behind_the_sign_in(hall, admin):
    form = admin.get(CHANGE).forms["together"]
    form["together_unit"], form["together_reason"] = "mengcheng/jiaoyu", "写了很久的理由"
    with hall.room() as room:
        hall.house.side.sessions.end_all(room.register.parties.by_login("mengcheng-hall-admin").id)
    sent = form.submit("send", value="together")
    assert "/sign-in" in sent.location
    page = sent.follow()
    account = hall.account("hall_admin", "mengcheng")
    page.forms["sign-in"]["login"], page.forms["sign-in"]["password"] = account["login"], account["password"]
    page.forms["sign-in"].submit().follow().mustcontain("写了很久的理由")


def test_two_administrators_do_not_overwrite_each_other(hall, admin):
    change(admin, "case.view|case", "head", "-")
    with hall.room(commit=True) as room:
        found = room.halls["mengcheng"]
        found.lay_over(found.overlays[-1]._replace(reason="另一位"))
    page = admin.get(PREVIEW)
    page.mustcontain("有人存了新的一版")
    assert "store" not in page.forms


@pytest.mark.parametrize("role", ["counter", "reviewer", "supervisor"])
def test_nobody_else_administers(hall, role):
    browser = officer(hall, role)
    for path in ("", "rights/", "rights/change", "rights/preview", "journal"):
        browser.get(f"/mengcheng/admin/{path}", status=403)


def test_an_administrator_administers_no_other_hall(hall, admin):
    admin.get("/lixin/admin/", status=403)
    admin.get("/lixin/admin/rights/", status=403)


def test_the_page_is_complete_in_english(admin):
    admin.get("/mengcheng/admin/rights/change?lang=en").mustcontain("Which permission", "See cases")
