"""The receipt: the number, the query code, and what happens next with its days."""

from __future__ import annotations

from datetime import datetime

from pyramid.request import Request
from pyramid.view import view_config
from translationstring import TranslationStringFactory

from wangting.gateways.qr import svg
from wangting.security.permissions import CASE_VIEW
from wangting.theming.html import Html
from wangting.theming.texts import translator
from wangting.views.dressing import wear
from wangting.views.portal.progress import Progress
from wangting.views.traversal.contexts import MyCase

_ = TranslationStringFactory("wangting")


@view_config(context=MyCase, name="receipt", request_method="GET", permission=CASE_VIEW, renderer="portal/receipt.pt")
def receipt(context: MyCase, request: Request) -> dict:
    """Show the receipt; sent twice, the same form leads here twice."""
    room, case, say = request.room, context.case, translator(request.page.lang)
    progress = Progress(room, case, request.page.lang)
    wear(request, progress.hall)
    return {
        "title": _("收到了，您的申请"),
        "case": case,
        "submitted": datetime.fromisoformat(case.ledger[0].at),
        "code": room.tracking.query_code(case),
        "qr": Html(svg(f"{room.house.public_url}/track?number={case.number}", say(_("二维码：扫码看进度")))),
        "ahead": _ahead(progress),
        "phone": room.register.parties.get(case.applicant).phone_masked,
        "noindex": True,
    }


def _ahead(progress: Progress) -> list[dict]:
    """Return what comes next: the day from which it counts, when the papers are answered for, when it is decided."""
    due = progress.due
    steps = [{"title": _("开始算收件日"), "state": "now", "when": due.received, "notes": []}]
    for _act, limit in due.acts:
        steps.append(
            {
                "title": _("告诉您材料齐不齐"),
                "state": "next",
                "when": limit.due,
                "said": _("最迟 ${day}", mapping={"day": progress.due_day(limit)}),
                "notes": [_("缺的一次说完。到这天还不说，就算受理了。")],
            }
        )
    latest = progress.room.house.reckoner.latest_conclusion(progress.case, progress.workflow)
    if latest is not None:
        steps.append(
            {
                "title": _("办结"),
                "state": "next",
                "when": latest.due,
                "said": _("最迟 ${day}", mapping={"day": progress.due_day(latest)}),
                "notes": [_("早受理就早办结。")],
            }
        )
    return steps
