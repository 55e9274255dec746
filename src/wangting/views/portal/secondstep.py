"""The second step of signing in: the code of an app; for officials at the first time, binding the app."""

from __future__ import annotations

from functools import partial

from pyramid.request import Request
from pyramid.response import Response
from translationstring import TranslationStringFactory

from wangting.content.parties import Party, Person
from wangting.forms.messages import Problem
from wangting.forms.standing import ENROLMENT, SECOND_FACTOR
from wangting.forms.widgets import Button
from wangting.rules.masking import mask_name
from wangting.security.permissions import PUBLIC
from wangting.services.second_factor import is_staff
from wangting.views.dressing import go, shown_form
from wangting.views.portal.halfway import halfway
from wangting.views.portal.newapp import WRONG_APP, new_codes, offered, secret_of, shown_codes
from wangting.views.portal.places import city_view
from wangting.views.portal.signing import is_fresh, local_path, proceed
from wangting.views.traversal.context import Context

_ = TranslationStringFactory("wangting")

WRONG = _("动态码不对，或者已经用过。等应用里换了新的 6 位数再写")


@city_view(name="sign-in-code", request_method="GET", permission=PUBLIC, renderer="portal/second_step.pt")
def ask(context: Context, request: Request) -> dict | Response:
    """Ask for the code; whoever comes by another way gives the password first."""
    found = halfway(request)
    return _ask(request, ()) if found and found.party.totp_sealed else go(request, "/sign-in")


@city_view(name="sign-in-code", request_method="POST", permission=PUBLIC, require_csrf=False,
           renderer="portal/second_step.pt")  # fmt: skip
def prove(context: Context, request: Request) -> dict | Response:
    """Go on with signing in when the code is right; it is used up then."""
    found = halfway(request)
    if found is None or not found.party.totp_sealed or not is_fresh(request):
        return go(request, "/sign-in", next=_wanted(request))
    outcome = SECOND_FACTOR.validate(request.POST.items(), lang=request.page.lang)
    if not outcome.ok:
        return _ask(request, outcome.errors)
    if not request.room.second_factor.passes(found.party, outcome.values["code"], request.network):
        return _ask(request, (Problem("code", WRONG),))
    return proceed(request, found.party, proven=True)


@city_view(name="sign-in-app", request_method="GET", permission=PUBLIC, renderer="portal/new_app.pt")
def offer(context: Context, request: Request) -> dict | Response:
    """Show the secret of an app that is to be bound; the same one as long as the session lasts."""
    party = _without_app(request)
    return go(request, "/sign-in") if party is None else _offer(request, party, secret_of(request), ())


@city_view(name="sign-in-app", request_method="POST", permission=PUBLIC, require_csrf=False,
           renderer="portal/new_app.pt")  # fmt: skip
def enrol(context: Context, request: Request) -> dict | Response:
    """Bind the app that shows the right code, sign in, and show the recovery codes this once."""
    party = _without_app(request)
    if party is None or not is_fresh(request):
        return go(request, "/sign-in", next=_wanted(request))
    outcome = ENROLMENT.validate(request.POST.items(), lang=request.page.lang)
    secret = secret_of(request)
    if not outcome.ok:
        return _offer(request, party, secret, outcome.errors)
    codes = request.room.binding.bind(party, secret, outcome.values["code"], partial(new_codes, request), None)
    if not codes:
        return _offer(request, party, secret, (Problem("code", WRONG_APP),))
    onward = proceed(request, party, proven=True)
    request.page.person = mask_name(party.name)
    return {**shown_codes(codes), "onward": onward.location, "own": False}


def _without_app(request: Request) -> Party | None:
    """Return who is half signed in and has to bind an app now."""
    found = halfway(request)
    if found is None or found.party.totp_sealed or found.party.must_change:
        return None
    return found.party if request.room.second_factor.demanded(found.party) else None


def _wanted(request: Request) -> str | None:
    return local_path(request.params.get("next"))


def _ask(request: Request, errors: tuple[Problem, ...]) -> dict:
    wanted = _wanted(request)
    form = shown_form(
        request,
        SECOND_FACTOR,
        request.page.url("/sign-in-code"),
        (Button("sign_in", _("登录"), "main"),),
        id="second-step",
        errors=errors,
        hidden={"next": wanted} if wanted else None,
    )
    party = halfway(request).party
    return {"title": _("写手机应用里的动态码"), "form": form, "errors": errors,
            "by_window": party.kind == Person.kind and not is_staff(party), "noindex": True}  # fmt: skip


def _offer(request: Request, party: Party, secret: str, errors: tuple[Problem, ...]) -> dict:
    wanted = _wanted(request)
    form = shown_form(
        request,
        ENROLMENT,
        request.page.url("/sign-in-app"),
        (Button("bind", _("绑定"), "main"),),
        id="new-app",
        errors=errors,
        hidden={"next": wanted} if wanted else None,
    )
    return {
        "title": _("第一次登录，先绑定手机应用"),
        "form": form,
        "errors": errors,
        **offered(request, party, secret),
        "codes": None,
        "own": False,
        "noindex": True,
    }
