"""Looks: who opened which case and why, kept in the side store, where the person can see it."""

from __future__ import annotations

from pyramid.request import Request

from wangting.security.permissions import CASE_VIEW
from wangting.views.traversal.contexts import DeskCase


def note_look(context: DeskCase, request: Request, why: str) -> None:
    """Keep that the officer of this request opened the case; ``why`` is one word of a list, never typed text."""
    identity, case, room = request.identity, context.case, request.room
    post = room.gate.may(identity.asker, CASE_VIEW, context.facts()).post
    room.house.side.looks.note(identity.party.id, post, why, person=case.applicant, case=case.number)
