"""Another password for who forgot theirs: a code to the phone or mail that the hall knows, the same words for all."""

from __future__ import annotations

from pyramid.request import Request
from pyramid.response import Response
from translationstring import TranslationStringFactory

from wangting.forms.messages import Problem
from wangting.forms.standing import RESET, RESET_CODE
from wangting.forms.widgets import Button
from wangting.security.permissions import PUBLIC
from wangting.views.dressing import go, shown_form
from wangting.views.portal.places import city_view
from wangting.views.portal.registering import hashed, password_problems
from wangting.views.portal.signing import STALE, is_fresh
from wangting.views.traversal.context import Context

_ = TranslationStringFactory("wangting")

#: Under which word the session keeps for whom a code was asked, and that the code was right: a code is good once, and
#: a request that collides is tried again.
ASKED, RIGHT = "reset", "reset.right"
WRONG = _("验证码不对、过了时间，或者已经用过。再看一遍，或者重新要一个")


@city_view(name="reset", request_method="GET", permission=PUBLIC, renderer="portal/reset.pt")
def ask(context: Context, request: Request) -> dict:
    """Ask who forgot the password."""
    return _ask(request, {}, ())


@city_view(name="reset", request_method="POST", permission=PUBLIC, require_csrf=False, renderer="portal/reset.pt")
def send(context: Context, request: Request) -> dict | Response:
    """Send a code where there is somebody to send it to, and go on in the same way where there is nobody."""
    outcome = RESET.validate(request.POST.items(), lang=request.page.lang)
    errors = outcome.errors if is_fresh(request) else (Problem("login", STALE),)
    if errors:
        return _ask(request, outcome.values, errors)
    request.session[ASKED] = request.room.resetting.ask(outcome.values["login"], request.network)
    request.session.pop(RIGHT, None)
    return go(request, "/reset-code")


@city_view(name="reset-code", request_method="GET", permission=PUBLIC, renderer="portal/reset_code.pt")
def ask_code(context: Context, request: Request) -> dict | Response:
    """Ask for the code and the new password."""
    return _ask_code(request, ()) if ASKED in request.session else go(request, "/reset")


@city_view(name="reset-code", request_method="POST", permission=PUBLIC, require_csrf=False,
           renderer="portal/reset_code.pt")  # fmt: skip
def change(context: Context, request: Request) -> dict | Response:
    """Take the new password where the code is right; whoever was signed in with the old one is signed out."""
    session, room = request.session, request.room
    if ASKED not in session or not is_fresh(request):
        return go(request, "/reset")
    outcome = RESET_CODE.validate(request.POST.items(), lang=request.page.lang)
    values = outcome.values
    errors = (*outcome.errors, *password_problems(values, {problem.field for problem in outcome.errors}))
    if errors:
        return _ask_code(request, errors)
    # Hashed before the code is looked at: a wrong one takes as long as a right one, and a bad password burns no code.
    made, subject = hashed(request, values["password"]), str(session[ASKED])
    if session.get(RIGHT) != subject:
        if not room.resetting.is_right(subject, values["code"], request.network):
            return _ask_code(request, (Problem("code", WRONG),))
        session[RIGHT] = subject
        session.keep_now()
    party = room.register.parties.get(int(subject))
    room.passwording.change(party, made)
    room.telling.tell(party, "password_changed")
    del session[ASKED], session[RIGHT]
    session.flash("reset", "signing")
    return go(request, "/sign-in")


def _ask(request: Request, values: dict, errors: tuple[Problem, ...]) -> dict:
    button = Button("send", _("发验证码"), "main")
    form = shown_form(request, RESET, request.page.url("/reset"), (button,), id="reset", values=values, errors=errors)
    return {"title": _("忘了密码，重设一个"), "form": form, "errors": errors, "noindex": True}


def _ask_code(request: Request, errors: tuple[Problem, ...]) -> dict:
    button = Button("change", _("换成这个密码"), "main")
    form = shown_form(request, RESET_CODE, request.page.url("/reset-code"), (button,), id="reset-code", errors=errors)
    return {"title": _("写验证码和新密码"), "form": form, "errors": errors, "noindex": True}
