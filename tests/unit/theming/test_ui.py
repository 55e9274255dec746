import pytest
from lxml import html as parser


def test_a_component_sees_only_what_it_is_given(themes):
    ui = themes.ui("bozhou", "zh-Hans")
    html = ui.light(light="green", text="还剩 4 个工作日")
    assert parser.fragment_fromstring(html).text_content() == "绿　还剩 4 个工作日"
    assert 'href="#l-green"' in html


def test_a_light_without_words_says_what_it_means(themes):
    assert "超法定" in themes.ui("bozhou", "zh-Hans").light(light="red")
    assert "Red: past the statutory limit" in themes.ui("bozhou", "en").light(light="red")


def test_no_component_of_that_name_is_told_at_once(themes):
    with pytest.raises(AttributeError, match="no component is called 'lihgt'"):
        themes.ui("bozhou", "zh-Hans").lihgt(light="red")


def test_a_tenant_theme_overrides_a_component(themes):
    assert themes.components("bozhou")["brand_name"] == themes.components("default")["brand_name"]
    names = [themes.ui(theme, "zh-Hans").brand_name().strip() for theme in ("bozhou", "default")]
    assert names == ["亳州网厅", "网上办事大厅"]


def test_what_a_component_is_given_is_escaped_and_html_is_not_twice(themes):
    ui = themes.ui("bozhou", "zh-Hans")
    html = ui.facts(rows=[{"term": "<b>", "fact": ui.light(light="blue")}])
    assert "&lt;b&gt;" in html
    assert "<use href=" in html


def test_days_are_squares_that_can_be_counted(themes):
    row = {"amount": 45, "words": "45 个工作日", "name": "法律最多允许", "kind": "law"}
    html = themes.ui("bozhou", "zh-Hans").days(rows=[row])
    assert html.count("<rect") == 45
    assert 'viewBox="0 0 600 40"' in html


def test_the_summary_of_errors_names_chinese_fields_in_chinese_on_an_english_page(themes):
    html = themes.ui("bozhou", "en").errors(errors=(("m1", "Please upload this material", "毕业证书"), ("a", "x", "")))
    assert '<span lang="zh-Hans">毕业证书</span>: Please upload this material' in html
    assert "2 things to put right" in html


def test_no_errors_make_no_summary(themes):
    assert themes.ui("bozhou", "zh-Hans").errors(errors=()).strip() == ""


def test_a_pager_leads_back_and_on_but_not_past_the_ends(themes):
    ui = themes.ui("bozhou", "zh-Hans")
    first = ui.pager(number=1, count=3, url=lambda number: f"?page={number}")
    assert 'rel="prev"' not in first
    assert 'href="?page=2"' in first
    assert ui.pager(number=1, count=1, url=str).strip() == ""
