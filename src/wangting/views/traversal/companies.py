"""Addresses of the organisations and children somebody acts for, and of the messages to somebody; nobody else's."""

from __future__ import annotations

from pyramid.request import Request

from wangting.content.parties import Organisation
from wangting.errors import NotFound, NotSignedIn
from wangting.views.traversal.context import Context

#: Characters of a credit code; what is shorter is a page beside the organisations.
LENGTH = 18


class MyFamily(Context):
    """``/me/family``: children whose guardian is signed in."""


class MyMessages(Context):
    """``/me/messages``: what was sent to whoever is signed in."""


class MyCompanies(Context):
    """``/me/companies``; a visitor signs in before anybody looks whether there is such an organisation."""

    def __getitem__(self, credit_code: str) -> MyCompany:
        if len(credit_code) != LENGTH:
            raise KeyError(credit_code)
        if self.request.identity is None:
            raise NotSignedIn
        return MyCompany(self.request, self, credit_code)


class MyCompany(Context):
    """``/me/companies/<credit code>``: seen by those who act for it today."""

    def __init__(self, request: Request, parent: Context, credit_code: str) -> None:
        super().__init__(request, parent, credit_code)
        self.firm: Organisation = self.room.representing.find(credit_code)
        if not self.room.representing.is_operator(self.firm, request.identity.party):
            raise NotFound("no_company")
