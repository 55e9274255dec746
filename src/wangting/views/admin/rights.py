"""``/<hall>/admin/rights``: what this hall has otherwise than all halls, every version, and the next one in writing."""

from __future__ import annotations

from collections.abc import Mapping

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from translationstring import TranslationStringFactory

from wangting.errors import Refused
from wangting.forms.adminform import cell_form, own_post_form, together_form
from wangting.forms.form import Form
from wangting.forms.messages import Problem
from wangting.forms.spec import Named
from wangting.forms.widgets import Button
from wangting.gateways.side.records import Draft as Kept
from wangting.rules.grants import HALL, OWN, UNIT
from wangting.rules.overlay import NO_PATTERN, NOT_OF_A_HALL, Overlay, OwnPost
from wangting.security.permissions import HALL_ADMINISTER
from wangting.services.administering.laying import NOBODY, SHARED, Draft
from wangting.theming.texts import translator
from wangting.views.admin import words
from wangting.views.dressing import go, shown_form
from wangting.views.traversal.admin import OVERLAY, Rights

_ = TranslationStringFactory("wangting")

REACHES = (SHARED, NOBODY, OWN, UNIT, HALL)
#: Between permission and kind, in a choice.
BAR = "|"
CELL, OWN_POST, TOGETHER = "cell", "own_post", "together"
#: Changes in one draft: more are read by nobody.
MOST = 40


@view_config(context=Rights, request_method="GET", permission=HALL_ADMINISTER, renderer="admin/rights.pt")
def rights(context: Rights, request: Request) -> dict:
    """Show what is in force and what was."""
    today, hall = context.room.house.clock.now().date(), context.hall
    parties = context.room.register.parties
    versions = [
        {"number": number + 1, "period": hall.period(number), "since": version.since, "reason": version.reason,
         "by": found.name if (found := parties.get(version.by)) is not None else None,
         "rows": overlay_rows(request, version.of(hall.key)), "recorded": version.recorded}
        for number, version in reversed(list(enumerate(hall.overlays)))
    ]  # fmt: skip
    in_force = context.office.staffing.overlay(today)
    return {"title": _("本厅的权限"), "rows": overlay_rows(request, in_force), "versions": versions,
            "is_begun": not draft_of(context, request).is_empty, "told": request.session.pop_flash("admin"),
            "noindex": True}  # fmt: skip


@view_config(context=Rights, name="change", request_method="GET", permission=HALL_ADMINISTER,
             renderer="admin/rights_change.pt")  # fmt: skip
def show(context: Rights, request: Request) -> dict:
    """Show what is written so far, and the forms that add to it."""
    return change_page(context, request, {})


@view_config(context=Rights, name="change", request_method="POST", permission=HALL_ADMINISTER,
             renderer="admin/rights_change.pt")  # fmt: skip
def add(context: Rights, request: Request) -> dict | Response:
    """Keep one more change, or drop one; the draft waits in the side store until it is stored or dropped."""
    kept, draft, sent = kept_of(context, request), draft_of(context, request), request.POST
    act = sent.get("send", "")
    if act == "drop":
        context.room.drafting.save(kept, dropped(draft, sent.get("row", "")))
        return go(request, "admin/rights/change")
    if len(draft.cells) + len(draft.posts) + len(draft.together) >= MOST:
        raise Refused("overlay_too_long")
    form = forms(context, draft).get(act)
    if form is None:
        raise Refused("nothing_chosen")
    outcome = form.validate(sent.items(), lang=request.page.lang)
    if outcome.errors:
        return change_page(context, request, sent, act, outcome.errors)
    context.room.drafting.save(kept, added(context, draft, act, outcome.values))
    return go(request, "admin/rights/change")


def kept_of(context: Rights, request: Request) -> Kept:
    """Return the draft in the side store, begun now when there is none."""
    return context.room.drafting.begin(request.identity.party.id, context.hall.key, OVERLAY, 1)


def draft_of(context: Rights, request: Request) -> Draft:
    """Return what is written so far; what was written over a version that is no longer the last one is for that one."""
    base = context.office.laying.base
    found = [one for one in context.room.drafting.list(request.identity.party.id)
             if (one.hall, one.item_code) == (context.hall.key, OVERLAY)]  # fmt: skip
    values: Mapping = found[0].values if found else {}
    rows = {name: tuple(tuple(row) for row in values.get(name, ())) for name in ("cells", "posts", "together")}
    return Draft(values.get("base", base), **rows)


def added(context: Rights, draft: Draft, act: str, values: Mapping[str, str]) -> dict[str, object]:
    """Return the draft's values with one more change; a cell that is changed again has the last word."""
    cells, posts, together = list(draft.cells), list(draft.posts), dict(draft.together)
    if act == CELL:
        permission, _bar, kind = values["right"].partition(BAR)
        place = (values["cell_post"], permission, kind)
        cells = [cell for cell in cells if cell[:3] != place] + [(*place, values["reach"])]
    elif act == OWN_POST:
        key = context.office.laying.next_key(post[0] for post in posts)
        posts.append((key, values["title"], values["title_en"], values["acts_as"]))
    else:
        together[values["together_unit"]] = values["together_reason"]
    return {"base": draft.base, "cells": cells, "posts": posts, "together": list(together.items())}


def dropped(draft: Draft, row: str) -> dict[str, object]:
    """Return the draft's values without ``row`` (``cells-0``), or nothing at all for ``all``."""
    kept = {name: list(getattr(draft, name)) for name in ("cells", "posts", "together")}
    name, _dash, place = row.partition("-")
    if row == "all":
        return dict.fromkeys(("base", *kept))
    if name in kept and place.isascii() and place.isdigit() and int(place) < len(kept[name]):
        del kept[name][int(place)]
    # A post that is gone has no rights.
    known = {post[0] for post in kept["posts"]}
    kept["cells"] = [cell for cell in kept["cells"] if not cell[0].startswith("own_") or cell[0] in known
                     or all(cell[0] != post[0] for post in draft.posts)]  # fmt: skip
    return {"base": draft.base, **kept}


def forms(context: Rights, draft: Draft) -> dict[str, Form]:
    """Return the three forms, with what can be chosen in this hall."""
    table, overlay = context.room.house.table, context.office.laying.proposed(draft)
    rows = [Named(f"{permission}{BAR}{kind}", str(words.right_name(permission, kind)),
                  translator("en")(words.right_name(permission, kind)))
            for permission, kind in sorted(table.rows)]  # fmt: skip
    posts = [post for post in table.posts if post not in NOT_OF_A_HALL]
    own = overlay.posts
    return {
        CELL: cell_form(tuple(rows), words.post_choices([*posts, *(one.key for one in own)], own),
                        words.word_choices(words.REACHES, REACHES)),
        OWN_POST: own_post_form(words.post_choices([post for post in posts if post not in NO_PATTERN], ())),
        TOGETHER: together_form(words.unit_choices(context.office.staffing.departments())),
    }  # fmt: skip


def change_page(context: Rights, request: Request, values: Mapping[str, str], act: str = "",
                errors: tuple[Problem, ...] = ()) -> dict:  # fmt: skip
    """Return the page model; the form in which something is wrong keeps what was typed."""
    draft = draft_of(context, request)
    request.response.status_int = 422 if errors else 200
    titles = {CELL: _("改一格"), OWN_POST: _("加一个本厅的岗位"), TOGETHER: _("允许一人全办")}
    shown = []
    for name, form in forms(context, draft).items():
        typed = {field.id: values.get(field.id, "") for field in form.fields}
        html = shown_form(request, form, request.page.url("admin/rights/change"),
                          (Button(name, _("加到要改的里"), name="send"),), id=name, values=typed,
                          errors=errors if name == act else ())  # fmt: skip
        shown.append((name, titles[name], html, name in (act, CELL) or any(typed.values())))
    own = context.office.laying.proposed(draft).posts
    return {"title": _("要改的权限"), "forms": shown, "errors": errors, "draft": draft,
            "rows": draft_rows(request, draft, own), "is_old": draft.base != context.office.laying.base,
            "noindex": True}  # fmt: skip


def draft_rows(request: Request, draft: Draft, own: tuple[OwnPost, ...]) -> list[dict]:
    """Return what is to be changed, a row each with what drops it."""
    lang = request.page.lang
    rows = [{"row": f"cells-{number}", "post": words.post_name(post, own, lang),
             "right": words.right_name(permission, kind), "reach": words.REACHES[reach]}
            for number, (post, permission, kind, reach) in enumerate(draft.cells)]  # fmt: skip
    rows += [{"row": f"posts-{number}", "post": words.post_name(post[0], own, lang), "right": _("本厅新的岗位"),
              "reach": words.post_name(post[3], own, lang)} for number, post in enumerate(draft.posts)]  # fmt: skip
    units = request.room.register.orgunits
    rows += [{"row": f"together-{number}", "post": units[unit].name, "right": _("允许一人全办"), "reach": reason}
             for number, (unit, reason) in enumerate(draft.together)]  # fmt: skip
    return rows


def overlay_rows(request: Request, overlay: Overlay) -> list[dict]:
    """Return what ``overlay`` has otherwise than all halls."""
    lang, own, units = request.page.lang, overlay.posts, request.room.register.orgunits
    rows = [{"post": words.post_name(one.post, own, lang), "right": words.right_name(one.permission, one.kind),
             "reach": words.REACHES[one.scope]} for one in overlay.grants]  # fmt: skip
    rows += [{"post": words.post_name(one.post, own, lang), "right": words.right_name(one.permission, one.kind),
              "reach": words.REACHES[NOBODY]} for one in sorted(overlay.removals)]  # fmt: skip
    rows += [{"post": words.post_name(one.key, own, lang), "right": _("本厅自己的岗位"),
              "reach": words.post_name(one.acts_as, own, lang)} for one in own]  # fmt: skip
    rows += [{"post": units[one.unit].name if one.unit in units else one.unit, "right": _("允许一人全办"),
              "reach": one.reason} for one in overlay.together]  # fmt: skip
    return rows
