"""What happened to an item is told on one page: who, when, what in the words of the office, in both languages."""

import pytest

from publishing import TEACHER, drafted
from publishing import office as officials
from wangting.content.item import Deed
from wangting.rules.exchange import Row
from wangting.services.exchanging.plain import plain_of
from wangting.services.exchanging.service import Exchanging

PATH = f"/office/items/{TEACHER}/history"


@pytest.fixture
def office(hall):
    return hall.browser(sign_in=hall.account("central_office"))


def test_a_file_that_changed_the_item_at_once_is_told_with_what_stood_there_before(hall, office):
    with hall.room(commit=True) as room:
        item = room.items[TEACHER]
        old, item.aliases = item.item_class, ()
        plain = plain_of(item, room.house.trade.ground.generic)
        changed = {**plain, "class": "行政备案", "note": {"zh": "备注", "en": "A remark"}, "aliases": ["考教师证"]}
        by = officials(hall)[0]
        taking = Exchanging(catalogue=room.items, register=room.register, ground=room.house.trade.ground)
        list(taking.take([Row("line 1", changed)], deed=Deed("written", by, 29_000_000)))
    said = office.get(f"/office/items/{TEACHER}/").click("做过什么").html.main.get_text()
    assert "做过 1 件事" in said
    assert "用文件改了" in said
    assert f"事项类型 {old} → 行政备案" in said
    assert "叫法 没有写 → 考教师证" in said
    english = office.get(f"{PATH}?lang=en").html.main.get_text()
    assert "Class" in english
    assert "Administrative filing" in english
    assert "A remark" in english
    assert "item_class" not in said + english


def test_an_older_log_that_kept_the_names_only_is_told_in_words(hall, office):
    with hall.room(commit=True) as room:
        room.items[TEACHER].log = (Deed("written", None, 29_000_000, "item_class, aliases"),)
    said = office.get(PATH).html.main.get_text()
    assert "事项类型" in said
    assert "叫法" in said
    assert "item_class" not in said


def test_the_life_of_an_edition_leads_to_what_it_changed_and_a_draft_taken_away_is_still_told(hall, office):
    number = drafted(hall, conditions="新条件")
    page = office.get(f"/office/items/{TEACHER}/edit/").click("从头到现在")
    assert page.html.select_one("li b").get_text() == "写了"
    edition = page.click(f"第 {number} 版，看改了什么")
    assert "1 处不同" in edition.html.main.get_text()
    edition.forms["discard"].submit().follow()
    rows = [row.get_text() for row in office.get(PATH).html.select(".wt-asked > li")]
    assert len(rows) == 1
    assert f"丢掉了草稿 · 第 {number} 版" in rows[0]


def test_what_somebody_typed_is_shown_as_typed_and_nothing_where_nothing_was_typed(hall, office):
    number = drafted(hall, conditions="新条件")
    path = f"/office/items/{TEACHER}/editions/{number}/?lang=en"
    assert office.get(path).html.select_one("section ul li").get_text().endswith("· wrote")
    with hall.room(commit=True) as room:
        room.items[TEACHER].edition(number).note(Deed("commented", None, 29_000_000, "发布"))
    assert office.get(path).html.select("section ul li")[-1].get_text().endswith("· 发布")


def test_a_copy_and_everyday_names_are_told_by_their_words(hall, office):
    form = office.get(f"/office/items/{TEACHER}/edit/").forms["copy"]
    form["source"] = "442169016000"
    form.submit().follow()
    form = office.get(f"/office/items/{TEACHER}/edit/").forms["alias"]
    form["word"] = "当老师证"
    form.submit().follow()
    with hall.room() as room:
        source = room.items["442169016000"].title
    said = office.get(PATH).html.main.get_text()
    assert f"写了 · 照“{source}”写" in said
    assert "加了一个叫法 · 当老师证" in said


def test_what_a_command_did_is_told_with_its_user(hall, office):
    with hall.room(commit=True) as room:
        room.items[TEACHER].log = (Deed("written", None, 29_000_000, "aliases", user="wang"),)
    assert "命令行（系统用户 wang）" in office.get(PATH)
    assert "The command line (system user wang)" in office.get(f"{PATH}?lang=en")


def test_a_long_life_is_told_page_by_page(hall, office):
    with hall.room(commit=True) as room:
        room.items[TEACHER].log = tuple(Deed("alias_added", None, 29_000_000 + n, f"叫法{n}") for n in range(31))
    first = office.get(PATH)
    assert len(first.html.select(".wt-asked > li")) == 30
    assert "叫法30" in first
    rest = first.click("下一页")
    assert len(rest.html.select(".wt-asked > li")) == 1
    assert "叫法0" in rest
    assert "叫法0" in office.get(f"{PATH}?page=99")


def test_who_is_not_of_the_central_office_reads_nothing_of_it(hall):
    assert hall.browser().get(PATH).status_int == 303
    assert hall.browser(sign_in=hall.account("counter")).get(PATH, expect_errors=True).status_int == 403

