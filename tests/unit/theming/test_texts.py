from hypothesis import given
from hypothesis import strategies as st
from translationstring import TranslationStringFactory

from wangting.theming.html import Html
from wangting.theming.texts import interpolate, language_of, tongue_of, translator

_ = TranslationStringFactory("wangting")


def test_chinese_is_its_own_catalogue_and_english_has_one():
    assert translator("zh-Hans")("登录") == "登录"
    assert translator("en")("登录") == "Sign in"
    assert translator("en")("没有人译过的话") == "没有人译过的话"


def test_a_translation_string_brings_its_values():
    text = _("请填写${title}", mapping={"title": "School"})
    assert translator("en")(text) == "Please fill in: School"
    assert translator("zh-Hans")(_("请填写${title}", mapping={"title": _("登录")})) == "请填写登录"


@given(value=st.text())
def test_a_value_is_never_read_as_a_pattern(value):
    assert interpolate("甲 ${x} 乙", {"x": value}) == f"甲 {value} 乙"


def test_a_name_nobody_gave_stays_visible():
    assert interpolate("${here} ${gone} ${x.__class__}", {"here": 1}) == "1 ${gone} ${x.__class__}"


def test_only_the_two_languages_are_known():
    assert [language_of(asked) for asked in ("en", None, "fr", "zh-Hans", "../en")] == ["en"] + ["zh-Hans"] * 4


def test_chinese_data_on_an_english_page_is_marked_as_chinese():
    assert tongue_of("某某", "en") == "zh-Hans"
    assert tongue_of("Lixin", "en") is None
    assert tongue_of("某某", "zh-Hans") is None
    assert tongue_of(Html("<b>某某</b>"), "en") is None
    assert tongue_of(_("登录"), "en") is None
    assert tongue_of(7, "en") is None
