"""Taking a case, handing it over, putting it back, stepping back from it: buttons of the case and of the list."""

from __future__ import annotations

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import exception_view_config, view_config
from translationstring import TranslationStringFactory

from wangting.errors import Outdated, Refused
from wangting.rules.masking import mask_name
from wangting.security.permissions import CASE_VIEW, DESK_VIEW
from wangting.services.casework.custody import HAND_OVER, PUT_BACK, TAKE
from wangting.services.casework.guards import RECUSE
from wangting.views.desk.casepage import CasePage
from wangting.views.desk.casework import LONGEST_OPINION, model, version_of
from wangting.views.dressing import go
from wangting.views.traversal.contexts import Desk, DeskCase

_ = TranslationStringFactory("wangting")

CUSTODY = "custody"
PATH = r".*/desk/cases/[^/]+/custody$"


@view_config(context=DeskCase, name=CUSTODY, request_method="POST", permission=CASE_VIEW, renderer="desk/case.pt")
def custody(context: DeskCase, request: Request) -> dict | Response:
    """Do what the pressed button says; what a colleague did first is shown and not done over."""
    case, room, sent = context.case, request.room, request.POST
    asker, version, found = request.identity.asker, version_of(sent.get("version", "")), room.custody
    if room.casework.run_due(case):
        # Returned, not raised: what the clock did must be kept (STYLE 11).
        request.response.status_int = 409
        return model(request, CasePage(request, case, sent), Outdated())
    act = sent.get("do", "")
    if act == TAKE:
        found.take(case, asker, version=version)
    elif act == PUT_BACK:
        found.put_back(case, asker, version=version)
    elif act == RECUSE:
        found.recuse(case, asker, sent.get("opinion", "")[:LONGEST_OPINION], version=version)
    elif act == HAND_OVER:
        colleague = room.register.parties.by_login(sent.get("to", ""))
        found.hand_over(case, asker, colleague, version=version)
    else:
        raise Refused("nothing_chosen")
    request.session.flash({"done": act, "entry": case.version})
    return go(request, f"desk/cases/{case.number}")


@exception_view_config(Refused, path_info=PATH, request_method="POST", renderer="desk/case.pt")
def refused(error: Refused, request: Request) -> dict:
    """Show the case as it is now, with what stands in the way: no dead end."""
    request.response.status_int = 409 if isinstance(error, Outdated) else 422
    return model(request, CasePage(request, request.context.case, request.POST), error)


@view_config(context=DeskCase, name=CUSTODY, request_method="GET", permission=CASE_VIEW)
def back(context: DeskCase, request: Request) -> Response:
    """Lead whoever comes back from signing in, or by the browser's own button, to the case."""
    return go(request, f"desk/cases/{context.case.number}")


@view_config(context=DeskCase, name="hand-over", request_method="GET", permission=CASE_VIEW,
             renderer="desk/hand_over.pt")  # fmt: skip
def choose(context: DeskCase, request: Request) -> dict | Response:
    """Show to whom the case can be handed over: whoever else could do what is next."""
    case, found, asker = context.case, request.room.custody, request.identity.asker
    if HAND_OVER not in found.possible(case, asker):
        return go(request, f"desk/cases/{case.number}")
    return {
        "title": _("转给同岗的同事"),
        "case": case,
        "applicant": mask_name(case.applicant_name),
        "colleagues": found.colleagues(case, asker),
    }


@view_config(context=Desk, name="next", request_method="POST", permission=DESK_VIEW)
def take_next(context: Desk, request: Request) -> Response:
    """Take the case that is due first of those nobody has; two who press at once get two cases."""
    room, asker = request.room, request.identity.asker
    number = room.worklist(context.hall).first_free(asker)
    if number is None:
        request.session.flash("nothing_free")
        return go(request, "desk/")
    case = room.tracking.by_number(number)
    room.custody.take(case, asker, version=case.version)
    request.session.flash({"done": TAKE, "entry": case.version})
    return go(request, f"desk/cases/{number}")


@view_config(context=Desk, name="next", request_method="GET", permission=DESK_VIEW)
def back_to_list(context: Desk, request: Request) -> Response:
    """Lead whoever comes back from signing in, or by the browser's own button, to the list."""
    return go(request, "desk/")
