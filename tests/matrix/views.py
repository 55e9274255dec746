"""Every view of the house, asked of the running application."""

from __future__ import annotations

import inspect

from pyramid.interfaces import IExceptionResponse
from pyramid.registry import Registry

from wangting.views.counting import place_of
from wangting.views.traversal.contexts import Context, OwnHost

#: Views behind these routes are of the maintenance surface (tests/sdi) or hand out files of the themes.
BESIDE = frozenset({"substanced_manage", "static", "__deformstatic/", "__fcstatic/", "__sdistatic/"})


def addressed(registry: Registry) -> set[tuple[str, str]]:
    """Return (address, method) of every view on a place of the house."""
    found = set()
    for view in _all(registry):
        context = view["context"]
        # What a hall's own host shows is what stands below the hall and the city: test_forged.py asks there.
        if _is_place(context) and context is not OwnHost:
            methods = view["request_methods"] or ("any",)
            methods = (methods,) if isinstance(methods, str) else methods
            found.update((place_of(context, view["name"]), method) for method in methods)
    return found


def strays(registry: Registry) -> list[str]:
    """Return the views that are neither at a place of the house, nor of an exception, nor behind a known route."""
    return [
        f"{view['callable']} on {view['context']}"
        for view in _all(registry)
        if not (_is_place(view["context"]) or _is_exception(view["context"]) or view["route_name"] in BESIDE)
    ]


def _all(registry: Registry) -> list:
    return [entry["introspectable"] for entry in registry.introspector.get_category("views")]


def _is_place(context: object) -> bool:
    return inspect.isclass(context) and issubclass(context, Context)


def _is_exception(context: object) -> bool:
    return context is IExceptionResponse or (inspect.isclass(context) and issubclass(context, BaseException))
