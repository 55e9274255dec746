"""The frame of every page, as a browser gets it."""

import shutil

import pytest
from lxml import html as parser

from wangting.theming.loader import Themes

FORM_PAGE = """
<html metal:use-macro="ui['page']"><tal:main metal:fill-slot="main">${ui.errors(errors=page.errors)}</tal:main></html>
"""


@pytest.fixture
def shown(themes, make_page):
    def show(**known):
        page = make_page(**known)
        return parser.document_fromstring(
            themes.page("error.pt", page, {"code": "no_item", "status": 404, "facts": {}})
        )

    return show


def test_a_hall_wears_its_name_its_colour_and_its_full_petal(shown, hall):
    tree = shown(hall=hall)
    assert tree.get("lang") == "zh-Hans"
    assert tree.get("data-hall") == "mengcheng"
    assert tree.findtext(".//title") == "没有这个事项 - 蒙城厅 - 亳州网厅"
    petals = tree.xpath("//header//svg/path/@fill")
    assert sorted(petals) == ["var(--wt-accent)"] + ["var(--wt-soft)"] * 5
    assert tree.xpath("//header//svg/path[@fill='var(--wt-accent)']/@transform") == ["rotate(120 24 24)"]


def test_city_wide_each_petal_wears_its_own_colour(shown):
    petals = shown().xpath("//header//svg/path/@fill")
    assert len(set(petals)) == 6
    assert shown().get("data-hall") is None


def test_english_is_said_of_the_page_and_kept_in_its_links(shown, hall):
    tree = shown(hall=hall, lang="en")
    assert tree.get("lang") == "en"
    assert tree.findtext(".//title") == "There is no such service - Mengcheng Hall - Bozhou Service Hall"
    own = [link for link in tree.xpath("//header//a/@href | //main//a/@href") if link.startswith("/mengcheng")]
    assert own
    assert all(link.endswith("lang=en") for link in own)
    assert tree.xpath("//a[@hreflang='zh-Hans']/text()") == ["中文"]


def test_the_demonstration_says_so_on_every_page_and_production_does_not(shown):
    assert "样例" in shown(mode="demo").xpath("string(//*[@class='wt-demo wt-no-print'])")
    assert not shown(mode="production").xpath("//*[contains(@class, 'wt-demo')]")


def test_elders_get_the_large_size_and_the_way_back_first(shown, hall):
    tree = shown(hall=hall, elder=True, path="/mengcheng/items/")
    assert tree.get("data-size") == "elder"
    assert tree.xpath("//nav//a")[0].get("href") == "/mengcheng/items/?size=standard"


def test_to_leave_is_a_form_with_the_token_and_only_for_who_is_signed_in(shown):
    assert not shown().xpath("//form")
    form = shown(person="王*", csrf=lambda: "the-token").xpath("//form[@method='post']")[0]
    assert form.get("action") == "/sign-out"
    assert form.xpath("input/@value") == ["the-token"]


def test_staff_see_an_inked_masthead_with_their_post(shown, hall):
    tree = shown(hall=hall, staff=True, person="李*", posts=("reviewer",), csrf=lambda: "t")
    assert tree.find("body").get("class") == "wt-staff"
    assert tree.xpath("normalize-space(//*[@class='wt-who'])") == "审查岗 李*"
    assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert not tree.xpath("//footer")


def test_a_public_page_asks_for_no_session_and_may_be_found(shown, hall):
    tree = shown(hall=hall)
    assert not tree.xpath("//meta[@name='robots']")
    assert not tree.xpath("//input[@name='csrf_token']")


def test_errors_in_a_form_are_said_first_in_the_title(themes, make_page, tmp_path):
    shutil.copytree(themes.root, tmp_path / "themes")
    own = Themes(tmp_path / "themes", {"default": None, "bozhou": "default"})
    (own.root / "default" / "templates" / "form_page.pt").write_text(FORM_PAGE, "utf-8")
    page = own.page("form_page.pt", make_page(), {"title": "学历", "errors": (("school", "请填写毕业院校"),)})
    tree = parser.document_fromstring(page)
    assert tree.findtext(".//title") == "错误：学历 - 亳州网厅"
    assert tree.xpath("//*[@role='alert']//a/@href") == ["#school"]
    assert tree.xpath("//*[@role='alert']/@tabindex") == ["-1"]
