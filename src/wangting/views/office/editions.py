"""``/office/items/<code>/editions/<n>/``: one edition beside the one it follows, and what can be done with it."""

from __future__ import annotations

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from translationstring import TranslationStringFactory

from wangting.content.item import DRAFT, REVIEWED, Edition
from wangting.errors import Outdated
from wangting.rules.edition import changes
from wangting.rules.review import asked_back
from wangting.security.permissions import ITEM_DRAFT, OFFICE_PUBLISH
from wangting.services.publishing.service import OF_OTHERS
from wangting.views.differences import differences
from wangting.views.dressing import go
from wangting.views.filewords import files_told
from wangting.views.office.home import way_home
from wangting.views.office.items import REASON_LONGEST, STAGES, logged, standing
from wangting.views.traversal.office import OfficeEdition

_ = TranslationStringFactory("wangting")


@view_config(context=OfficeEdition, request_method="GET", permission=ITEM_DRAFT, renderer="office/edition.pt")
def show(context: OfficeEdition, request: Request) -> dict:
    """Show what differs from the edition before it, or from ``?with=``; whoever wrote it cannot review it."""
    item, edition = context.item, context.edition
    other = _other(context, request)
    found = () if other is None else changes(other.data, edition.data)
    by = request.identity.party.id
    is_writer, is_open = by in edition.writers, edition.stage == DRAFT and not edition.is_in_review
    way = way_home(request)
    return {
        **way,
        "title": item.title,
        "item": item,
        "edition": edition,
        "other": other,
        "others": [one for one in item.editions if one is not edition],
        "stage": STAGES["handed" if edition.is_handed else standing(item, edition, request)],
        "rows": differences(found, request.page.lang),
        "log": logged(request, edition.log),
        "is_writer": is_writer,
        "may_review": way["is_office"] and edition.stage == DRAFT and not is_writer,
        # The central office reviews what it did not write, a department hands in what a colleague wrote as well.
        "may_hand_in": is_open and (is_writer or not way["is_office"]),
        "may_take_back": edition.is_handed and (is_writer or not way["is_office"]),
        "may_send_back": way["is_office"] and edition.is_in_review,
        # What lies under the item is told by the refusal: the button stays, so that somebody hears of it.
        "may_discard": is_open and _fault(context, request) != OF_OTHERS,
        "is_handed": edition.is_handed,
        "is_open": is_open,
        "sent_back": asked_back(edition.log) if edition.stage == DRAFT else None,
        "is_draft": edition.stage == DRAFT,
        "is_reviewed": edition.stage == REVIEWED,
        "path": path_of(edition),
        "mark": edition.seen_mark,
        "error": None,
        "files": list(files_told(request, edition.data, f"/office/items/{item.code}/edit/file")),
        "is_outdated": False,
        "typed": "",
        "told": request.session.pop_flash(),
    }


def _fault(context: OfficeEdition, request: Request) -> str | None:
    code, number, by = context.item.code, context.edition.number, request.identity.party.id
    return request.room.publishing.holds_back(code, number, by, alone=not way_home(request)["is_office"])


def path_of(edition: Edition) -> str:
    """Return where the page of ``edition`` is."""
    return f"/office/items/{edition.item_code}/editions/{edition.number}/"


def seen(request: Request) -> str:
    """Return what the page carried of the edition that it showed."""
    return request.POST.get("mark", "")


def outdated(context: OfficeEdition, request: Request, typed: str = "") -> dict:
    """Show the edition as it is now, with what was typed; nothing has been written when Outdated is raised."""
    request.response.status_int = Outdated.status
    return {**show(context, request), "is_outdated": True, "typed": typed}


def _other(context: OfficeEdition, request: Request) -> Edition | None:
    """Return the edition to compare with: the one asked for, else the one before; None for the first."""
    asked = request.GET.get("with", "")
    if asked.isascii() and asked.isdigit():
        return context.item.edition(int(asked))
    number = context.edition.number
    return context.item.edition(number - 1) if number > 1 else None


@view_config(context=OfficeEdition, name="review", request_method="POST", permission=OFFICE_PUBLISH,
             renderer="office/edition.pt")  # fmt: skip
def review(context: OfficeEdition, request: Request) -> dict | Response:
    """Say that the draft is right; what is refused, and why, is shown by the page of refusals."""
    code, number, by = context.item.code, context.edition.number, request.identity.party.id
    try:
        request.room.publishing.review(code, number, by, seen(request))
    except Outdated:
        return outdated(context, request)
    request.session.flash("reviewed")
    return go(request, path_of(context.edition))


@view_config(context=OfficeEdition, name="send-back", request_method="POST", permission=OFFICE_PUBLISH,
             renderer="office/edition.pt")  # fmt: skip
def send_back(context: OfficeEdition, request: Request) -> dict | Response:
    """Make it a draft again; without a reason the page comes back."""
    reason = request.POST.get("reason", "").strip()[:REASON_LONGEST]
    if not reason:
        request.response.status_int = 422
        return {**show(context, request), "error": _("写明要改什么"), "mark": seen(request)}
    code, number, by = context.item.code, context.edition.number, request.identity.party.id
    try:
        request.room.publishing.send_back(code, number, by, reason, seen(request))
    except Outdated:
        return outdated(context, request, reason)
    request.session.flash("sent_back")
    return go(request, path_of(context.edition))


@view_config(context=OfficeEdition, name="discard", request_method="POST", permission=ITEM_DRAFT,
             renderer="office/edition.pt")  # fmt: skip
def discard(context: OfficeEdition, request: Request) -> dict | Response:
    """Take the draft away and lead to the item, or to all of them when it was nothing but this draft."""
    code, number, by = context.item.code, context.edition.number, request.identity.party.id
    way = way_home(request)
    try:
        # A department takes away what one of it wrote alone: what others put in it is not theirs to drop.
        request.room.publishing.discard(code, number, by, seen(request), alone=not way["is_office"])
    except Outdated:
        return outdated(context, request)
    request.session.flash("discarded")
    return go(request, f"/office/items/{code}/" if code in request.room.items else way["items_home"][1])


@view_config(context=OfficeEdition, name="review", request_method="GET", permission=OFFICE_PUBLISH)
@view_config(context=OfficeEdition, name="send-back", request_method="GET", permission=OFFICE_PUBLISH)
@view_config(context=OfficeEdition, name="discard", request_method="GET", permission=ITEM_DRAFT)
def back(context: OfficeEdition, request: Request) -> Response:
    """Lead whoever comes back from signing in, or by the browser's own button, to the page with the button."""
    return go(request, path_of(context.edition))
