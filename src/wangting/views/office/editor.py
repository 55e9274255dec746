"""``/office/items/<code>/edit/``: the parts of a draft, what the rules say of it, and what can be done with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from translationstring import TranslationString, TranslationStringFactory

from wangting.content.item import DRAFT, Edition
from wangting.errors import NotFound
from wangting.forms.form import Form
from wangting.forms.spec import sections_of
from wangting.rules.editing import PARTS
from wangting.rules.review import asked_back
from wangting.security.permissions import ITEM_DRAFT, OFFICE_PUBLISH
from wangting.services.aliasing import LONGEST as LONGEST_ALIAS
from wangting.services.catalogue import Offer
from wangting.services.editing import FILES, LONGEST
from wangting.views.dressing import go, shown_form, wear
from wangting.views.office.editions import path_of as path_of_edition
from wangting.views.office.home import way_home
from wangting.views.office.items import TITLES, logged, standing
from wangting.views.office.lint import SEVERITIES, about, href_of
from wangting.views.portal.guide import guide
from wangting.views.traversal.officeediting import OfficeEdit

_ = TranslationStringFactory("wangting")

#: Characters of a code that is typed.
CODE = 40


class Previewed(NamedTuple):
    """What the guide needs of a place: the item as a hall would offer it, and where files of the draft are given."""

    offer: Offer
    files_at: str


@view_config(context=OfficeEdit, request_method="GET", permission=ITEM_DRAFT, renderer="office/edit.pt")
def edit(context: OfficeEdit, request: Request) -> dict:
    """Show the parts of the draft, or of the edition that a draft would begin with."""
    item, office = context.item, request.room.office
    edition = office.editing.newest(item.code)
    page, back = request.page, asked_back(edition.log)
    return {
        **way_home(request),
        "title": item.title,
        "item": item,
        "edition": edition,
        "is_draft": edition.stage == DRAFT,
        "sent_back": back.note if edition.stage == DRAFT and back is not None else "",
        "can_undo": edition.stage == DRAFT and bool(edition.versions),
        "parts": [(TITLES[part], page.url(f"{path_of(item.code)}{part}")) for part in (*PARTS, FILES)],
        "findings": found_in(request, item.code, edition.data),
        "log": logged(request, edition.log) if edition.stage == DRAFT else [],
        "halls": bool(request.room.catalogue.halls_of(item.code)),
        "longest": {"alias": LONGEST_ALIAS, "comment": LONGEST, "code": CODE},
        "told": request.session.pop_flash(),
    }


@view_config(context=OfficeEdit, name="undo", request_method="POST", permission=ITEM_DRAFT)
def undo(context: OfficeEdit, request: Request) -> Response:
    """Take the last writing back."""
    request.room.office.editing.undo(context.item.code, request.identity.party.id)
    return _done(context, request, "undone")


@view_config(context=OfficeEdit, name="comment", request_method="POST", permission=ITEM_DRAFT)
def comment(context: OfficeEdit, request: Request) -> Response:
    """Keep a remark."""
    words = request.POST.get("words", "")
    request.room.office.editing.comment(context.item.code, words, request.identity.party.id)
    edition = context.item.editions[-1]
    if edition.is_in_review:
        # It was handed in while the words were written: nobody edits it, and the remark stands on its own page.
        request.session.flash("commented")
        return go(request, path_of_edition(edition))
    return _done(context, request, "commented")


@view_config(context=OfficeEdit, name="copy", request_method="POST", permission=ITEM_DRAFT)
def copy(context: OfficeEdit, request: Request) -> Response:
    """Let the draft say what another item says."""
    room, source = request.room, request.POST.get("source", "").strip()[:CODE]
    sees = room.maintaining.may_draft(request.identity.asker, source)
    faults = room.office.editing.copy(context.item.code, source, request.identity.party.id, sees_drafts=sees)
    return _done(context, request, "copy_unfit" if faults else "copied")


@view_config(context=OfficeEdit, name="alias", request_method="POST", permission=OFFICE_PUBLISH)
def alias(context: OfficeEdit, request: Request) -> Response:
    """Add an everyday name, or take one away."""
    aliasing, by, sent = request.room.office.aliasing, request.identity.party.id, request.POST
    if "remove" in sent:
        aliasing.remove(context.item.code, sent["remove"], by)
    else:
        aliasing.add(context.item.code, sent.get("word", ""), by)
    return _done(context, request, "aliases")


@view_config(context=OfficeEdit, name="undo", request_method="GET", permission=ITEM_DRAFT)
@view_config(context=OfficeEdit, name="comment", request_method="GET", permission=ITEM_DRAFT)
@view_config(context=OfficeEdit, name="copy", request_method="GET", permission=ITEM_DRAFT)
@view_config(context=OfficeEdit, name="alias", request_method="GET", permission=OFFICE_PUBLISH)
def back(context: OfficeEdit, request: Request) -> Response:
    """Lead whoever comes back from signing in, or by the browser's own button, to the page with the button."""
    return go(request, path_of(context.item.code))


@view_config(context=OfficeEdit, name="preview", request_method="GET", permission=ITEM_DRAFT,
             renderer="portal/guide.pt")  # fmt: skip
def preview(context: OfficeEdit, request: Request) -> dict:
    """Show the guide as a citizen of the first hall that offers the item would read it."""
    item, room = context.item, request.room
    halls = room.catalogue.halls_of(item.code)
    if not halls:
        raise NotFound("not_here", halls=(), item=item.code, name=item.title)
    hall, edition = halls[0], item.editions[-1]
    wear(request, hall)
    request.page.staff = False
    offer = Offer(hall, item, edition, hall.implementations[item.code])
    page = request.page
    past = {"words": _standing_words(request, edition), "current": None,
            "all": page.url(f"/office/items/{item.code}/edit/")}  # fmt: skip
    return {**guide(Previewed(offer, f"{path_of(item.code)}file"), request), "past": past, "noindex": True}


@view_config(context=OfficeEdit, name="form-preview", request_method="GET", permission=ITEM_DRAFT,
             renderer="office/form_preview.pt")  # fmt: skip
def form_preview(context: OfficeEdit, request: Request) -> dict:
    """Show the form of the draft as it will be asked; nothing can be sent from here."""
    edition = context.item.editions[-1]
    form = Form(sections_of(edition.form, edition.materials))
    shown = shown_form(request, form, request.path, (), id="preview", guarded=False)
    return {"title": edition.name, "item": context.item, "edition": edition, "form": shown, "noindex": True}


def found_in(request: Request, code: str, data: Mapping[str, object]) -> list[dict]:
    """Return what the rules find in an edition as it stands, in words: how grave, what, where, what to do."""
    told, page = request.room.house.trade.lint.told, request.page
    return [
        {
            "severity": SEVERITIES[found.rule.severity],
            "said": page.say(told[found.rule.key].title, told[found.rule.key].title_en),
            "about": about(request, found.found),
            "fix": page.say(told[found.rule.key].fix, told[found.rule.key].fix_en),
            "href": href_of(request, code, found.found.place),
        }
        for found in request.room.office.linting.of_edition(code, data)
    ]


def path_of(code: str) -> str:
    """Return where the parts of the draft of an item are."""
    return f"/office/items/{code}/edit/"


def _standing_words(request: Request, edition: Edition) -> TranslationString:
    if standing(request.room.items[edition.item_code], edition, request) == DRAFT:
        return _("预览：第 ${number} 版还是草稿，市民看不到", mapping={"number": edition.number})
    return _("预览：第 ${number} 版", mapping={"number": edition.number})


def _done(context: OfficeEdit, request: Request, what: str) -> Response:
    request.session.flash(what)
    return go(request, path_of(context.item.code))
