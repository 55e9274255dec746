"""``/me/account``: another phone, another mailbox, each by a code to the new one; another name, with its reason.

Whoever changes something gives the password again: a browser left open changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from translationstring import TranslationString, TranslationStringFactory

from wangting.errors import Refused
from wangting.forms.form import Form
from wangting.forms.messages import Problem
from wangting.forms.sent import Answers
from wangting.forms.standing import CHANGE_MAIL, CHANGE_NAME, CHANGE_PHONE, REGISTER_CODE
from wangting.forms.widgets import Button
from wangting.security.permissions import SIGNED_IN
from wangting.services.workroom import Workroom
from wangting.views.dressing import go, shown_form
from wangting.views.portal.account import WRONG as WRONG_PASSWORD
from wangting.views.portal.companies import demand_person
from wangting.views.portal.resetting import WRONG
from wangting.views.traversal.contexts import MyAccount

_ = TranslationStringFactory("wangting")

#: An address as mail servers take it, without what they may forbid (RFC 5321, 4.1.2 in its usual part).
MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+", re.ASCII)
NO_LANDLINE = _("写 11 位手机号，座机收不到短信")
TAKEN = _("这个手机号刚刚被别的账号用了，换一个")


@dataclass(frozen=True)
class Reach:
    """A way to reach somebody: how it is asked for and changed; ``fault`` is what is wrong with a typed one."""

    form: Form
    title: TranslationString
    fault: Callable[[str], TranslationString | None]
    send: Callable[[Workroom], Callable[..., str]]
    change: Callable[[Workroom], Callable[..., None]]


REACHES: Mapping[str, Reach] = MappingProxyType(
    {
        "phone": Reach(
            CHANGE_PHONE,
            _("换手机号"),
            lambda typed: NO_LANDLINE if typed.startswith("0") else None,
            lambda room: room.amending.ask_phone,
            lambda room: room.amending.change_phone,
        ),
        "mail": Reach(
            CHANGE_MAIL,
            _("改邮箱"),
            lambda typed: None if not typed or MAIL.fullmatch(typed) else _("邮箱写得不对，例如 name@example.com"),
            lambda room: room.amending.ask_mail,
            lambda room: room.amending.change_mail,
        ),
    }
)


def _kind(request: Request) -> str:
    return request.view_name.partition("-")[0]


@view_config(context=MyAccount, name="phone", request_method="GET", permission=SIGNED_IN, renderer="portal/amend.pt")
@view_config(context=MyAccount, name="mail", request_method="GET", permission=SIGNED_IN, renderer="portal/amend.pt")
def ask(context: MyAccount, request: Request) -> dict:
    """Ask for the new one, and for the password."""
    me, kind = demand_person(request), _kind(request)
    return _page(request, kind, {"mail": me.mail} if kind == "mail" else {}, ())


@view_config(context=MyAccount, name="phone", request_method="POST", permission=SIGNED_IN, renderer="portal/amend.pt")
@view_config(context=MyAccount, name="mail", request_method="POST", permission=SIGNED_IN, renderer="portal/amend.pt")
def send(context: MyAccount, request: Request) -> dict | Response:
    """Send a code to the new one, once the password was right; a mailbox that is given up needs none."""
    me, kind, room = demand_person(request), _kind(request), request.room
    reach = REACHES[kind]
    outcome = reach.form.validate(request.POST.items(), lang=request.page.lang)
    values, errors = outcome.values, list(outcome.errors)
    fault = reach.fault(values[kind]) if not any(problem.field == kind for problem in errors) else None
    if fault is not None:
        errors.append(Problem(kind, fault))
    errors = tuple(errors) or wrong_password(request, values["current"])
    if errors:
        return _page(request, kind, values, errors)
    if not values[kind]:
        reach.change(room)(me, "", request.session.session_id)
        return _done(request, kind)
    subject = reach.send(room)(me, values[kind], request.network)
    pending = {"to": values[kind], "subject": subject, "party": me.id}
    request.session[kind] = room.confirming.keep(kind, pending)
    return go(request, f"/me/account/{kind}-code")


@view_config(context=MyAccount, name="phone-code", request_method="GET", permission=SIGNED_IN,
             renderer="portal/amend_code.pt")  # fmt: skip
@view_config(context=MyAccount, name="mail-code", request_method="GET", permission=SIGNED_IN,
             renderer="portal/amend_code.pt")  # fmt: skip
def ask_code(context: MyAccount, request: Request) -> dict | Response:
    """Ask for the code."""
    kind = _kind(request)
    return go(request, f"/me/account/{kind}") if _pending(request, kind) is None else _code_page(request, kind, ())


@view_config(context=MyAccount, name="phone-code", request_method="POST", permission=SIGNED_IN,
             renderer="portal/amend_code.pt")  # fmt: skip
@view_config(context=MyAccount, name="mail-code", request_method="POST", permission=SIGNED_IN,
             renderer="portal/amend_code.pt")  # fmt: skip
def change(context: MyAccount, request: Request) -> dict | Response:
    """Change it where the code is right; every other session ends, and the owner is told."""
    me, kind, room, session = demand_person(request), _kind(request), request.room, request.session
    pending = _pending(request, kind)
    if pending is None:
        return go(request, f"/me/account/{kind}")
    outcome = REGISTER_CODE.validate(request.POST.items(), lang=request.page.lang)
    if not outcome.ok:
        return _code_page(request, kind, outcome.errors)
    right = f"{kind}.right"
    if session.get(right) != pending["subject"]:
        if not room.confirming.is_right(kind, str(pending["subject"]), outcome.values["code"], request.network):
            return _code_page(request, kind, (Problem("code", WRONG),))
        session[right] = pending["subject"]
        session.keep_now()
    try:
        REACHES[kind].change(room)(me, str(pending["to"]), session.session_id)
    except Refused:
        # Somebody registered with it while the code was typed: nothing was changed.
        return _code_page(request, kind, (Problem("code", TAKEN),))
    del session[kind], session[right]
    return _done(request, kind)


@view_config(context=MyAccount, name="name", request_method="GET", permission=SIGNED_IN, renderer="portal/amend.pt")
def ask_name(context: MyAccount, request: Request) -> dict:
    """Ask for the new name, its reason, and the password."""
    demand_person(request)
    return _name_page(request, {}, ())


@view_config(context=MyAccount, name="name", request_method="POST", permission=SIGNED_IN, renderer="portal/amend.pt")
def change_name(context: MyAccount, request: Request) -> dict | Response:
    """Change the name; every other session ends, and the owner is told."""
    me = demand_person(request)
    outcome = CHANGE_NAME.validate(request.POST.items(), lang=request.page.lang)
    values = outcome.values
    errors = outcome.errors
    if not errors and values["name"] == me.name:
        errors = (Problem("name", _("和现在的姓名一样")),)
    errors = errors or wrong_password(request, values["current"])
    if errors:
        return _name_page(request, values, errors)
    request.room.amending.change_name(me, values["name"], values["reason"], request.session.session_id)
    return _done(request, "name")


def wrong_password(request: Request, typed: str) -> tuple[Problem, ...]:
    """Return what says that the password of now is another; raises TooMany for a guesser."""
    room, party = request.room, request.identity.party
    is_right = room.passwording.is_right(party, typed, request.network)
    return () if is_right else (Problem("current", WRONG_PASSWORD),)


def _pending(request: Request, kind: str) -> dict | None:
    found = request.room.confirming.kept(kind, request.session.get(kind))
    return found if found is not None and found["party"] == request.identity.party.id else None


def _done(request: Request, kind: str) -> Response:
    request.session.flash(kind, "account")
    return go(request, "/me/account/")


def _page(request: Request, kind: str, values: Answers, errors: tuple[Problem, ...]) -> dict:
    button = Button("send", _("发验证码"), "main")
    return _model(request, REACHES[kind].form, kind, REACHES[kind].title, button, values, errors)


def _name_page(request: Request, values: Answers, errors: tuple[Problem, ...]) -> dict:
    button = Button("change", _("改成这个姓名"), "main")
    return _model(request, CHANGE_NAME, "name", _("改姓名"), button, values, errors)


def _code_page(request: Request, kind: str, errors: tuple[Problem, ...]) -> dict:
    button = Button("change", _("确认更换"), "main")
    return _model(request, REGISTER_CODE, f"{kind}-code", _("填收到的验证码"), button, {}, errors)


def _model(request: Request, form: Form, name: str, title: TranslationString, button: Button, values: Answers,
           errors: tuple[Problem, ...]) -> dict:  # fmt: skip
    action = request.page.url(f"/me/account/{name}")
    shown = shown_form(request, form, action, (button,), id="amend", values=values, errors=errors)
    return {"title": title, "form": shown, "errors": errors, "what": name.partition("-")[0], "noindex": True}
