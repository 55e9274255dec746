"""``/me/family``: children under fourteen, registered by a guardian, who then acts for them."""

from __future__ import annotations

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from translationstring import TranslationStringFactory

from wangting.errors import Refused
from wangting.forms.companyform import CHILD
from wangting.forms.messages import Problem
from wangting.forms.sent import Answers
from wangting.forms.widgets import Button
from wangting.security.permissions import SIGNED_IN
from wangting.views.dressing import go, shown_form
from wangting.views.firms import slow_down, told_beside
from wangting.views.portal.companies import demand_person
from wangting.views.portal.mandates import state_of
from wangting.views.traversal.companies import MyFamily

_ = TranslationStringFactory("wangting")

#: At which field a refusal is told; all others are about the number.
FIELDS = {"mandate_names_differ": "name"}
CODES = ("child_grown", "child_known", "guardian_needed", "guardian_too_young", "guardian_is_the_child",
         "mandate_to_oneself")  # fmt: skip


@view_config(context=MyFamily, request_method="GET", permission=SIGNED_IN, renderer="portal/family.pt")
def family(context: MyFamily, request: Request) -> dict:
    """List the children, with the form for one more."""
    demand_person(request)
    return _page(request, {}, ())


@view_config(context=MyFamily, request_method="POST", permission=SIGNED_IN, renderer="portal/family.pt")
def add(context: MyFamily, request: Request) -> dict | Response:
    """Draw up the guardian's mandate; the code to the guardian's phone registers the child."""
    me, room = demand_person(request), request.room
    outcome = CHILD.validate(request.POST.items(), lang=request.page.lang, today=room.house.clock.now().date())
    values = outcome.values
    if not outcome.ok:
        return _page(request, values, outcome.errors)
    slow_down(request)
    try:
        mandate = room.guarding.draw_up(me, values["name"], values["id_number"])
    except Refused as refused:
        return _page(request, values, told_beside(request, refused, {**dict.fromkeys(CODES, "id_number"), **FIELDS}))
    return go(request, f"/me/mandates/{mandate.number}")


def _page(request: Request, values: Answers, errors: tuple[Problem, ...]) -> dict:
    button = Button("add", _("登记孩子"), "main")
    action = request.page.url("/me/family/")
    form = shown_form(request, CHILD, action, (button,), id="child", values=values, errors=errors)
    rows = [(each, state_of(request, each)) for each in request.room.guarding.children(request.identity.party)]
    return {"title": _("我的孩子"), "form": form, "rows": rows, "errors": errors,
            "years": request.room.mandating.law.guardian_below, "noindex": True}  # fmt: skip
