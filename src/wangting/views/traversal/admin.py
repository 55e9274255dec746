"""Addresses of a hall's administration, ``/<hall>/admin/``; a visitor signs in before anything is looked for."""

from __future__ import annotations

from functools import cached_property

from pyramid.request import Request

from wangting.content.announcement import Announcement
from wangting.content.orgunit import OrgUnit
from wangting.content.parties import Party
from wangting.errors import NotFound, NotSignedIn
from wangting.services.administering.recording import Recording
from wangting.services.administering.room import HallRoom
from wangting.services.administering.staffing import VILLAGE
from wangting.views.traversal.context import Context
from wangting.views.traversal.hallitems import HallItems

#: How the draft of an overlay is marked among the drafts of a person.
OVERLAY = "overlay/"
#: No id of a party has more digits (62 bits).
DIGITS = 19


class AdminPlace(Context):
    """One place of the administration of a hall."""

    staff = True

    @cached_property
    def office(self) -> HallRoom:
        """The services of this hall's administration."""
        return self.room.administration(self.hall)

    @property
    def recording(self) -> Recording:
        """What writes deeds of whoever is signed in."""
        return self.office.recording(self.request.identity.party.id)


class Admin(AdminPlace):
    """``/<hall>/admin``."""

    def __init__(self, request: Request, parent: Context, name: str) -> None:
        super().__init__(request, parent, name)
        if request.identity is None:
            raise NotSignedIn

    def __getitem__(self, name: str) -> Context:
        below = {"rights": Rights, "items": HallItems, "officials": AdminOfficials, "departments": AdminDepartments,
                 "points": AdminPoints, "announcements": AdminAnnouncements}.get(name)  # fmt: skip
        if below is None:
            raise KeyError(name)
        return below(self.request, self, name)


class Rights(AdminPlace):
    """``/<hall>/admin/rights``: the hall's permission overlay."""


class AdminOfficials(AdminPlace):
    """``/<hall>/admin/officials``: officials and village agents of this hall; nobody else's are there."""

    def __getitem__(self, name: str) -> AdminOfficial:
        if not (name.isascii() and name.isdigit() and len(name) <= DIGITS):
            raise KeyError(name)
        return AdminOfficial(self.request, self, name)


class AdminOfficial(AdminPlace):
    """``/<hall>/admin/officials/<id>``."""

    def __init__(self, request: Request, parent: Context, name: str) -> None:
        super().__init__(request, parent, name)
        self.party: Party = self.office.staffing.person(int(name))


class AdminPoints(AdminPlace):
    """``/<hall>/admin/points``: the agency points of this hall's villages."""

    def __getitem__(self, code: str) -> AdminPoint:
        return AdminPoint(self.request, self, code)


class AdminPoint(AdminPlace):
    """``/<hall>/admin/points/<code>``: the point of one village."""

    def __init__(self, request: Request, parent: Context, code: str) -> None:
        super().__init__(request, parent, code)
        self.unit: OrgUnit = self.office.staffing.unit(code)
        if self.unit.kind != VILLAGE:
            raise NotFound("no_unit_here")


class AdminDepartments(AdminPlace):
    """``/<hall>/admin/departments``."""

    def __getitem__(self, slug: str) -> AdminDepartment:
        if f"{self.hall.key}/{slug}" not in self.room.register.orgunits:
            raise KeyError(slug)
        return AdminDepartment(self.request, self, slug)


class AdminDepartment(AdminPlace):
    """``/<hall>/admin/departments/<slug>``; one that is closed as well."""

    def __init__(self, request: Request, parent: Context, slug: str) -> None:
        super().__init__(request, parent, slug)
        self.unit: OrgUnit = self.office.staffing.unit(f"{self.hall.key}/{slug}")


class AdminAnnouncements(AdminPlace):
    """``/<hall>/admin/announcements``."""

    def __getitem__(self, name: str) -> AdminAnnouncement:
        if name not in self.hall:
            raise KeyError(name)
        return AdminAnnouncement(self.request, self, name)


class AdminAnnouncement(AdminPlace):
    """``/<hall>/admin/announcements/<name>``: the hall's own; the city's is not the hall's to change."""

    def __init__(self, request: Request, parent: Context, name: str) -> None:
        super().__init__(request, parent, name)
        self.written: Announcement = self.office.writing(request.registry.content.create).one(name)
