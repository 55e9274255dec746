"""``/<hall>/desk/password``: who forgot the password is at the window with the identity card, and gets one for once.

A villager who was registered at an agency point may have no phone that a code could reach.
"""

from __future__ import annotations

from types import MappingProxyType

from pyramid.request import Request
from pyramid.view import view_config
from translationstring import TranslationStringFactory

from wangting.errors import NotFound
from wangting.forms.kinds import YES
from wangting.forms.messages import Problem
from wangting.forms.sent import Answers
from wangting.forms.standing import READMIT
from wangting.forms.widgets import Button
from wangting.rules.masking import mask_name
from wangting.security.permissions import IDENTITY_WITNESS
from wangting.services.readmitting import password_for_once
from wangting.views.desk.identity import NOBODY, whose_card
from wangting.views.dressing import shown_form
from wangting.views.traversal.contexts import Desk

_ = TranslationStringFactory("wangting")

#: What is kept of the look, where the person can see it.
LOOK = "password"
#: Where the password and its hash lie for the next attempt of the request, if there is one.
MADE = "wangting.password_for_once"
OBSTACLES = MappingProxyType(
    {
        "official": _("工作人员和代办员的密码找大厅管理员，窗口不发"),
        "shut_out": _("这个账号停用了，窗口不发密码。请找大厅管理员"),
        "too_young": _("还没到自己登录的年龄，由监护人的账号替他办"),
        "reachable": _(
            "他登记了手机号或邮箱，窗口不发。请他在登录页按“忘了密码”，用验证码自己重设；还能登录的，在“我的账户”里换号码。"
            "手机丢了的，先补办原号的卡。原号不用了、又登不上的，窗口现在还换不了号码"
        ),
    }
)


@view_config(context=Desk, name="password", request_method="GET", permission=IDENTITY_WITNESS,
             renderer="desk/password.pt")  # fmt: skip
def ask(context: Desk, request: Request) -> dict:
    """Ask for what stands on the card."""
    return _page(request, {}, ())


@view_config(context=Desk, name="password", request_method="POST", permission=IDENTITY_WITNESS,
             renderer="desk/password.pt")  # fmt: skip
def give(context: Desk, request: Request) -> dict:
    """Give a password and show it this once; whose it is hears of it, and the journal of the hall says who gave it."""
    room = request.room
    today = room.house.clock.now().date()
    outcome = READMIT.validate(request.POST.items(), lang=request.page.lang, today=today)
    values = outcome.values
    if not outcome.ok:
        return _page(request, values, outcome.errors)
    try:
        party = whose_card(context, request, values, LOOK)
    except NotFound:
        return _page(request, values, (Problem("id_number", NOBODY),))
    obstacle = room.readmitting.obstacle(party, values["id_number"], today)
    recording = room.administration(context.hall).recording(request.identity.party.id)
    if obstacle == "reachable" and values["lost_app"] == YES and party.totp_sealed:
        room.readmitting.unbind(party, recording)
        return {"title": _("手机应用解除绑定了"), "name": mask_name(party.name), "password": None, "errors": (),
                "unbound": True, "noindex": True}  # fmt: skip
    if obstacle is not None:
        return _page(request, values, (Problem("id_number", OBSTACLES[obstacle]),))
    made, hashed = _new_password(request)
    room.readmitting.give(party, hashed, context.hall.title, recording, lost_app=values["lost_app"] == YES)
    return {"title": _("一次性密码发好了"), "name": mask_name(party.name), "password": made, "errors": (),
            "unbound": False, "days": room.house.assurance_law.once.days, "needs_code": bool(party.totp_sealed),
            "noindex": True}  # fmt: skip


def _new_password(request: Request) -> tuple[str, str]:
    """Return a new password and its hash, the same ones for all attempts of the request."""
    made = request.environ.get(MADE)
    if made is None:
        password = password_for_once()
        made = request.environ[MADE] = (password, request.room.registering.hashed(password))
    return made


def _page(request: Request, values: Answers, errors: tuple[Problem, ...]) -> dict:
    button = Button("give", _("看过了，发一次性密码"), "main")
    action = request.page.url("desk/password")
    form = shown_form(request, READMIT, action, (button,), id="readmit", values=values, errors=errors)
    return {"title": _("忘了密码的人"), "form": form, "errors": errors, "password": None, "unbound": False,
            "days": request.room.house.assurance_law.once.days}  # fmt: skip
