"""Addresses of the central office's daily work on the catalogue: words, findings, files."""

from __future__ import annotations

from pyramid.request import Request

from wangting.errors import NotSignedIn
from wangting.views.traversal.context import Context

#: The view of all templates that begins another one; no template has such a key.
NEW_TEMPLATE = "new"


class OfficeQueries(Context):
    """``/office/queries``: words that found nothing."""


class OfficeLint(Context):
    """``/office/lint``: what is doubtful in the catalogue."""


class OfficeMaterials(Context):
    """``/office/materials``: the material templates; visitors are sent to sign in before one is looked for."""

    def __getitem__(self, key: str) -> OfficeMaterial:
        if self.request.identity is None:
            raise NotSignedIn
        if key == NEW_TEMPLATE:
            raise KeyError(key)
        return OfficeMaterial(self.request, self, key)


class OfficeMaterial(Context):
    """``/office/materials/<key>``: one material template."""

    def __init__(self, request: Request, parent: Context, key: str) -> None:
        super().__init__(request, parent, key)
        self.template = self.room.office.templating.of(key)


class OfficeExchange(Context):
    """``/office/exchange``: the catalogue as a file."""
