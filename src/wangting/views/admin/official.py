"""``/<hall>/admin/officials/<id>``: one person - posts, substitutes, account - and the buttons that end them."""

from __future__ import annotations

import secrets

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from translationstring import TranslationStringFactory

from wangting.content.parties import Party
from wangting.errors import Refused
from wangting.rules.grants import AGENT
from wangting.security.permissions import HALL_ADMINISTER
from wangting.views.admin import words
from wangting.views.admin.officials import given_password, keep_password
from wangting.views.dressing import go
from wangting.views.numbers import whole
from wangting.views.traversal.admin import AdminOfficial

_ = TranslationStringFactory("wangting")

LONGEST, MOST = 200, 10_000


@view_config(context=AdminOfficial, request_method="GET", permission=HALL_ADMINISTER, renderer="admin/official.pt")
def official(context: AdminOfficial, request: Request) -> dict:
    """Show one person; that an account was looked at by the one who administers it is no look at a citizen."""
    party, staffing, lang = context.party, context.office.staffing, request.page.lang
    today = context.room.house.clock.now().date()
    own, units = staffing.own_posts(today), request.room.register.orgunits
    directory = context.room.register.parties
    postings = [
        {"place": place, "post": words.post_name(one.post, own, lang), "unit": units[one.unit].name,
         "since": one.since, "until": one.last_day(), "is_over": bool(one.ended) or (one.until or today) < today}
        for place, one in staffing.postings(party)
    ]  # fmt: skip
    stands = [
        {"place": place, "name": one.absent.name, "since": one.since, "until": one.until,
         "is_over": bool(one.ended) or one.until < today}
        for place, one in enumerate(party.stand_ins) if one.hall == context.hall.key
    ]  # fmt: skip
    instead = [directory.get(one) for one in party.stood_in_by]
    return {
        "title": party.name,
        "party": party,
        "is_agent": party.kind == AGENT,
        "postings": postings,
        "stands": stands,
        "instead": [one.name for one in instead if _stands_in_now(one, party, today)],
        "is_only_here": staffing.is_only_here(party),
        "is_self": party.id == request.identity.party.id,
        "told": request.session.pop_flash("admin"),
        "given": given_password(request),
        "noindex": True,
    }


@view_config(context=AdminOfficial, name="end-post", request_method="POST", permission=HALL_ADMINISTER)
def end_post(context: AdminOfficial, request: Request) -> Response:
    """Take a post away now."""
    context.office.appointing.end(context.party, _place(request), _reason(request), context.recording)
    return _done(context, request, "ended")


@view_config(context=AdminOfficial, name="end-stand-in", request_method="POST", permission=HALL_ADMINISTER)
def end_stand_in(context: AdminOfficial, request: Request) -> Response:
    """Take back that somebody stands in."""
    context.office.substituting.end(context.party, _place(request), _reason(request), context.recording)
    return _done(context, request, "stand_in_ended")


@view_config(context=AdminOfficial, name="shut-out", request_method="POST", permission=HALL_ADMINISTER)
def shut_out(context: AdminOfficial, request: Request) -> Response:
    """Disable the account and end its sessions."""
    context.office.officials.shut_out(context.party, _reason(request), context.recording)
    return _done(context, request, "shut_out")


@view_config(context=AdminOfficial, name="let-in", request_method="POST", permission=HALL_ADMINISTER)
def let_in(context: AdminOfficial, request: Request) -> Response:
    """Let the person sign in again."""
    context.office.officials.let_in(context.party, _reason(request), context.recording)
    return _done(context, request, "let_in")


@view_config(context=AdminOfficial, name="password", request_method="POST", permission=HALL_ADMINISTER)
def password(context: AdminOfficial, request: Request) -> Response:
    """Give another password, shown this once."""
    reason, made = _reason(request), secrets.token_urlsafe(9)
    hashed = context.room.registering.hashed(made)
    context.office.officials.give_password(context.party, hashed, reason, context.recording)
    keep_password(request, context.party, made)
    return go(request, f"admin/officials/{context.party.id}/")


@view_config(context=AdminOfficial, name="end-post", request_method="GET", permission=HALL_ADMINISTER)
@view_config(context=AdminOfficial, name="end-stand-in", request_method="GET", permission=HALL_ADMINISTER)
@view_config(context=AdminOfficial, name="shut-out", request_method="GET", permission=HALL_ADMINISTER)
@view_config(context=AdminOfficial, name="let-in", request_method="GET", permission=HALL_ADMINISTER)
@view_config(context=AdminOfficial, name="password", request_method="GET", permission=HALL_ADMINISTER)
def back(context: AdminOfficial, request: Request) -> Response:
    """Lead whoever comes back from signing in, or by the browser's own button, to the page with the button."""
    return go(request, f"admin/officials/{context.party.id}/")


def _done(context: AdminOfficial, request: Request, what: str) -> Response:
    request.session.flash(what, "admin")
    return go(request, f"admin/officials/{context.party.id}/")


def _reason(request: Request) -> str:
    found = request.POST.get("reason", "").strip()[:LONGEST]
    if not found:
        raise Refused("reason_needed")
    return found


def _place(request: Request) -> int:
    return whole(request.POST.get("place", ""), MOST)


def _stands_in_now(one: Party, absent: Party, today: object) -> bool:
    return any(stand.absent is absent and not stand.ended and stand.since <= today <= stand.until
               for stand in one.stand_ins)  # fmt: skip
