import hashlib
from pathlib import Path

import pytest
from pyramid.config import Configurator
from webtest import TestApp

from wangting.theming.loader import NoSuchFileError, Themes
from wangting.theming.renderer import install

HOME = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def app():
    config = Configurator(settings={})
    install(config, Themes(HOME / "themes", {"default": None, "bozhou": "default"}))
    return TestApp(config.make_wsgi_app())


def test_an_address_carries_the_digest_of_the_content(files):
    content = (HOME / "themes/default/static/look.css").read_bytes()
    assert files.url("bozhou", "look.css") == f"/static/default/look.css?v={hashlib.sha256(content).hexdigest()[:16]}"


def test_a_file_of_its_address_may_be_kept_for_good(app, files):
    answer = app.get(files.url("bozhou", "look.css"))
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.content_type == "text/css"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_file_asked_for_by_another_digest_is_kept_briefly(app):
    assert "immutable" not in app.get("/static/default/look.css?v=0000").headers["Cache-Control"]


@pytest.mark.parametrize(
    "address",
    [
        "/static/default/../theme.yaml",
        "/static/default/%2e%2e/theme.yaml",
        "/static/theme.yaml",
        "/static/",
        "/static/nobody/look.css",
    ],
)
def test_nothing_but_the_list_is_served(app, address):
    app.get(address, status=404)


def test_tokens_come_first_and_the_look_last(files):
    names = [address.partition("?")[0] for address in files.styles("bozhou")]
    assert names[0] == "/static/default/tokens.css"
    assert names[-2:] == ["/static/default/look.css", "/static/default/house.css"]


def test_a_file_that_no_theme_has_is_a_mistake_of_the_template(files):
    with pytest.raises(NoSuchFileError):
        files.url("bozhou", "jquery.js")
