"""People of a hall: added, given posts, standing in for each other, shut out - and what the pages say of it."""

from __future__ import annotations

import re

import pytest

from desks import at, file_case, number_of, officer
from wangting.services.administering.recording import broken_deed

LIST = "/mengcheng/admin/officials/"


@pytest.fixture
def admin(hall):
    return officer(hall, "hall_admin")


def add(admin, login="zhang-san", post="counter", unit="mengcheng", until="", **more):
    form = admin.get(f"{LIST}add").forms["admin"]
    values = {"name": "张三", "login": login, "post": post, "unit": unit, "until": until, "reason": "蒙人〔2026〕1 号"}
    for name, value in {**values, **more}.items():
        form[name] = value
    return form.submit("send", value="send", status="*")


def page_of(hall, admin, login):
    with hall.room() as room:
        return admin.get(f"{LIST}{room.register.parties.by_login(login).id}/")


def press(page, name, **values):
    form = page.forms[name]
    for field, value in {"reason": "照文件", **values}.items():
        form[field] = value
    return form.submit()


def first_form(page, ending):
    return next(form for form in page.forms.values() if form.action.split("?")[0].endswith(ending))


def test_who_is_added_gets_a_password_once_changes_it_and_works(hall, admin):
    page = add(admin).follow()
    page.mustcontain("zhang-san", "第一个密码", "受理岗")
    password = re.search(r'第一个密码 <b class="wt-num">([^<]+)</b>', page.text)[1]
    assert "第一个密码" not in page_of(hall, admin, "zhang-san")
    browser = hall.browser()
    form = browser.get("/sign-in").forms["sign-in"]
    form["login"], form["password"] = "zhang-san", password
    new = form.submit().follow().forms["new-password"]
    new["password"] = new["password_again"] = "a quiet evening at home"
    new.submit()
    browser.get("/mengcheng/desk/").mustcontain("工作台")
    with hall.room() as room:
        journal = room.halls["mengcheng"].journal
        assert [deed.act for deed in journal] == ["add_official", "appoint"]
        assert broken_deed(journal) is None


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"login": "Zhang"}, "工号要用小写字母"),
        ({"login": "mengcheng-counter"}, "这个工号已经有人用"),
        ({"phone": "12"}, "手机号"),
        ({"phone": "19900000001"}, "已经登记在别的账号上"),
        ({"post": "approver", "unit": "mengcheng"}, "不设在这种地方"),
        ({"until": "2026-09-27"}, "最后一天在第一天以前"),
        ({"reason": ""}, "理由或文号"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_done(hall, admin, values, said):
    page = add(admin, **values)
    assert page.status_int == 422
    page.mustcontain(said, "张三")
    with hall.room() as room:
        assert room.register.parties.by_login("zhang-san") is None
        assert len(room.halls["mengcheng"].journal) == 0


def test_a_unit_of_another_hall_cannot_be_chosen(admin):
    form = admin.get(f"{LIST}add").forms["admin"]
    assert "mengcheng/jiaoyu" in [option[0] for option in form["unit"].options]
    assert not any(option[0].startswith("lixin") for option in form["unit"].options)
    form["unit"].force_value("lixin/jiaoyu")
    form["name"], form["login"], form["post"], form["reason"] = "张三", "zhang-san", "counter", "x"
    assert form.submit("send", value="send", status="*").status_int == 422


def test_somebody_of_another_hall_is_not_there(hall, admin):
    with hall.room() as room:
        stranger = room.register.parties.by_login("lixin-counter").id
    admin.get(f"{LIST}{stranger}/", status=404).mustcontain("本厅没有这个人")
    admin.get(f"{LIST}?q=lixin-counter").mustcontain("没有找到")


def test_a_post_that_is_taken_back_is_gone_in_an_open_session(hall, admin):
    clerk, case_id = officer(hall, "counter"), file_case(hall)
    clerk.get(at(hall, case_id))
    form = first_form(page_of(hall, admin, "mengcheng-counter"), "/end-post")
    form["reason"] = "调离"
    form.submit().follow().mustcontain("收回了", "结束了")
    clerk.get(at(hall, case_id), status=404)
    clerk.get("/mengcheng/desk/", status=403)


def test_who_is_shut_out_is_signed_out_everywhere_and_comes_back_with_the_same_posts(hall, admin):
    clerk = officer(hall, "counter")
    press(page_of(hall, admin, "mengcheng-counter"), "shut-out").follow().mustcontain("停用了")
    assert "/sign-in" in clerk.get("/mengcheng/desk/").location
    press(page_of(hall, admin, "mengcheng-counter"), "let-in").follow().mustcontain("恢复了")
    officer(hall, "counter").get("/mengcheng/desk/")


def test_nobody_shuts_themselves_out_or_takes_their_own_administration_away(hall, admin):
    page = page_of(hall, admin, "mengcheng-hall-admin")
    assert "shut-out" not in page.forms
    form = first_form(page, "/end-post")
    form["reason"] = "试一试"
    form.submit(status=409).mustcontain("不能收回自己的管理员岗位")


def test_an_act_without_a_reason_is_refused(hall, admin):
    page = page_of(hall, admin, "mengcheng-counter")
    form = page.forms["shut-out"]
    form.submit(status=409).mustcontain("要写明理由或文号")


def stand_in(hall, admin, login, absent, since="2026-09-28", until="2026-10-08"):
    page = page_of(hall, admin, login)
    form = page.click("安排代岗").forms["admin"]
    with hall.room() as room:
        form["absent"] = str(room.register.parties.by_login(absent).id)
    form["since"], form["until"], form["reason"] = since, until, "休假"
    return form.submit("send", value="send", status="*")


def test_a_substitute_does_the_absent_ones_work_until_the_absent_one_loses_it(hall, admin):
    case_id = file_case(hall)
    head = officer(hall, "reviewer", "mengcheng/minzheng")
    head.get(at(hall, case_id), status=404)
    stand_in(hall, admin, "mengcheng-minzheng-reviewer", "mengcheng-counter").follow().mustcontain("代岗安排好了")
    head.get(at(hall, case_id)).mustcontain("受理")
    form = first_form(page_of(hall, admin, "mengcheng-counter"), "/end-post")
    form["reason"] = "调离"
    form.submit()
    head.get(at(hall, case_id), status=404)


def test_a_circle_of_substitutes_is_refused(hall, admin):
    stand_in(hall, admin, "mengcheng-minzheng-reviewer", "mengcheng-counter")
    page = stand_in(hall, admin, "mengcheng-counter", "mengcheng-minzheng-reviewer")
    assert page.status_int == 422
    page.mustcontain("代岗绕成了一圈")


def test_standing_in_ends_by_itself(hall, admin):
    from_day = file_case(hall)
    stand_in(hall, admin, "mengcheng-minzheng-reviewer", "mengcheng-counter", until="2026-09-28")
    reviewer = officer(hall, "reviewer", "mengcheng/minzheng")
    reviewer.get(at(hall, from_day))
    hall.clock.set(hall.clock.now().replace(day=29))
    officer(hall, "reviewer", "mengcheng/minzheng").get(at(hall, from_day), status=404)


def test_nobody_gets_accept_review_and_decide_of_one_item(hall, admin):
    add(admin, "zhang-san", "counter", "mengcheng")
    page = page_of(hall, admin, "zhang-san")
    for post in ("reviewer", "approver"):
        form = page.click("给岗位").forms["admin"]
        form["post"], form["unit"], form["reason"] = post, "mengcheng/jiaoyu", "人手不够"
        done = form.submit("send", value="send", status="*")
    assert done.status_int == 422
    done.mustcontain("一人全办")
    admin.get("/mengcheng/admin/together").mustcontain("没有人一人全办")


def test_supervision_sees_who_holds_everything_and_why(hall, admin):
    with hall.room(commit=True) as room:
        found = room.halls["mengcheng"]
        found.lay_over(found.overlays[-1]._replace(together=(("mengcheng/jiaoyu", "只有一个人"),)))
        party = room.register.parties.by_login("mengcheng-jiaoyu-reviewer")
        first = party.postings[0]
        room.register.parties.post(party, [first._replace(post=post) for post in ("counter", "reviewer", "approver")])
    officer(hall, "supervisor").get("/mengcheng/admin/together").mustcontain("1 个人一人全办", "只有一个人")


def test_why_shows_the_derivation_and_history_who_could_see_a_case(hall, admin):
    case_id = file_case(hall)
    number = number_of(hall, case_id)
    asked = {"who": "mengcheng-minzheng-reviewer", "right": "case.view|case", "number": number}
    admin.get("/mengcheng/admin/why", asked).mustcontain("不能", "岗位不在管这件事的单位", "蒙城县民政局")
    asked["who"] = "mengcheng-jiaoyu-reviewer"
    admin.get("/mengcheng/admin/why", asked).mustcontain("能", "给了，够得着")
    admin.get("/mengcheng/admin/why", {**asked, "number": "341622"}).mustcontain("本厅没有这个编号")
    form = first_form(page_of(hall, admin, "mengcheng-counter"), "/end-post")
    form["reason"] = "调离"
    form.submit()
    hall.clock.set(hall.clock.now().replace(day=30))
    later = officer(hall, "hall_admin")
    page = later.get("/mengcheng/admin/history", {"number": number, "day": "2026-09-28"})
    page.mustcontain("那天有", "mengcheng-counter", "mengcheng-jiaoyu-reviewer", "到 09:12 为止", "申请人")
    page = later.get("/mengcheng/admin/history", {"number": number, "day": "2026-09-29"})
    assert "mengcheng-counter" not in page
    later.get("/mengcheng/admin/history", {"number": number, "day": "2027-01-01"}).mustcontain("日期不对")


def test_departments_points_and_announcements_are_the_halls_own(hall, admin):
    form = admin.get("/mengcheng/admin/departments/add").forms["admin"]
    form["slug"], form["name"], form["name_en"] = "xinfang", "蒙城县信访局", "Mengcheng Petitions Bureau"
    form.submit("send", value="send").follow().mustcontain("部门加好了", "蒙城县信访局")
    hall.browser().get("/mengcheng/departments/").mustcontain("蒙城县信访局")
    page = admin.get("/mengcheng/admin/departments/xinfang/")
    press(page, "close").follow().mustcontain("撤下了")
    assert "蒙城县信访局" not in hall.browser().get("/mengcheng/departments/")
    offering = admin.get("/mengcheng/admin/departments/jiaoyu/")
    offering.forms["close"]["reason"] = "试"
    offering.forms["close"].submit(status=409).mustcontain("还有事项在办")
    admin.get("/mengcheng/admin/points/?q=341622101").click("加代办员", index=0)
    form = admin.get("/mengcheng/admin/announcements/add").forms["admin"]
    form["title"], form["text"], form["until"] = "周六上午开门", "综合窗口周六上午照常办。", "2026-10-08"
    form.submit("send", value="send").follow().mustcontain("公告发了", "周六上午开门")
    hall.browser().get("/mengcheng/announcements/").mustcontain("周六上午开门")
    assert "周六上午开门" not in hall.browser().get("/lixin/announcements/")
    assert "周六上午开门" not in admin.get("/mengcheng/admin/announcements/", {"q": "周日"})
    page = admin.get("/mengcheng/admin/announcements/", {"q": "综合窗口"}).click("周六上午开门")
    page.forms["withdraw"].submit().follow().mustcontain("公告撤了")
    assert "周六上午开门" not in hall.browser().get("/mengcheng/announcements/")


def test_departments_are_listed_a_page_at_a_time_and_searched(hall, admin, monkeypatch):
    page = "/mengcheng/admin/departments/"
    monkeypatch.setattr("wangting.views.admin.forming.PAGE", 5)
    names = []
    for number in range(1, 100):
        shown = [found.get_text() for found in admin.get(page, {"page": str(number)}).html.select(".wt-row-name")]
        if shown == names[-len(shown):]:
            break
        assert len(shown) <= 5
        names += shown
    with hall.room() as room:
        known = [unit.name for unit in room.administration(room.halls["mengcheng"]).staffing.departments()]
    assert sorted(names) == sorted(known)
    assert len(admin.get(page, {"q": names[-1]}).html.select(".wt-row-name")) == 1
    admin.get(page, {"q": "没有这个部门"}).mustcontain("没有找到")


def test_an_agent_is_added_at_a_point_of_this_hall(hall, admin):
    with hall.room() as room:
        code = next(unit.key for unit in room.administration(room.halls["mengcheng"]).staffing.units
                    if unit.kind == "village")
        other = next(unit.key for unit in room.administration(room.halls["lixin"]).staffing.units
                     if unit.kind == "village")
    form = admin.get(f"/mengcheng/admin/points/{code}/").forms["admin"]
    form["name"], form["login"], form["reason"] = "代办员甲", "daiban-jia", "村委会推荐"
    form.submit("send", value="send").follow().mustcontain("第一个密码", "代办员")
    admin.get(f"/mengcheng/admin/points/?q={code}").mustcontain("daiban-jia")
    admin.get(f"/mengcheng/admin/points/{other}/", status=404)
