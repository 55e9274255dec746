"""The tree of addresses (DESIGN 9): city, hall, item, desk, case, draft, and the API."""

from __future__ import annotations

from dataclasses import replace

from pyramid.request import Request

from wangting.content.case import Case
from wangting.errors import NotFound, NotSignedIn
from wangting.gateways.side.records import Draft
from wangting.rules.access import Facts
from wangting.services.catalogue import Offer
from wangting.views.traversal.admin import Admin
from wangting.views.traversal.api import Api
from wangting.views.traversal.companies import MyCompanies, MyFamily, MyMessages
from wangting.views.traversal.context import Context
from wangting.views.traversal.files import Files
from wangting.views.traversal.items import Departments, Items
from wangting.views.traversal.laws import Laws
from wangting.views.traversal.mandates import DeskMandates, MyMandates, Point
from wangting.views.traversal.office import Office
from wangting.views.traversal.written import Announcements, Pages


class City(Context):
    """``/``: everything that belongs to no single hall."""

    def __getitem__(self, name: str) -> Context:
        below = {"me": Me, "api": Api, "office": Office, "city": CityStaff, "files": Files}.get(name)
        if below is not None:
            return below(self.request, self, name)
        if name in self.room.halls:
            return HallContext(self.request, self, name)
        raise KeyError(name)


class HallContext(Context):
    """``/<hall>/``, or ``/`` on the hall's own host."""

    def __init__(self, request: Request, parent: Context | None, name: str) -> None:
        super().__init__(request, parent, name)
        self.hall = self.room.catalogue.open_hall(name)

    def __getitem__(self, name: str) -> Context:
        below = {"items": Items, "departments": Departments, "desk": Desk, "pages": Pages,
                 "announcements": Announcements, "laws": Laws, "admin": Admin}.get(name)  # fmt: skip
        if below is None:
            raise KeyError(name)
        return below(self.request, self, name)


class OwnHost(HallContext):
    """The root on a hall's own host: the hall itself, with the city's addresses beside it."""

    def __init__(self, request: Request, hall: str) -> None:
        super().__init__(request, None, hall)
        self.__name__ = ""
        self._city = City(request)

    def __getitem__(self, name: str) -> Context:
        try:
            return super().__getitem__(name)
        except KeyError:
            return self._city[name]


class Me(Context):
    """``/me``: what belongs to whoever is signed in."""

    def __getitem__(self, name: str) -> Context:
        below = {"cases": MyCases, "drafts": MyDrafts, "mandates": MyMandates, "point": Point,
                 "account": MyAccount, "companies": MyCompanies, "family": MyFamily,
                 "messages": MyMessages}.get(name)  # fmt: skip
        if below is None:
            raise KeyError(name)
        return below(self.request, self, name)


class MyAccount(Context):
    """``/me/account``: what the hall knows of whoever is signed in."""


class MyCases(Context):
    """``/me/cases``; a visitor is sent to sign in before anybody looks whether there is such a case."""

    def __getitem__(self, number: str) -> MyCase:
        if self.request.identity is None:
            raise NotSignedIn
        return MyCase(self.request, self, number)


class MyDrafts(Context):
    """``/me/drafts``."""

    def __getitem__(self, draft_id: str) -> DraftContext:
        return DraftContext(self.request, self, draft_id)


class DraftContext(Context):
    """``/me/drafts/<id>``: the owner's only; for anybody else there is none.

    The draft itself is looked up when a view asks: a session may have ended while the form was being filled in, and
    then the view has no owner yet, but what was typed must not be lost.
    """

    @property
    def draft(self) -> Draft:
        """Return the draft of whoever is signed in; raises NotFound."""
        return self.room.drafting.mine(self.request.draft_owner, self.__name__)

    def offer_of(self, draft: Draft) -> Offer:
        """Return the offer that ``draft`` applies for."""
        return self.room.catalogue.offer(draft.hall, draft.item_code)


class Desk(Context):
    """``/<hall>/desk``: where the hall's people work."""

    staff = True

    def __getitem__(self, name: str) -> Context:
        below = {"cases": DeskCases, "mandates": DeskMandates}.get(name)
        if below is None:
            raise KeyError(name)
        return below(self.request, self, name)


class DeskCases(Context):
    """``/<hall>/desk/cases``; a visitor is sent to sign in before anybody looks whether there is such a case."""

    def __getitem__(self, number: str) -> DeskCase:
        if self.request.identity is None:
            raise NotSignedIn
        return DeskCase(self.request, self, number)


class CaseContext(Context):
    """One case, seen from ``/me`` or from a hall's desk; a case of another hall is not there (DESIGN 5)."""

    def __init__(self, request: Request, parent: Context, number: str) -> None:
        super().__init__(request, parent, number)
        self.case: Case = self.room.tracking.by_number(number)
        if self.hall is not None and self.case.owner_hall != self.hall.key:
            raise NotFound("no_case")

    def facts(self) -> Facts:
        """Return the facts of the case."""
        return self.room.casework.facts(self.case)


class MyCase(CaseContext):
    """``/me/cases/<number>``: the pages of whoever applied."""

    def facts(self) -> Facts:
        """Return the facts of the case without where it is handled: nobody comes here because of a post.

        Who filed it for somebody sees it only while at work for that person: on a shared computer the case of one
        villager is not there while the next one is served.
        """
        behalf = self.request.behalf
        found = replace(super().facts(), hall=None, path=())
        mine = behalf is not None and behalf.principal.id == self.case.applicant
        return found if mine else replace(found, agent=None)


class DeskCase(CaseContext):
    """``/<hall>/desk/cases/<number>``: the pages of those who work on it."""

    def facts(self) -> Facts:
        """Return the facts of the case without whose it is: nobody comes to the desk because they applied."""
        return replace(super().facts(), applicant=None, agent=None)


class CityStaff(Context):
    """``/city``: supervision of the whole city."""


def root_factory(request: Request) -> Context:
    """Return the root of the tree: the city, or the hall that has this host for itself, while it is open."""
    hall = request.registry.tenancy.hall_of(request.host)
    if hall is not None and request.room.catalogue.hall(hall).closed:
        return City(request)
    return City(request) if hall is None else OwnHost(request, hall)
