"""Drawings that are made once."""

from pathlib import Path

import pytest
from translationstring import TranslationStringFactory

from wangting.declare import workflows
from wangting.declare.registered import REGISTERED
from wangting.theming.drawings import Drawings
from wangting.theming.html import Html
from wangting.theming.loader import Themes
from wangting.theming.squares import squares

HOME = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def workflow():
    return workflows.load(HOME, REGISTERED.names)[0]["administrative_licence.v1"]


def test_a_chart_is_drawn_once_in_each_theme_and_language(themes, workflow):
    drawings = Drawings(themes)
    chinese = drawings.flow(workflow, "bozhou", "zh-Hans")
    assert "受理" in chinese
    assert drawings.flow(workflow, "bozhou", "zh-Hans") is chinese
    assert drawings.flow(workflow, "default", "zh-Hans") is not chinese
    assert "Accept" in drawings.flow(workflow, "bozhou", "en")


def test_with_reload_everything_is_drawn_anew(workflow):
    themes = Themes(HOME / "themes", {"default": None, "bozhou": "default"}, reload=True)
    drawings, ui = Drawings(themes), themes.ui("bozhou", "zh-Hans")
    assert drawings.flow(workflow, "bozhou", "zh-Hans") is not drawings.flow(workflow, "bozhou", "zh-Hans")
    assert ui.mark(hall="lixin") is not ui.mark(hall="lixin")


def test_the_mark_of_a_hall_is_drawn_once_and_those_of_others_are_others(themes):
    ui = themes.ui("bozhou", "zh-Hans")
    assert ui.mark(hall="lixin", staff=False) is ui.mark(hall="lixin", staff=False)
    assert len({ui.mark(hall="lixin", staff=False), ui.mark(hall="lixin", staff=True), ui.mark(hall=None)}) == 3


@pytest.mark.parametrize(("amount", "high"), [(1, 20), (30, 20), (31, 40), (60, 40), (61, 60)])
def test_thirty_days_stand_in_a_line(amount, high):
    drawing = squares(amount, "law")
    assert drawing.count('<rect class="wt-sq-law"') == amount
    assert f'viewBox="0 0 600 {high}"' in drawing


def test_a_text_that_only_looks_like_another_is_drawn_as_what_it_is(themes):
    ui = themes.ui("bozhou", "zh-Hans")
    text = TranslationStringFactory("wangting")("跑 ${n} 次")
    once, twice = (ui.tag(text=text % {"n": n}) for n in (1, 2))
    assert ("跑 1 次" in once, "跑 2 次" in twice) == (True, True)
    assert "&lt;b&gt;" in ui.tag(text="<b>")
    assert "<b>" in ui.tag(text=Html("<b>"))
    assert "&lt;b&gt;" in ui.tag(text="<b>")
