"""The second step of registering: the code that was sent to the phone."""

from __future__ import annotations

from pyramid.request import Request
from pyramid.response import Response
from translationstring import TranslationStringFactory

from wangting.forms.messages import Problem
from wangting.forms.standing import REGISTER_CODE
from wangting.forms.widgets import Button
from wangting.rules.masking import mask_phone
from wangting.security.permissions import PUBLIC
from wangting.services.enrolling import Pending
from wangting.views.dressing import go, shown_form
from wangting.views.portal.places import city_view
from wangting.views.portal.registering import PENDING, register_page
from wangting.views.portal.resetting import WRONG
from wangting.views.portal.signing import STALE, is_fresh, local_path, welcome
from wangting.views.traversal.context import Context

_ = TranslationStringFactory("wangting")

#: Under which word the session knows that the code was right: it is good once, and a request may be tried again.
RIGHT = "registering.right"
TAKEN = {
    "id_taken": ("id_number", _("这个身份证号码已经注册过：用它登录，或者重设密码。不是您注册的，带身份证到窗口核对")),
    "phone_taken": ("phone", _("这个手机号刚刚注册好，请直接登录")),
}


@city_view(name="register-code", request_method="GET", permission=PUBLIC, renderer="portal/register_code.pt")
def ask(context: Context, request: Request) -> dict | Response:
    """Ask for the code."""
    pending = _pending(request)
    return _restart(request) if pending is None else _page(request, pending, ())


@city_view(name="register-code", request_method="POST", permission=PUBLIC, require_csrf=False,
           renderer="portal/register_code.pt")  # fmt: skip
def register(context: Context, request: Request) -> dict | Response:
    """Register and sign in whoever has the code; another one is sent to who asks for it."""
    room, session, pending = request.room, request.session, _pending(request)
    if pending is None:
        return _restart(request)
    if not is_fresh(request):
        return _page(request, pending, (Problem("code", STALE),))
    if request.POST.get("act") == "again":
        return _send_again(request, pending)
    outcome = REGISTER_CODE.validate(request.POST.items(), lang=request.page.lang)
    if not outcome.ok:
        return _page(request, pending, outcome.errors)
    if session.get(RIGHT) != pending.subject:
        if not room.enrolling.is_right(pending, outcome.values["code"], request.network):
            return _page(request, pending, (Problem("code", WRONG),))
        session[RIGHT] = pending.subject
        session.keep_now()
    return _finish(request, pending)


def _send_again(request: Request, pending: Pending) -> Response:
    enrolling, session = request.room.enrolling, request.session
    session[PENDING] = enrolling.seal(enrolling.send_again(pending, request.network))
    session.flash("again", "registering")
    return go(request, "/register-code", next=local_path(request.params.get("next")))


def _finish(request: Request, pending: Pending) -> dict | Response:
    """Register whose phone has answered; a number that is somebody's by now is told beside its field."""
    room, session = request.room, request.session
    taken = room.enrolling.taken(pending)
    person = room.enrolling.finish(pending) if taken is None else None
    del session[PENDING], session[RIGHT]
    if person is not None:
        return welcome(request, person)
    request.override_renderer = "portal/register.pt"
    values = {"name": pending.name, "id_number": pending.id_number, "phone": pending.phone}
    return register_page(request, values, (Problem(*TAKEN[taken]),))


def _pending(request: Request) -> Pending | None:
    return request.room.enrolling.unseal(request.session.get(PENDING))


def _restart(request: Request) -> Response:
    return go(request, "/register", next=local_path(request.params.get("next")))


def _page(request: Request, pending: Pending, errors: tuple[Problem, ...]) -> dict:
    wanted = local_path(request.params.get("next"))
    form = shown_form(
        request,
        REGISTER_CODE,
        request.page.url("/register-code"),
        (Button("register", _("注册"), "main"), Button("again", _("没收到，再发一个"))),
        id="register-code",
        errors=errors,
        hidden={"next": wanted} if wanted else None,
    )
    told = request.session.pop_flash("registering") if request.session.peek_flash("registering") else []
    return {"title": _("填短信里的验证码"), "form": form, "errors": errors, "phone": mask_phone(pending.phone),
            "wanted": wanted, "told": told, "noindex": True}  # fmt: skip
