"""``/<hall>/desk/identity``: somebody stands at the window with the identity card; the clerk looks and says so."""

from __future__ import annotations

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from translationstring import TranslationStringFactory

from wangting.content.parties import Party
from wangting.errors import NotFound
from wangting.forms.messages import Problem
from wangting.forms.sent import Answers
from wangting.forms.standing import WITNESS
from wangting.forms.widgets import Button
from wangting.rules.assurance import WINDOW
from wangting.rules.masking import mask_name
from wangting.security.permissions import IDENTITY_WITNESS
from wangting.views.assurance import level_name
from wangting.views.dressing import go, shown_form
from wangting.views.traversal.contexts import Desk

_ = TranslationStringFactory("wangting")

NOBODY = _("没有这样的人注册过：号码没有，或者登记的是另一个姓名。请照证再写一遍；没注册的先请本人注册")
#: What is kept of the look, where the person can see it.
LOOK, TOLD = "identity", "witnessed"


@view_config(context=Desk, name="identity", request_method="GET", permission=IDENTITY_WITNESS,
             renderer="desk/identity.pt")  # fmt: skip
def ask(context: Desk, request: Request) -> dict:
    """Ask for what stands on the card."""
    return _page(request, {}, ())


@view_config(context=Desk, name="identity", request_method="POST", permission=IDENTITY_WITNESS,
             renderer="desk/identity.pt")  # fmt: skip
def witness(context: Desk, request: Request) -> dict | Response:
    """Write down who saw whom here and now; the person is told, and sees it on their own page."""
    room, clerk = request.room, request.identity.party
    outcome = WITNESS.validate(request.POST.items(), lang=request.page.lang, today=room.house.clock.now().date())
    values = outcome.values
    if not outcome.ok:
        return _page(request, values, outcome.errors)
    try:
        party = whose_card(context, request, values, LOOK)
    except NotFound:
        return _page(request, values, (Problem("id_number", NOBODY),))
    room.assuring.prove(party, WINDOW, room.assuring.about(party), witness=clerk, hall=context.hall.key)
    _tell(context, request, party)
    request.session.flash(mask_name(party.name), TOLD)
    return go(request, "desk/identity")


def whose_card(context: Desk, request: Request, values: Answers, why: str) -> Party:
    """Return whose card it is and keep that a clerk looked, and ``why``; raises NotFound for who never registered."""
    room, clerk = request.room, request.identity.party
    party = room.assuring.present(values["name"], values["id_number"], clerk)
    post = room.gate.may(request.identity.asker, IDENTITY_WITNESS, context.facts()).post
    room.house.side.looks.note(clerk.id, post, why, person=party.id)
    return party


def _tell(context: Desk, request: Request, party: Party) -> None:
    """Tell the person, so that a card in the wrong hands is noticed."""
    level = request.room.assuring.law.levels[request.room.assuring.level(party)]
    request.room.telling.tell(party, "level_raised", level=level.name, hall=context.hall.title)


def _page(request: Request, values: Answers, errors: tuple[Problem, ...]) -> dict:
    form = shown_form(
        request,
        WITNESS,
        request.page.url("desk/identity"),
        (Button("witness", _("看过了，记下来"), "main"),),
        id="witness",
        values=values,
        errors=errors,
    )
    return {
        "title": _("核对身份证"),
        "gives": level_name(request, request.room.assuring.law.ways[WINDOW].level),
        "form": form,
        "errors": errors,
        "told": request.session.pop_flash(TOLD),
    }
