"""``/office/drift/``: one table, items by halls: where they differ, and by whose decision."""

from __future__ import annotations

from pyramid.request import Request
from pyramid.view import view_config
from translationstring import TranslationStringFactory

from wangting.clock import moment_of
from wangting.security.permissions import OFFICE_PUBLISH
from wangting.services.publishing.drift import ABSENT, HOURS, OFF, PHONES, PLACES, PROMISED, WORDING, Difference, drift
from wangting.theming.dates import length
from wangting.views.office.items import who
from wangting.views.traversal.office import OfficeDrift

_ = TranslationStringFactory("wangting")

PAGE = 20
WHAT = {PROMISED: _("承诺"), WORDING: _("本厅的说明"), OFF: _("停办了"), PLACES: _("地点"), HOURS: _("时间"),
        PHONES: _("电话"), ABSENT: _("没开办过")}  # fmt: skip


@view_config(context=OfficeDrift, request_method="GET", permission=OFFICE_PUBLISH, renderer="office/drift.pt")
def table(context: OfficeDrift, request: Request) -> dict:
    """Show the table, a page at a time; ``?hall=`` and ``?what=`` show one hall's, or one kind of difference."""
    room, page = request.room, request.page
    halls = room.catalogue.halls()
    hall = request.GET.get("hall") if request.GET.get("hall") in {one.key for one in halls} else None
    what = request.GET.get("what") if request.GET.get("what") in WHAT else None
    found = drift(halls, room.catalogue.today, hall, what)
    count = max(1, -(-len(found) // PAGE))
    asked = request.GET.get("page", "")
    number = min(int(asked), count) if asked.isascii() and asked.isdigit() and len(asked) < PAGE and int(asked) else 1
    shown = list(found)[(number - 1) * PAGE : number * PAGE]
    columns = [one for one in halls if hall in (None, one.key)]
    rows = [
        {
            "code": code,
            "name": room.items[code].title,
            "href": page.url(f"/office/items/{code}/"),
            "cells": [
                [_told(one, column.implementations.get(code), request) for one in found[code].get(column.key, ())]
                for column in columns
            ],
        }
        for code in shown
    ]
    return {
        "title": _("${n} 个事项各厅不一样", mapping={"n": len(found)}),
        "halls": [(one.key, page.say(one.title, one.face["name_en"])) for one in halls],
        "columns": [(one.key, page.say(one.title, one.face["name_en"])) for one in columns],
        "hall": hall,
        "what": what,
        "kinds": list(WHAT.items()),
        "rows": rows,
        "number": number,
        "count": count,
    }


def _told(one: Difference, laid: object, request: Request) -> dict:
    deed = one.deed
    value = length(*laid.promised, request.page.lang) if one.what == PROMISED else ""
    by = None if deed is None else who(request, deed.by)
    return {"what": WHAT[one.what], "value": value, "by": by, "at": None if deed is None else moment_of(deed.at),
            "why": "" if deed is None else deed.note, "is_absent": one.what == ABSENT}  # fmt: skip
