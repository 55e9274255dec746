"""An item that ends on a day to come, through the pages of the office, a hall and a visitor."""

from datetime import timedelta

import pytest

from publishing import TEACHER, TODAY, drafted, published, reviewed

HOME = f"/office/items/{TEACHER}/"
PLACE = f"/lixin/admin/items/{TEACHER}/arrival"
GUIDE = f"/lixin/items/{TEACHER}"
END = TODAY + timedelta(days=3)


def office(hall, second=False):
    logins = {one["login"]: one for one in hall.installation.accounts}
    return hall.browser(sign_in=logins["central-office-2" if second else "central-office"])


def end(browser, day=END, status=303, **more):
    form = browser.get(f"{HOME}retire").forms["retire"]
    for name, value in {"day": day if isinstance(day, str) else day.isoformat(), "reason": "上级取消", **more}.items():
        form[name] = value
    form["sure"] = True
    return form.submit(status=status)


def test_an_end_is_set_told_to_everybody_and_comes_by_itself(hall):
    visitor, browser = hall.browser(), office(hall)
    visitor.get(GUIDE)
    page = browser.get(HOME).click("取消这个事项")
    assert page.html.select_one("tr[data-hall=lixin]").text.startswith("利辛厅")
    end(browser).follow().mustcontain("定好了", "10 月 1 日", "起取消", "定了取消的日子", "上级取消")
    visitor.get(GUIDE).mustcontain("这个事项从", "10 月 1 日", "起取消")
    visitor.get(f"{GUIDE}?lang=en").mustcontain("This service ends on")
    assert hall.browser().get(f"/api/v1/items/lixin/{TEACHER}").json["ends"] == END.isoformat()
    admin = hall.browser(sign_in=hall.account("hall_admin", "lixin"))
    admin.get("/lixin/admin/items/").mustcontain("要取消了")
    page = admin.get(PLACE)
    assert page.html.h1.text == "从2026 年 10 月 1 日起取消"
    page.mustcontain("本厅自己停办", no="第 1 版")
    page.forms["settle"].submit().follow()
    hall.clock.advance(days=3)
    visitor.get(GUIDE, status=404).mustcontain("这个厅不办这个事项")
    visitor.get(f"{GUIDE}/editions/1").mustcontain("已经不用的一版", "10 月 1 日", no="起取消")
    office(hall).get(HOME).mustcontain("已取消", "现在没有厅在办", no="不取消了")


def test_an_end_is_taken_back_with_a_reason_only(hall):
    browser = office(hall)
    end(browser)
    page = browser.get(HOME).forms["keep"].submit(status=422)
    page.mustcontain("写明理由和依据")
    page.forms["keep"]["reason"] = "上级又留下了"
    page.forms["keep"].submit().follow().mustcontain("撤回好了", "上级又留下了", no="办事指南上写着这一天")
    assert "起取消" not in hall.browser().get(GUIDE)
    assert hall.browser().get(f"/api/v1/items/lixin/{TEACHER}").json["ends"] is None


@pytest.mark.parametrize(
    ("day", "words"), [("明天", "要写成"), ((TODAY - timedelta(days=1)).isoformat(), "这一天已经过去")]
)
def test_a_day_that_cannot_be_comes_back_with_what_was_typed(hall, day, words):
    page = end(office(hall), day, status=422)
    page.mustcontain(words)
    form = page.forms["retire"]
    assert (form["day"].value, form["reason"].value, form["sure"].checked) == (day, "上级取消", True)


def test_nothing_ends_before_the_newest_edition_has_begun(hall):
    published(hall, effective=TODAY + timedelta(days=9), conditions="九天后")
    end(office(hall), status=422).mustcontain("才施行；取消要在那以后")


def test_who_saw_another_end_is_told_and_changes_nothing(hall):
    one, other = office(hall), office(hall, second=True)
    late = one.get(f"{HOME}retire").forms["retire"]
    end(other)
    late["day"], late["reason"], late["sure"] = TODAY.isoformat(), "上级取消", True
    late.submit(status=409)
    page = one.get(HOME).click("换一天取消")
    page.mustcontain("现在定的是从")
    assert page.forms["retire"]["day"].value == END.isoformat()
    token = page.forms["retire"]["csrf_token"].value
    sent = {"csrf_token": token, "day": TODAY.isoformat(), "reason": "上级取消", "sure": "yes"}
    one.post(f"{HOME}retire", sent, status=409)
    hall.browser().get(GUIDE)


def test_a_publication_for_a_day_after_the_end_comes_back_in_words(hall):
    browser = office(hall)
    end(browser)
    number = reviewed(hall, conditions="二")
    form = browser.get(f"{HOME}editions/{number}/impact").forms["publish"]
    form["effective"] = END.isoformat()
    form.submit(status=422).mustcontain("先撤回取消")


def test_while_an_edition_is_in_hand_the_page_says_what_to_do(hall):
    drafted(hall, conditions="二")
    browser = office(hall)
    page = browser.get(f"{HOME}retire")
    assert page.html.h1.text == "现在不能取消"
    page.mustcontain("有一版正在改")
    assert "retire" not in page.forms
    sent = {"csrf_token": browser.get(f"{HOME}editions/2/").forms["discard"]["csrf_token"].value, "number": "1",
            "day": END.isoformat(), "reason": "上级取消", "sure": "yes"}  # fmt: skip
    browser.post(f"{HOME}retire", sent, status=409).mustcontain("这一版现在不能这样办")


def test_an_item_that_is_gone_cannot_end_again(hall):
    browser = office(hall)
    end(browser, TODAY).follow().mustcontain("取消好了", no="取消这个事项")
    browser.get(f"{HOME}retire").mustcontain("没有施行的版本")
