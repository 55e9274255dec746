"""The law texts of the house: a list, a page for each, and links of guides that come to articles that are there."""

from __future__ import annotations

import random
from urllib.parse import urljoin

import pytest

from told import tell
from wangting.content.item import PUBLISHED, Edition

TEACHER = "440102013002"
PATH = f"/mengcheng/items/{TEACHER}"
#: Which guides of the whole catalogue are followed link by link: the same each time.
SEED, SAMPLES = 20261122, 40


def basis(room, hall, code, *rows, **more):
    """Let another edition of ``code`` be in force, which rests on ``rows``."""
    offer = room.catalogue.offer(hall, code)
    number = len(offer.item.editions) + 1
    data = {**offer.edition.data, "number": number, "facts": {"basis": list(rows), **more}}
    offer.item.add_edition(Edition(code, number, data, stage=PUBLISHED))
    room.register.stamp.move()


def law(name, article=None, words=None, **more):
    return {"law": name, "article": article, "words": words, **more}


def fold(page):
    """Return what is behind the fold of the law."""
    return page.html.select_one("#g9").parent.details


@pytest.mark.parametrize("hall_key", ["mengcheng", "ezone"])
def test_a_hall_lists_the_laws_and_says_how_much_of_each_it_holds(hall, whole, hall_key):
    browser = hall.browser()
    page = browser.get(f"/{hall_key}/laws/")
    assert page.html.h1.get_text() == "这里能看 9 部法律法规的条文"
    rows = [row.get_text(" ", strip=True) for row in page.html.select("main .wt-rows > li")]
    assert len(rows) == len(whole.laws.laws)
    assert "选收 38 条，不是全文" in rows[0]
    assert any("全国年节及纪念日放假办法" in row and "全文，8 条" in row for row in rows)
    for link in page.html.select("main .wt-rows a"):
        assert browser.get(link["href"]).html.h1.get_text() in link.get_text()


def test_a_law_is_read_article_by_article_with_its_day_and_what_is_not_there(hall, whole):
    page = hall.browser().get("/lixin/laws/administrative_licensing")
    assert page.html.h1.get_text() == "中华人民共和国行政许可法"
    said = page.html.main.get_text(" ", strip=True)
    for words in ("选收 38 条，不是全文", "2019 年 4 月 23 日", "这里没有查"):
        assert words in said, words
    articles = whole.laws.laws["administrative_licensing"].articles
    sections = page.html.select("section.wt-law")
    assert [one["id"] for one in sections] == [f"a{number}" for number in articles]
    for one, lines in zip(sections, articles.values(), strict=True):
        assert [line.get_text() for line in one.select("p")] == list(lines)
    assert page.html.select_one("#a42 h2").get_text() == "第四十二条"
    assert [link["href"] for link in page.html.select("nav.wt-filters a")] == [f"#a{number}" for number in articles]


def test_in_english_the_frame_is_english_and_the_law_stays_chinese(hall):
    page = hall.browser().get("/lixin/laws/holidays?lang=en")
    assert "Rules on Holidays for National Festivals and Memorial Days" in page.text
    assert page.html.h1["lang"] == page.html.select_one("#a2 p")["lang"] == "zh-Hans"
    assert "Whole text, 8 articles" in page.html.main.get_text()


def test_a_law_that_is_not_held_is_told_with_the_way_to_the_list(hall):
    answer = hall.browser().get("/lixin/laws/civil_code", status=404)
    assert "这里没有收这部法律" in answer.html.h1.get_text()
    assert answer.html.select_one("main .wt-btn-main")["href"] == "/lixin/laws/"


def test_the_sentences_of_the_guide_lead_to_what_they_name(hall):
    page = hall.browser().get(PATH)
    found = {link.get_text(): link["href"] for link in page.html.select("article section a[href*='/laws/']")}
    at = "/mengcheng/laws/administrative_licensing#a"
    assert (found["行政许可法第三十一条"], found["第三十八条"]) == (f"{at}31", f"{at}38")
    assert found["行政许可法第三十二条"] == f"{at}32"


def test_every_guide_says_what_its_procedure_rests_on_and_where_the_source_is_silent(hall, whole):
    page = hall.browser().get(PATH)
    assert "设定这个事项的法律依据：来源没有写。" in page.html.select_one("#g9").parent.get_text()
    with hall.room() as room:
        workflow = room.catalogue.offer("mengcheng", TEACHER).edition.workflow
    rows = [row.get_text(" ", strip=True) for row in fold(page).select("li")]
    assert [row.split()[0] for row in rows] == [one.words for one in whole.procedures[workflow]]
    told = hall.browser().get(f"/api/v1/items/mengcheng/{TEACHER}").json["procedure_basis"]
    assert [(one["law"], one["article"]) for one in told] == [
        ("中华人民共和国行政许可法", one.article) for one in whole.procedures[workflow]
    ]
    assert told[0]["address"].endswith("/mengcheng/laws/administrative_licensing#a29")


def test_what_an_item_rests_on_is_shown_with_its_text_and_other_laws_stay_words(hall):
    said = "行政机关不得要求申请人提交与其申请的行政许可事项无关的技术资料和其他材料。"
    with hall.room(commit=True) as room:
        basis(
            room, "mengcheng", TEACHER,
            law("《中华人民共和国行政许可法》", "第三十一条第一款", said),
            law("节假日办法", "2", "另外的话"),
            law("《安徽省优化营商环境条例》", "第四十条", address="https://example.gov.cn/law"),
            fees=[{"name": "工本费", "standard": None, "basis": "按《行政许可法》第五十八条不收", "waiver": None}],
        )  # fmt: skip
    page = hall.browser().get(PATH)
    assert "来源没有写" not in page.html.select_one("#g9").parent.get_text()
    first, second, third = fold(page).ul.select(":scope > li")
    assert first.a["href"] == "/mengcheng/laws/administrative_licensing#a31"
    assert first.get_text().count(said) == 1, "what the text says itself is not said twice"
    assert second.select("a")[1]["href"] == "/mengcheng/laws/holidays#a2"
    assert "另外的话" in second.get_text()
    assert "清明节" in second.blockquote.get_text()
    assert [link["href"] for link in third.select("a")] == ["https://example.gov.cn/law"]
    assert not third.blockquote
    assert page.html.select_one("#g4").parent.a["href"] == "/mengcheng/laws/administrative_licensing#a58"


def test_why_a_paper_is_asked_for_leads_to_the_law(hall):
    with hall.room(commit=True) as room:
        tell(room, "mengcheng", TEACHER)
        edition = room.items[TEACHER].editions[-1]
        edition.data["materials"][0]["basis"] = "《行政许可法》第三十一条"
        basis(room, "mengcheng", TEACHER)
    facts = hall.browser().get(PATH).html.select_one(".wt-mat-facts")
    links = [link["href"] for link in facts.select("a[href*='/laws/']")]
    assert links == ["/mengcheng/laws/administrative_licensing#a31"]


def test_the_editor_tells_an_article_that_a_law_does_not_have_before_anything_is_kept(central):
    path = f"/office/items/{TEACHER}/edit/basis"
    form = central.get(path).forms["edit"]
    form["law"], form["article"] = "《全国年节及纪念日放假办法》", "第九条"
    page = form.submit("act", value="check")
    assert "引用的法律里没有这一条" in page.text
    assert "节假日办法第九条" in page.text
    page.forms["edit"]["article"] = "第八条"
    assert "引用的法律里没有这一条" not in page.forms["edit"].submit("act", value="check").text


def test_the_links_of_an_english_guide_keep_the_language(hall):
    page = hall.browser().get(f"{PATH}?lang=en")
    links = [link["href"] for link in page.html.select("article a[href*='/laws/']")]
    assert links
    assert all("?lang=en" in link for link in links)
    assert "Administrative Licence Law, article 29" in fold(page).get_text()


def test_every_link_into_a_law_comes_to_an_article_that_is_there(whole_hall, whole):
    browser, seen = whole_hall.browser(), set()
    for hall_key in ("mengcheng", "municipal"):
        rows = whole.tenants[hall_key].implementations
        for row in random.Random(SEED).sample(rows, SAMPLES):
            address = f"/{hall_key}/items/{row.code}"
            page = browser.get(address)
            seen.update(urljoin(address, link["href"]) for link in page.html.select("a[href*='/laws/']"))
    assert len([link for link in seen if "#" in link]) >= 2 * len({31, 32, 38})
    pages = {link.partition("#")[0]: None for link in seen}
    held = {address: {one["id"] for one in browser.get(address).html.select("[id]")} for address in pages}
    parted = ((link, link.partition("#")) for link in seen)
    assert [link for link, (address, _mark, anchor) in parted if anchor and anchor not in held[address]] == []
