"""``/track``: how far a case has come, for whoever holds its number and its query code; nothing personal is shown."""

from __future__ import annotations

from pyramid.request import Request
from translationstring import TranslationStringFactory

from wangting.forms.sent import Answers
from wangting.forms.standing import TRACK
from wangting.forms.widgets import Button
from wangting.security.permissions import PUBLIC
from wangting.theming.html import Html
from wangting.views.dressing import shown_form, wear
from wangting.views.portal.mycase import why_of
from wangting.views.portal.places import city_view
from wangting.views.portal.progress import Progress
from wangting.views.traversal.contexts import Context

_ = TranslationStringFactory("wangting")

LONGEST = 40


@city_view(name="track", request_method="GET", permission=PUBLIC, renderer="portal/track.pt")
def ask(context: Context, request: Request) -> dict:
    """Ask for number and code; the number may come from the code on the receipt."""
    number = request.GET.get("number", "")[:LONGEST]
    form = track_form(request, {"number": number})
    return {"title": _("查进度"), "form": form, "errors": (), "noindex": bool(number)}


@city_view(name="track", request_method="POST", permission=PUBLIC, require_csrf=False, renderer="portal/track.pt")
def follow(context: Context, request: Request) -> dict:
    """Show the progress; a wrong number and a wrong code get the same page, and a 61st try a minute gets none.

    It changes nothing and shows nothing to whoever forged it, so the form carries no token: it stands on public pages.
    """
    outcome = TRACK.validate(request.POST.items(), lang=request.page.lang)
    if not outcome.ok:
        form = track_form(request, outcome.values, outcome.errors)
        return {"title": _("查进度"), "form": form, "errors": outcome.errors, "noindex": True}
    case = request.room.tracking.follow(outcome.values["number"], outcome.values["code"], request.network)
    progress = Progress(request.room, case, request.page.lang, personal=False)
    wear(request, progress.hall)
    return {
        "title": progress.answer,
        "case": case,
        "progress": progress,
        "why": why_of(progress),
        "form": None,
        "errors": (),
        "noindex": True,
    }


def track_form(request: Request, values: Answers | None = None, errors: tuple = (), *, look: str = "main") -> Html:
    """Return the form for number and code; ``look`` is that of its button: a screen has one main button."""
    buttons = (Button("track", _("查进度"), look),)
    return shown_form(request, TRACK, request.page.url("/track"), buttons, id="track", values=values, errors=errors,
                      guarded=False)  # fmt: skip
