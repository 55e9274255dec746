"""A site manager writes pages and announcements; people read them in the hall's own look, while they are due."""

from datetime import date

import pytest

from sdi.driving import drives

MARKUP = "<script>alert(1)</script> & <b>粗</b>"


@drives("IFolder add_page any")
def test_a_page_added_to_a_hall_is_on_its_home_and_at_its_own_address_in_its_look(sdi):
    visitor = sdi.hall.browser()
    assert "大厅怎么走" not in visitor.get("/lixin/")
    text = f"## 位置\r\n\r\n在文州路。\r\n第二行\r\n\r\n- 公交 3 路\r\n- 停车免费\r\n\r\n{MARKUP}"
    sdi.add("/halls/lixin", "page", name="way", title="大厅怎么走", title_en="How to get here", text=text)
    assert visitor.get("/lixin/").html.find("a", href="/lixin/pages/way").get_text() == "大厅怎么走"
    assert "大厅怎么走" not in visitor.get("/ezone/")
    page = visitor.get("/lixin/pages/way")
    main = page.html.find("main")
    assert main.h1.get_text() == "大厅怎么走"
    assert main.find("h2").get_text() == "位置"
    assert {"公交 3 路", "停车免费"} <= {row.get_text() for row in main.find_all("li")}
    assert main.script is None
    assert MARKUP in main.get_text()
    assert page.html.html["data-hall"] == "lixin"
    visitor.get("/ezone/pages/way", status=404)
    english = visitor.get("/lixin/pages/way?lang=en").html
    assert english.h1.get_text() == "How to get here"
    assert english.find("li", string="停车免费")["lang"] == "zh-Hans"


def test_a_page_that_is_changed_or_removed_is_so_for_the_next_visitor(sdi):
    visitor = sdi.hall.browser()
    sdi.add("/halls/lixin", "page", name="way", title="大厅怎么走", text="一行")
    assert "一行" in visitor.get("/lixin/pages/way")
    form = sdi.form("/manage/halls/lixin/way/@@properties")
    form["text"] = "改成了两行"
    form.submit("save")
    assert "改成了两行" in visitor.get("/lixin/pages/way")
    sdi.post("/manage/halls/lixin/@@contents", **{"form.delete": "1", "item-modify": "way"})
    visitor.get("/lixin/pages/way", status=404)
    assert "大厅怎么走" not in visitor.get("/lixin/")


def announce(sdi, folder, name, title, since, until="", **more):
    values = {"name": name, "title": title, "text": "请提前安排。", "since": since, "until": until, **more}
    return sdi.add(folder, "announcement", **values)


@drives("IFolder add_announcement any")
def test_an_announcement_to_all_is_shown_in_every_hall_from_its_first_day_to_its_last(sdi):
    visitor = sdi.hall.browser()
    announce(sdi, "", "national-day", "国庆假期不办公", "2026-09-29", "2026-10-01", title_en="Closed on National Day")
    with sdi.hall.room() as room:
        halls = sorted(room.halls)
    shown = lambda: [key for key in halls if "国庆假期不办公" in visitor.get(f"/{key}/")]  # noqa: E731 - asked four times
    assert shown() == []
    visitor.get("/lixin/announcements/national-day", status=404)
    sdi.hall.clock.advance(days=1)
    assert shown() == halls
    page = visitor.get("/lixin/announcements/national-day")
    assert "请提前安排。" in page
    assert "10 月 1 日" in page
    assert "Closed on National Day" in visitor.get("/guoyang/announcements/national-day?lang=en")
    assert "国庆假期不办公" in visitor.get("/guoyang/announcements/")
    sdi.hall.clock.advance(days=2)
    assert shown() == halls
    sdi.hall.clock.advance(days=1)
    assert shown() == []
    assert "现在没有公告" in visitor.get("/guoyang/announcements/")
    assert "已经过期" in visitor.get("/lixin/announcements/national-day")


def test_an_announcement_of_a_hall_is_that_halls_and_the_newest_stands_first(sdi):
    visitor = sdi.hall.browser()
    for day, name in enumerate(("one", "two", "three", "four"), 20):
        announce(sdi, "/halls/ezone", name, f"公告{name}", f"2026-09-{day}")
    rows = visitor.get("/ezone/").html.select("section[aria-labelledby=told] .wt-row-name")
    assert [row.get_text() for row in rows] == ["公告four", "公告three", "公告two"]
    assert len(visitor.get("/ezone/announcements/").html.select("main .wt-rows li")) == 4
    assert "公告one" not in visitor.get("/lixin/announcements/")
    visitor.get("/lixin/announcements/one", status=404)


@pytest.mark.parametrize(("first", "second"), [("", "/halls/lixin"), ("/halls/lixin", "")])
def test_one_name_is_not_taken_twice_in_the_same_hall(sdi, first, second):
    announce(sdi, first, "spring", "甲", "2026-09-01")
    form = sdi.form(f"/manage{second}/@@add_announcement")
    form["name"], form["title"], form["text"], form["since"] = "spring", "乙", "一行", "2026-09-01"
    page = form.submit("add")
    assert "choose another name" in page
    assert page.forms["deform"]["title"].value == "乙"


def test_a_last_day_before_the_first_is_refused_and_what_was_typed_is_kept(sdi):
    form = sdi.form("/manage/@@add_announcement")
    form["name"], form["title"], form["text"] = "spring", "甲", "一行"
    form["since"], form["until"] = "2026-09-10", "2026-09-09"
    page = form.submit("add")
    assert "lies before the first" in page
    assert page.forms["deform"]["text"].value == "一行"


def test_the_period_of_an_announcement_is_changed_by_its_properties(sdi):
    announce(sdi, "/halls/lixin", "spring", "甲", "2026-09-01")
    form = sdi.form("/manage/halls/lixin/spring/@@properties")
    assert form["since"].value == "2026-09-01"
    form["until"] = "2026-09-02"
    assert "Updated" in sdi.said(form.submit("save").follow())
    with sdi.hall.room() as room:
        assert room.halls["lixin"]["spring"].until == date(2026, 9, 2)
    assert "已经过期" in sdi.hall.browser().get("/lixin/announcements/spring")


@pytest.mark.parametrize(("folder", "kind"), [("", "page"), ("/catalogue", "page"), ("/halls", "announcement")])
def test_nothing_is_added_where_it_would_never_be_shown(sdi, folder, kind):
    sdi.browser.get(f"/manage{folder}/@@add_{kind}", status=404)
