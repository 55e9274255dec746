"""What an item asks of whoever applies, said alike on the guide, the form and the page before the last button."""

from __future__ import annotations

from pyramid.request import Request

from wangting.content.item import Edition
from wangting.content.parties import Party
from wangting.services.assuring import person_behind
from wangting.views.behalf import applicant_of


def subject_of(request: Request) -> Party:
    """Return whose identity counts: the person applied for, or whoever acts for an organisation."""
    return person_behind(applicant_of(request), request.identity.party)


def level_name(request: Request, level: int) -> str:
    """Return what ``level`` is called, such as 三级."""
    found = request.room.assuring.law.levels[level]
    return request.page.say(found.name, found.name_en)


def level_told(request: Request, edition: Edition) -> dict | None:
    """Return name and meaning of the level that ``edition`` asks for, None where it asks for none."""
    if edition.assurance is None:
        return None
    level = request.room.assuring.law.levels[edition.assurance]
    say = request.page.say
    return {"name": say(level.name, level.name_en), "means": say(level.means, level.means_en)}


def asked_of(request: Request, edition: Edition, path: str) -> dict | None:
    """Return what ``edition`` asks for and what there is, for ``components/assurance.pt``; None where it asks nothing.

    ``path`` is where whoever has reached the level comes back to.
    """
    if edition.assurance is None:
        return None
    has = request.room.assuring.level(subject_of(request))
    return {
        "needed": level_name(request, edition.assurance),
        "has": level_name(request, has),
        "enough": has >= edition.assurance,
        "href": request.page.url("/me/account/identity", next=path),
    }
