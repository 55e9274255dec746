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


@pytest.fixture
def keeper(hall):
    """The browser of somebody who drafts for a department of the city."""
    return hall.browser(sign_in=hall.account("item_maintainer"))


@pytest.fixture
def central(hall):
    """The browser of somebody of the central office."""
    return hall.browser(sign_in=hall.account("central_office"))
