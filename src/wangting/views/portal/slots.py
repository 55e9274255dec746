"""Places in the guide for what others bring: a booking, a question, a paper that the house has already.

A place shows nothing until somebody fills it: ``@guide_slot("book")`` above a function that takes the request, the
offer and, for ``held``, the material, and returns HTML or None.  Two that fill one place are a conflict at boot.  The
page of a visitor is kept for all visitors, so what a function says to a visitor may depend on the offer alone.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import venusian
from pyramid.request import Request
from zope.interface import Interface

from wangting.services.catalogue import Offer
from wangting.theming.html import Html

#: ``held`` stands beside a material, ``book`` under the windows, ``ask`` at the end.
PLACES = frozenset({"held", "book", "ask"})
Fill = Callable[..., Html | None]


class IGuideSlot(Interface):
    """What fills a place in the guide."""


def guide_slot(place: str) -> Callable[[Fill], Fill]:
    """Register the function below for ``place``; raises ValueError for a place that the guide does not have."""
    if place not in PLACES:
        raise ValueError(f"the guide has no place {place!r}: {', '.join(sorted(PLACES))}")

    def register(fill: Fill) -> Fill:
        def found(scanner: Any, _name: str, wrapped: Fill) -> None:
            add_guide_slot(scanner.config, place, wrapped)

        venusian.attach(fill, found, category="pyramid")
        return fill

    return register


def add_guide_slot(config: Any, place: str, fill: Fill) -> None:
    """Fill ``place`` with ``fill``, once in an application."""
    register = partial(config.registry.registerUtility, fill, IGuideSlot, name=place)
    config.action(("guide_slot", place), register)


def filled(request: Request, place: str, offer: Offer, *about: object) -> Html | None:
    """Return what stands at ``place``, None while nobody has filled it."""
    fill = request.registry.queryUtility(IGuideSlot, name=place)
    return None if fill is None else fill(request, offer, *about)
