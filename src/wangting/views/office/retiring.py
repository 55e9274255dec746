"""``/office/items/<code>/retire``: what would end, hall by hall, and from which day; ``keep`` takes it back."""

from __future__ import annotations

from datetime import date

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from translationstring import TranslationString, TranslationStringFactory

from wangting.errors import Outdated, Refused
from wangting.rules.ending import BEFORE_IT_BEGINS, PAST
from wangting.security.permissions import OFFICE_PUBLISH
from wangting.services.publishing.retiring import HallLoss
from wangting.theming.dates import day as written
from wangting.views.dressing import go
from wangting.views.office.items import REASON_LONGEST
from wangting.views.office.items import show as show_item
from wangting.views.traversal.office import OfficeItem

_ = TranslationStringFactory("wangting")

DAY_LENGTH = 10
#: Digits of the number of an edition.
DIGITS = 6
WRONG_DAY = _("取消的日子要写成 2026-11-02 这样")
NO_REASON = _("写明理由和依据")
NOT_SURE = _("请勾选“确定取消”")


@view_config(context=OfficeItem, name="retire", request_method="GET", permission=OFFICE_PUBLISH,
             renderer="office/retire.pt")  # fmt: skip
def show(context: OfficeItem, request: Request) -> dict:
    """Show what would end; nothing is written."""
    ends = context.item.ends
    return _model(context, request, {"day": (ends or request.room.catalogue.today).isoformat()}, ())


@view_config(context=OfficeItem, name="retire", request_method="POST", permission=OFFICE_PUBLISH,
             renderer="office/retire.pt")  # fmt: skip
def retire(context: OfficeItem, request: Request) -> dict | Response:
    """Let the item end from the day given; what is missing brings the page back with what was typed."""
    typed = {"day": request.POST.get("day", "").strip()[:DAY_LENGTH], "sure": request.POST.get("sure", ""),
             "reason": request.POST.get("reason", "").strip()[:REASON_LONGEST]}  # fmt: skip
    day = _day(typed["day"])
    found = (("day", None if day else WRONG_DAY), ("reason", None if typed["reason"] else NO_REASON),
             ("sure", None if typed["sure"] == "yes" else NOT_SURE))  # fmt: skip
    errors = tuple((field, words) for field, words in found if words)
    if day is None or errors:
        return _wrong(context, request, typed, errors)
    try:
        request.room.retiring.retire(context.item.code, day, _seen(request), request.identity.party.id, typed["reason"])
    except Refused as error:
        # Nothing has been written when one of these is raised: the rules are asked first.
        words = _words(error, request)
        if words is None:
            raise
        return _wrong(context, request, typed, (("day", words),))
    request.session.flash("ending" if day > request.room.catalogue.today else "retired")
    return go(request, f"/office/items/{context.item.code}/")


@view_config(context=OfficeItem, name="keep", request_method="POST", permission=OFFICE_PUBLISH,
             renderer="office/item.pt")  # fmt: skip
def keep(context: OfficeItem, request: Request) -> dict | Response:
    """Take the end back; without a reason the page of the item comes back."""
    reason = request.POST.get("reason", "").strip()[:REASON_LONGEST]
    if not reason:
        request.response.status_int = 422
        return {**show_item(context, request), "error": NO_REASON}
    request.room.retiring.keep(context.item.code, _seen(request), request.identity.party.id, reason)
    request.session.flash("kept")
    return go(request, f"/office/items/{context.item.code}/")


@view_config(context=OfficeItem, name="keep", request_method="GET", permission=OFFICE_PUBLISH)
def back(context: OfficeItem, request: Request) -> Response:
    """Lead whoever comes back from signing in, or by the browser's own button, to the page with the button."""
    return go(request, f"/office/items/{context.item.code}/")


def _seen(request: Request) -> tuple[int, date | None]:
    """Return the edition and the end that the page was made of; raises Outdated for a form that tells none."""
    number, ends = request.POST.get("number", ""), request.POST.get("ends", "")
    if not (number.isascii() and number.isdigit() and len(number) <= DIGITS):
        raise Outdated
    return int(number), _day(ends)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _words(error: Refused, request: Request) -> TranslationString | None:
    if error.code == PAST:
        return _("这一天已经过去，最早今天")
    if error.code == BEFORE_IT_BEGINS:
        day = written(error.facts["day"], request.page.lang, weekday=False, year=True)
        return _("新的一版${day}才施行；取消要在那以后，或者就是今天", mapping={"day": day})
    return None


def _wrong(context: OfficeItem, request: Request, typed: dict, errors: tuple) -> dict:
    request.response.status_int = 422
    return _model(context, request, typed, errors)


def _model(context: OfficeItem, request: Request, typed: dict, errors: tuple) -> dict:
    item, found = context.item, request.room.retiring.impact(context.item.code)
    may_end = request.room.retiring.may_end(item.code)
    newest = item.newest_published
    offering = sum(one.is_offered for one in found)
    return {
        "title": _("取消前看影响：${n} 个厅在办", mapping={"n": offering}) if may_end else _("现在不能取消"),
        "item": item,
        "number": newest.number if newest else 0,
        "ends": item.ends,
        "is_in_hand": item.in_hand is not None,
        "may_end": may_end,
        "halls": [_row(one, request) for one in found],
        "drafts": sum(one.drafts for one in found),
        "open": sum(one.open for one in found),
        "typed": {"reason": "", "sure": "", **typed},
        "errors": errors,
        "wrong": dict(errors),
    }


def _row(one: HallLoss, request: Request) -> dict:
    face = one.hall.face
    # The short name, so that the counts beside it fit on a phone.
    name = request.page.say(f"{face['short']}厅", f"{face['short_en']} Hall")
    return {"key": one.hall.key, "name": name, "is_offered": one.is_offered, "drafts": one.drafts, "open": one.open}
