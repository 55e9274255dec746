"""Blank forms and samples as files, each by its own button.

Those of a draft are at ``/office/items/<code>/edit/files``, those of a material template at
``/office/materials/<key>/files``.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import groupby
from typing import Any

from pyramid.exceptions import BadCSRFToken
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import exception_view_config, view_config
from translationstring import TranslationString, TranslationStringFactory

from wangting.errors import NotFound, NotSignedIn, Outdated, Refused, TooLarge, WangtingError
from wangting.gateways.uploads import SUFFIXES
from wangting.rules.publicfile import RESULT, Named, Place, files_in, named_by
from wangting.security.permissions import ITEM_DRAFT, OFFICE_PUBLISH
from wangting.services.editing import FILES
from wangting.theming.fault import MEGABYTE
from wangting.theming.faults import fault_of
from wangting.views.downloads import streamed
from wangting.views.dressing import go
from wangting.views.errors import foreign_form, refused, to_sign_in
from wangting.views.filewords import file_words, kind_words, what
from wangting.views.office.bearing import Bearing, bearing_of, page_of
from wangting.views.office.items import TITLES
from wangting.views.traversal.officeediting import OfficeEdit
from wangting.views.traversal.officework import OfficeMaterial
from wangting.views.waiting import FORMED

_ = TranslationStringFactory("wangting")

PATH = r"^/office/(items/[^/]+/edit|materials/[^/]+)/files/?$"
#: The control with the file, and the button that takes one away.
FIELD, REMOVE = "file-form", "remove"
#: What stands behind the address of the page when a session had ended: signing in leads back to a path only.
AGAIN = "again"
#: What is told beside its place; every other refusal has a page of its own.
BESIDE = frozenset({"file_empty", "file_kind_refused", "file_name_mismatch", "file_two_kinds", "file_too_large",
                    "picture_damaged", "picture_too_large", "no_file_chosen", "outdated"})  # fmt: skip
OLDER = _("您打开以后，别人也改了，文件没有存。下面是现在的样子，看过再选一次")


@view_config(context=OfficeEdit, name=FILES, request_method="GET", permission=ITEM_DRAFT,
             renderer="office/form_files.pt")  # fmt: skip
@view_config(context=OfficeMaterial, name=FILES, request_method="GET", permission=OFFICE_PUBLISH,
             renderer="office/form_files.pt")  # fmt: skip
def show(context: OfficeEdit | OfficeMaterial, request: Request) -> dict:
    """Show every paper and the result with the files that are named, in the draft or what it would begin with."""
    return _page(context, request)


@view_config(context=OfficeEdit, name=FILES, request_method="POST", permission=ITEM_DRAFT)
@view_config(context=OfficeMaterial, name=FILES, request_method="POST", permission=OFFICE_PUBLISH)
def write(context: OfficeEdit | OfficeMaterial, request: Request) -> Response:
    """Put one file in its place, or take one away; the log remembers what was there before."""
    bearing, sent = bearing_of(context, request), request.POST
    place, mark = sent.get("place", ""), sent.get("mark", "")
    number = _number(bearing, place)
    if REMOVE in sent:
        bearing.name(place, "", mark)
        request.session.flash("removed")
    else:
        chosen: Any = sent.get(FIELD)
        if not getattr(chosen, "filename", ""):
            raise Refused("no_file_chosen")
        address = request.room.attaching.attach(chosen.file, chosen.filename, request.identity.party.id)
        bearing.name(place, address, mark)
        request.session.flash("attached")
    return go(request, page_of(bearing), f"place-file-{number}")


@exception_view_config(Refused, path_info=PATH, request_method="POST", renderer="office/form_files.pt")
@exception_view_config(TooLarge, path_info=PATH, request_method="POST", renderer="office/form_files.pt")
def not_taken(error: WangtingError, request: Request) -> dict | Response:
    """Show the page again with what was wrong beside its place; nothing was written."""
    context = getattr(request, "context", None)
    if error.code not in BESIDE or not isinstance(context, OfficeEdit | OfficeMaterial):
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
    return _given(request, files_in(context.item.editions[-1].data).values())


@view_config(context=OfficeMaterial, name="file", request_method="GET", permission=OFFICE_PUBLISH)
def file_of_template(context: OfficeMaterial, request: Request) -> Response:
    """Give a file that the template names: its sum and name stand behind the address."""
    return _given(request, [named_by(place.text) for place in bearing_of(context, request).places])


def _given(request: Request, known: Collection[Named | None]) -> Response:
    named = Named(*request.subpath) if len(request.subpath) == len(Named._fields) else None
    if named is None or named not in known:
        raise NotFound("no_public_file")
    attaching = request.room.attaching
    found = attaching.find(named)
    return streamed(attaching.open(found), found.size, named.name, found.media_type, found.sha256, "no-store")


def _page(context: OfficeEdit | OfficeMaterial, request: Request,
          wrong: tuple[str, TranslationString] | None = None) -> dict:  # fmt: skip
    page, bearing, rules = request.page, bearing_of(context, request), request.room.attaching.rules
    told = [_told(request, bearing, place, number, wrong) for number, place in enumerate(bearing.places)]
    return {
        "title": TITLES[FILES],
        "called": bearing.called,
        "crumbs": [(name, page.url(path)) for name, path in bearing.crumbs],
        "path": page.url(page_of(bearing)),
        "mark": bearing.mark,
        "papers": [[*rows] for _paper, rows in groupby(told, key=lambda row: row["paper"])],
        "is_template": isinstance(context, OfficeMaterial),
        "has_result": any(row["key"] == RESULT for row in told),
        "guide": bearing.result_at and page.url(bearing.result_at),
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


def _told(request: Request, bearing: Bearing, place: Place, number: int,
          wrong: tuple[str, TranslationString] | None) -> dict:  # fmt: skip
    """Return one place as the page shows it: what is there, and what was wrong with what was sent for it."""
    return {
        "key": place.key,
        "id": f"file-{number}",
        "about": bearing.about(place),
        "paper": "" if place.paper is None else place.paper["id"],
        "what": what(place),
        "text": place.text,
        "file": file_words(request, place.text, f"{bearing.path}file"),
        "problem": wrong[1] if wrong is not None and wrong[0] == place.key else None,
    }


def _number(bearing: Bearing, key: str) -> int:
    """Return where a place stands on the page; raises NotFound for one that is not there."""
    for number, place in enumerate(bearing.places):
        if place.key == key:
            return number
    raise NotFound("no_place_for_file")
