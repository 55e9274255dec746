"""``/<hall>/admin/rights/preview``: who gains and loses what, before a change of rights is stored."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from translationstring import TranslationString, TranslationStringFactory

from wangting.forms.adminform import OVERLAY_FORM
from wangting.forms.messages import Problem
from wangting.forms.widgets import Button
from wangting.rules.overlay import Overlay
from wangting.rules.reach import ELSEWHERE, Right
from wangting.security.permissions import HALL_ADMINISTER
from wangting.views.admin import words
from wangting.views.admin.forming import problems
from wangting.views.admin.rights import draft_of, draft_rows
from wangting.views.dressing import go, shown_form
from wangting.views.traversal.admin import OVERLAY, Rights

_ = TranslationStringFactory("wangting")


@view_config(context=Rights, name="preview", request_method="GET", permission=HALL_ADMINISTER,
             renderer="admin/rights_preview.pt")  # fmt: skip
def preview(context: Rights, request: Request) -> dict | Response:
    """Show what the draft would do, from the day that is asked for or from today."""
    if draft_of(context, request).is_empty:
        return go(request, "admin/rights/change")
    return _page(context, request, {"since": _today(context).isoformat()})


@view_config(context=Rights, name="preview", request_method="POST", permission=HALL_ADMINISTER,
             renderer="admin/rights_preview.pt")  # fmt: skip
def store(context: Rights, request: Request) -> dict | Response:
    """Store the draft as the hall's next version."""
    draft, laying = draft_of(context, request), context.office.laying
    outcome = OVERLAY_FORM.validate(request.POST.items(), lang=request.page.lang)
    if outcome.errors:
        return _page(context, request, outcome.values, outcome.errors)
    since = date.fromisoformat(outcome.values["since"])
    if since < _today(context):
        return _page(context, request, outcome.values, problems([("since", "day_is_past")]))
    if not laying.preview(draft, since, request.identity.party.id).can_be_stored:
        return _page(context, request, outcome.values, problems([("since", "overlay_faulty")]))
    laying.store(draft, since, outcome.values["reason"], context.recording)
    drafting, party, hall = context.room.drafting, request.identity.party.id, context.hall.key
    kept = [one for one in drafting.list(party) if (one.hall, one.item_code) == (hall, OVERLAY)]
    # After the commit: a draft that was given up with the transaction would be typing lost.
    request.tm.get().addAfterCommitHook(lambda done: [drafting.delete(one) for one in kept] if done else None)
    request.session.flash("stored", "admin")
    return go(request, "admin/rights/")


def _page(context: Rights, request: Request, values: Mapping[str, object],
          errors: tuple[Problem, ...] = ()) -> dict:  # fmt: skip
    draft, laying = draft_of(context, request), context.office.laying
    asked = str(values.get("since", ""))
    try:
        since = max(date.fromisoformat(asked), _today(context))
    except ValueError:
        since = _today(context)
    found = laying.preview(draft, since, request.identity.party.id)
    request.response.status_int = 422 if errors else 200
    is_old = draft.base != laying.base
    form = None
    if found.can_be_stored and not is_old:
        form = shown_form(request, OVERLAY_FORM, request.page.url("admin/rights/preview"),
                          (Button("store", _("存为新的一版"), "main"),), id="store", values=values,
                          errors=errors)  # fmt: skip
    units = context.room.register.orgunits
    together = [(party.name, units[one.unit].name) for party, one in found.together]
    faults = [(words.OVERLAY_FAULTS[one.code], *_place(request, found.overlay, one.facts)) for one in found.faults]
    people = [
        {"name": party.name, "login": party.login,
         "gains": _told(request, change.gains), "losses": _told(request, change.losses)}
        for party, change in found.changes
    ]  # fmt: skip
    return {"title": _heading(len(people), ok=found.can_be_stored), "people": people,
            "rows": draft_rows(request, draft, found.overlay.posts), "faults": faults, "together": together,
            "form": form, "errors": errors, "since": since, "is_own": found.is_own,
            "is_old": is_old, "noindex": True}  # fmt: skip


def _heading(count: int, *, ok: bool) -> TranslationString:
    if not ok:
        return _("这样改存不了")
    return _("${count} 个人的权限会变", mapping={"count": count}) if count else _("谁的权限也不变")


def _told(request: Request, changes: tuple[tuple[Right, str], ...]) -> list[dict]:
    """Return rights with their places, one row a right."""
    lang, units = request.page.lang, request.room.register.orgunits
    rows: dict[Right, list[str]] = {}
    for right, place in changes:
        name = _("全厅") if place == ELSEWHERE else (units[place].name if place in units else place)
        rows.setdefault(right, []).append(name)
    return [{"right": words.right_name(right.permission, right.kind), "places": places,
             "post": words.post_name(right.post, (), lang) if right.post else ""}
            for right, places in rows.items()]  # fmt: skip


def _place(request: Request, overlay: Overlay, facts: Mapping[str, str]) -> tuple[str, object]:
    post = (
        words.post_name(facts["post"], overlay.posts, request.page.lang) if "post" in facts else facts.get("unit", "")
    )
    return post, words.right_name(facts["permission"], facts["kind"]) if "permission" in facts else ""


def _today(context: Rights) -> date:
    return context.room.house.clock.now().date()
