"""Names as templates see them, and what is said of a template that fails."""

import pytest
from chameleon import PageTemplate

from wangting.theming.filling import Names, fill


def test_a_template_is_filled_and_what_it_is_given_is_escaped():
    template = PageTemplate('<p tal:repeat="word words">${word}</p><b tal:condition="False">no</b>')
    assert fill(template.include, given(words=["<b>", "a"])) == "<p>&lt;b&gt;</p>\n<p>a</p>"


def test_a_name_nobody_gave_is_told_and_a_default_stands_in_for_it():
    assert fill(PageTemplate("<p>${word|'none'}</p>").include, given()) == "<p>none</p>"
    with pytest.raises(NameError) as told:
        fill(PageTemplate("<p>\n${word}</p>").include, given())
    assert ["line 2" in note and '"word"' in note for note in told.value.__notes__] == [True]


def test_what_a_macro_defines_is_its_own():
    text = (
        '<tal:all><p metal:define-macro="m" tal:define="word \'inner\'">${word}<i metal:define-slot="s"/></p>'
        '<q tal:define="word \'outer\'"><p metal:use-macro="macros[\'m\']"><i metal:fill-slot="s">${word}</i></p>'
        "${word}</q></tal:all>"
    )
    assert fill(PageTemplate(text).include, given(word="given")) == (
        "<p>inner<i/></p><q><p>inner<i>inner</i></p>outer</q>"
    )


def test_no_template_defines_a_name_for_all_others():
    with pytest.raises(TypeError, match="no global name: word"):
        Names().set_global("word", 1)


def test_a_copy_is_a_copy():
    first = Names(a=1)
    second = first.copy()
    second["a"] = 2
    assert (first["a"], type(second)) == (1, Names)


def given(**names):
    """Return what every template is given, with ``names``."""
    always = {"__translate": translate, "__decode": bytes.decode, "__on_error_handler": None, "target_language": None}
    return {**always, **names}


def translate(text, **_how):
    return str(text)
