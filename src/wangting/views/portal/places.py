"""Where city-wide pages live: under the city, and on every hall's own host as well (DESIGN 9)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pyramid.view import view_config

from wangting.views.traversal.contexts import City, OwnHost

View = Callable[..., Any]


def city_view(**settings: Any) -> Callable[[View], View]:
    """Register a view at a city-wide address, on whatever host it is asked for."""

    def register(view: View) -> View:
        for context in (City, OwnHost):
            view = view_config(context=context, _depth=1, **settings)(view)
        return view

    return register
