"""``/<hall>/desk/find``: where is this case?  Asked at the counter by somebody without a number.

What is typed is a name or a phone, so it is sent and never stands in an address (QUALITY 4).
"""

from __future__ import annotations

from pyramid.request import Request
from pyramid.view import view_config
from translationstring import TranslationStringFactory

from wangting.content.case import Case
from wangting.errors import TooMany
from wangting.rules.masking import name_shown
from wangting.security.permissions import CASE_VIEW, DESK_VIEW
from wangting.services.locating import SHOWN, asked
from wangting.terms import term
from wangting.views.traversal.contexts import Desk

_ = TranslationStringFactory("wangting")

#: Searches of one officer in so many seconds; letters of what is typed.
SEARCHES, SECONDS, LONGEST = 120, 3600, 60


@view_config(context=Desk, name="find", request_method="GET", permission=DESK_VIEW, renderer="desk/find.pt")
def ask(context: Desk, request: Request) -> dict:
    """Show the form."""
    return {"title": _("这件在哪"), "typed": "", "found": None, "enough": True, "most": SHOWN}


@view_config(context=Desk, name="find", request_method="POST", permission=DESK_VIEW, renderer="desk/find.pt")
def find(context: Desk, request: Request) -> dict:
    """Show what was found: where each case lies and in whose hands; that somebody was looked up, they can see."""
    room, me = request.room, request.identity
    wait = room.house.side.throttles.hit(f"desk-find:{me.party.id}", SEARCHES, SECONDS)
    if wait:
        raise TooMany(wait=wait)
    typed = request.POST.get("who", "").strip()[:LONGEST]
    wanted = asked(typed)
    found = room.locating(context.hall).find(me.asker, wanted)
    for case in found:
        post = room.gate.may(me.asker, CASE_VIEW, room.casework.facts(case)).post
        room.house.side.looks.note(me.party.id, post, "find", person=case.applicant, case=case.number)
    return {"title": _("这件在哪"), "typed": typed, "found": [_row(request, case) for case in found],
            "enough": wanted.says_enough, "most": SHOWN}  # fmt: skip


def _row(request: Request, case: Case) -> dict:
    """Return one case and where it lies: its department, its state, whose move it is, in whose hands."""
    room, page = request.room, request.page
    workflow, unit = room.casework.workflow(case), room.register.orgunit(case.unit)
    state = workflow.states[case.state]
    holder = room.register.parties.get(case.held_by)
    return {
        "href": page.url(f"desk/cases/{case.number}"),
        "item": case.item_name,
        "number": case.number,
        "applicant": name_shown(case.applicant_name, room.register.parties.get(case.applicant).kind),
        "unit": page.say(unit.name, unit.name_en),
        "state": page.say(state.title, state.title_en),
        "whose": term(f"post.{state.turn}", page.lang) if state.turn != "nobody" else "",
        "holder": holder.name if holder is not None else "",
        "light": room.lighting(request.context.hall).of_case(state, room.house.reckoner.of(case, workflow)),
    }
