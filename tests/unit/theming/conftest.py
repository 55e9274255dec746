"""The real themes, and a small family of themes in a temporary folder."""

from pathlib import Path

import pytest

from wangting.theming.loader import Themes
from wangting.theming.page import HallFace, Page
from wangting.theming.static import StaticFiles

HOME = Path(__file__).resolve().parents[3]
PARENTS = {"default": None, "bozhou": "default"}


@pytest.fixture(scope="session")
def themes():
    return Themes(HOME / "themes", PARENTS)


@pytest.fixture(scope="session")
def files(themes):
    return StaticFiles(themes)


@pytest.fixture
def hall():
    return HallFace("mengcheng", "蒙城厅", "Mengcheng Hall", "蒙城县", "Mengcheng County", "bozhou")


@pytest.fixture
def make_page(files):
    def make(**known):
        page = Page(**{"theme": "bozhou", **known})
        page.static = lambda name: files.url(page.theme, name)
        page.styles = files.styles(page.theme)
        return page

    return make


@pytest.fixture
def family(tmp_path):
    """A grandchild, a child and the default theme, each with a template that says whose it is."""
    for theme, names in {"default": ("a", "b", "c"), "child": ("b", "c"), "grandchild": ("c",)}.items():
        folder = tmp_path / "themes" / theme / "templates"
        folder.mkdir(parents=True)
        for name in names:
            (folder / f"{name}.pt").write_text(f"<p>{name} of {theme}: ${{word}}</p>", "utf-8")
    (tmp_path / "themes" / "secret.pt").write_text("<p>not a template of any theme</p>", "utf-8")
    (tmp_path / "themes" / "default" / "templates" / "way_out.pt").symlink_to(tmp_path / "themes" / "secret.pt")
    return Themes(tmp_path / "themes", {"default": None, "child": "default", "grandchild": "child"})
