import pytest

from wangting.forms.form import form_of
from wangting.forms.spec import sections_of


def material(**known):
    return {"id": "m1", "name": "毕业证书", "necessity": None, "form": None, "requirement": None, **known}


def asked(**known):
    field = {"id": "m1", "kind": "material", "title": "", "required": False}
    section = {"id": "s", "title": "材料", "title_en": "Materials", "fields": [field]}
    return sections_of([section], [material(**known)])[0].fields[0]


def test_a_material_takes_its_words_from_the_published_list():
    assert asked(requirement="原件拍照").title == "毕业证书"
    assert asked(requirement="原件拍照").hint == "原件拍照"


def test_the_lists_necessity_decides_where_it_is_known():
    assert asked(necessity="required").required
    assert not asked(necessity="optional").required
    assert not asked(necessity="deferrable").required
    assert not asked().required


def test_nothing_outside_the_published_list_can_be_asked_for():
    field = {"id": "m9", "kind": "material", "title": "户口簿", "required": True}
    with pytest.raises(KeyError):
        sections_of([{"id": "s", "title": "材料", "fields": [field]}], [material()])


def test_a_form_is_built_once_for_an_edition():
    section = {"id": "s", "title": "甲", "fields": [{"id": "a", "kind": "text", "title": "乙"}]}
    one = form_of(("test", 1), [section], [])
    assert form_of(("test", 1), [], []) is one
    assert form_of(("test", 2), [], []) is not one
