"""A password of one's own, at the first sign-in with one that somebody else gave."""

from __future__ import annotations

from pyramid.request import Request
from pyramid.response import Response
from translationstring import TranslationStringFactory

from wangting.content.parties import Party
from wangting.forms.messages import Problem
from wangting.forms.standing import NEW_PASSWORD
from wangting.forms.widgets import Button
from wangting.security.permissions import PUBLIC
from wangting.views.dressing import go, shown_form
from wangting.views.portal.halfway import halfway
from wangting.views.portal.places import city_view
from wangting.views.portal.registering import hashed, password_problems
from wangting.views.portal.signing import is_fresh, local_path, proceed
from wangting.views.traversal.context import Context

_ = TranslationStringFactory("wangting")

SAME = _("这就是发给您的那个密码，请另想一个")


@city_view(name="sign-in-password", request_method="GET", permission=PUBLIC, renderer="portal/new_password.pt")
def ask(context: Context, request: Request) -> dict | Response:
    """Ask for a password of one's own."""
    return go(request, "/sign-in") if _who(request) is None else _page(request, ())


@city_view(name="sign-in-password", request_method="POST", permission=PUBLIC, require_csrf=False,
           renderer="portal/new_password.pt")  # fmt: skip
def change(context: Context, request: Request) -> dict | Response:
    """Take the new password, end every session begun with the old one, and go on with signing in."""
    found = _who(request)
    if found is None or not is_fresh(request):
        return go(request, "/sign-in", next=local_path(request.params.get("next")))
    outcome = NEW_PASSWORD.validate(request.POST.items(), lang=request.page.lang)
    values = outcome.values
    errors = (*outcome.errors, *password_problems(values, {problem.field for problem in outcome.errors}))
    if not errors and request.room.house.passwords.verify_or_dummy(found.password, values["password"]):
        errors = (Problem("password", SAME),)
    if errors:
        return _page(request, errors)
    proven = halfway(request).proven
    made = hashed(request, values["password"])
    request.room.passwording.change(found, made)
    return proceed(request, found, proven=proven)


def _who(request: Request) -> Party | None:
    """Return who is half signed in and has to change the password now: not before the code, where one is demanded."""
    found = halfway(request)
    if found is None or not found.party.must_change:
        return None
    return None if found.party.totp_sealed and not found.proven else found.party


def _page(request: Request, errors: tuple[Problem, ...]) -> dict:
    wanted = local_path(request.params.get("next"))
    form = shown_form(
        request,
        NEW_PASSWORD,
        request.page.url("/sign-in-password"),
        (Button("change", _("换成这个密码"), "main"),),
        id="new-password",
        errors=errors,
        hidden={"next": wanted} if wanted else None,
    )
    return {"title": _("第一次登录，先换一个自己的密码"), "form": form, "errors": errors, "noindex": True}
