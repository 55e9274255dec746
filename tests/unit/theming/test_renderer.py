import shutil
from pathlib import Path

import pytest
from pyramid.config import Configurator
from webtest import TestApp

from wangting.errors import DeclarationError
from wangting.theming.page import Page
from wangting.theming.renderer import dress, render

HOME = Path(__file__).resolve().parents[3]
PROBE = """
<html metal:use-macro="ui['page']"><tal:main metal:fill-slot="main"><h1>${title}</h1><p>${said}</p></tal:main></html>
"""


@pytest.fixture
def home(tmp_path):
    shutil.copytree(HOME / "themes", tmp_path / "themes")
    (tmp_path / "themes" / "bozhou" / "templates" / "probe.pt").write_text(PROBE, "utf-8")
    return tmp_path


@pytest.fixture
def app(home):
    config = Configurator(settings={"wangting.home": str(home)})
    config.include("pyramid_chameleon")
    config.include("wangting.theming")
    config.add_request_method(page_of, "page", reify=True)
    config.add_route("ours", "/ours")
    config.add_view(lambda _request: {"title": "甲", "said": "<x-xss>"}, route_name="ours", renderer="probe.pt")
    config.add_route("fault", "/fault")
    config.add_view(fault, route_name="fault", renderer="string")
    return TestApp(config.make_wsgi_app())


def page_of(request):
    return dress(Page(lang=request.locale_name, theme="bozhou", path=request.path), request)


def fault(request):
    return render(request, "error.pt", {"code": "no_hall", "status": 404, "facts": {}})


def test_a_view_returns_a_dict_and_the_page_comes_dressed(app):
    answer = app.get("/ours")
    assert answer.content_type == "text/html"
    assert answer.text.lstrip().startswith("<!DOCTYPE html>")
    assert "<title>甲 - 亳州网厅</title>" in answer.text
    assert "&lt;x-xss&gt;" in answer.text


def test_the_language_is_what_the_address_asks_for(app):
    assert 'lang="en"' in app.get("/ours?lang=en").text
    assert 'lang="zh-Hans"' in app.get("/ours?lang=fr").text


def test_an_error_is_dressed_where_no_view_returns_it(app):
    assert "没有这个大厅" in app.get("/fault").text


def test_themes_that_do_not_hold_together_stop_the_boot(home):
    (home / "themes" / "bozhou" / "theme.yaml").write_text("title: x\ntitle_en: x\nparent: nobody\n", "utf-8")
    config = Configurator(settings={"wangting.home": str(home)})
    with pytest.raises(DeclarationError, match="nobody"):
        config.include("wangting.theming")


def test_templates_of_installed_packages_are_left_to_their_own_renderer(home):
    config = Configurator(settings={"wangting.home": str(home)})
    config.include("wangting.theming")
    config.add_route("login", "/login")
    config.add_view(lambda _request: {}, route_name="login", renderer="deform:templates/readonly/textinput.pt")
    with pytest.raises(NameError, match="field"):
        TestApp(config.make_wsgi_app()).get("/login")
