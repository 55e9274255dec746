import pytest
from hypothesis import given
from hypothesis import strategies as st

from wangting.theming.page import HallFace, Page

LIXIN = HallFace("lixin", "利辛厅", "Lixin Hall")


def test_an_address_inside_the_hall_keeps_the_hall_and_the_language():
    page = Page(hall=LIXIN, lang="en")
    assert page.url("items/440102013002") == "/lixin/items/440102013002?lang=en"
    assert page.url("/me/") == "/me/?lang=en"
    assert Page(hall=LIXIN).url("search", q="老年证") == "/lixin/search?q=%E8%80%81%E5%B9%B4%E8%AF%81"


def test_on_the_halls_own_host_the_prefix_goes():
    page = Page(hall=LIXIN, base_of=lambda key: "/" if key == "lixin" else f"/{key}/")
    assert page.url("items/1") == "/items/1"
    assert page.url("items/1", hall="guoyang") == "/guoyang/items/1"


def test_the_same_page_in_the_other_language_keeps_its_questions():
    chinese = Page(path="/lixin/items/", query=(("page", "2"),))
    assert chinese.other_language() == "/lixin/items/?page=2&lang=en"
    english = Page(lang="en", path="/lixin/items/", query=(("page", "2"), ("lang", "en")))
    assert english.other_language() == "/lixin/items/?page=2"


@given(path=st.text(max_size=30))
def test_no_address_of_a_page_names_another_host(path):
    address = Page().url("/" + path)
    assert address.startswith("/")
    assert not address.startswith("//")
    assert "\\" not in address
    assert "\n" not in address


def test_the_token_is_made_only_when_a_template_asks_for_it():
    asked = []
    page = Page(csrf=lambda: asked.append(1) or "token")
    page.url("items/")
    assert asked == []
    assert page.csrf_token == "token"


def test_a_page_without_a_session_can_carry_no_form():
    with pytest.raises(LookupError, match="without a session"):
        _ = Page().csrf_token


def test_data_without_english_is_marked_as_chinese_on_an_english_page():
    assert Page(lang="en").tongue(None) == "zh-Hans"
    assert Page(lang="en").tongue("English") is None
    assert Page().tongue(None) is None
    assert Page(lang="en").say("甲", None) == "甲"
    assert Page(lang="en").say("甲", "A") == "A"
