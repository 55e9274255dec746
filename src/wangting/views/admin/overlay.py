"""``/<hall>/admin/items/<code>/``: what the hall lays over one item; what it may not is refused beside the field."""

from __future__ import annotations

from collections.abc import Mapping

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from translationstring import TranslationString, TranslationStringFactory

from wangting.clock import moment_of
from wangting.content.implementation import Implementation
from wangting.content.item import Item
from wangting.rules.edition import help_parts
from wangting.rules.hallitem import MOST, Laid
from wangting.rules.identifiers import normalised
from wangting.rules.problem import Problem
from wangting.rules.taskcode import CREDIT, ITEM, OTHER, doubts
from wangting.rules.timelimit import CALENDAR_DAYS, WORKDAYS
from wangting.security.permissions import HALL_ADMINISTER
from wangting.theming.dates import length
from wangting.views.admin.items import part_name
from wangting.views.dressing import go
from wangting.views.traversal.hallitems import HallItem

_ = TranslationStringFactory("wangting")

#: What a hall has no field for: whoever sends it all the same is told why not.
ADDED = ("materials", "steps", "fee")
UNITS = {WORKDAYS: _("工作日"), CALENDAR_DAYS: _("自然日")}
LONGEST, REASON_LONGEST = 3000, 200
WRONG: Mapping[str, TranslationString] = {
    "unit": _("选一个本厅的部门"),
    "promised_limit": _("承诺只能比统一版更快，不能更慢"),
    "promised_unit": _("统一版按别的天数算，比不出快慢：换一种天数"),
    "promised_amount": _("承诺写成天数，0 到 3660"),
    "materials": _("厅不能加材料：清单以外的，谁都不能要"),
    "steps": _("厅不能加步骤：流程全市一样"),
    "fee": _("厅不能加收费：收费全市一样"),
    "places": _("地点每处不超过 100 字，最多 10 处"),
    "points": _("坐标写成 33.27, 116.56 这样"),
    "unnamed": _("写了坐标，也写上是哪里"),
    "hours": _("时间不超过 200 字"),
    "phones": _("电话一行一个，最多 10 个，只写号码"),
    "task_code": _("实施编码是 31 位：统一社会信用代码 18 位、行使层级 1 位、基本编码 12 位"),
    "handled_code": _("业务办理项编码是 33 位：实施编码 31 位，再加 2 位"),
    "on": _("还没到施行的日子，先不能开办"),
    "reason": _("写一句为什么，以后查得到"),
    "seen": _("刚才别人也改过这一项，下面是您填的，请核对以后再存"),
}
CODES = ("task_code", "handled_code")
#: What is strange in a code that is kept all the same.
DOUBTS: Mapping[str, TranslationString] = {
    CREDIT: _("前 18 位不是一个对的统一社会信用代码，请再核对一遍"),
    ITEM: _("里面的基本编码不是这个事项的，请再核对一遍"),
    OTHER: _("前 31 位不是上面的实施编码，请再核对一遍"),
}
WRONG_HELP = _("这一句太长，或者这一样材料已经不要了")
DAYS_MOST = 3660


@view_config(context=HallItem, request_method="GET", permission=HALL_ADMINISTER, renderer="admin/item.pt")
def show(context: HallItem, request: Request) -> dict:
    """Show the overlay as it stands."""
    laid = context.overlaying.laid(context.item.code)
    return _model(context, request, _typed(laid), ())


@view_config(context=HallItem, request_method="POST", permission=HALL_ADMINISTER, renderer="admin/item.pt")
def save(context: HallItem, request: Request) -> dict | Response:
    """Keep the overlay; what forbids it is told beside the field, with everything typed."""
    typed = {name: text[:LONGEST].strip() for name, text in request.POST.items() if isinstance(text, str)}
    laid = context.overlaying.laid(context.item.code)
    wrong = [*_read_problems(typed)]
    if typed.get("seen") != _seen(laid):
        wrong.append(Problem("seen", "changed by another"))
    if not wrong:
        reason = typed["reason"][:REASON_LONGEST]
        added = {name: _added(name, typed[name]) for name in ADDED if typed.get(name)}
        wrong += context.overlaying.save(
            context.item.code, _laid(typed, context.item), added, request.identity.party.id, reason
        )
    if wrong:
        request.response.status_int = 422
        return _model(context, request, typed, tuple(wrong))
    request.session.flash("saved")
    return go(request, f"admin/items/{context.item.code}/")


def _added(name: str, text: str) -> object:
    return {"materials": [{"id": text}], "steps": [text], "fee": text}[name]


def _seen(laid: Implementation | None) -> str:
    return str(0 if laid is None else len(laid.log))


def _typed(laid: Implementation | None) -> dict[str, str]:
    """Return the fields of the form as the overlay stands."""
    if laid is None:
        return {}
    typed = {"unit": laid.unit, "hours": laid.hours, "phones": "\n".join(laid.phones),
             "task_code": laid.task_code, "handled_code": laid.handled_code}  # fmt: skip
    typed |= {"on": "yes"} if laid.on else {}
    if laid.promised is not None:
        typed |= {"amount": str(laid.promised[0]), "days": laid.promised[1]}
    for row, place in enumerate(laid.places):
        typed[f"place-{row}"] = place
        if place in laid.points:
            typed[f"point-{row}"] = ", ".join(map(_degrees, laid.points[place]))
    return typed | {f"help-{part}": words for part, words in laid.wording.items()}


def _read_problems(typed: Mapping[str, str]) -> list[Problem]:
    """Return what cannot be read at all."""
    found = []
    amount = typed.get("amount", "")
    if amount and not (amount.isascii() and amount.isdigit() and len(amount) <= len(str(DAYS_MOST))
                       and int(amount) <= DAYS_MOST and typed.get("days") in UNITS):  # fmt: skip
        found.append(Problem("promised_amount", "no number of days"))
    rows = _rows(typed)
    for row in range(MOST):
        if typed.get(f"point-{row}") and row not in rows:
            found.append(Problem(f"unnamed.{row}", "coordinates of no place"))
        elif typed.get(f"point-{row}") and _point(typed[f"point-{row}"]) is None:
            found.append(Problem(f"points.{rows.index(row)}", "no coordinates"))
    if not typed.get("reason"):
        found.append(Problem("reason", "is missing"))
    return found


def _point(text: str) -> tuple[float, float] | None:
    north, comma, east = text.replace("，", ",").partition(",")
    try:
        return (float(north), float(east)) if comma else None
    except ValueError:
        return None


def _degrees(number: float) -> str:
    """Return a coordinate with every digit that was typed: a few less are the house next door."""
    return repr(number).removesuffix(".0")


def _rows(typed: Mapping[str, str]) -> list[int]:
    """Return the rows of the form in which a place is named."""
    return [row for row in range(MOST) if typed.get(f"place-{row}")]


def _laid(typed: Mapping[str, str], item: Item) -> Laid:
    rows = _rows(typed)
    points = {typed[f"place-{row}"]: _point(typed[f"point-{row}"]) for row in rows if typed.get(f"point-{row}")}
    promised = (int(typed["amount"]), typed["days"]) if typed.get("amount") else None
    words = {part: typed[f"help-{part}"] for part in _parts(item) if typed.get(f"help-{part}")}
    return Laid(
        unit=typed.get("unit", ""),
        on=typed.get("on") == "yes",
        promised=promised,
        places=tuple(typed[f"place-{row}"] for row in rows),
        points=points,
        hours=typed.get("hours", ""),
        phones=tuple(line.strip() for line in typed.get("phones", "").splitlines() if line.strip()),
        wording=words,
        **dict(zip(CODES, _codes(typed), strict=True)),
    )


def _codes(typed: Mapping[str, str]) -> tuple[str, ...]:
    """Return the two codes as they are kept, however they were typed."""
    return tuple(normalised(typed.get(name, "")) for name in CODES)


def _doubted(typed: Mapping[str, str], item: Item) -> dict[str, TranslationString]:
    """Return what is strange in codes of the right shape, by the field; of two doubts about one the last."""
    return {one.field: DOUBTS[one.why] for one in doubts(*_codes(typed), item.code)}


def _parts(item: Item) -> tuple[str, ...]:
    edition = item.newest_published
    return () if edition is None else help_parts(edition.data)


def _model(context: HallItem, request: Request, typed: Mapping[str, str], wrong: tuple[Problem, ...]) -> dict:
    room, item, lang = request.room, context.item, request.page.lang
    edition, laid = item.newest_published, context.overlaying.laid(item.code)
    units = [(key, room.register.orgunit(key)) for key in context.overlaying.units()]
    known = max((row + 1 for row in range(MOST) if typed.get(f"place-{row}") or typed.get(f"point-{row}")), default=0)
    told = _told(typed, wrong)
    return {
        "title": item.title,
        "item": item,
        "is_offered": laid is not None and laid.is_offered(room.catalogue.today),
        "is_published": edition is not None,
        "city_promise": length(*edition.promised_limit, lang) if edition and edition.promised_limit else None,
        "typed": typed,
        "seen": _seen(laid),
        "units": [(key, request.page.say(unit.name, unit.name_en)) for key, unit in units],
        "days": UNITS,
        "places": range(min(known + 1, MOST)),
        "parts": [(part, part_name(part, item)) for part in _parts(item)],
        "doubts": _doubted(typed, item) if told.keys().isdisjoint(CODES) else {},
        "wrong": told,
        "errors": tuple(told.items()),
        "added": [name for name in ADDED if typed.get(name)],
        "log": [{"at": moment_of(deed.at), "what": NAMES.get(deed.what) or part_name(deed.what, item),
                 "who": _who(request, deed.by), "note": CHOICES.get(deed.note, deed.note)}
                for deed in reversed(laid.log if laid else ())][:20],
        "told": request.session.pop_flash(),
    }  # fmt: skip


def _told(typed: Mapping[str, str], wrong: tuple[Problem, ...]) -> dict[str, TranslationString]:
    """Return what is told beside each field, by its id on the page; of two about one field the first."""
    rows = [*_rows(typed), 0]
    told: dict[str, TranslationString] = {}
    for problem in wrong:
        part, _dot, number = problem.key.partition(".")
        field = ANCHORS.get(part, part)
        if part == "wording":
            field = f"help-{number}"
        elif part == "unnamed":
            field = f"place-{number}"
        elif part in ROWS:
            field = f"{ROWS[part]}-{rows[int(number)] if number else 0}"
        told.setdefault(field, WRONG.get(part, WRONG_HELP))
    return told


#: Where a message leads that is not about a field of the same name, and about which field of a row.
ANCHORS = {"promised_limit": "amount", "promised_amount": "amount", "promised_unit": "amount", "seen": "reason"}
ROWS = {"places": "place", "points": "point"}
NAMES = {"unit": _("部门"), "on": _("开办"), "promised": _("承诺"), "promised_limit": _("承诺"), "places": _("地点"),
         "points": _("坐标"), "hours": _("时间"), "phones": _("电话"), "wording": _("本厅的说明"),
         "task_code": _("实施编码"), "handled_code": _("业务办理项编码")}  # fmt: skip
CHOICES = {"keep": _("保留本厅的"), "accept": _("跟新版")}


def _who(request: Request, party: int | None) -> str:
    found = request.room.register.parties.get(party) if party is not None else None
    return "" if found is None else f"{found.name}（{found.login}）"
