"""Addresses of the central office's daily work on the catalogue: words, findings, files."""

from __future__ import annotations

from wangting.views.traversal.context import Context


class OfficeQueries(Context):
    """``/office/queries``: words that found nothing."""


class OfficeLint(Context):
    """``/office/lint``: what is doubtful in the catalogue."""


class OfficeExchange(Context):
    """``/office/exchange``: the catalogue as a file."""
