"""``/office/items/<code>/edit/files``: blank forms and samples of the draft as files, each by its own button."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from pyramid.exceptions import BadCSRFToken
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import exception_view_config, view_config
from translationstring import TranslationString, TranslationStringFactory

from wangting.content.item import Edition
from wangting.errors import NotFound, NotSignedIn, Outdated, Refused, TooLarge, WangtingError
from wangting.gateways.uploads import SUFFIXES
from wangting.rules.publicfile import RESULT, Named, Place, files_in, places
from wangting.security.permissions import ITEM_DRAFT
from wangting.services.editing import FILES
from wangting.theming.fault import MEGABYTE
from wangting.theming.faults import fault_of
from wangting.views.downloads import streamed
from wangting.views.dressing import go
from wangting.views.errors import foreign_form, refused, to_sign_in
from wangting.views.filewords import about, file_words, kind_words, what
from wangting.views.office.editor import path_of
from wangting.views.office.items import TITLES
from wangting.views.traversal.officeediting import OfficeEdit
from wangting.views.waiting import FORMED

_ = TranslationStringFactory("wangting")

PATH = r"^/office/items/[^/]+/edit/files/?$"
#: The control with the file, and the button that takes one away.
FIELD, REMOVE = "file-form", "remove"
#: What stands behind the address of the page when a session had ended: signing in leads back to a path only.
AGAIN = "again"
#: What is told beside its place; every other refusal has a page of its own.
BESIDE = frozenset({"file_empty", "file_kind_refused", "file_name_mismatch", "file_two_kinds", "file_too_large",
                    "picture_damaged", "picture_too_large", "no_file_chosen", "outdated"})  # fmt: skip
OLDER = _("您打开以后，别人也改了这份草稿，文件没有存。下面是现在的样子，看过再选一次")


@view_config(context=OfficeEdit, name=FILES, request_method="GET", permission=ITEM_DRAFT,
             renderer="office/form_files.pt")  # fmt: skip
def show(context: OfficeEdit, request: Request) -> dict:
    """Show every paper and the result with the files that the draft names, or the edition it would begin with."""
    return _page(context, request)


@view_config(context=OfficeEdit, name=FILES, request_method="POST", permission=ITEM_DRAFT)
def write(context: OfficeEdit, request: Request) -> Response:
    """Put one file in its place, or take one away; the draft remembers what was there before."""
    room, by, sent = request.room, request.identity.party.id, request.POST
    place, mark = sent.get("place", ""), sent.get("mark", "")
    editing = room.office.editing
    number = _number(editing.newest(context.item.code), place)
    if REMOVE in sent:
        editing.name_file(context.item.code, place, "", by, mark)
        request.session.flash("removed")
        return _done(context, request, number)
    chosen: Any = sent.get(FIELD)
    if not getattr(chosen, "filename", ""):
        raise Refused("no_file_chosen")
    address = room.attaching.attach(chosen.file, chosen.filename, by)
    editing.name_file(context.item.code, place, address, by, mark)
    request.session.flash("attached")
    return _done(context, request, number)


@exception_view_config(Refused, path_info=PATH, request_method="POST", renderer="office/form_files.pt")
@exception_view_config(TooLarge, path_info=PATH, request_method="POST", renderer="office/form_files.pt")
def not_taken(error: WangtingError, request: Request) -> dict | Response:
    """Show the page again with what was wrong beside its place; nothing was written."""
    context = getattr(request, "context", None)
    if error.code not in BESIDE or not isinstance(context, OfficeEdit):
        return refused(error, request)
    words = OLDER if isinstance(error, Outdated) else fault_of(error.code, error.status, error.facts).heading
    request.response.status_int = 422
    return _page(context, request, (request.POST.get("place", ""), words))


@exception_view_config(NotSignedIn, path_info=PATH, request_method="POST")
def signed_out(_error: NotSignedIn, request: Request) -> Response:
    """Lead through sign-in back to the page, which says that the file has to be chosen again: no browser keeps one."""
    return to_sign_in(request, _again(request))


@exception_view_config(BadCSRFToken, path_info=PATH, request_method="POST")
def renewed(error: BadCSRFToken, request: Request) -> Response:
    """Lead whoever sends a page from before they signed in again to the page of now; a foreign form is refused."""
    if request.identity is None or not request.session.is_of(request.POST.get(FORMED, "")):
        return foreign_form(error, request)
    return go(request, _again(request))


@view_config(context=OfficeEdit, name="file", request_method="GET", permission=ITEM_DRAFT)
def file(context: OfficeEdit, request: Request) -> Response:
    """Give a file that the newest edition names, to whoever works on it: its sum and name stand behind the address."""
    named = Named(*request.subpath) if len(request.subpath) == len(Named._fields) else None
    if named not in files_in(context.item.editions[-1].data).values():
        raise NotFound("no_public_file")
    attaching = request.room.attaching
    found = attaching.find(named)
    return streamed(attaching.open(found), found.size, named.name, found.media_type, found.sha256, "no-store")


def _page(context: OfficeEdit, request: Request, wrong: tuple[str, TranslationString] | None = None) -> dict:
    item, page, room = context.item, request.page, request.room
    # Refused while it is in review.
    newest = room.office.editing.newest(item.code)
    told = [_told(request, newest, place, number, wrong) for number, place in enumerate(places(newest.data))]
    rules = room.attaching.rules
    return {
        "title": TITLES[FILES],
        "item": item,
        "path": page.url(path_of(item.code) + FILES),
        "mark": newest.seen_mark,
        "papers": [[*rows] for _paper, rows in groupby(told, key=lambda row: row["paper"])],
        "has_result": any(row["key"] == RESULT for row in told),
        "guide": page.url(path_of(item.code) + "guide"),
        "kinds": " · ".join(kind_words(kind) for kind in rules.kinds),
        "accept": ",".join(f".{suffix}" for kind in rules.kinds for suffix in SUFFIXES[kind]),
        "megabytes": rules.file_size // MEGABYTE,
        "errors": [(row["id"], row["problem"], row["about"]) for row in told if row["problem"]],
        "again": request.subpath == (AGAIN,),
        "told": request.session.pop_flash(),
        "noindex": True,
    }


def _again(request: Request) -> str:
    return f"{request.path.rstrip('/')}/{AGAIN}"


def _told(request: Request, edition: Edition, place: Place, number: int,
          wrong: tuple[str, TranslationString] | None) -> dict:  # fmt: skip
    """Return one place as the page shows it: what is there, and what was wrong with what was sent for it."""
    return {
        "key": place.key,
        "id": f"file-{number}",
        "about": about(edition.data, place),
        "paper": "" if place.paper is None else place.paper["id"],
        "what": what(place),
        "text": place.text,
        "file": file_words(request, place.text, f"{path_of(edition.item_code)}file"),
        "problem": wrong[1] if wrong is not None and wrong[0] == place.key else None,
    }


def _number(edition: Edition, key: str) -> int:
    """Return where a place stands on the page; raises NotFound for one that the edition does not have."""
    for number, place in enumerate(places(edition.data)):
        if place.key == key:
            return number
    raise NotFound("no_place_for_file")


def _done(context: OfficeEdit, request: Request, number: int) -> Response:
    return go(request, path_of(context.item.code) + FILES, f"place-file-{number}")
