"""Pauses before another attempt: pyramid_retry itself has no back-off (DESIGN 6.4)."""

from __future__ import annotations

from pyramid.config import Configurator
from pyramid_retry import BeforeRetry

from wangting.services.attempts import back_off


def pause(event: BeforeRetry) -> None:
    """Count the collision, and sleep a random moment, longer with each attempt."""
    event.request.registry.meters.retries.inc()
    back_off(event.environ.get("retry.attempt", 0) + 1)


def includeme(config: Configurator) -> None:
    """Subscribe."""
    config.add_subscriber(pause, BeforeRetry)
