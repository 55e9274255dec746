"""What was published stays readable at its own address, also when it is over, and says that it is."""

from datetime import timedelta

import pytest

from publishing import TEACHER, TODAY, drafted, limit, published

ITEM = f"/lixin/items/{TEACHER}"


def test_each_edition_is_a_page_and_says_whether_it_applies(hall):
    published(hall, promised_limit=limit(10), conditions="第二版的条件。")
    published(hall, effective=TODAY + timedelta(days=7), conditions="第三版的条件。")
    browser = hall.browser()
    guide = browser.get(ITEM)
    guide.mustcontain("第二版的条件。")
    listed = guide.click("各个版本")
    assert [row.text for row in listed.html.select(".wt-row-name")] == ["第 3 版", "第 2 版", "第 1 版"]
    first = browser.get(f"{ITEM}/editions/1")
    first.mustcontain("已经不用的一版", "2026 年 9 月 28 日前一天", "12 个工作日", no=["开始办理", "第二版的条件。"])
    assert first.html.select_one(".wt-note a")["href"] == ITEM
    browser.get(f"{ITEM}/editions/2").mustcontain("现行的这一版", no="看现在这一版")
    browser.get(f"{ITEM}/editions/3").mustcontain("还没有施行", "第三版的条件。")
    assert "no longer" in browser.get(f"{ITEM}/editions/1?lang=en").html.select_one(".wt-note").text


def test_a_draft_is_nobodys_business_yet(hall):
    drafted(hall, conditions="还在写")
    for number in ("2", "0", "x", "01"):
        hall.browser().get(f"{ITEM}/editions/{number}", status=404).mustcontain("没有这一版")
    assert "还在写" not in hall.browser().get(f"{ITEM}/editions/").text


def test_a_retired_item_is_gone_and_its_editions_are_still_readable(hall):
    with hall.room(commit=True) as room:
        room.retiring.retire(TEACHER, TODAY, (1, None), 1, "上级取消")
    browser = hall.browser()
    browser.get(ITEM, status=404)
    browser.get(f"{ITEM}/editions/").mustcontain("现在不办这个事项")
    browser.get(f"{ITEM}/editions/1").mustcontain("已经不用的一版", no="看现在这一版")


def test_an_edition_that_a_file_replaced_has_no_last_day(hall):
    published(hall, conditions="第二版的条件。")
    with hall.room(commit=True) as room:
        room.items[TEACHER].editions[0].until = None
    hall.browser().get(f"{ITEM}/editions/1").mustcontain("起施行过")


@pytest.mark.parametrize("below", ["", "/1"])
def test_where_the_item_was_never_offered_the_halls_that_do_are_told(hall, below):
    hall.browser().get(f"/ezone/items/AH05/editions{below}", status=404).mustcontain("这个厅不办这个事项")
    hall.browser().get(f"/ezone/items/999999999999/editions{below}", status=404).mustcontain("没有这个事项")


def test_nothing_else_is_below_an_item(hall):
    hall.browser().get(f"{ITEM}/nonsense/1", status=404)
