"""``/me/account``: sessions of one's own that are ended, by who has proved within some minutes who they are."""

from __future__ import annotations

from datetime import timedelta

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from translationstring import TranslationStringFactory

from wangting.forms.standing import AGAIN
from wangting.forms.widgets import Button
from wangting.security.permissions import SIGNED_IN
from wangting.security.sessions import PROVED
from wangting.views.dressing import go, shown_form
from wangting.views.portal.account import living
from wangting.views.portal.amending import wrong_password
from wangting.views.traversal.contexts import MyAccount

_ = TranslationStringFactory("wangting")

#: For how long signing in, or a password given again, is proof enough.
FRESH = timedelta(minutes=10)


@view_config(context=MyAccount, name="end", request_method="POST", permission=SIGNED_IN,
             renderer="portal/end_sessions.pt")  # fmt: skip
def end(context: MyAccount, request: Request) -> dict | Response:
    """End one session of one's own; that of somebody else is not there to be ended."""
    key = request.POST.get("session", "")
    if key not in {each.key for each in living(request)} - {request.session.key}:
        return go(request, "/me/account/")
    asked = _ask_again(request, {"session": key})
    if asked is None:
        request.room.house.side.sessions.end_key(request.identity.party.id, key)
    return asked or _ended(request)


@view_config(context=MyAccount, name="end-others", request_method="POST", permission=SIGNED_IN,
             renderer="portal/end_sessions.pt")  # fmt: skip
def end_others(context: MyAccount, request: Request) -> dict | Response:
    """End every session but this one."""
    asked = _ask_again(request, None)
    if asked is None:
        request.room.house.side.sessions.end_all(request.identity.party.id, request.session.session_id)
    return asked or _ended(request)


@view_config(context=MyAccount, name="end", request_method="GET", permission=SIGNED_IN)
@view_config(context=MyAccount, name="end-others", request_method="GET", permission=SIGNED_IN)
def back(context: MyAccount, request: Request) -> Response:
    """Lead whoever comes back from signing in to the page with the button."""
    return go(request, "/me/account/")


def _ask_again(request: Request, hidden: dict[str, str] | None) -> dict | None:
    """Return the page that asks for the password; None for who proved a moment ago who they are, or does so now."""
    now, errors = int(request.room.house.clock.now().timestamp()), ()
    if 0 <= now - int(request.session.get(PROVED, 0)) < FRESH.total_seconds():
        return None
    if "current" in request.POST:
        outcome = AGAIN.validate(request.POST.items(), lang=request.page.lang)
        errors = outcome.errors or wrong_password(request, outcome.values["current"])
        if not errors:
            request.session[PROVED] = now
            return None
    button = Button("end", _("退出"), "main")
    action = request.page.url(f"/me/account/{request.view_name}")
    form = shown_form(request, AGAIN, action, (button,), id="again", errors=errors, hidden=hidden)
    return {"title": _("先写一遍密码，再退出"), "form": form, "errors": errors, "one": hidden is not None,
            "minutes": round(FRESH.total_seconds() / 60), "noindex": True}  # fmt: skip


def _ended(request: Request) -> Response:
    request.session.flash("ended", "account")
    return go(request, "/me/account/")
