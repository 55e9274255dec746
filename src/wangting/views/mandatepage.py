"""One mandate as a page shows it: to the two whom it binds, and at the window."""

from __future__ import annotations

from datetime import datetime

from pyramid.request import Request
from translationstring import TranslationStringFactory

from wangting.content.mandate import Mandate
from wangting.rules.mandate import ended
from wangting.services.mandating import CONFIRMED

_ = TranslationStringFactory("wangting")

STATES = {
    None: _("生效中"),
    "mandate_unconfirmed": _("等确认"),
    "mandate_revoked": _("撤销了"),
    "mandate_over": _("到期了"),
    "mandate_not_yet": _("还没到日子"),
}
WAYS = {"online": _("登录以后在网上签署"), "sms": _("短信确认码"), "window": _("窗口当面确认")}


def mandate_page(request: Request, found: Mandate) -> dict:
    """Return what every page of one mandate shows."""
    today = request.room.house.clock.now().date()
    code, confirmed = ended(found.terms, today), found.step(CONFIRMED)
    return {
        "title": _("委托书"),
        "it": found,
        "signatory": request.room.mandating.signatory(found),
        "is_company": bool(found.representative),
        "state": STATES[code],
        "code": code,
        "is_waiting": code == "mandate_unconfirmed" and found.until >= today,
        "drawn": datetime.fromisoformat(found.steps[0].at),
        "confirmed": datetime.fromisoformat(confirmed.at) if confirmed else None,
        "way": WAYS[confirmed.way] if confirmed else "",
        "minutes": request.room.mandating.law.code_minutes,
        "noindex": True,
    }
