"""Mandates on the pages: given on line, confirmed at a window, revoked; each mistake has its own words."""

from __future__ import annotations

import pytest
from webtest import Upload
from ZODB.POSException import ConflictError

from acting import TEACHER
from desks import officer, tid
from mandating import agent, choose, code_of, confirm, mandated, write
from walking import complete, fill, id_number, register
from wangting.gateways.messages.letter import Undelivered
from wangting.rules.iso7064 import mod_11_2
from wangting.services.mandating import Mandating

CHILD = "34160220190101120"


def give(browser, **values):
    """Fill in the form of the applicant and return the answer."""
    form = browser.get("/me/").click("委托别人替我办").forms["begin"].submit().follow().forms["mandate"]
    fill(form, **{"delegate": "mengcheng-agent", "delegate_name": "蒙城代办样例", "hall": "all", **values})
    return form.submit("act", value="next", expect_errors=True)


def revoke(browser, page):
    return browser.get(page.request.path).forms["revoke"].submit().follow()


def test_an_applicant_appoints_an_agent_on_line_and_revokes_it(hall):
    citizen = hall.browser(sign_in=hall.account("citizen"))
    paper = give(citizen).follow()
    paper.mustcontain("看一遍委托书，再确认", "蒙城代办样例", "所有可以委托办理的事项")
    helper = agent(hall)
    assert "王*" not in helper.get("/me/point/").text.split("还没生效的委托")[0]
    confirm(hall, citizen, paper).follow().mustcontain("委托生效了")
    helper.get("/me/point/").mustcontain("王*", "替他办")
    choose(helper).mustcontain("您在代", "王*")
    revoke(citizen, paper).mustcontain("委托书", "撤销了")
    helper.get("/me/point/").mustcontain("代", "办理：", "委托已经撤销")
    citizen.get("/me/mandates/").mustcontain("我委托的", "撤销了")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"delegate_name": "别人"}, "没有这个人，或者手机号和姓名对不上"),
        ({"delegate": "19900000001", "delegate_name": "王小样"}, "不能委托自己"),
        ({"delegate": "mengcheng-counter"}, "对不上"),
        ({"until": "2026-01-01"}, "最后一天不能在今天以前"),
        ({"until": "2028-01-01"}, "一份委托最长 365 天"),
        ({"item": "飞到月亮上去"}, "事项"),
    ],
)
def test_every_mistake_on_line_is_told_at_its_field_and_nothing_typed_is_lost(hall, values, said):
    citizen = hall.browser(sign_in=hall.account("citizen"))
    before = tid(hall)
    answer = give(citizen, **values)
    assert answer.status_int == 422
    answer.mustcontain(said)
    for name, value in values.items():
        assert answer.forms["mandate"][name].value == value
    assert tid(hall) == before


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"id_number": CHILD + mod_11_2(CHILD)}, "不满 14 岁，要由监护人委托"),
        ({"guardian_name": "赵爸爸"}, "监护人的姓名、身份证号码、手机号要写全"),
        ({"id_number": "341602190101010311"}, "身份证"),
        ({"until": "2026-09-01"}, "最后一天不能在今天以前"),
    ],
)
def test_every_mistake_at_the_point_is_told_and_nothing_half_is_done(hall, values, said):
    browser = agent(hall)
    answer = write(browser, **values)
    assert answer.status_int == 422
    answer.mustcontain(said)
    with hall.room() as room:
        assert len(room.register.mandates) == 0
        assert room.people.known(room.people.typed("赵大爷", id_number(31))) is None


def test_a_mandate_for_a_child_is_confirmed_by_the_guardians_phone(hall):
    browser = agent(hall)
    paper = write(browser, name="赵小宝", id_number=CHILD + mod_11_2(CHILD), phone="", guardian_name="赵爸爸",
                  guardian_id=id_number(51), guardian_phone="13700000051").follow()  # fmt: skip
    paper.mustcontain("监护人", "137****0051")
    assert confirm(hall, browser, paper).status_int == 303
    browser.get("/me/point/").mustcontain("正在代", "赵*")


def test_a_wrong_code_confirms_nothing_and_the_right_one_does(hall):
    browser = agent(hall)
    paper = write(browser).follow()
    token = paper.forms["confirm"]["csrf_token"].value
    sent = browser.post(paper.request.path + "/code", {"csrf_token": token}).follow()
    sent.mustcontain("确认码发到了", "137****0031")
    form = browser.get(paper.request.path).forms["confirm"]
    form["code"] = "000000" if code_of(hall) != "000000" else "111111"
    answer = form.submit(status=422)
    answer.mustcontain("确认码不对")
    with hall.room() as room:
        assert [mandate.terms.confirmed for mandate in room.register.mandates] == [False]
    form = answer.forms["confirm"]
    form["code"] = code_of(hall)
    assert form.submit().status_int == 303


def test_without_a_phone_the_window_confirms_and_nobody_else_does(hall):
    browser = agent(hall)
    paper = write(browser, phone="").follow()
    paper.mustcontain("没有写手机号", "到窗口确认")
    number = paper.request.path.rsplit("/", 1)[1]
    clerk = officer(hall, "counter")
    form = clerk.get("/mengcheng/desk/").click("窗口确认委托").forms["look-up"]
    form["number"] = number.lower()
    page = form.submit().follow()
    page.mustcontain("赵大爷", "等确认")
    page.forms["confirm"].submit(status=422).mustcontain("先核对本人和身份证")
    form = page.forms["confirm"]
    form["seen"] = True
    form.submit().follow().mustcontain("委托生效了", "窗口当面确认")
    browser.get("/me/point/").mustcontain("赵*", "替他办")
    clerk.get(f"/mengcheng/desk/mandates/{number}").forms["revoke"].submit().follow().mustcontain("委托撤销了")
    lixin = officer(hall, "counter", key="lixin")
    lixin.get(f"/lixin/desk/mandates/{number}", status=404)
    officer(hall, "reviewer", "mengcheng/jiaoyu").get(f"/mengcheng/desk/mandates/{number}", status=403)
    form = clerk.get("/mengcheng/desk/mandates/").forms["look-up"]
    form["number"] = "22222222"
    form.submit(status=422).mustcontain("没有这个编号")


def test_anybody_else_finds_no_such_mandate(hall):
    paper = write(agent(hall)).follow()
    other = hall.browser()
    register(other)
    for tail in ("", "/evidence/1"):
        other.get(paper.request.path + tail, status=404)
    assert hall.browser().get(paper.request.path).status_int == 303


def test_switching_person_is_a_session_of_its_own_and_an_open_form_of_the_last_one_is_refused(hall):
    browser = mandated(hall)
    draft = browser.get(f"/mengcheng/items/{TEACHER}/apply")
    first = browser.cookies["wangting"]
    answer = confirm(hall, browser, write(browser, 32, "钱大娘").follow())
    assert answer.status_int == 303
    assert browser.cookies["wangting"] != first
    stale = draft.forms["draft"].submit("act", value="save", expect_errors=True)
    assert stale.status_int == 400
    stale.mustcontain("这张表不是从我们的网页发来的")
    fresh = browser.get(f"/mengcheng/items/{TEACHER}/apply")
    fresh.mustcontain("钱*")
    assert fresh.forms["draft"].action != draft.forms["draft"].action
    browser.get(draft.forms["draft"].action, status=404)
    browser.get("/me/point/").forms["leave"].submit()
    page = browser.get(f"/mengcheng/items/{TEACHER}/apply", status=403)
    page.mustcontain("先选替谁办")


def test_revoked_while_the_form_is_open_the_last_button_says_so_and_files_nothing(hall):
    browser = mandated(hall)
    page = complete(browser.get(f"/mengcheng/items/{TEACHER}/apply"))
    check = page.forms["draft"].submit("act", value="next").follow()
    with hall.room(commit=True) as room:
        (mandate,) = room.register.mandates
        room.mandating.revoke(mandate, room.register.parties.get(mandate.principal), "window")
    form = check.forms["submit"]
    form["consent"] = True
    answer = form.submit(status=409)
    answer.mustcontain("委托已经撤销", "填过的都存着")
    page.forms["draft"].submit("act", value="save", status=409).mustcontain("委托已经撤销")
    with hall.room() as room:
        assert not any(len(tree) for tree in room.register.cases)
    browser.get("/me/point/").mustcontain("委托已经撤销")


def test_an_item_outside_the_mandate_is_refused_with_its_own_words(hall):
    browser = mandated(hall, item=TEACHER)
    browser.get(f"/mengcheng/items/{TEACHER}/apply").mustcontain("赵*")
    browser.get("/mengcheng/items/442102034000/apply", status=409).mustcontain("委托里没有这个事项")
    browser.get(f"/lixin/items/{TEACHER}/apply", status=409).mustcontain("委托里没有这个厅")


def test_what_is_not_a_person_or_not_mine_is_not_switched_to(hall):
    browser = agent(hall)
    token = browser.get("/me/point/").forms["find"]["csrf_token"].value
    for person in ("", "x", "1", "9" * 30):
        browser.post("/me/point/switch", {"csrf_token": token, "person": person}, status=409).mustcontain(
            "没有他的委托"
        )
    browser.post("/me/point/find", {"csrf_token": token, "who": "19900000001"}).follow().mustcontain(
        "没有这个人的委托"
    )


def test_an_agent_whose_post_is_over_is_told_and_can_choose_nobody(hall):
    browser = mandated(hall)
    with hall.room(commit=True) as room:
        helper = room.register.parties.by_login("mengcheng-agent")
        ended = helper.postings[0]._replace(until=helper.postings[0].since)
        room.register.parties.post(helper, (ended,))
    page = browser.get("/me/point/")
    page.mustcontain("代办员的岗位已经到期")
    token = page.html.select_one("input[name=csrf_token]")["value"]
    browser.post("/me/point/find", {"csrf_token": token, "who": "13700000031"}, status=403)


def test_a_session_that_ran_out_at_the_point_loses_nothing_that_was_typed(hall):
    browser = mandated(hall)
    form = browser.get(f"/mengcheng/items/{TEACHER}/apply").forms["draft"]
    name = next(name for name, found in form.fields.items() if name and type(found[0]).__name__ == "Text")
    form[name] = "写到一半的话"
    hall.clock.advance(hours=13)
    assert "/sign-in" in form.submit("act", value="save").location
    account = hall.account("agent", "mengcheng")
    sign_in = browser.get("/sign-in").forms["sign-in"]
    sign_in["login"], sign_in["password"] = account["login"], account["password"]
    page = sign_in.submit().follow()
    page.mustcontain("登录时间到之前填的都放回来了", "您在代", "赵*")
    assert page.forms["draft"][name].value == "写到一半的话"
    writing = browser.get("/me/point/").forms["begin"].submit().follow().forms["mandate"]
    writing["name"] = "孙大爷"
    hall.clock.advance(hours=13)
    assert "/sign-in" in writing.submit("act", value="next").location
    sign_in = browser.get("/sign-in").forms["sign-in"]
    sign_in["login"], sign_in["password"] = account["login"], account["password"]
    assert sign_in.submit().follow().forms["mandate"]["name"].value == "孙大爷"


def test_a_neighbour_with_a_mandate_files_like_an_agent_and_sees_nothing_else_of_the_applicant(hall):
    citizen = hall.browser(sign_in=hall.account("citizen"))
    neighbour = hall.browser()
    phone = register(neighbour, 77, "周邻居")
    paper = give(citizen, delegate=phone, delegate_name="周邻居").follow()
    confirm(hall, citizen, paper)
    neighbour.get("/me/mandates/").mustcontain("委托我的", "王*")
    neighbour.get("/me/point/").mustcontain("替别人办事", "王*")
    choose(neighbour)
    neighbour.get(f"/mengcheng/items/{TEACHER}/apply").mustcontain("您在代", "王*")


def test_every_page_of_mandates_is_complete_in_english(hall):
    browser = mandated(hall)
    for address in ("/me/point/?lang=en", "/me/mandates/?lang=en"):
        page = browser.get(address)
        page.mustcontain("You are acting for", "Switch person")


def test_reading_leaves_the_database_as_it_was(hall):
    browser = mandated(hall)
    paper = write(browser, 33, "孙大爷").follow().request.path
    before = tid(hall)
    for address in ("/me/point/", "/me/mandates/", paper, paper + "/evidence/1", paper + "/confirm", "/me/"):
        browser.get(address)
    assert tid(hall) == before


def test_a_registered_person_is_known_at_the_point_and_sees_that_somebody_looked(hall):
    mandated(hall)
    browser = agent(hall)
    for name, values, said in (
        ("钱大爷", {}, "姓名和登记的不一样"),
        ("赵大爷", {"phone": "13700000099"}, "手机号不是他登记的那个"),
    ):
        answer = write(browser, name=name, **values)
        assert answer.status_int == 422
        answer.mustcontain(said)
    paper = write(browser, phone="").follow()
    paper.mustcontain("发到", "137****0031")
    with hall.room() as room:
        person = room.people.known(room.people.typed("赵大爷", id_number(31)))
        assert {look.why for look in room.house.side.looks.of_person(person.id)} == {"mandate"}


def test_an_item_is_named_as_the_guide_names_it_and_a_near_miss_is_proposed(hall):
    browser = agent(hall)
    answer = write(browser, item="取水许可的新增")
    assert answer.status_int == 422
    answer.mustcontain("是不是：", "新增取水许可")
    write(browser, item="新增取水许可").follow().mustcontain("事项范围：新增取水许可（440116004002）")


def test_what_is_not_finished_waits_at_the_point_and_can_be_deleted_with_its_numbers(hall):
    browser = agent(hall)
    form = browser.get("/me/point/").forms["begin"].submit().follow().forms["mandate"]
    form["name"] = "孙大爷"
    form.submit("act", value="save").follow().mustcontain("存好了", "孙大爷")
    page = browser.get("/me/point/").click("没写完的一份")
    page.forms["delete"].submit().follow().mustcontain("删掉了")
    assert "没写完的一份" not in browser.get("/me/point/").text
    citizen = hall.browser(sign_in=hall.account("citizen"))
    page = citizen.get("/me/mandates/").forms["begin"].submit().follow()
    page.forms["delete"].submit().follow().mustcontain("删掉了", "委托别人替我办")


def test_a_paper_that_cannot_be_taken_is_told_beside_its_field_and_the_rest_stays(hall):
    form = agent(hall).get("/me/point/").forms["begin"].submit().follow().forms["mandate"]
    form["name"] = "孙大爷"
    form["file-evidence"] = Upload("照片.jpg", b"<html>", "image/jpeg")
    answer = form.submit("upload", value="evidence", status=422)
    answer.mustcontain("这种文件不能收")
    assert answer.forms["mandate"]["name"].value == "孙大爷"


def test_a_message_that_cannot_be_sent_is_said_and_the_window_is_still_open(hall, monkeypatch):
    browser = agent(hall)
    paper = write(browser).follow()

    def refuse(*_args):
        raise Undelivered(permanent=False, reason="http 503")

    monkeypatch.setattr(hall.house.notifying, "tell", refuse)
    token = paper.forms["confirm"]["csrf_token"].value
    sent = browser.post(paper.request.path + "/code", {"csrf_token": token}).follow()
    sent.mustcontain("短信没有发出去", "到窗口确认")


def test_a_clerk_is_no_witness_of_their_own_mandate(hall):
    paper = write(agent(hall), phone="").follow()
    number = paper.request.path.rsplit("/", 1)[1]
    clerk = officer(hall, "counter")
    page = clerk.get(f"/mengcheng/desk/mandates/{number}")
    with hall.room(commit=True) as room:
        room.register.mandates.get(number).delegate = room.register.parties.by_login("mengcheng-counter").id
    form = page.forms["confirm"]
    form["seen"] = True
    form.submit(status=409).mustcontain("要由另一位同事确认")
    clerk.get(f"/mengcheng/desk/mandates/{number}/evidence/1").mustcontain("%PDF")
    assert clerk.get(f"/mengcheng/desk/mandates/{number}/confirm").status_int == 303


def test_a_code_that_was_right_is_not_asked_again_when_the_request_collides(hall, monkeypatch):
    browser = agent(hall)
    paper = write(browser).follow()
    collided = []

    def confirm_once(self, *args):
        if not collided:
            collided.append(True)
            raise ConflictError
        return real(self, *args)

    real = Mandating.confirm
    monkeypatch.setattr(Mandating, "confirm", confirm_once)
    assert confirm(hall, browser, paper).status_int == 303
    assert collided
    browser.get("/me/point/").mustcontain("正在代", "赵*")
