"""Faults in the guard of the house, planted one at a time: the matrix finds each, and finds nothing without it."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from matrix.running import differences, questions
from wangting.gateways.side.drafts import StoredDrafts
from wangting.security.gate import Gate
from wangting.security.policy import HousePolicy
from wangting.services import mandating, worklist
from wangting.services.attaching import Attaching
from wangting.services.catalogue import Catalogue
from wangting.services.drafting import Drafting
from wangting.services.worklist import Worklist
from wangting.views import errors
from wangting.views.desk import casework
from wangting.views.traversal.contexts import CaseContext, DeskCase, MyCase
from wangting.views.traversal.mandates import DeskMandate, MandateContext, MyMandate

MAY = Gate.may


def dropped_check(patch):
    patch.setattr(HousePolicy, "permits", lambda *_asked: SimpleNamespace(msg="all"))


def wrong_hall(patch):
    """Everybody is taken for being in the hall in which they have a post."""

    def may(gate, asker, permission, facts):
        own = next((holding.hall for holding in asker.holdings), None)
        moved = replace(facts, hall=own, path=("city", own)) if own and facts.hall else facts
        return MAY(gate, asker, permission, moved)

    patch.setattr(Gate, "may", may)


def swapped_post(patch):
    """A reviewer counts as a counter clerk."""

    def may(gate, asker, permission, facts):
        swapped = tuple(replace(one, post="counter") if one.post == "reviewer" else one for one in asker.holdings)
        return MAY(gate, replace(asker, holdings=swapped), permission, facts)

    patch.setattr(Gate, "may", may)


def act_without_post(patch):
    """Whoever sees a case does every act on it."""

    def may(gate, asker, permission, facts):
        return MAY(gate, asker, permission, replace(facts, act_posts=None)) if facts.act_posts else MAY(
            gate, asker, permission, facts)  # fmt: skip

    patch.setattr(Gate, "may", may)


def department_forgotten(patch):
    """A post in one department reaches the cases of every other of the hall."""

    def may(gate, asker, permission, facts):
        wide = tuple(replace(one, unit=one.unit.partition("/")[0]) for one in asker.holdings)
        return MAY(gate, replace(asker, holdings=wide), permission, facts)

    patch.setattr(Gate, "may", may)


def post_opens_mine(patch):
    """A post opens the pages of the applicant."""
    patch.setattr(MyCase, "facts", CaseContext.facts)


def applicant_at_the_desk(patch):
    patch.setattr(DeskCase, "facts", CaseContext.facts)


def anybodys_mandate(patch):
    patch.setattr(MyMandate, "__init__", MandateContext.__init__)


def mandate_of_another_hall(patch):
    patch.setattr(DeskMandate, "__init__", MandateContext.__init__)


def anybodys_draft(patch):
    patch.setattr(Drafting, "mine", lambda drafting, _owner, draft_id: StoredDrafts.get(drafting._drafts, draft_id))


def mandate_without_scope(patch):
    patch.setattr(mandating, "why_not", lambda *_asked: None)


def existence_told(patch):
    """A case that is another's is forbidden rather than not there."""
    page = errors.page
    patch.setattr(errors, "page", lambda request, status, code, facts=None: page(
        request, 403 if code == "no_case" else status, code, facts))  # fmt: skip


def page_of_another_hall(patch):
    """The guide is made of what 利辛 lays over the item."""
    offer = Catalogue.offer
    patch.setattr(Catalogue, "offer", lambda catalogue, _hall, code: offer(catalogue, "lixin", code))


def list_of_every_hall(patch):
    """The desk looks at the queues of all halls, and lists what lies in any unit."""
    patch.setattr(worklist, "bounds", lambda _hall: ("", "~"))
    patch.setattr(Worklist, "_reaching", lambda *_asked: lambda _unit, _turn=None: True)


def writing_look(patch):
    """Looking at a case writes into the case."""
    patch.setattr(casework, "note_look", lambda context, _request, _why: setattr(context.case, "looked", 1))


def file_of_a_draft(patch):
    """A blank form is everybody's as soon as somebody has brought it."""
    patch.setattr(Attaching, "is_shown", lambda *_asked: True)


CASE = "/<hall>/desk/cases/<number>"
#: The fault, at which address it shows, as whom.
FAULTS = (
    (dropped_check, "/<hall>/desk", "citizen_b"),
    (wrong_hall, "/<hall>/desk", "elsewhere"),
    (swapped_post, "/<hall>/desk/cases/<number>/act", "reviewer"),
    (act_without_post, "/<hall>/desk/cases/<number>/act", "counter"),
    (department_forgotten, CASE, "reviewer_beside"),
    (post_opens_mine, "/me/cases/<number>", "counter"),
    (applicant_at_the_desk, CASE, "citizen_a"),
    (anybodys_mandate, "/me/mandates/<number>", "citizen_b"),
    (mandate_of_another_hall, "/<hall>/desk/mandates/<number>", "across"),
    (anybodys_draft, "/me/drafts/<id>", "citizen_b"),
    (mandate_without_scope, "/<hall>/items/<code>/apply", "agent_outside"),
    (existence_told, CASE, "elsewhere"),
    (page_of_another_hall, "/<hall>/items/<code>", "counter"),
    (list_of_every_hall, "/<hall>/desk", "counter"),
    (writing_look, CASE, "counter"),
    (file_of_a_draft, "/files/<sha256>/<name>", "citizen_b"),
)


@pytest.mark.parametrize(("plant", "view", "role"), FAULTS, ids=[fault[0].__name__ for fault in FAULTS])
def test_a_planted_fault_is_found(world, rows, monkeypatch, plant, view, role):
    asked = [one for one in questions(world, [row for row in rows if row.view == view], ["mengcheng"])
             if one.role == role]  # fmt: skip
    assert differences(world, asked) == []
    with monkeypatch.context() as patch:
        plant(patch)
        found = differences(world, asked)
    assert found
    assert differences(world, asked) == []
