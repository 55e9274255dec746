import pytest

from wangting.theming.extraction import MixedTextError, in_folder, in_python, in_template


def test_a_marked_element_gives_its_text_in_one_line():
    assert in_template('<p i18n:translate="">共\n  <b i18n:name="n">${x}</b> 件</p><p>not me</p>') == {"共 ${n} 件"}


def test_a_named_element_may_hold_marked_texts_of_its_own():
    html = '<p i18n:translate="">甲<b i18n:name="x"><i i18n:translate="">乙</i></b>丙</p>'
    assert in_template(html) == {"甲${x}丙", "乙"}


def test_marked_attributes_and_texts_in_expressions_are_found():
    html = """<nav aria-label="主要" i18n:attributes="aria-label"><a href="${_('丁')}">x</a></nav>"""
    assert in_template(html) == {"主要", "丁"}


def test_an_element_without_a_name_inside_a_text_is_a_mistake(tmp_path):
    (tmp_path / "bad.pt").write_text('<p i18n:translate="">甲<b>乙</b></p>', "utf-8")
    with pytest.raises(MixedTextError, match=r"bad\.pt: <b>"):
        in_folder(tmp_path)


def test_an_expression_without_a_name_inside_a_text_is_a_mistake():
    with pytest.raises(MixedTextError, match="i18n:name"):
        in_template('<p i18n:translate="">${when} 存的</p>')


def test_python_marks_texts_by_calling_the_underscore():
    assert in_python('_("甲", mapping={})\nother("乙")\n_(name)\n') == {"甲"}
