import pytest
from hypothesis import given
from hypothesis import strategies as st

from wangting.theming.loader import NoSuchFileError, Themes


def said(themes, theme, name):
    return themes.render(theme, "zh-Hans", name, {"word": "x"})


def test_the_nearest_theme_gives_the_template(family):
    assert "c of grandchild" in said(family, "grandchild", "c.pt")
    assert "b of child" in said(family, "grandchild", "b.pt")
    assert "a of default" in said(family, "grandchild", "a.pt")
    assert "c of default" in said(family, "default", "c.pt")


def test_a_template_that_two_themes_share_is_compiled_once(family):
    assert family.template("child", "a.pt") is family.template("grandchild", "a.pt")
    assert family.template("child", "c.pt") is not family.template("grandchild", "c.pt")


@pytest.mark.parametrize(
    "name",
    [
        "../secret.pt",
        "../../secret.pt",
        "/etc/passwd",
        "a.pt/../../../secret.pt",
        "way_out.pt",
        "",
        ".",
        "a",
        "A.pt",
        "a\0.pt",
    ],
)
def test_a_name_never_leaves_the_theme(family, name):
    with pytest.raises(NoSuchFileError):
        family.find("grandchild", "templates", name)


@given(name=st.text(st.sampled_from("./\\abc_-~%\0"), max_size=20))
def test_whatever_the_name_what_is_found_lies_in_a_theme(themes, name):
    try:
        found = themes.find("bozhou", "templates", name)
    except NoSuchFileError:
        return
    assert found.is_relative_to(themes.root)


def test_a_name_in_no_theme_says_where_it_was_looked_for(family):
    with pytest.raises(NoSuchFileError, match="grandchild, child, default"):
        family.template("grandchild", "nowhere.pt")


def test_parents_in_a_circle_or_unknown_are_told(tmp_path):
    with pytest.raises(ValueError, match="circle"):
        Themes(tmp_path, {"default": None, "one": "two", "two": "one"})
    with pytest.raises(ValueError, match="no theme nobody"):
        Themes(tmp_path, {"default": None, "one": "nobody"})


def test_a_theme_without_parent_still_ends_at_the_default_one(tmp_path):
    assert Themes(tmp_path, {"default": None, "alone": None}).chains["alone"] == ("alone", "default")


def test_names_are_its_own_and_the_inherited_ones(family):
    assert family.names("child") == ["a.pt", "b.pt", "c.pt", "way_out.pt"]


def test_what_a_model_brings_is_escaped(family):
    canary = "\"'><x-xss>${7*7}{x.__class__}"
    html = family.render("default", "zh-Hans", "a.pt", {"word": canary})
    assert "<x-xss>" not in html
    assert "${7*7}{x.__class__}" in html
    assert "49" not in html


def test_a_model_cannot_replace_what_every_template_is_given(themes, make_page):
    html = themes.page("error.pt", make_page(), {"code": "x", "status": 404, "facts": {}, "ui": None, "page": None})
    assert "没有这个网页" in html
