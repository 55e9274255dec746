"""The guide of an item of which much is known: scenarios, charges, answers, and nothing that could do harm."""

from __future__ import annotations

import pytest

from told import FACTS, SCENARIOS, tell

TEACHER = "440102013002"
PATH = f"/mengcheng/items/{TEACHER}"


@pytest.fixture
def told(hall):
    """A browser before a guide that says everything."""
    with hall.room(commit=True) as room:
        tell(room, "mengcheng", TEACHER)
    return hall.browser()


def part(page, anchor):
    return page.html.select_one(f"#{anchor}").parent.get_text(" ", strip=True)


def papers(page):
    """Return the name and the state of each paper of the list."""
    return [
        (row.select_one(".wt-mat-name").get_text(), row.select_one(".wt-state").get_text(strip=True))
        for row in page.html.select(".wt-mats > li")
    ]


def test_each_part_stands_under_the_heading_where_a_reader_looks_for_it(told):
    page = told.get(PATH)
    for anchor, words in {
        "g1": ("什么情况办不了", "正在受审查的不能办", "全市通办", "市公安局、市民政局", "2030-12-31"),
        "g2": ("窗口办理、网上办理", "Ⅳ级：全程网办", "网上办理星级 5 星（最高 5 星）",
               "要当面核验原件", "快递送达 可以", "网上缴费 不可以"),
        "g3": ("资料齐全的当天办结", "检验时间不算在内"),
        "g4": ("工本费", "每证 10 元", "低保户免收", "皖价费〔2015〕1号"),
        "g5": ("政府部门核发", "证明文件", "用黑色水笔填写，不要涂改", "《某某条例》第七条"),
        "g6": ("专家评审", "不需要中介"),
        "g8": ("某某证", "证照"),
        "g9": ("《中华人民共和国行政许可法》 第三十一条", "申请人申请行政许可，应当如实"),
        "g10": ("要带原件吗？", "要，看一眼就还给您。"),
    }.items():
        said = part(page, anchor)
        for word in words:
            assert word in said, (anchor, word, said)
    assert page.html.select_one("#g9").parent.details, "the law is behind a fold"


def test_a_scenario_is_chosen_by_a_link_and_shows_its_papers_only(told):
    page = told.get(PATH)
    assert [state for _name, state in papers(page)] == ["要上传", *["看情形"] * (len(papers(page)) - 1)]
    self_service = page.click("本人来办")
    assert self_service.request.GET["scenario"] == "self"
    assert [state for _name, state in papers(self_service)] == ["要上传"]
    other = self_service.click("托人来办")
    assert len(papers(other)) == 2
    assert other.html.select_one(".wt-chip[aria-current]").get_text() == "托人来办"
    assert papers(other.click("全部材料")) == papers(page)


def test_a_scenario_that_nobody_declared_shows_the_whole_list(told):
    assert papers(told.get(PATH)) == papers(told.get(f"{PATH}?scenario=nobody"))


def test_a_scenario_without_english_says_so_by_its_tongue(told):
    chips = told.get(f"{PATH}?lang=en").html.select(".wt-chip")
    assert [(chip.get_text(), chip.get("lang")) for chip in chips] == [
        ("All papers", None), ("In person", None), ("托人来办", "zh-Hans")
    ]  # fmt: skip
    assert all("lang=en" in chip["href"] for chip in chips)


def test_an_address_is_a_link_only_when_it_is_one(told):
    page = told.get(PATH)
    assert page.html.select_one('a[href="https://example.gov.cn/blank.pdf"]')
    assert page.html.select_one('a[href="https://example.gov.cn/sample.png"]')
    assert page.html.select_one('#g9 ~ details a[href="https://example.gov.cn/law#31"]').get_text() == "看原文"
    assert len(page.html.select("#g9 ~ details ul")[0].select("li")) == 2
    assert "javascript:alert(1)" in page.text
    assert not page.html.select('a[href^="javascript"]')


def test_machines_are_told_the_same(told):
    answer = told.get(f"/api/v1/items/mengcheng/{TEACHER}").json
    assert (answer["facts"], answer["scenarios"]) == (FACTS, SCENARIOS)


def test_the_form_demands_only_what_every_scenario_asks_for(told, hall):
    with hall.room() as room:
        offer = room.catalogue.offer("mengcheng", TEACHER)
        asked = [row for _title, rows in room.blanks.sheet(offer).sections for row in rows]
    papers = [row for row in asked if row.options == ("已附上",)]
    assert [paper.required for paper in papers] == [True, *[False] * (len(papers) - 1)]


def test_an_item_of_which_nothing_more_is_known_says_nothing_more(hall):
    page = hall.browser().get(PATH)
    assert not page.html.select_one(".wt-chip, #g10, .wt-mat-facts")
    assert hall.browser().get(f"/api/v1/items/mengcheng/{TEACHER}").json["facts"] is None
