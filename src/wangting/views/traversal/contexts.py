"""The tree of addresses (DESIGN 9): city, hall, item, desk, case, draft, and the API."""

from __future__ import annotations

from dataclasses import replace

from pyramid.request import Request

from wangting.content.case import Case
from wangting.content.hall import Hall
from wangting.content.orgunit import OrgUnit
from wangting.errors import NotFound, NotSignedIn
from wangting.gateways.side.records import Draft
from wangting.rules.access import Facts
from wangting.services.catalogue import Offer
from wangting.services.workroom import Workroom
from wangting.views.traversal.context import Context
from wangting.views.traversal.written import Announcements, Pages


class City(Context):
    """``/``: everything that belongs to no single hall."""

    def __getitem__(self, name: str) -> Context:
        below = {"me": Me, "api": Api, "office": Office, "city": CityStaff}.get(name)
        if below is not None:
            return below(self.request, self, name)
        if name in self.room.halls:
            return HallContext(self.request, self, name)
        raise KeyError(name)


class HallContext(Context):
    """``/<hall>/``, or ``/`` on the hall's own host."""

    def __init__(self, request: Request, parent: Context | None, name: str) -> None:
        super().__init__(request, parent, name)
        self.hall = self.room.catalogue.hall(name)

    def __getitem__(self, name: str) -> Context:
        below = {"items": Items, "departments": Departments, "desk": Desk, "pages": Pages,
                 "announcements": Announcements}.get(name)  # fmt: skip
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


class Items(Context):
    """``/<hall>/items``."""

    def __getitem__(self, code: str) -> ItemContext:
        return ItemContext(self.request, self, code)


class ItemContext(Context):
    """``/<hall>/items/<code>``: one item as this hall offers it."""

    def __init__(self, request: Request, parent: Context, code: str) -> None:
        super().__init__(request, parent, code)
        self.offer: Offer = offered(self.room, self.hall, code)


def offered(room: Workroom, hall: Hall, code: str) -> Offer:
    """Return the offer; raises NotFound with the item's name and the halls that offer it where this one does not."""
    catalogue, implementation = room.catalogue, hall.implementations.get(code)
    if implementation is None or not implementation.on:
        others = tuple((other.key, other.title, other.face["name_en"]) for other in catalogue.halls_of(code))
        item = room.items.get(code)
        raise NotFound("no_item" if item is None else "not_here", halls=others, item=code, name=item and item.title)
    return catalogue.offer(hall.key, code)


class Departments(Context):
    """``/<hall>/departments``."""

    def __getitem__(self, slug: str) -> DepartmentContext:
        return DepartmentContext(self.request, self, slug)


class DepartmentContext(Context):
    """``/<hall>/departments/<slug>``: one department of this hall."""

    def __init__(self, request: Request, parent: Context, slug: str) -> None:
        super().__init__(request, parent, slug)
        unit = self.room.register.orgunits.get(f"{self.hall.key}/{slug}")
        if unit is None or unit.kind != "department":
            raise NotFound("no_department")
        self.unit: OrgUnit = unit


class Me(Context):
    """``/me``: what belongs to whoever is signed in."""

    def __getitem__(self, name: str) -> Context:
        below = {"cases": MyCases, "drafts": MyDrafts}.get(name)
        if below is None:
            raise KeyError(name)
        return below(self.request, self, name)


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
        return self.room.drafting.mine(self.request.identity.party.id, self.__name__)

    def offer_of(self, draft: Draft) -> Offer:
        """Return the offer that ``draft`` applies for."""
        return self.room.catalogue.offer(draft.hall, draft.item_code)


class Desk(Context):
    """``/<hall>/desk``: where the hall's people work."""

    staff = True

    def __getitem__(self, name: str) -> Context:
        if name != "cases":
            raise KeyError(name)
        return DeskCases(self.request, self, name)


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
        """Return the facts of the case without where it is handled: nobody comes here because of a post."""
        return replace(super().facts(), hall=None, path=())


class DeskCase(CaseContext):
    """``/<hall>/desk/cases/<number>``: the pages of those who work on it."""

    def facts(self) -> Facts:
        """Return the facts of the case without whose it is: nobody comes to the desk because they applied."""
        return replace(super().facts(), applicant=None, agent=None)


class Office(Context):
    """``/office``: the central office."""


class CityStaff(Context):
    """``/city``: supervision of the whole city."""


class Api(Context):
    """``/api``."""

    def __getitem__(self, name: str) -> ApiV1:
        if name != "v1":
            raise KeyError(name)
        return ApiV1(self.request, self, name)


class ApiV1(Context):
    """``/api/v1``: the views are the resources of the API, and items go further down."""

    def __getitem__(self, name: str) -> ApiItems:
        if name != "items":
            raise KeyError(name)
        return ApiItems(self.request, self, name)


class ApiItems(Context):
    """``/api/v1/items``, and below it ``/<hall>/<code>``."""

    def __getitem__(self, key: str) -> ApiHallItems:
        return ApiHallItems(self.request, self, key)


class ApiHallItems(Context):
    """``/api/v1/items/<hall>``: only the way to its items."""

    def __init__(self, request: Request, parent: Context, key: str) -> None:
        super().__init__(request, parent, key)
        self.hall = self.room.catalogue.hall(key)

    def __getitem__(self, code: str) -> ApiItem:
        return ApiItem(self.request, self, code)


class ApiItem(Context):
    """``/api/v1/items/<hall>/<code>``: the guide for machines."""

    def __init__(self, request: Request, parent: Context, code: str) -> None:
        super().__init__(request, parent, code)
        self.offer: Offer = offered(self.room, self.hall, code)


def root_factory(request: Request) -> Context:
    """Return the root of the tree: the city, or the hall that has this host for itself."""
    hall = request.registry.tenancy.hall_of(request.host)
    return City(request) if hall is None else OwnHost(request, hall)
