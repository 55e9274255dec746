"""Puts together what stands before the application: its limits, the answers that are ready, the counters."""

from __future__ import annotations

from pyramid.registry import Registry

from wangting.listening.answers import MOMENT, STATUSES, WAIT, ReadyAnswers
from wangting.listening.server import Front
from wangting.scripts.leaving import leave_pages
from wangting.settings import Settings
from wangting.views.limits import limit_of
from wangting.views.ready import ready_headers, ready_pages


def front_of(settings: Settings, registry: Registry) -> Front:
    """Return the front of the application with this registry."""
    house = registry.house
    pages = ready_pages(registry, STATUSES.items(), MOMENT, WAIT)
    if settings.ready_pages is not None:
        leave_pages(pages, settings.ready_pages)
    answers = ReadyAnswers(pages, ready_headers(is_https=settings.is_https), house.clock)
    rules = house.upload_rules
    return Front(answers, lambda method, path, headers: limit_of(method, path, headers, rules), registry.meters)
