"""A hall's own words over an item of the city: laid by its administrator, shown in the guide, answered after a push."""

import pytest

from publishing import TEACHER, TODAY, limit, office, published, reviewed, seen

PLACE = f"/mengcheng/admin/items/{TEACHER}/"
GUIDE = f"/mengcheng/items/{TEACHER}"


def admin(hall, key="mengcheng"):
    return hall.browser(sign_in=hall.account("hall_admin", key))


def saved(page, status=303, **values):
    form = page.forms["overlay"]
    for name, value in {"reason": "便民", **values}.items():
        form[name.replace("__", "-")] = value
    return form.submit(status=status)


def test_the_overlay_shows_in_the_guide_at_once_with_who_decided_and_why(hall):
    visitor, browser = hall.browser(), admin(hall)
    visitor.get(GUIDE)
    page = browser.get("/mengcheng/admin/").click("本厅的事项")
    page = browser.get(page.request.path, {"q": TEACHER}).click("高级中学教师", index=0)
    values = {
        "amount": "8", "days": "workday", "place__0": "政务中心二楼 12 号窗口", "point__0": "33.270123, 116.560456",
        "hours": "工作日 9:00–17:00", "phones": "0558-7654321\n0558-7654322",
        "help-conditions": "在县第一人民医院体检。",
        "help-general": "楼下可以停车。", "help-material.m1": "带原件看一眼。", "help-fee": "不收任何钱。",
        "help-steps": "当天就能问结果。",
    }  # fmt: skip
    page = saved(page, **values).follow()
    page.mustcontain("存好了", "便民", "承诺", "mengcheng-hall-admin")
    guide = visitor.get(GUIDE)
    guide.mustcontain("8 个工作日", "政务中心二楼 12 号窗口", "geo:33.270123,116.560456", "0558-7654322")
    guide.mustcontain(*(words for name, words in values.items() if name.startswith("help-")))
    assert "在县第一人民医院体检" not in visitor.get(f"/lixin/items/{TEACHER}").text
    again = browser.get(PLACE).forms["overlay"]
    assert (again["point-0"].value, again["place-1"].value) == ("33.270123, 116.560456", "")


def told_of(page, field):
    """Return what the summary and the field's own description say of a field, which are the same words."""
    summary = page.html.select_one(f".wt-errors a[href='#{field}']").get_text(strip=True)
    control = page.html.select_one(f"[id='{field}']")
    assert control["aria-invalid"] == "true"
    assert f"{field}-error" in control["aria-describedby"].split()
    beside = page.html.select_one(f"[id='{field}-error']").get_text(strip=True)
    assert beside.removeprefix("错误：") == summary
    return summary


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"amount": "13"}, "只能比统一版更快"),
        ({"amount": "十天"}, "承诺写成天数"),
        ({"unit": ""}, "选一个本厅的部门"),
        ({"point__0": "东边", "place__0": "二楼"}, "坐标写成"),
        ({"point__0": "331, 116", "place__0": "二楼"}, "坐标写成"),
        ({"place__0": "", "point__0": "33.27, 116.56"}, "写了坐标，也写上是哪里"),
        ({"place__0": "远" * 101}, "每处不超过 100 字"),
        ({"phones": "找老张"}, "电话一行一个"),
        ({"help-general": "长" * 501}, "这一句太长"),
        ({"reason": ""}, "写一句为什么"),
        ({"hours": "早" * 201}, "时间不超过"),
    ],
)
def test_what_cannot_be_comes_back_beside_its_field_with_everything_typed(hall, values, words):
    browser = admin(hall)
    page = saved(browser.get(PLACE), status=422, **{"place__0": "一楼大厅", **values})
    field = next(iter(values)).replace("__", "-")
    assert words in told_of(page, field)
    form = page.forms["overlay"]
    for name, value in values.items():
        assert form[name.replace("__", "-")].value == value
    hall.browser().get(GUIDE).mustcontain(no="一楼大厅")


@pytest.mark.parametrize(
    ("name", "words"), [("materials", "厅不能加材料"), ("steps", "厅不能加步骤"), ("fee", "厅不能加收费")]
)
def test_an_added_material_step_or_fee_is_refused_with_the_reason(hall, name, words):
    browser = admin(hall)
    form = browser.get(PLACE).forms["overlay"]
    sent = {**dict(form.submit_fields()), "reason": "多要一样", name: "户口本复印件"}
    page = browser.post(PLACE, sent, status=422)
    assert words in told_of(page, name)
    again = page.forms["overlay"]
    assert again[name].value == "户口本复印件"
    again[name] = ""
    assert again.submit().status_int == 303


def test_a_promise_in_days_that_cannot_be_compared_is_told_so_and_not_called_too_long(hall):
    with hall.room(commit=True) as room:
        room.publishing.write(TEACHER, {**room.items[TEACHER].editions[-1].data,
                                        "promised_limit": {"amount": 20, "unit": "calendar_day"}}, 1, 1)  # fmt: skip
        room.publishing.review(TEACHER, 2, 2, seen(room, 2))
        room.publishing.publish(TEACHER, 2, 2, TODAY, seen(room, 2))
    page = saved(admin(hall).get(PLACE), status=422, amount="3", days="workday")
    assert "换一种天数" in told_of(page, "amount")


def test_a_coordinate_that_is_none_is_told_beside_its_own_row(hall):
    browser = admin(hall)
    page = browser.get(PLACE)
    saved(page, place__0="一楼")
    form = browser.get(PLACE).forms["overlay"]
    form["place-1"], form["point-1"], form["reason"] = "二楼", "东边", "便民"
    page = form.submit(status=422)
    assert "坐标写成" in told_of(page, "point-1")
    assert page.html.select_one("#point-0").get("aria-invalid") is None


def test_a_hall_switches_an_item_off_and_on(hall):
    browser, visitor = admin(hall), hall.browser()
    visitor.get(GUIDE)
    saved(browser.get(PLACE), on=False).follow().mustcontain("本厅没开办")
    visitor.get(GUIDE, status=404).mustcontain("这个厅不办这个事项")
    saved(browser.get(PLACE), on=True)
    visitor.get(GUIDE)


def test_what_another_has_changed_in_the_meantime_is_told_and_nothing_typed_is_lost(hall):
    browser = admin(hall)
    first, second = browser.get(PLACE), browser.get(PLACE)
    saved(first, hours="上午")
    page = saved(second, status=422, hours="下午")
    page.mustcontain("刚才别人也改过")
    assert page.forms["overlay"]["hours"].value == "下午"
    saved(page)
    hall.browser().get(GUIDE).mustcontain("下午")


def test_what_was_typed_while_the_session_ended_waits_until_somebody_has_signed_in(hall):
    browser = admin(hall)
    page = browser.get(PLACE)
    hall.clock.advance(hours=13)
    answer = saved(page, hours="写了很久的时间")
    form = answer.follow().forms["sign-in"]
    account = hall.account("hall_admin", "mengcheng")
    form["login"], form["password"] = account["login"], account["password"]
    assert form.submit().follow().forms["overlay"]["hours"].value == "写了很久的时间"


def test_each_part_that_came_is_kept_or_taken_side_by_side(hall):
    browser = admin(hall)
    saved(browser.get(PLACE), **{"amount": "8", "help-conditions": "在县医院体检。"})
    published(hall, conditions="无犯罪记录，学历合格。", promised_limit=limit(10), visits=3)
    page = browser.get("/mengcheng/admin/items/")
    assert "市里发来的，1 条" in page.html.select_one("#w").text
    page = page.click("高级中学教师")
    parts = {one["data-part"]: one for one in page.html.select("form section.wt-gap-4[data-part]")}
    assert len(parts["conditions"].select(".wt-diff > div")) == 3
    assert "在县医院体检。" in parts["conditions"].text
    assert "visits" in parts
    form = page.forms["settle"]
    form["choice-conditions"] = "keep"
    page = form.submit(status=422)
    page.mustcontain("每一处都要选")
    form = page.forms["settle"]
    assert form["choice-conditions"].value == "keep"
    form["choice-promised_limit"] = "accept"
    form.submit().follow().mustcontain("这一条办完了", "没有要看的")
    hall.browser().get(GUIDE).mustcontain("10 个工作日", "在县医院体检。")
    browser.get(PLACE).mustcontain("保留本厅的", "跟新版")
    browser.get(f"{PLACE}arrival", status=404).mustcontain("这一条已经办完了")


def test_a_hall_asked_for_a_shorter_promise_is_led_to_it(hall):
    browser = admin(hall)
    saved(browser.get(PLACE), amount="12")
    number = reviewed(hall, promised_limit=limit(10))
    with hall.room(commit=True) as room:
        room.publishing.ask(TEACHER, number, office(hall)[1])
    page = browser.get("/mengcheng/admin/items/").click("高级中学教师")
    assert page.html.h1.text == "请先改短承诺，新版才能发布"
    saved(page.click("去改承诺"), amount="10")
    browser.get("/mengcheng/admin/items/").mustcontain("没有要看的")


def test_an_item_that_was_retired_can_be_read_and_not_changed(hall):
    with hall.room(commit=True) as room:
        room.retiring.retire(TEACHER, TODAY, (1, None), office(hall)[0], "上级取消")
    browser = admin(hall)
    page = browser.get(PLACE)
    assert "overlay" not in page.forms
    page.mustcontain("已经取消")
    page = browser.get(f"{PLACE}arrival")
    assert page.html.h1.text == "已经取消，本厅已停办"
    page.forms["settle"].submit().follow().mustcontain("这一条办完了")


def test_a_hall_begins_to_offer_an_item_that_it_did_not(hall):
    browser = admin(hall, "ezone")
    page = browser.get("/ezone/admin/items/AH05/")
    page.mustcontain("本厅没开办")
    unit = page.forms["overlay"]["unit"].options[1][0]
    saved(page, unit=unit, on=True).follow().mustcontain("本厅在办")
    hall.browser().get("/ezone/items/AH05").mustcontain("农村低保")


@pytest.mark.parametrize("place", ["/mengcheng/admin/items/", PLACE, f"{PLACE}arrival"])
def test_the_pages_are_for_the_administrator_of_this_hall_only(hall, place):
    published(hall, conditions="新条件")
    admin(hall, "lixin").get(place, status=403)
    hall.browser(sign_in=hall.account("central_office")).get(place, status=403)
    assert "/sign-in" in hall.browser().get(place, status=303).location
    page = admin(hall).get(place + "?lang=en")
    assert page.html.html["lang"] == "en"


def test_an_item_that_nobody_has_is_not_found(hall):
    admin(hall).get("/mengcheng/admin/items/999999999999/", status=404)
    admin(hall).get("/mengcheng/admin/items/", {"q": "饕餮纹样"}).mustcontain("没有叫这个名字的事项")


#: A credit code with a right check character, of a body that is none; the level; the item.
TASK = f"11341623MB1A23456Y3{TEACHER}"
HANDLED = f"{TASK}01"


def test_the_codes_that_a_hall_was_given_stand_in_its_guide_its_data_and_its_search(hall):
    visitor, browser = hall.browser(), admin(hall)
    before = visitor.get(GUIDE)
    assert "实施编码" not in before.text
    page = saved(browser.get(PLACE), task_code=f"{TASK[:18]} {TASK[18:]}".lower(), handled_code=HANDLED).follow()
    page.mustcontain("实施编码", "业务办理项编码", "便民")
    assert not page.html.select(".wt-note-warn")
    assert (page.forms["overlay"]["task_code"].value, page.forms["overlay"]["handled_code"].value) == (TASK, HANDLED)
    numbers = visitor.get(GUIDE).html.select_one("#g1").parent.get_text(" ", strip=True)
    assert f"实施编码 {TASK} 业务办理项编码 {HANDLED}" in numbers
    assert f"Implementation code {TASK}" in visitor.get(GUIDE, {"lang": "en"}).html.main.get_text(" ", strip=True)
    assert TASK not in visitor.get(f"/lixin/items/{TEACHER}").text
    told = visitor.get(f"/api/v1/items/mengcheng/{TEACHER}").json["codes"]
    assert told == {"task": TASK, "handled": HANDLED, "legacy": None}
    for code in (TASK, HANDLED, HANDLED[:25]):
        found = visitor.get("/api/v1/search", {"q": code, "hall": "mengcheng"}).json
        assert TEACHER in str(found), code


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"task_code": TASK[:-1]}, "task_code", "31 位"),
        ({"handled_code": TASK}, "handled_code", "33 位"),
    ],
)
def test_a_code_of_another_shape_is_not_kept_and_stays_as_it_was_typed(hall, values, field, words):
    answer = saved(admin(hall).get(PLACE), 422, **values)
    assert words in told_of(answer, field)
    assert answer.forms["overlay"][field].value == values[field]
    assert not answer.html.select(".wt-note-warn"), "of what is no code nothing else is said"
    with hall.room() as room:
        assert room.halls["mengcheng"].implementations[TEACHER].task_code == ""


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"task_code": f"{TASK[:17]}X{TASK[18:]}"}, "task_code", "统一社会信用代码"),
        ({"task_code": f"{TASK[:19]}440102013001"}, "task_code", "基本编码不是这个事项的"),
        ({"task_code": TASK, "handled_code": f"{TASK[:18]}4{TEACHER}01"}, "handled_code", "前 31 位不是上面的"),
    ],
)
def test_a_code_that_does_not_hold_together_is_kept_with_a_warning_here_and_in_the_linter(hall, values, field, words):
    page = saved(admin(hall).get(PLACE), **values).follow()
    doubt = page.html.select_one(f"#{field}-doubt")
    assert words in doubt.get_text()
    assert doubt["id"] in page.html.select_one(f"#{field}")["aria-describedby"].split()
    assert page.forms["overlay"][field].value == values[field]
    with hall.room() as room:
        found = [one.found for one in room.office.linting.findings() if one.rule.key == "doubtful_code"]
    assert [(one.code, one.place, one.said) for one in found] == [(TEACHER, "mengcheng", values[field])]
    office = hall.browser(sign_in=hall.account("central_office"))
    line = office.get("/office/lint/", {"rule": "doubtful_code"}).html.select_one(f"#f-{TEACHER} h2 ~ ul").get_text()
    assert line == f"蒙城县政务服务大厅：{values[field]}"
