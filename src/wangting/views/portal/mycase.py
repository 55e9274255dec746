"""``/me/cases/<number>``: how far it has come, why the day is the day, what to do, what to download."""

from __future__ import annotations

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from translationstring import TranslationStringFactory

from wangting.content.licence import Licence
from wangting.errors import NotFound, Outdated
from wangting.security.permissions import CASE_DOWNLOAD, CASE_VIEW
from wangting.services.fetching import fetch, paper
from wangting.theming import deadlines
from wangting.theming.texts import translator
from wangting.views.downloads import attachment
from wangting.views.dressing import go, wear
from wangting.views.errors import page
from wangting.views.numbers import whole
from wangting.views.portal.progress import Progress, days_of
from wangting.views.traversal.contexts import MyCase

_ = TranslationStringFactory("wangting")

WITHDRAW, ANSWER = "withdraw", "answer"
#: A version no page has shown: who sends none is asked to look first.
NEVER_SHOWN = -1


@view_config(context=MyCase, request_method="GET", permission=CASE_VIEW, renderer="portal/case.pt")
def case_page(context: MyCase, request: Request) -> dict:
    """Show the case; the heading answers."""
    progress = _progress(context, request)
    wear(request, progress.hall)
    possible = request.room.casework.possible(context.case, request.identity.asker)
    acts = {row.act for row, code in possible if code is None}
    return {
        "title": progress.answer,
        "case": context.case,
        "progress": progress,
        "why": why_of(progress),
        "can_withdraw": WITHDRAW in acts,
        "can_answer": ANSWER in acts,
        "licence": licence_of(context, request),
        "told": request.session.pop_flash(),
        "noindex": True,
    }


@view_config(context=MyCase, name="withdraw", request_method="GET", permission=CASE_VIEW, renderer="portal/withdraw.pt")
def ask_withdrawal(context: MyCase, request: Request) -> dict:
    """Ask once more: a withdrawn case is over."""
    progress = _progress(context, request)
    wear(request, progress.hall)
    return {"title": _("撤回这件申请？"), "case": context.case, "progress": progress, "noindex": True}


@view_config(context=MyCase, name="withdraw", request_method="POST", permission=CASE_VIEW)
def withdraw(context: MyCase, request: Request) -> Response:
    """Withdraw; refused when somebody has decided in the meantime."""
    version = whole(request.POST.get("version", ""), NEVER_SHOWN)
    if request.room.casework.run_due(context.case):
        # Returned, not raised: what the clock did must be kept, or nobody could withdraw while the worker stands still.
        return page(request, Outdated.status, Outdated.code)
    request.room.casework.act(context.case, WITHDRAW, request.identity.asker, version=version)
    request.session.flash("withdrawn")
    return go(request, f"/me/cases/{context.case.number}")


@view_config(context=MyCase, name="files", request_method="GET", permission=CASE_DOWNLOAD)
def file(context: MyCase, request: Request) -> Response:
    """Give back a paper as a file to be saved."""
    found = paper(context.case, request.subpath[0] if len(request.subpath) == 1 else "")
    return attachment(fetch(found), found.name, found.media_type)


@view_config(context=MyCase, name="licence.pdf", request_method="GET", permission=CASE_DOWNLOAD)
def licence_file(context: MyCase, request: Request) -> Response:
    """Give the signed licence to its holder."""
    licence = licence_of(context, request)
    if licence is None:
        raise NotFound("no_licence")
    return attachment(request.room.licensing.read(licence), f"{licence.name}.pdf", "application/pdf")


def why_of(progress: Progress) -> dict | None:
    """Return the deadline as a calendar and as a list, with the statutory one beside it; None when no clock runs."""
    found = progress.deadline
    if found is None:
        return None
    lang, today = progress.lang, progress.now.date()
    words = days_of(found.limit, lang)
    statutory = progress.due.statutory
    return {
        "due": found.due,
        "weeks": deadlines.weeks(found, today, lang),
        "reasons": deadlines.reasons(found, lang),
        "caption": translator(lang)(_("数一数：受理后的 ${days}", mapping={"days": words})),
        "statutory": statutory if statutory is not found else None,
        "statutory_days": days_of(statutory.limit, lang) if statutory else "",
    }


def licence_of(context: MyCase, request: Request) -> Licence | None:
    """Return the licence of the case, or None when it has none."""
    return request.room.register.licence(context.case.licence) if context.case.licence else None


def _progress(context: MyCase, request: Request) -> Progress:
    return Progress(request.room, context.case, request.page.lang)
