"""``GET /api/v1/items/<hall>/<code>``: the guide of an item as one hall offers it, for machines."""

from __future__ import annotations

from collections.abc import Mapping

from pyramid.request import Request
from pyramid.view import view_config

from wangting.rules.publicfile import from_outside
from wangting.rules.timelimit import WORKDAYS
from wangting.security.permissions import PUBLIC
from wangting.views.publicity import PLAIN
from wangting.views.traversal.api import ApiItem

#: What an edition says as it stands there (docs/reference/editions).
AS_IT_IS = ("conditions", "service_object", "legal_limit", "visits", "fee", "materials", "scenarios", "steps",
           "certificate", "facts")  # fmt: skip


@view_config(context=ApiItem, request_method="GET", permission=PUBLIC, public=PLAIN, renderer="json")
def item(context: ApiItem, request: Request) -> dict:
    """Return what the page of the guide shows; null is what nobody has said, never a guess."""
    offer, room = context.offer, context.room
    edition, here = offer.edition, offer.implementation
    unit, workflow = room.register.orgunit(here.unit), room.house.workflows[edition.workflow]
    promised = {"amount": offer.promised[0], "unit": offer.promised[1]} if offer.promised else None
    measure = (offer.promised or edition.statutory_limit or (0, WORKDAYS))[1]
    main, siblings = room.catalogue.siblings(offer)
    practice = room.practising.of(here.unit, offer.code, measure)
    return {
        "code": offer.code,
        # What the hall was given for it, and the code of before; null where there is none.
        "codes": {"task": here.task_code or None, "handled": here.handled_code or None,
                  "legacy": offer.item.legacy_code},
        "name": edition.name,
        "aliases": list(offer.item.aliases),
        "type": offer.item.item_class,
        "source": offer.item.source,
        # What it is among items, the main item it belongs to, and what else this hall offers of that.
        "rank": offer.item.rank,
        "main_item": main and {"code": main.code, "name": main.title},
        "siblings": [{"code": one.code, "name": one.edition.name} for one in siblings],
        "hall": offer.hall.key,
        "department": {"key": unit.key, "name": unit.name},
        "edition": {"number": edition.number, "effective": edition.effective.isoformat()},
        # The first day on which nobody can apply for it any more.
        "ends": offer.item.ends and offer.item.ends.isoformat(),
        **_said(from_outside(edition.data, room.house.public_url)),
        "promised_limit": promised,
        "practice": practice and {"days": practice.days, "unit": measure, "cases": practice.cases},
        "workflow": {"key": workflow.key, "title": workflow.title},
        # The articles that the procedure rests on; what the item itself rests on is in its facts.
        "procedure_basis": [
            {"law": room.house.trade.laws.laws[row.law].title, "article": row.article, "words": row.words,
             "address": f"{room.house.public_url}/{offer.hall.key}/laws/{row.law}#a{row.article}"}
            for row in room.house.trade.procedures.get(workflow.key, ())
        ],
        "places": list(here.places),
        # By the words of the place: latitude and longitude in degrees, WGS 84.
        "points": {place: list(point) for place, point in here.points.items()},
        "hours": here.hours or None,
        "phones": list(here.phones),
        # The hall's own words by the part of the edition they belong to.
        "help": dict(here.wording),
        "online": offer.is_online,
        "address": f"{room.house.public_url}/{offer.hall.key}/items/{offer.code}",
    }


def _said(data: Mapping[str, object]) -> dict[str, object]:
    return {key: data.get(key) for key in AS_IT_IS}
