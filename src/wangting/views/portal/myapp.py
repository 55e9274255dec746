"""``/me/account``: an authenticator app of one's own accord, its recovery codes, and the end of it (docs/adr/0043).

Whoever changes how they sign in gives the password again, and where there is an app its code too: who sits down at a
browser that was left open neither locks the owner out nor takes the lock away.
"""

from __future__ import annotations

from functools import partial

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from translationstring import TranslationStringFactory

from wangting.forms.messages import Problem
from wangting.forms.standing import OWN_APP, PROOF
from wangting.forms.widgets import Button
from wangting.security.permissions import SIGNED_IN
from wangting.views.dressing import go, shown_form
from wangting.views.portal.amending import wrong_password
from wangting.views.portal.newapp import NEW_APP, WRONG_APP, new_codes, offered, secret_of, shown_codes
from wangting.views.portal.secondstep import WRONG
from wangting.views.traversal.contexts import MyAccount

_ = TranslationStringFactory("wangting")

ACCOUNT = "/me/account/"


@view_config(context=MyAccount, name="app", request_method="GET", permission=SIGNED_IN, renderer="portal/new_app.pt")
def offer(context: MyAccount, request: Request) -> dict | Response:
    """Show the secret of an app that is to be bound."""
    return go(request, ACCOUNT) if request.identity.party.totp_sealed else _offer(request, ())


@view_config(context=MyAccount, name="app", request_method="POST", permission=SIGNED_IN, renderer="portal/new_app.pt")
def bind(context: MyAccount, request: Request) -> dict | Response:
    """Bind the app that shows the right code, of whoever knows the password; show the recovery codes this once."""
    party, session = request.identity.party, request.session
    if party.totp_sealed:
        return go(request, ACCOUNT)
    outcome = OWN_APP.validate(request.POST.items(), lang=request.page.lang)
    values = outcome.values
    errors = outcome.errors or wrong_password(request, values["current"])
    if errors:
        return _offer(request, errors)
    make = partial(new_codes, request)
    codes = request.room.binding.bind(party, secret_of(request), values["code"], make, session.session_id)
    if not codes:
        return _offer(request, (Problem("code", WRONG_APP),))
    # What is bound is shown to nobody again, and the next app has a secret of its own.
    session.pop(NEW_APP, None)
    return _codes(request, codes)


@view_config(context=MyAccount, name="app-codes", request_method="GET", permission=SIGNED_IN,
             renderer="portal/app_proof.pt")  # fmt: skip
@view_config(context=MyAccount, name="app-unbind", request_method="GET", permission=SIGNED_IN,
             renderer="portal/app_proof.pt")  # fmt: skip
def ask(context: MyAccount, request: Request) -> dict | Response:
    """Ask for password and code, and say what becomes of it."""
    return _ask(request, ()) if request.identity.party.totp_sealed else go(request, ACCOUNT)


@view_config(context=MyAccount, name="app-codes", request_method="POST", permission=SIGNED_IN,
             renderer="portal/app_proof.pt")  # fmt: skip
def renew(context: MyAccount, request: Request) -> dict | Response:
    """Give other recovery codes, and show them this once."""
    errors = _faults(request)
    if errors is None:
        return go(request, ACCOUNT)
    if errors:
        return _ask(request, errors)
    codes = new_codes(request)
    request.room.binding.renew(request.identity.party, codes, request.session.session_id)
    request.override_renderer = "portal/new_app.pt"
    return _codes(request, codes)


@view_config(context=MyAccount, name="app-unbind", request_method="POST", permission=SIGNED_IN,
             renderer="portal/app_proof.pt")  # fmt: skip
def unbind(context: MyAccount, request: Request) -> dict | Response:
    """Forget the app of whoever gives the password and a code of it, or a recovery code."""
    errors = _faults(request)
    if errors:
        return _ask(request, errors)
    if errors is not None:
        request.room.binding.unbind(request.identity.party, request.session.session_id)
        request.session.flash("app_unbound", "account")
    return go(request, ACCOUNT)


def _faults(request: Request) -> tuple[Problem, ...] | None:
    """Return what is wrong with password and code, the code used up when both are right; None where no app is bound."""
    party = request.identity.party
    if not party.totp_sealed:
        return None
    outcome = PROOF.validate(request.POST.items(), lang=request.page.lang)
    errors = outcome.errors or wrong_password(request, outcome.values["current"])
    if not errors and not request.room.second_factor.passes(party, outcome.values["code"], request.network):
        errors = (Problem("code", WRONG),)
    return errors


def _codes(request: Request, codes: list) -> dict:
    return {**shown_codes(codes), "onward": request.page.url(ACCOUNT), "own": True}


def _offer(request: Request, errors: tuple[Problem, ...]) -> dict:
    party = request.identity.party
    button = Button("bind", _("绑定"), "main")
    action = request.page.url("/me/account/app")
    form = shown_form(request, OWN_APP, action, (button,), id="new-app", errors=errors)
    return {"title": _("绑定手机应用"), "form": form, "errors": errors, **offered(request, party, secret_of(request)),
            "has_password": bool(party.password), "codes": None, "own": True, "noindex": True}  # fmt: skip


def _ask(request: Request, errors: tuple[Problem, ...]) -> dict:
    party, renews = request.identity.party, request.view_name == "app-codes"
    button = Button("renew", _("换一批"), "main") if renews else Button("unbind", _("解除绑定"), "danger")
    action = request.page.url(f"/me/account/{request.view_name}")
    form = shown_form(request, PROOF, action, (button,), id="proof", errors=errors)
    return {"title": _("换一批恢复码") if renews else _("解除手机应用的绑定"), "form": form, "errors": errors,
            "renews": renews, "left": request.room.recovering.left(party),
            "demanded": request.room.second_factor.demanded(party), "noindex": True}  # fmt: skip
