"""What journeys look behind the pages for."""

import pytest

from wangting.theming.loader import Themes


@pytest.fixture
def made(hall, monkeypatch):
    """The names of the templates of the pages that were really made."""
    names, real = [], Themes.page

    def page(self, name, *rest):
        names.append(name)
        return real(self, name, *rest)

    monkeypatch.setattr(Themes, "page", page)
    return names
