"""``/office/lint/``: what is doubtful in the catalogue, rule by rule, each with what to do about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from http import HTTPStatus
from itertools import groupby

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from translationstring import TranslationStringFactory

from wangting.clock import moment_of
from wangting.errors import NotFound
from wangting.rules.editing import control_of
from wangting.rules.lint.finding import ERROR, HINT, WARNING, Finding, Found
from wangting.rules.lint.rulebook import RULES
from wangting.security.permissions import OFFICE_PUBLISH
from wangting.services.waiving import LONGEST
from wangting.terms import ENGLISH
from wangting.theming.texts import translator
from wangting.views.differences import PARTS
from wangting.views.dressing import go
from wangting.views.numbers import whole
from wangting.views.office.items import who
from wangting.views.office.lacking import departments, lacking, said_of
from wangting.views.traversal.officework import OfficeLint
from wangting.views.unfinished import waiting

_ = TranslationStringFactory("wangting")

PATH = "/office/lint/"
#: Items on a page of one rule; lines of one item.
MOST, LINES = 20, 5
SEVERITIES = {ERROR: _("错误"), WARNING: _("提醒"), HINT: _("建议")}


@view_config(context=OfficeLint, request_method="GET", permission=OFFICE_PUBLISH, renderer="office/lint.pt")
def lint(context: OfficeLint, request: Request) -> dict | Response:
    """Show the rules with how much each finds, or with ``?rule=`` the items in which that one finds something."""
    key = request.GET.get("rule", "")
    waits = {} if key else waiting(request)
    if waits.get("rule"):
        # Whoever signed in again comes without a question; the form stands on the page of its rule.
        return go(request, PATH, **{name: waits.get(name) for name in ("rule", "page", "of")})
    found = _seen(request, request.room.office.linting.findings())
    if not key:
        return _overview(request, found)
    return _of_rule(request, key, [finding for finding in found if finding.rule.key == key])


@view_config(context=OfficeLint, request_method="POST", permission=OFFICE_PUBLISH, renderer="office/lint.pt")
def waive(context: OfficeLint, request: Request) -> dict | Response:
    """Let a finding stay with a reason, or let it count again; without a reason the page comes back with the words."""
    waiving, sent = request.room.office.waiving, request.POST
    rule, code = sent.get("rule", ""), sent.get("item", "")
    if sent.get("act") == "take_back":
        waiving.take_back(rule, code)
        request.session.flash("taken_back")
    elif not sent.get("reason", "").strip():
        request.response.status_int = HTTPStatus.UNPROCESSABLE_ENTITY
        every = _seen(request, request.room.office.linting.findings())
        found = [finding for finding in every if finding.rule.key == rule]
        return {**_of_rule(request, rule, found), "missing": code, "errors": ((f"reason-{code}", _("写明理由")),)}
    else:
        waiving.waive(rule, code, sent["reason"], request.identity.party.id)
        request.session.flash("waived")
    return go(request, PATH, rule=rule, page=_page(request), of=_hall(request))


def _hall(request: Request) -> str | None:
    """Return the hall that is looked at, None for all; raises NotFound for one that is none."""
    key = request.params.get("of") or None
    return None if key is None else request.room.catalogue.hall(key).key


def _severity(request: Request) -> str | None:
    """Return how grave the findings are that are looked at, None for all; raises NotFound for a word that is none."""
    key = request.params.get("severity") or None
    if key is not None and key not in SEVERITIES:
        raise NotFound("no_rule")
    return key


def _seen(request: Request, found: Iterable[Finding]) -> list[Finding]:
    """Return what was found in the items that the chosen hall offers, or in all."""
    hall = _hall(request)
    if hall is None:
        return list(found)
    offered = request.room.catalogue.codes(hall)
    others = {one.key for one in request.room.catalogue.halls()} - {hall}
    return [finding for finding in found
            if finding.found.code in offered and finding.found.place not in others
            and (not finding.found.lacking or lacking(finding.found, hall))]  # fmt: skip


def _filters(request: Request, rule: str | None = None) -> dict:
    """Return what can be chosen above the findings: (name, address, whether it is chosen), halls and severities."""
    page, hall, severity = request.page, _hall(request), _severity(request)
    halls = [(page.say(one.title, one.face["name_en"]), page.here(of=one.key, rule=rule, page=None), one.key == hall)
             for one in request.room.catalogue.halls()]  # fmt: skip
    grave = [(name, page.here(severity=key), key == severity) for key, name in SEVERITIES.items()]
    return {
        "halls": [(_("全部大厅"), page.here(of=None, rule=rule, page=None), hall is None), *halls],
        "severities": [(_("全部轻重"), page.here(severity=None), severity is None), *grave],
        "hall": hall,
    }


def _overview(request: Request, found: list[Finding]) -> dict:
    counted = Counter(finding.rule.key for finding in found if finding.waived is None)
    waived = Counter(finding.rule.key for finding in found if finding.waived is not None)
    told = request.room.house.trade.lint.told
    rules = [
        {
            "href": request.page.url(PATH, rule=rule.key, of=_hall(request)),
            "name": request.page.say(told[rule.key].title, told[rule.key].title_en),
            "severity": SEVERITIES[rule.severity],
            "count": counted[rule.key],
            "waived": waived[rule.key],
        }
        for rule in RULES
        if _severity(request) in (None, rule.severity)
    ]
    return {"title": _("检查全部事项"), "rules": rules, "rule": None, "told": (), **_filters(request)}


def _of_rule(request: Request, key: str, found: list[Finding]) -> dict:
    """Return the page of one rule: first what counts, then what was waived; raises NotFound for an unknown rule."""
    told = request.room.house.trade.lint.told.get(key)
    if told is None:
        raise NotFound("no_rule")
    page, number = request.page, _page(request)
    found.sort(key=lambda finding: (finding.waived is not None, finding.found.code))
    items = [(code, list(mine)) for code, mine in groupby(found, lambda finding: finding.found.code)]
    shown = items[(number - 1) * MOST : number * MOST]
    return {
        "title": page.say(told.title, told.title_en),
        "fix": page.say(told.fix, told.fix_en),
        "rule": key,
        "rules": (),
        "total": len(items),
        "departments": departments(request, found, _hall(request)),
        "items": [_item(request, key, code, mine) for code, mine in shown],
        "number": number,
        "count": max(1, -(-len(items) // MOST)),
        "address": lambda other: page.url(PATH, rule=key, page=other, of=_hall(request)),
        "severity": SEVERITIES[next(one.severity for one in RULES if one.key == key)],
        **_filters(request, key),
        "longest": LONGEST,
        "missing": None,
        "told": request.session.pop_flash(),
    }


def _item(request: Request, rule: str, code: str, found: Iterable[Finding]) -> dict:
    lines = [line for one in found for line in _lines(request, code, one.found)]
    deed = request.room.office.waiving.of(rule, code)
    return {
        "code": code,
        "name": request.room.items[code].editions[-1].name,
        "href": request.page.url(f"/office/items/{code}/"),
        "lines": [line for line in lines if line[0]][:LINES],
        "more": max(0, len(lines) - LINES),
        "waived": deed and {"reason": deed.note, "who": who(request, deed.by), "at": moment_of(deed.at)},
    }


def _lines(request: Request, code: str, found: Found) -> list[tuple[str, str | None]]:
    """Return what was found in words with the way to where it is mended: one line, or one for each department."""
    if not found.lacking:
        return [(_of_hall(request, found), href_of(request, code, found.place))]
    return [(said_of(request, *one), None) for one in lacking(found, _hall(request))]


def _of_hall(request: Request, found: Found) -> str:
    """Return what was found in words, with the hall in which it was found where it is not in the item itself."""
    hall, page = request.room.halls.get(found.place), request.page
    if hall is None:
        return about(request, found)
    return f"{page.say(hall.title, hall.face['name_en'])}{': ' if page.lang == ENGLISH else '：'}{found.said}"


def about(request: Request, found: Found) -> str:
    """Return what was found in words, or what the part is called in which something is missing."""
    part = found.place if found.place in PARTS else found.place.partition(".")[0]
    return found.said or (translator(request.page.lang)(PARTS[part]) if part in PARTS else "")


def href_of(request: Request, code: str, place: str) -> str | None:
    """Return where the editor has the field of ``place``, None where it has none or the edition is in review."""
    control = control_of(place)
    if control is None or request.room.items[code].editions[-1].is_in_review:
        return None
    part, field = control
    return f"{request.page.url(f'/office/items/{code}/edit/{part}')}#{field}"


def _page(request: Request) -> int:
    return max(1, whole(request.params.get("page", ""), 1))
