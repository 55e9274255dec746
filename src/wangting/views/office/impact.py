"""``…/editions/<n>/impact``: what publishing would do, hall by hall; a promise that would break stops it here."""

from __future__ import annotations

from datetime import date

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from translationstring import TranslationString, TranslationStringFactory

from wangting.content.item import REVIEWED
from wangting.errors import Outdated, Refused
from wangting.security.permissions import OFFICE_PUBLISH
from wangting.services.publishing.impact import ABSENT, BREAKS, FOLLOWS, KEEPS, SAME, HallImpact, Impact
from wangting.theming.dates import length
from wangting.theming.texts import translator
from wangting.views.differences import differences
from wangting.views.dressing import go
from wangting.views.office.editions import path_of, seen
from wangting.views.traversal.office import OfficeEdition

_ = TranslationStringFactory("wangting")

#: What the page says of each outcome: its symbol, its class, its words.
OUTCOMES = {
    BREAKS: ("i-bad", "wt-state wt-bad-t", _("本厅的承诺超过新版")),
    KEEPS: ("i-have", "wt-state wt-ok", _("本厅自己的承诺，不变")),
    FOLLOWS: ("i-info", "wt-state", _("跟着新版变")),
    SAME: ("i-have", "wt-state wt-ok", _("不变")),
    ABSENT: ("i-have", "wt-state wt-ok", _("没开办，不影响")),
}
WRONG_DAY = _("施行日期要写成 2026-11-02 这样")
REFUSED = {
    "effective_past": _("施行日期已经过去，最早今天"),
    "effective_before": _("施行日期不能早于上一版的施行日期"),
    "effective_ended": _("这个事项到那天已经取消；要施行，先撤回取消"),
}


@view_config(context=OfficeEdition, name="impact", request_method="GET", permission=OFFICE_PUBLISH,
             renderer="office/impact.pt")  # fmt: skip
def show(context: OfficeEdition, request: Request) -> dict:
    """Show what would happen; nothing is written."""
    today = request.room.house.clock.now().date()
    return _model(context, request, max(context.edition.effective, today).isoformat())


@view_config(context=OfficeEdition, name="publish", request_method="POST", permission=OFFICE_PUBLISH,
             renderer="office/impact.pt")  # fmt: skip
def publish(context: OfficeEdition, request: Request) -> dict | Response:
    """Publish for all halls at once; a day that cannot be comes back with what was typed."""
    edition, typed = context.edition, request.POST.get("effective", "").strip()[:10]
    try:
        effective = date.fromisoformat(typed)
    except ValueError:
        return _wrong(context, request, typed, WRONG_DAY)
    try:
        by = request.identity.party.id
        request.room.publishing.publish(context.item.code, edition.number, by, effective, seen(request))
    except Outdated:
        request.response.status_int = Outdated.status
        return {**_model(context, request, typed), "is_outdated": True}
    except Refused as error:
        # Nothing has been written when one of these is raised: the rules are asked first.
        if error.code not in REFUSED:
            raise
        return _wrong(context, request, typed, REFUSED[error.code])
    request.session.flash("published")
    return go(request, path_of(edition))


@view_config(context=OfficeEdition, name="ask", request_method="POST", permission=OFFICE_PUBLISH)
def ask(context: OfficeEdition, request: Request) -> Response:
    """Give the halls whose promise stands in the way a to-do."""
    request.room.publishing.ask(context.item.code, context.edition.number, request.identity.party.id)
    request.session.flash("asked")
    return go(request, f"{path_of(context.edition)}impact")


@view_config(context=OfficeEdition, name="publish", request_method="GET", permission=OFFICE_PUBLISH)
@view_config(context=OfficeEdition, name="ask", request_method="GET", permission=OFFICE_PUBLISH)
def back(context: OfficeEdition, request: Request) -> Response:
    """Lead whoever comes back from signing in, or by the browser's own button, to the impact."""
    return go(request, f"{path_of(context.edition)}impact")


def _wrong(context: OfficeEdition, request: Request, typed: str, error: TranslationString) -> dict:
    request.response.status_int = 422
    # The mark stays what it was: who corrects a day has not read the page again.
    return {**_model(context, request, typed), "error": error, "mark": seen(request)}


def _model(context: OfficeEdition, request: Request, effective: str) -> dict:
    found = request.room.publishing.impact(context.item.code, context.edition.number)
    lang = request.page.lang
    is_reviewed = context.edition.stage == REVIEWED
    return {
        "title": _title(found, is_reviewed=is_reviewed),
        "found": found,
        "item": context.item,
        "edition": context.edition,
        "rows": differences(found.changes, lang),
        "halls": [_row(one, found, lang) for one in found.halls],
        "own_words": sum(one.own_words for one in found.halls),
        "is_reviewed": is_reviewed,
        "can": is_reviewed and not found.breaking,
        "breaking": [one.hall.title if lang != "en" else one.hall.face["name_en"] for one in found.breaking],
        "effective": effective,
        "path": path_of(context.edition),
        "mark": context.edition.seen_mark,
        "error": None,
        "is_outdated": False,
        "told": request.session.pop_flash(),
    }


def _title(found: Impact, *, is_reviewed: bool) -> TranslationString:
    if found.breaking:
        return _("现在不能发布：${n} 个厅的承诺比新版长", mapping={"n": len(found.breaking)})
    return _("发布前看影响") if is_reviewed else _("现在不能发布：还没有复核")


def _row(one: HallImpact, found: Impact, lang: str) -> dict:
    symbol, look, words = OUTCOMES[one.outcome]
    name = one.hall.face["name_en"] if lang == "en" else one.hall.title
    own = one.implementation is not None and one.implementation.promised is not None
    return {
        "key": one.hall.key,
        "name": name,
        "promise": _promise(one, own=own, lang=lang),
        "symbol": f"#{symbol}",
        "look": look,
        "words": words,
        "own_words": one.own_words if one.outcome != ABSENT else None,
        "drafts": one.drafts,
        "open": one.open if one.outcome != ABSENT else None,
    }


def _promise(one: HallImpact, *, own: bool, lang: str) -> str:
    """Return the promise before and after, in words; ``—`` where there is none."""
    say = translator(lang)
    if one.outcome == ABSENT:
        return "—"
    before, after = (length(*limit, lang) if limit else "—" for limit in (one.before, one.after))
    if own:
        return say(_("${days}，本厅自己定的", mapping={"days": before}))
    return before if before == after else f"{before} → {after}"
