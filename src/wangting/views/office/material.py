"""``/office/materials/<key>``: one material template, the items that ask for its paper, and what is done with many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from translationstring import TranslationString, TranslationStringFactory

from wangting.clock import moment_of
from wangting.content.item import Edition
from wangting.content.template import MaterialTemplate
from wangting.errors import Outdated, Refused
from wangting.forms.editorform import template_form
from wangting.forms.messages import Problem
from wangting.forms.sent import Answers
from wangting.forms.widgets import Button
from wangting.rules.publicfile import named_by
from wangting.rules.template import SHARED, differing, plain
from wangting.security.permissions import OFFICE_PUBLISH
from wangting.services.harmonising import BY_HAND, MORE, MOST, OTHERS, OWN, TWICE, UNSEEN, Done, held_back
from wangting.services.templating import DRAFTED, KEPT, LOCKED, MADE, OFF, REVIEWED, STATES, Use
from wangting.theming.faults import fault_of
from wangting.theming.texts import translator
from wangting.views.dressing import go, shown_form
from wangting.views.office.items import who
from wangting.views.office.materials import PATH, judged, name_taken, said, told
from wangting.views.portal.guidefacts import CHANNELS
from wangting.views.traversal.officework import OfficeMaterial

_ = TranslationStringFactory("wangting")

DAY_LENGTH = 10
#: Items that are listed without being asked for.
FEW = 8
#: What a template decides, as the page calls it.
FIELDS: Mapping[str, TranslationString] = {
    "name": _("名称"), "also": _("也叫"), "kind": _("材料类型"), "provider": _("由谁出具"), "channel": _("从哪里来"),
    "requirement": _("要求"), "instructions": _("怎么填"), "blank": _("空白表"), "sample": _("填好的样子"),
}  # fmt: skip
DEEDS = {MADE: _("做了这个模板"), KEPT: _("改了模板")}
WHY = {
    UNSEEN: _("别人刚改过，看过再办"),
    OTHERS: _("别人正在改，请他照模板填"),
    TWICE: _("两份材料是同一个模板，打开单独改"),
    MORE: _("还改了别的，打开单独办"),
    BY_HAND: _("有人动手写过，打开单独办"),
    OWN: _("您写的，请另一位复核"),
}
WRONG_DAY = _("施行的日子要写成 2026-11-02 这样，不能早于今天")
SOMEBODY_ELSE = _("您打开以后，别人也改了。您写的都在下面；看过现在是怎样的，再按一次就存。")


@view_config(context=OfficeMaterial, request_method="GET", permission=OFFICE_PUBLISH, renderer="office/material.pt")
def show(context: OfficeMaterial, request: Request) -> dict:
    """Show the template and the items, in the order in which something is to be done about them."""
    return _page(context, request, said(context.template.data))


@view_config(context=OfficeMaterial, request_method="POST", permission=OFFICE_PUBLISH, renderer="office/material.pt")
def keep(context: OfficeMaterial, request: Request) -> dict | Response:
    """Keep what the template says; no item changes by it."""
    typed, values, errors = judged(request)
    if errors:
        return _page(context, request, typed, errors)
    templating, by = request.room.office.templating, request.identity.party.id
    try:
        kept = templating.keep(context.template.key, told(values), by, request.POST.get("mark", ""))
    except Outdated:
        return _page(context, request, typed, (Problem("name", SOMEBODY_ELSE),))
    except Refused as refused:
        return _page(context, request, typed, (name_taken(refused),))
    request.session.flash("kept" if kept else "same")
    return go(request, _path(context))


@view_config(context=OfficeMaterial, name="drop", request_method="POST", permission=OFFICE_PUBLISH)
def drop(context: OfficeMaterial, request: Request) -> Response:
    """Take the template away; the items keep their words.  Raises Outdated."""
    mark = request.POST.get("mark", "")
    request.room.office.templating.drop(context.template.key, request.identity.party.id, mark)
    request.session.flash("dropped")
    return go(request, PATH)


@view_config(context=OfficeMaterial, name="draft", request_method="POST", permission=OFFICE_PUBLISH)
def draft(context: OfficeMaterial, request: Request) -> Response:
    """Write what the template says into drafts of the chosen items."""
    done = request.room.office.harmonising.draft(context.template.key, _chosen(request), request.identity.party.id)
    return _went(context, request, "draft", done)


@view_config(context=OfficeMaterial, name="review", request_method="POST", permission=OFFICE_PUBLISH)
def review(context: OfficeMaterial, request: Request) -> Response:
    """Say of the chosen drafts that they are right."""
    done = request.room.office.harmonising.review(context.template.key, _chosen(request), request.identity.party.id)
    return _went(context, request, "review", done)


@view_config(context=OfficeMaterial, name="publish", request_method="POST", permission=OFFICE_PUBLISH,
             renderer="office/material.pt")  # fmt: skip
def publish(context: OfficeMaterial, request: Request) -> dict | Response:
    """Put the chosen editions in force from a day; another day brings the page back, with what was chosen."""
    day = _day(request.POST.get("day", "").strip()[:DAY_LENGTH])
    if day is None or day < request.room.catalogue.today:
        request.response.status_int = 422
        return _page(context, request, said(context.template.data), (Problem("day", WRONG_DAY),))
    chosen, by = _chosen(request), request.identity.party.id
    return _went(context, request, "publish",
                 request.room.office.harmonising.publish(context.template.key, chosen, by, day))  # fmt: skip


@view_config(context=OfficeMaterial, name="drop", request_method="GET", permission=OFFICE_PUBLISH)
@view_config(context=OfficeMaterial, name="draft", request_method="GET", permission=OFFICE_PUBLISH)
@view_config(context=OfficeMaterial, name="review", request_method="GET", permission=OFFICE_PUBLISH)
@view_config(context=OfficeMaterial, name="publish", request_method="GET", permission=OFFICE_PUBLISH)
def back(context: OfficeMaterial, request: Request) -> Response:
    """Lead whoever comes back from signing in, or by the browser's own button, to the page with the buttons."""
    return go(request, _path(context))


def _path(context: OfficeMaterial) -> str:
    return f"{PATH}{context.template.key}/"


def _chosen(request: Request) -> dict[str, str]:
    """Return the codes that were ticked, each with the mark of the edition that was shown."""
    return dict(value.split(" ", 1) for value in request.POST.getall("item") if " " in value)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _went(context: OfficeMaterial, request: Request, act: str, done: Done) -> Response:
    request.session.flash((act, done.done, done.left))
    return go(request, _path(context))


def _page(context: OfficeMaterial, request: Request, values: Answers, errors: Sequence[Problem] = ()) -> dict:
    template, page, room = context.template, request.page, request.room
    lists: dict[str, list[dict]] = {state: [] for state in STATES}
    for use in room.office.templating.uses(template):
        lists[use.state].append(_row(use, template, request))
    for rows in lists.values():
        # What can be done goes first: the rest is not to fill the page.
        rows.sort(key=lambda row: row["why"] is not None)
    # One main button on the page: what the items wait for goes before the words of the template.
    look = "" if any(lists[state] for state in (OFF, DRAFTED, REVIEWED)) else "main"
    form = shown_form(request, template_form(), page.url(_path(context)), (Button("send", _("存模板"), look),),
                      id="template", values=values, errors=[one for one in errors if one.field != "day"],
                      hidden={"mark": template.seen_mark})  # fmt: skip
    return {
        "title": template.name,
        "template": template,
        "form": form,
        "errors": errors,
        "lists": lists,
        "ticked": frozenset(request.POST.getall("item")) if "day" in request.POST else None,
        "day_typed": request.POST.get("day") or room.catalogue.today.isoformat(),
        "wrong_day": any(one.field == "day" for one in errors),
        "most": MOST,
        "few": FEW,
        "path": page.url(_path(context)),
        "at": lambda act: page.url(_path(context) + act),
        "log": [_logged(request, deed) for deed in reversed(template.log)],
        "mark": template.seen_mark,
        "told": [_told(request, one) for one in request.session.pop_flash()],
        "noindex": True,
    }


def _told(request: Request, flashed: str | Sequence) -> dict:
    """Return what was just done; of many items which were left, each with why."""
    if isinstance(flashed, str):
        return {"what": flashed}
    act, done, left = flashed
    rows = [{"name": request.room.items[code].title, "href": request.page.url(f"/office/items/{code}/"),
             "why": WHY[why] if why in WHY else fault_of(why, Refused.status, {}).heading}
            for code, why in left if code in request.room.items]  # fmt: skip
    return {"what": act, "done": done, "left": rows}


def _row(use: Use, template: MaterialTemplate, request: Request) -> dict:
    """Return one item: what it says otherwise, and why it cannot be ticked where it cannot."""
    newest, page, by = use.item.editions[-1], request.page, request.identity.party.id
    shown = newest if use.state in (OFF, LOCKED) else use.item.newest_published or newest
    fields = dict.fromkeys(
        field for one in shown.materials if one["id"] in use.ids for field in differing(template.data, one)
    )
    why = held_back(use, template, by) if use.state in (OFF, DRAFTED, REVIEWED) else None
    edition = f"editions/{newest.number}/" if newest.is_unseen else ""
    return {"code": use.item.code, "name": newest.name, "value": f"{use.item.code} {newest.seen_mark}",
            "why": None if why is None else WHY[why],
            "fields": [FIELDS[field] for field in fields], "names": _names(shown, use, template),
            "href": page.url(f"/office/items/{use.item.code}/{edition}")}  # fmt: skip


def _names(shown: Edition, use: Use, template: MaterialTemplate) -> str:
    """Return what the edition calls the paper where that is not the name of the template."""
    called = {one["name"] for one in shown.materials if one["id"] in use.ids}
    return "、".join(sorted(name for name in called if plain(name) != plain(template.name)))


def _logged(request: Request, deed: object) -> dict:
    changed = [(FIELDS[field], _words(request, field, before), _words(request, field, after))
               for field, before, after in deed.changed if field in (*SHARED, "also")]  # fmt: skip
    return {"at": moment_of(deed.at), "who": who(request, deed.by), "what": DEEDS[deed.what], "changed": changed}


def _words(request: Request, field: str, value: object) -> str:
    if not value:
        return ""
    if field == "channel":
        return translator(request.page.lang)(CHANNELS[value])
    if not isinstance(value, str):
        return "、".join(value)
    named = named_by(value)
    return value if named is None else named.name
