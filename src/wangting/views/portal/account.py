"""``/me/account``: what the hall knows of whoever is signed in, where they are signed in, who looked them up."""

from __future__ import annotations

from types import MappingProxyType

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from translationstring import TranslationStringFactory

from wangting.forms.messages import Problem
from wangting.forms.standing import CHANGE_PASSWORD
from wangting.forms.widgets import Button
from wangting.gateways.side.records import Session
from wangting.security.permissions import SIGNED_IN
from wangting.services.second_factor import is_staff
from wangting.views.dressing import go, shown_form
from wangting.views.portal.registering import hashed, password_problems
from wangting.views.traversal.contexts import MyAccount

_ = TranslationStringFactory("wangting")

#: Looks that a page shows, the newest.
LOOKS = 50
WRONG = _("现在的密码不对")
#: What an officer did, by the word that was kept of it.
WHY = MappingProxyType(
    {
        "case": _("打开办件"),
        "file": _("打开材料"),
        "licence": _("打开证照"),
        "receipt": _("打印回执"),
        "cover": _("打印封面"),
        "find": _("按姓名或号码查办件"),
        "mandate": _("办理委托"),
        "identity": _("核对身份证"),
        "password": _("在窗口发一次性密码"),
        "company": _("指定单位的经办人"),
        "company_asked": _("登记单位时写了您是法定代表人"),
    }
)
#: How something came to be known.
HOWS = MappingProxyType(
    {
        "registered": _("注册时自己填写"),
        "mandate": _("写委托时填写"),
        "vouched": _("由别处的实名登录提供"),
        "code": _("收到过验证码"),
        "changed": _("自己改的"),
    }
)
#: Every other word is the purpose for which a whole number was asked for.
NUMBERS = _("查看完整号码")


@view_config(context=MyAccount, request_method="GET", permission=SIGNED_IN, renderer="portal/account.pt")
def account(context: MyAccount, request: Request) -> dict:
    """Show the account."""
    party, room = request.identity.party, request.room
    looks = room.house.side.looks.of_person(party.id, LOOKS)
    return {
        "title": _("我的账户"),
        "party": party,
        "known": room.amending.known(party),
        "hows": HOWS,
        "is_staff": is_staff(party),
        "here": request.session.key,
        "recovery": {"left": room.recovering.left(party), "of_before": bool(party.recovery_marks)},
        "sessions": living(request),
        "looks": [{"at": look.at, "post": look.post, "why": WHY.get(look.why, NUMBERS), "case": look.case}
                  for look in looks],
        "told": request.session.pop_flash("account"),
        "noindex": True,
    }  # fmt: skip


@view_config(context=MyAccount, name="password", request_method="GET", permission=SIGNED_IN,
             renderer="portal/password.pt")  # fmt: skip
def ask(context: MyAccount, request: Request) -> dict:
    """Ask for the password of now and for another one."""
    return _ask(request, ())


@view_config(context=MyAccount, name="password", request_method="POST", permission=SIGNED_IN,
             renderer="portal/password.pt")  # fmt: skip
def change(context: MyAccount, request: Request) -> dict | Response:
    """Change the password of whoever knows the one of now; every other session ends, and the owner is told."""
    party, room = request.identity.party, request.room
    outcome = CHANGE_PASSWORD.validate(request.POST.items(), lang=request.page.lang)
    values = outcome.values
    errors = (*outcome.errors, *password_problems(values, {problem.field for problem in outcome.errors}))
    if not errors and not room.passwording.is_right(party, values["current"], request.network):
        errors = (Problem("current", WRONG),)
    if errors:
        return _ask(request, errors)
    made = hashed(request, values["password"])
    room.passwording.change(party, made, request.session.session_id)
    room.telling.tell(party, "password_changed")
    request.session.flash("changed", "account")
    return go(request, "/me/account/")


def living(request: Request) -> list[Session]:
    """Return the sessions of whoever asks that are not over, the last used first."""
    house = request.room.house
    now, limits = house.clock.now(), house.session_limits
    return [
        each
        for each in house.side.sessions.list(request.identity.party.id)
        if now - each.touched < limits[each.kind].idle and now - each.created < limits[each.kind].absolute
    ]


def _ask(request: Request, errors: tuple[Problem, ...]) -> dict:
    button = Button("change", _("换成这个密码"), "main")
    action = request.page.url("/me/account/password")
    form = shown_form(request, CHANGE_PASSWORD, action, (button,), id="password-form", errors=errors)
    return {"title": _("换密码"), "form": form, "errors": errors, "noindex": True}
