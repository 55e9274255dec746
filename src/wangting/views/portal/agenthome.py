"""``/me/point/``: where a village agent works - and a neighbour who acts for somebody - one person at a time."""

from __future__ import annotations

import re

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from translationstring import TranslationStringFactory

from wangting.errors import NotAllowed
from wangting.forms.standing import SIGN_IN
from wangting.forms.widgets import Button
from wangting.gateways.side.records import Draft
from wangting.rules.grants import AGENT
from wangting.rules.masking import mask_name, name_shown
from wangting.security.identity import Identity
from wangting.security.permissions import SIGNED_IN
from wangting.theming.html import Html
from wangting.views.behalf import begin_for
from wangting.views.dressing import go, shown_form
from wangting.views.portal.handing import bare_host
from wangting.views.portal.progress import Progress
from wangting.views.portal.signing import INSTEAD, local_path
from wangting.views.traversal.contexts import Point
from wangting.views.traversal.mandates import MANDATE

_ = TranslationStringFactory("wangting")

#: People on the page; who is not among them is found by the number.
SHOWN = 20
LOOKS, SECONDS = 120, 3600
#: The id of a party, as the page wrote it.
PARTY = re.compile(r"[0-9]{1,19}", re.ASCII)


@view_config(context=Point, request_method="GET", permission=SIGNED_IN, renderer="portal/point.pt")
def point(context: Point, request: Request) -> dict:
    """Show today's cases, the people who gave a mandate, and what is still to be confirmed."""
    room, identity = request.room, request.identity
    me = identity.party
    people = room.mandating.principals(me.id)
    village = room.register.orgunit(me.point).name if me.kind == AGENT else ""
    return {
        "title": _title(village),
        "village": village,
        "is_agent": me.kind == AGENT,
        "is_over": _is_over(request, identity),
        "today": _today(request),
        "people": [{"id": party.id, "name": name_shown(party.name, party.kind), "number": party.id_masked,
                    "until": until} for party, until in people[:SHOWN]],
        "count": len(people),
        "waiting": room.mandating.waiting(me.id),
        "begun": _begun(request, me.id),
        "base": _base(identity),
        "told": request.session.pop_flash(),
        "next_person": _next_person(request),
        "noindex": True,
    }  # fmt: skip


@view_config(context=Point, name="switch", request_method="POST", permission=SIGNED_IN)
def switch(context: Point, request: Request) -> Response:
    """Work for this person from now on, in a session of its own; what was open for another can no longer be sent."""
    demand_post(request)
    chosen = request.POST.get("person", "")
    begin_for(request, int(chosen) if PARTY.fullmatch(chosen) else 0)
    return go(request, local_path(request.POST.get("next")) or _base(request.identity))


@view_config(context=Point, name="find", request_method="POST", permission=SIGNED_IN)
def find(context: Point, request: Request) -> Response:
    """Work for whoever has this phone or ID number, if they gave a mandate; else say how to write one.

    Nobody is told whether there is such a person: only one's own mandates are asked.
    """
    demand_post(request)
    room, me = request.room, request.identity.party
    wait = room.house.side.throttles.hit(f"mandate-look:{me.id}", LOOKS, SECONDS)
    party = None if wait else room.registering.find(request.POST.get("who", ""))
    if party is None or room.mandating.lapse(party.id, me.id) is not None:
        request.session.flash("too_many" if wait else "not_found")
        return go(request, "/me/point/")
    begin_for(request, party.id)
    return go(request, _base(request.identity))


@view_config(context=Point, name="leave", request_method="POST", permission=SIGNED_IN)
def leave(context: Point, request: Request) -> Response:
    """Work for nobody any more: the next person at this computer sees nothing of the last one."""
    begin_for(request, None)
    return go(request, "/me/point/")


@view_config(context=Point, name="find", request_method="GET", permission=SIGNED_IN)
@view_config(context=Point, name="switch", request_method="GET", permission=SIGNED_IN)
@view_config(context=Point, name="leave", request_method="GET", permission=SIGNED_IN)
def back(context: Point, request: Request) -> Response:
    """Lead whoever comes back from signing in to the page with the button."""
    return go(request, "/me/point/")


def demand_post(request: Request) -> None:
    """Raise NotAllowed for an agent whose post is over: without it no mandate helps."""
    if _is_over(request, request.identity):
        raise NotAllowed("agent_post_over")


def _is_over(request: Request, identity: Identity) -> bool:
    today = request.room.house.clock.now().date()
    held = [holding for holding in identity.asker.holdings if holding.post == AGENT and holding.is_valid(today)]
    return identity.party.kind == AGENT and not held


def _next_person(request: Request) -> Html | None:
    """Return the form by which the next person at this computer signs in; None on a host where nobody does."""
    if request.room.handing_over.is_elsewhere(bare_host(request)):
        return None
    button = Button("sign_in", _("退出我的账号，换他登录"))
    hidden = {INSTEAD: "yes", "next": "/me/"}
    return shown_form(request, SIGN_IN, request.page.url("/sign-in"), (button,), id="next-person", hidden=hidden)


def _title(village: str) -> str:
    return _("${village}代办点", mapping={"village": village}) if village else _("替别人办事")


def _base(identity: Identity) -> str:
    """Return where somebody chooses the item: the hall in which the agent's post is held, else the chooser."""
    hall = next((posting.hall for posting in identity.party.postings if posting.post == AGENT), None)
    return f"/{hall}/items/" if hall else "/halls"


def _today(request: Request) -> list[dict]:
    """Return what was filed today and is still covered, each with the button to go on with it."""
    room, me = request.room, request.identity.party
    day = int(room.house.clock.now().strftime("%Y%m%d"))
    cases = (room.register.case(found) for found in room.register.cases_filed_by(me.id, day))
    return [
        {"progress": Progress(room, case, request.page.lang), "name": mask_name(case.applicant_name)}
        for case in cases
        if room.casework.facts(case).agent is not None
    ]


def _begun(request: Request, owner: int) -> list[Draft]:
    found = request.room.drafting.list(owner)
    return [draft for draft in found if draft.item_code.startswith(MANDATE)]
