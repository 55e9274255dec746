"""What officers take out of a case: papers, the licence, the printed cover."""

from __future__ import annotations

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from translationstring import TranslationStringFactory

from wangting.errors import NotAllowed, NotFound
from wangting.gateways.qr import svg
from wangting.security.permissions import CASE_DOWNLOAD, CASE_VIEW, DESK_VIEW
from wangting.services.fetching import fetch, paper
from wangting.theming.html import Html
from wangting.theming.texts import translator
from wangting.views.desk.answers import answers_of
from wangting.views.desk.casepage import CasePage
from wangting.views.desk.looking import note_look
from wangting.views.downloads import attachment
from wangting.views.traversal.contexts import DeskCase

_ = TranslationStringFactory("wangting")


@view_config(context=DeskCase, name="files", request_method="GET", permission=CASE_DOWNLOAD)
def file(context: DeskCase, request: Request) -> Response:
    """Send one paper; its number stands behind the address."""
    found = paper(context.case, "/".join(request.subpath))
    note_look(context, request, "file")
    return attachment(fetch(found), found.name, found.media_type)


@view_config(context=DeskCase, name="licence.pdf", request_method="GET", permission=CASE_DOWNLOAD)
def licence(context: DeskCase, request: Request) -> Response:
    """Send the signed licence."""
    if context.case.licence is None:
        raise NotFound("no_licence")
    found = request.room.register.licence(context.case.licence)
    content = request.room.licensing.read(found)
    note_look(context, request, "licence")
    return attachment(content, f"{found.case_number}.pdf", "application/pdf")


@view_config(context=DeskCase, name="receipt", request_method="GET", permission=CASE_DOWNLOAD,
             renderer="desk/receipt.pt")  # fmt: skip
def receipt(context: DeskCase, request: Request) -> dict:
    """Show the receipt for printing at the counter: the number, and the query code that goes with it."""
    if not request.has_permission(DESK_VIEW, context.__parent__.__parent__):
        # Supervision reads the case; the code would let it follow the applicant's progress as the applicant.
        raise NotAllowed
    room, case, say = request.room, context.case, translator(request.page.lang)
    note_look(context, request, "receipt")
    return {
        "title": _("回执"),
        "it": CasePage(request, case),
        "case": case,
        "code": room.tracking.query_code(case),
        "qr": Html(svg(f"{room.house.public_url}/track?number={case.number}", say(_("二维码：扫码看进度")))),
    }


@view_config(context=DeskCase, name="cover", request_method="GET", permission=CASE_VIEW, renderer="desk/cover.pt")
def cover(context: DeskCase, request: Request) -> dict:
    """Show the cover of the case for printing: numbers, who, what, which papers, until when."""
    page = CasePage(request, context.case)
    note_look(context, request, "cover")
    return {"title": _("办件封面"), "it": page, "case": context.case, "answers": answers_of(request, context.case)}
