"""Addresses of mandates: those of the two whom one binds, and those of the window that confirms it."""

from __future__ import annotations

import re

from pyramid.request import Request

from wangting.content.mandate import Mandate, is_number
from wangting.errors import NotFound, NotSignedIn
from wangting.gateways.side.records import Draft
from wangting.views.traversal.context import Context

#: The id of a draft.
DRAFT_ID = re.compile(r"[0-9a-f]{32}")
#: How the drafts are marked that become a mandate.
MANDATE = "mandate/"


class Point(Context):
    """``/me/point``: where a village agent works, and anybody else who acts for somebody."""


class MyMandates(Context):
    """``/me/mandates``: mandates given and held; a visitor signs in before anybody looks whether there is one."""

    def __getitem__(self, name: str) -> Context:
        if DRAFT_ID.fullmatch(name):
            return MandateDraft(self.request, self, name)
        if not is_number(name):
            raise KeyError(name)
        if self.request.identity is None:
            raise NotSignedIn
        return MyMandate(self.request, self, name)


class MandateDraft(Context):
    """``/me/mandates/<draft id>``: a mandate that is being written; whoever is signed in writes it for themselves."""

    @property
    def draft(self) -> Draft:
        """Return the draft of whoever is signed in; raises NotFound."""
        found = self.room.drafting.mine(self.request.identity.party.id, self.__name__)
        if not found.item_code.startswith(MANDATE):
            raise NotFound("no_mandate")
        return found


class MandateContext(Context):
    """One mandate by its number."""

    def __init__(self, request: Request, parent: Context, number: str) -> None:
        super().__init__(request, parent, number)
        self.mandate: Mandate = self.room.register.mandates.get(number)


class MyMandate(MandateContext):
    """``/me/mandates/<number>``: seen by the two whom it binds; for anybody else there is none."""

    def __init__(self, request: Request, parent: Context, number: str) -> None:
        super().__init__(request, parent, number)
        if request.identity.party.id not in (self.mandate.principal, self.mandate.delegate):
            raise NotFound("no_mandate")


class DeskMandates(Context):
    """``/<hall>/desk/mandates``: mandates at the window."""

    def __getitem__(self, number: str) -> DeskMandate:
        if self.request.identity is None:
            raise NotSignedIn
        return DeskMandate(self.request, self, number)


class DeskMandate(MandateContext):
    """``/<hall>/desk/mandates/<number>``: one that this hall may confirm; that of other halls is not there."""

    def __init__(self, request: Request, parent: Context, number: str) -> None:
        super().__init__(request, parent, number)
        if self.mandate.halls and self.hall.key not in self.mandate.halls:
            raise NotFound("no_mandate")
